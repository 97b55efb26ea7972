"""From rows to a problem, or to every fault in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pfa.matching.solver.problem.checks import Rows, flaws
from pfa.matching.solver.problem.faults import Fault, ProblemFaults
from pfa.matching.solver.problem.values import Fixing, Group, Opportunity, Person, Policy, Problem, by_id, frozen


def problem(
    *,
    policy: Policy,
    people: Iterable[Person],
    opportunities: Iterable[Opportunity],
    groups: Iterable[Group],
    preferences: Iterable[tuple[str, str, int]] = (),
    pools: Iterable[tuple[str, str, int]] = (),
    apart: Iterable[tuple[str, str]] = (),
    fixed: Iterable[tuple[str, str, str]] = (),
    travel: Iterable[tuple[str, str, int]] = (),
    earlier: Iterable[tuple[str, str, str]] = (),
    together: Iterable[tuple[str, str]] = (),
) -> Problem:
    """Build a problem from rows: (person, target, points), (pool, session, units), (person, other person) of those
    apart and of those together, (person, group, `must` or `never`), (person, provider, minutes) and (person, group,
    what they have been told).

    Raises `ProblemFaults` with every fault; a fault's `file` is the table and its `row` the ids of the row.
    """
    rows = Rows(
        policy=policy,
        people=tuple(people),
        opportunities=tuple(opportunities),
        groups=tuple(groups),
        preferences=tuple(preferences),
        pools=tuple(pools),
        links=(*((*pair, "apart") for pair in apart), *((*pair, "together") for pair in together)),
        fixed=tuple(fixed),
        travel=tuple(travel),
        earlier=tuple(earlier),
    )
    faults = [
        Fault(flaw.table, 0, flaw.column, flaw.words, row=_name_of(rows, flaw.table, flaw.at)) for flaw in flaws(rows)
    ]
    if faults:
        raise ProblemFaults(faults)
    return assemble(rows)


def assemble(rows: Rows) -> Problem:
    """The problem of rows in which `flaws` found nothing."""
    wishes: dict[str, dict[str, int]] = {}
    for person_id, target, points in rows.preferences:
        wishes.setdefault(person_id, {})[target] = points
    return Problem(
        policy=rows.policy,
        people=by_id(rows.people),
        opportunities=by_id(rows.opportunities),
        groups=by_id(rows.groups),
        preferences=frozen({person_id: frozen(targets) for person_id, targets in wishes.items()}),
        pools=frozen({(pool, session): units for pool, session, units in rows.pools}),
        apart=_pairs(rows, "apart"),
        together=_pairs(rows, "together"),
        fixed=frozen({(person, group): cast("Fixing", rule) for person, group, rule in rows.fixed}),
        travel=frozen({(person, provider): minutes for person, provider, minutes in rows.travel}),
        earlier=frozen({(person, group): told for person, group, told in rows.earlier}),
    )


def _pairs(rows: Rows, rule: str) -> frozenset[tuple[str, str]]:
    return frozenset((min(one, other), max(one, other)) for one, other, of in rows.links if of == rule)


def _name_of(rows: Rows, table: str, at: int) -> str:
    if at < 0:
        return ""
    row = getattr(rows, table)[at]
    return row.id if isinstance(row, Person | Opportunity | Group) else " ".join(row[:2])
