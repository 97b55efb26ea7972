"""What would have to be repaired before all `must` rows can be kept: by a model of its own in which limits can give.

Every row of something shared gets a column for how far it is exceeded, and every `must` row may be dropped; both cost,
a dropped row more than anything else, so that a row is dropped only where the person's own rules leave no other way.
What comes out is tried: with the repairs made, the problem has an answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pfa.matching.solver import linear, pairs
from pfa.matching.solver.checker import Reading, check_package, refusal
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.problem import Fixing, Problem, frozen

DROP: Final = 1_000_000.0
"""Charged for a dropped `must` row, far more than for all that could give."""
CHARGE: Final = {
    "group": 100.0,
    "share": 100.0,
    "viable": 100.0,
    "support": 100.0,
    "pool": 100.0,
    "funder": 1.0,
    "apart": 1_000.0,
}
"""Charged for each place, person, unit or pound that is lacking, and for two people not kept apart."""
WHOSE: Final = {
    "group": "the provider",
    "share": "the authorities who share it",
    "chance": "the provider",
    "viable": "the provider",
    "support": "the provider",
    "pool": "the job-coach service",
    "funder": "the funder",
    "apart": "the named worker",
    "must": "the co-ordinator",
}
WORDS: Final = {
    "group": ("place more", "places more"),
    "share": ("place more for this authority", "places more for this authority"),
    "chance": ("per cent more likely to run", "per cent more likely to run"),
    "viable": ("person fewer to run", "people fewer to run"),
    "support": ("unit of support more", "units of support more"),
    "pool": ("unit of coach time more", "units of coach time more"),
    "funder": ("pound more", "pounds more"),
    "apart": ("pair to be kept apart who are not", "pairs to be kept apart who are not"),
}
RULE: Final = {"group": "places", "funder": "cost-ceiling", "pool": "coach-pool", "chance": "likely"}
"""The rule of a row where it has another name."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend: the row (`must:PERSON:GROUP` or as in `prices.csv`), how much, why, and whose it is."""

    row: str
    amount: int
    rule: str
    whose: str
    words: str


def diagnose(problem: Problem) -> tuple[Repair, ...]:
    """Everything that stands against the `must` rows, mended as cheaply as can be; empty: they can all be kept.

    Raises `RuntimeError` if the repairs found would not do: a fault of this module.
    """
    found: dict[str, Repair] = {}
    mended = problem
    # First what stands against single rows, then what they need of each other.
    for step in (_too_much_alone, _refused, _elastic):
        for repair in step(mended):
            before = found.get(repair.row)
            found[repair.row] = _said(repair.row, repair.amount + (before.amount if before else 0), repair)
        mended = repaired(problem, tuple(found.values()))
    if not possible(mended):
        raise RuntimeError("the repairs found are not enough")
    return tuple(found.values())


def possible(problem: Problem) -> bool:
    """Whether any answer keeps every `must` row."""
    ix = index(problem)
    if not all(ix.allowed[p, g] for p, facts in enumerate(ix.person) for g in facts.must):
        return False
    model = pairs.build(ix)
    model.programme.worth = [0.0] * len(model.programme.worth)
    return not linear.solve(model.programme).infeasible


def repaired(problem: Problem, repairs: tuple[Repair, ...]) -> Problem:
    """The problem with every repair made."""
    amounts = {each.row: each.amount for each in repairs}
    fixed: dict[tuple[str, str], Fixing] = {
        key: rule for key, rule in problem.fixed.items() if rule != "must" or _name(key) not in amounts
    }
    groups = {
        group.id: replace(
            group,
            places=group.places + amounts.get(f"group:{group.id}", 0),
            chance=group.chance + amounts.get(f"chance:{group.id}", 0),
            authority_places=frozen(
                {
                    name: most + amounts.get(f"share:{group.id}:{name}", 0)
                    for name, most in group.authority_places.items()
                }
            ),
            min_viable=max(0, group.min_viable - amounts.get(f"viable:{group.id}", 0)),
            support_units=None
            if group.support_units is None
            else group.support_units + amounts.get(f"support:{group.id}", 0),
        )
        for group in problem.groups.values()
    }
    pools = dict(problem.pools)
    for group in problem.groups.values():
        for session in group.sessions if group.pool is not None else ():
            more = amounts.get(f"pool:{group.pool}:{session}", 0)
            if more:
                pools[str(group.pool), session] = problem.pools.get((str(group.pool), session), 0) + more
    ceilings = {name: most + amounts.get(f"funder:{name}", 0) for name, most in problem.policy.cost_ceilings.items()}
    apart = frozenset(
        (one, other)
        for one, other in problem.apart
        if not any(f"apart:{one}:{other}:{group}" in amounts for group in problem.groups)
    )
    return replace(
        problem,
        policy=replace(problem.policy, cost_ceilings=frozen(ceilings)),
        groups=frozen(groups),
        pools=frozen(pools),
        apart=apart,
        fixed=frozen(fixed),
    )


