"""Why `must` rows cannot all be kept: a smallest set, found by leaving out one thing at a time.

Only `must` rows can make a problem impossible, since everyone else may go without. From rows that contradict each
other we leave out one after the other: what stays impossible without it did not need it. What is left needs every one
of its rows and rules, so it is smallest in the sense that nothing can be taken away (another, smaller set may exist
elsewhere).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from pfa.matching.solver import linear, pairs
from pfa.matching.solver.eligibility import refusals
from pfa.matching.solver.indexed import Indexed
from pfa.matching.solver.package import Package

MustRow = tuple[int, int]

CLIQUE_RULES = (
    "one-thing-at-a-time",
    "one-group-of-an-opportunity",
    "one-main-pathway",
    "one-place-a-day",
    "between-sessions",
)


def find(ix: Indexed, out_of_time: Callable[[], bool]) -> tuple[str, ...]:
    """The `must` rows (`must:PERSON:GROUP`) and the rules that contradict each other; empty if none do.

    When time runs out the set may still hold rows that are not needed; it is a contradiction all the same.
    """
    rows = [(p, g) for p, facts in enumerate(ix.person) for g in facts.must]
    for p, g in rows:
        if not ix.allowed[p, g]:
            person = ix.problem.people[ix.people[p]]
            rule = next(refusals(ix.problem, person, ix.problem.groups[ix.groups[g]]))
            return (_name(ix, p, g), rule)
    if possible(ix, rows, frozenset()):
        return ()
    for row in list(rows):
        if out_of_time():
            break
        fewer = [r for r in rows if r != row]
        if not possible(ix, fewer, frozenset()):
            rows = fewer
    without: frozenset[str] = frozenset()
    needed = []
    for rule in pairs.RULES:
        if not out_of_time() and not possible(ix, rows, without | {rule}):
            without |= {rule}
        else:
            needed.append(rule)
    return (*(_name(ix, p, g) for p, g in rows), *_said_plainly(ix, rows, needed))


def answer_for_musts(ix: Indexed) -> list[Package] | None:
    """An answer that keeps every `must` row, looked for only among the people and groups that these rows name.

    None does not mean that there is no answer: others may have to help. But it is found at once nearly always.
    """
    people = np.array([bool(facts.must) for facts in ix.person], dtype=bool)
    groups = np.zeros(len(ix.groups), dtype=bool)
    groups[[g for facts in ix.person for g in facts.must]] = True
    few = replace(ix, allowed=ix.allowed & (people[:, None] | groups[None, :]))
    if not all(few.allowed[p, g] for p, facts in enumerate(ix.person) for g in facts.must):
        return None
    model = pairs.build(few)
    model.programme.worth = [0.0] * len(model.programme.worth)
    found = linear.solve(model.programme)
    return None if found.x is None else model.packages(found.x, len(ix.people))


def possible(ix: Indexed, must: list[MustRow], without: frozenset[str]) -> bool:
    """Is there any answer that keeps these `must` rows and every rule not left out?"""
    model = pairs.build(ix, without=without | {"together"}, must=must)
    model.programme.worth = [0.0] * len(model.programme.worth)
    return not linear.solve(model.programme).infeasible


def _name(ix: Indexed, person: int, g: int) -> str:
    return f"must:{ix.people[person]}:{ix.groups[g]}"


def _said_plainly(ix: Indexed, rows: list[MustRow], rules: list[str]) -> list[str]:
    """The model says five rules about pairs of groups in one; name the one that two `must` rows really break."""
    said = []
    for rule in rules:
        said.append(_pair_rule(ix, rows) if rule == "one-thing-at-a-time" else rule)
    return said


def _pair_rule(ix: Indexed, rows: list[MustRow]) -> str:
    for p, g in rows:
        for q, h in rows:
            if p == q and g < h and ix.enemies(p)[g, h]:
                one, other = ix.group[g], ix.group[h]
                if one.mask & other.mask:
                    return CLIQUE_RULES[0]
                if one.opportunity == other.opportunity:
                    return CLIQUE_RULES[1]
                if one.main and other.main:
                    return CLIQUE_RULES[2]
                return CLIQUE_RULES[4] if ix.clash[g, h] else CLIQUE_RULES[3]
    return CLIQUE_RULES[0]
