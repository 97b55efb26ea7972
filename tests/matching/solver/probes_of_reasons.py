"""What must be so of the checker's look at reasons, asked quickly and again and again: see `test_mutants`."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import explain
from pfa.matching.solver.problem import TOGETHER_PREFIX, Problem
from pfa.matching.solver.result import Explanation
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small
from tests.matching.solver.test_reasons import any_answer, claims, is_true

SEEDS = range(10)


@dataclass(frozen=True)
class Claimed:
    """An answer, and claims about it with what brute force says of each."""

    problem: Problem
    weeks: Mapping[str, frozenset[str]]
    rows: tuple[tuple[Explanation, bool], ...]


@cache
def claimed() -> list[Claimed]:
    """Answers drawn at random, with every claim that somebody could make of them."""
    found = []
    for seed in SEEDS:
        p = brute.random_problem(seed)
        weeks = any_answer(p, random.Random(seed))
        rows = [(row, is_true(p, weeks, row)) for row in claims(p, weeks)]
        # Of "whole days" less is believed than is so; it has cases of its own.
        rows = [(row, true) for row, true in rows if not (true and row.reason == "whole-days")]
        found.append(Claimed(p, weeks, tuple(rows)))
    return found


def claims_are_believed_where_they_are_true() -> None:
    """Every claim of every group that could meet an unmet wish."""
    for each in claimed():
        reasons = Reasons(each.problem, each.weeks)
        for row, true in each.rows:
            assert reasons.holds(row) == true, row


@cache
def given() -> list[tuple[Claimed, list[str]]]:
    """Answers with reasons as they are given, whole and with one fault each, and what is to be found wrong."""
    found = []
    for seed in SEEDS:
        p = brute.random_problem(seed)
        weeks = any_answer(p, random.Random(seed))
        rows = list(explain(p, weeks))
        found += [(Claimed(p, weeks, tuple((row, True) for row in told)), wrong) for told, wrong in _faulty(rows)]
    return found


def _faulty(rows: list[Explanation]) -> Iterator[tuple[list[Explanation], list[str]]]:
    yield rows, []
    for n, row in enumerate(rows):
        person_id, target = row.person_id, row.target
        yield rows[:n] + rows[n + 1 :], [f"no reason is given to {person_id} for {target}"]
        yield [*rows, row], ["a wish has two reasons"]
        other = replace(row, target="sector:nothing-of-the-kind")
        words = f"a reason is given to {person_id} for {other.target}, which is no unmet wish of theirs"
        yield [*rows, other], [words]
        false = replace(row, reason="no-such-reason")
        words = f"no-such-reason is not why {person_id} has not {target}"
        yield [*rows[:n], false, *rows[n + 1 :]], [words]
        if row.target.startswith(TOGETHER_PREFIX):
            for more in ({"group_id": "G"}, {"in_the_way": ("G",)}, {"others_would_lose": True}):
                words = f"together is not why {person_id} has not {target}"
                yield [*rows[:n], replace(row, **more), *rows[n + 1 :]], [words]  # type: ignore[arg-type]  # three fields


def what_is_wrong_with_reasons_is_said() -> None:
    """Nothing of those that are given, and the fault of those that have one."""
    for each, wrong in given():
        assert list(Reasons(each.problem, each.weeks).wrong([row for row, _ in each.rows])) == wrong


FULL = small(
    people=[person("P", authority="n"), person("Q", authority="n"), person("R", authority="s"), person("S")],
    groups=[group("G", places=3, authority_places={"n": 1, "s": 2})],
    wishes=dict.fromkeys((("P", "O"), ("R", "O"), ("S", "O")), 5),
)
SUPPORT = small(
    people=[person("P", support_units=2), person("Q", support_units=3), person("R")],
    groups=[group("G", support_units=5), group("H", support_units=4, of="B"), group("J", of="C")],
    opportunities=[opportunity("O"), opportunity("B"), opportunity("C")],
    wishes={("P", "O"): 5, ("P", "B"): 5, ("P", "C"): 5},
)
COACH = small(
    people=[person("P", coach_units=2), person("Q", coach_units=2)],
    opportunities=[opportunity("O"), opportunity("B"), opportunity("C")],
    groups=[
        group("G", pool="c", on="mon-am tue-am"),
        group("H", "B", on="tue-am", pool="c"),
        group("J", "C", on="tue-am"),
    ],
    wishes={("P", "O"): 5, ("P", "B"): 5, ("P", "C"): 5},
    pools={("c", "mon-am"): 4, ("c", "tue-am"): 3},
)
MONEY = small(
    people=[person("P"), person("Q"), person("R")],
    opportunities=[opportunity("O"), opportunity("B"), opportunity("C"), opportunity("D")],
    groups=[
        group("G", funder="f", cost=6),
        group("H", "B", on="tue-am", funder="f", cost=4),
        group("J", "C", on="tue-pm", funder="e", cost=9),
        group("K", "D", on="mon-pm", min_viable=2),
    ],
    wishes=dict.fromkeys((("P", "O"), ("P", "B"), ("P", "C"), ("P", "D")), 5),
    cost_ceilings={"f": 10},
)
WHOLE = small(
    people=[person("P", whole_days=True)],
    opportunities=[opportunity("O"), opportunity("B")],
    groups=[group("G"), group("H", "B", on="tue-am tue-pm")],
    wishes={("P", "O"): 5, ("P", "B"): 5},
)
TWICE = small(
    people=[person("P")],
    opportunities=[opportunity("O"), opportunity("B"), opportunity("C"), opportunity("D")],
    groups=[group("G"), group("H", "B"), group("J", "C", on="tue-am"), group("K", "D")],
    wishes={("P", "C"): 5, ("P", "D"): 5},
)
APART = small(
    people=[person("P"), person("Q"), person("R")],
    wishes={("P", "O"): 5, ("Q", "O"): 5},
    apart=[("P", "Q")],
)
CASES: list[tuple[Problem, dict[str, str], Explanation, bool]] = [
    (FULL, {"Q": "G"}, Explanation("P", "O", "full", "", "G"), True),
    (FULL, {"Q": "G"}, Explanation("R", "O", "full", "", "G"), False),
    (FULL, {"Q": "G"}, Explanation("S", "O", "full", "", "G"), False),  # of no authority, and so under no share
    (FULL, {}, Explanation("P", "O", "full", "", "G"), False),
    (SUPPORT, {"Q": "G"}, Explanation("P", "O", "support", "", "G"), False),
    (SUPPORT, {"Q": "H"}, Explanation("P", "B", "support", "", "H"), True),
    (SUPPORT, {"Q": "J"}, Explanation("P", "C", "support", "", "J"), False),
    (COACH, {"Q": "G"}, Explanation("P", "O", "coach-pool", "", "G"), True),
    (COACH, {}, Explanation("P", "O", "coach-pool", "", "G"), False),
    (COACH, {"P": "H"}, Explanation("P", "O", "coach-pool", "", "G"), False),  # their own leave would make room
    (COACH, {"Q": "H"}, Explanation("P", "C", "coach-pool", "", "J"), False),
    (MONEY, {"Q": "H", "R": "H"}, Explanation("P", "O", "cost-ceiling", "", "G"), True),
    (MONEY, {"Q": "H"}, Explanation("P", "O", "cost-ceiling", "", "G"), False),
    (MONEY, {"Q": "K", "R": "K"}, Explanation("P", "D", "did-not-run", "", "K"), False),
    (MONEY, {}, Explanation("P", "D", "did-not-run", "", "K"), True),
    (MONEY, {"P": "H"}, Explanation("P", "O", "cost-ceiling", "", "G"), False),  # instead of what they have
    (MONEY, {"P": "H", "Q": "H"}, Explanation("P", "O", "cost-ceiling", "", "G"), False),
    (MONEY, {"P": "J"}, Explanation("P", "O", "cost-ceiling", "", "G"), False),
    (MONEY, {"Q": "G"}, Explanation("P", "C", "cost-ceiling", "", "J"), False),
    (MONEY, {"Q": "G"}, Explanation("P", "D", "cost-ceiling", "", "K"), False),
    (APART, {"Q": "G"}, Explanation("P", "O", "apart", "", "G"), True),
    (APART, {"P": "G"}, Explanation("Q", "O", "apart", "", "G"), True),
    (APART, {"R": "G"}, Explanation("P", "O", "apart", "", "G"), False),
    (WHOLE, {}, Explanation("P", "O", "whole-days", "", "G"), True),
    (WHOLE, {}, Explanation("P", "B", "whole-days", "", "H"), False),
    (WHOLE, {}, Explanation("P", "O", "not-chosen", "", "H"), False),  # a group of something else
    (WHOLE, {}, Explanation("P", "O", "did-not-run", "", ""), False),  # something of the kind is on offer
    (WHOLE, {}, Explanation("P", "sector:music", "did-not-run", "", ""), True),
    (WHOLE, {}, Explanation("P", "sector:music", "full", "", ""), False),
    (WHOLE, {}, Explanation("P", "O", "together", "", ""), False),
    (WHOLE, {}, Explanation("P", "together:Q", "full", "", ""), False),
    (WHOLE, {}, Explanation("P", "together:Q", "did-not-run", "", ""), False),
    (TWICE, {"P": "G H"}, Explanation("P", "C", "clash", "", "J"), False),  # two others are in each other's way
    (TWICE, {"P": "G H"}, Explanation("P", "D", "clash", "", "K"), True),
]


def reasons_at_the_edge_are_judged() -> None:
    """Cases by hand: as full as can be, own things that count and own things that do not."""
    for p, weeks, row, true in CASES:
        mine = {name: frozenset(week.split()) for name, week in weeks.items()}
        assert Reasons(p, mine).holds(row) == true, row


REASONED = (
    reasons_at_the_edge_are_judged,
    claims_are_believed_where_they_are_true,
    what_is_wrong_with_reasons_is_said,
)