def _too_much_alone(problem: Problem) -> Iterator[Repair]:
    """More of what is too little for one settled person even if nobody else was there; the most any of them needs."""
    lacking: dict[str, int] = {}

    def need(row: str, amount: int) -> None:
        if amount > 0:
            lacking[row] = max(amount, lacking.get(row, 0))

    for (person_id, group_id), rule in problem.fixed.items():
        if rule != "must":
            continue
        person, group = problem.people[person_id], problem.groups[group_id]
        need(f"group:{group.id}", 1 - group.places)
        if person.authority in group.authority_places:
            need(f"share:{group.id}:{person.authority}", 1 - group.authority_places[str(person.authority)])
        if problem.policy.uncertain == "robust":
            need(f"chance:{group.id}", problem.policy.likely_at_least - group.chance)
        if group.support_units is not None:
            need(f"support:{group.id}", person.support_units - group.support_units)
        for session in group.sessions if group.pool is not None else ():
            there = problem.pools.get((str(group.pool), session), 0)
            need(f"pool:{group.pool}:{session}", person.coach_units - there)
        if group.funder in problem.policy.cost_ceilings:
            need(f"funder:{group.funder}", group.cost - problem.policy.cost_ceilings[str(group.funder)])
    yield from (_said(row, amount) for row, amount in lacking.items())


def _refused(problem: Problem) -> Iterator[Repair]:
    """`must` rows that the person and the group alone rule out."""
    reading = Reading(problem)
    for (person, group), rule in problem.fixed.items():
        if rule == "must":
            found = refusal(problem, person, group, reading)
            if found is not None:
                words = f"{person} in {group}: settled, and cannot be. {found.words}"
                yield Repair(_name((person, group)), 1, found.rule, WHOSE["must"], words)


def _said(row: str, amount: int, repair: Repair | None = None) -> Repair:
    """A repair of something shared in words; one of a `must` row stays as it is."""
    what, _, name = row.partition(":")
    if repair is not None and what == "must":
        return repair
    return Repair(row, amount, RULE.get(what, what), WHOSE[what], f"{name}: {amount} {WORDS[what][amount > 1]}.")


def _elastic(problem: Problem) -> Iterator[Repair]:
    ix = index(problem)
    must = [(p, g) for p, facts in enumerate(ix.person) for g in facts.must]
    if not must:
        return
    model = pairs.build(_few(ix), must=(), without=frozenset({"together"}))
    programme = model.programme
    programme.worth = [0.0] * len(programme.worth)
    for p, g in must:
        programme.worth[model.pair[p, g]] = DROP
    for (_, g), column in model.pair.items():
        if g in model.runs:  # or more places than there are would stand in for running
            row = programme.row(-math.inf, 0)
            programme.put(row, column, 1)
            programme.put(row, model.runs[g], -1)
    gives: dict[str, int] = {}
    for name, (number, sign) in model.price_rows.items():
        gives[name] = programme.column(-CHARGE[name.partition(":")[0]], 0, 1_000_000, whole=True)
        programme.put(number, gives[name], float(-sign))
    answer = linear.solve(programme, seconds=60)
    if answer.x is None:
        raise RuntimeError("no repair was found")
    weeks = model.packages(answer.x, len(ix.people))
    for p, g in must:
        if g not in weeks[p]:
            key = (ix.people[p], ix.groups[g])
            words = f"{key[0]} in {key[1]}: settled, and cannot be beside what else is settled for them."
            yield Repair(_name(key), 1, _rule(ix, p, g), WHOSE["must"], words)
    for name, column in gives.items():
        amount = round(float(answer.x[column]))
        if amount > 0:
            yield _said(name, amount)


def _few(ix: Indexed) -> Indexed:
    """Only what the `must` rows are about: their people, and others in their groups who may help these to run."""
    people = np.array([bool(facts.must) for facts in ix.person], dtype=bool)
    groups = np.zeros(len(ix.groups), dtype=bool)
    groups[[g for facts in ix.person for g in facts.must]] = True
    return replace(ix, allowed=ix.allowed & (people[:, None] | groups[None, :]))


def _rule(ix: Indexed, person: int, g: int) -> str:
    """The rule that a dropped row breaks beside the person's others, as the checker names it."""
    others = [ix.groups[h] for h in ix.person[person].must]
    found = check_package(ix.problem, ix.people[person], others)
    mine = [each.rule for each in found if ix.groups[g] in each.group_ids]
    return mine[0] if mine else "must"


def _name(key: tuple[str, str]) -> str:
    return f"must:{key[0]}:{key[1]}"
