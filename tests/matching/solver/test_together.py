"""Two who asked to be together: worth points once they share a group, and never a rule; by the smallest problems."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from pfa.matching.solver import catalogue, engine
from pfa.matching.solver.answer import answer
from pfa.matching.solver.bound import Losses, verify
from pfa.matching.solver.checker import value
from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import ASK, explain
from pfa.matching.solver.generation import Generation
from pfa.matching.solver.indexed import index
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import MODES, Problem
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.room import Room, first_come_packages
from pfa.matching.solver.rounding import improve
from pfa.matching.solver.run import Run
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, policy, small

TWO = [opportunity("O"), opportunity("R")]
PAIR = [("P", "Q")]
LIKES = {("P", "O"): 60, ("P", "R"): 20, ("Q", "O"): 20, ("Q", "R"): 60}


def friends(points: int, **facts: object) -> Problem:
    """P likes O better and Q likes R better, each by 40 points, on the one half day there is."""
    values = {"groups": [group("G"), group("H", "R")], "wishes": LIKES, "together": PAIR, **facts}
    return small(
        week=["mon-am"],
        people=[person("P", sessions_wanted=1), person("Q", sessions_wanted=1)],
        opportunities=TWO,
        together_points=points,
        **values,  # type: ignore[arg-type]  # facts of `small`
    )


def weeks(problem: Problem) -> dict[str, set[str]]:
    found = answer(problem)
    assert found.violations == ()
    assert found.solution.status == "optimal"
    assert found.verified.points >= found.solution.value
    return {person_id: set(groups) for person_id, groups in found.solution.assignments.items() if groups}


def test_a_pair_is_together_only_where_that_is_worth_more_than_what_it_costs_them() -> None:
    assert weeks(friends(39)) == {"P": {"G"}, "Q": {"H"}}
    together = weeks(friends(41))
    assert together["P"] == together["Q"]


def test_a_pair_who_did_not_ask_or_is_worth_nothing_is_not_together() -> None:
    apart = {"P": {"G"}, "Q": {"H"}}
    assert weeks(friends(41, together=[])) == apart
    assert weeks(friends(0)) == apart


def test_nobody_is_put_into_a_group_that_is_not_for_them_to_be_with_a_friend() -> None:
    assert weeks(friends(1000, wishes={**LIKES, ("P", "R"): 0, ("Q", "O"): 0})) == {"P": {"G"}, "Q": {"H"}}
    assert weeks(friends(1000, groups=[group("G", places=1), group("H", "R", places=1)])) == {"P": {"G"}, "Q": {"H"}}


def test_a_pair_counts_once_whatever_it_shares() -> None:
    p = small(
        people=[person("P"), person("Q")],
        opportunities=TWO,
        groups=[group("G"), group("H", "R", "mon-pm")],
        together=PAIR,
        together_points=7,
        session_filled_points=0,
    )
    assert value(p, {"P": {"G", "H"}, "Q": {"G", "H"}}) == 4 + 7
    assert value(p, {"P": {"G", "H"}, "Q": {"G"}}) == 3 + 7
    assert value(p, {"P": {"G"}, "Q": {"H"}}) == 2
    assert value(p, {"P": {"G"}}) == 1


def test_where_chances_are_counted_a_pair_counts_by_the_likeliest_group_it_shares() -> None:
    groups = [group("G", chance=30), group("H", "R", "mon-pm", chance=55)]
    p = small(
        people=[person("P"), person("Q")],
        opportunities=TWO,
        groups=groups,
        together=PAIR,
        together_points=9,
        open_points=10,
        session_filled_points=0,
        uncertain="expected",
    )
    assert value(p, {"P": {"G"}, "Q": {"G"}}) == 3 + 3 + 2
    assert value(p, {"P": {"G", "H"}, "Q": {"G", "H"}}) == 2 * (3 + 5) + 4


def sociable(people: int, seed: int, points: int = 150) -> Problem:
    """A crowd in which every fourth or so asked to be with somebody."""
    p = crowd(people, seed=seed)
    dice, names = random.Random(seed), list(p.people)
    pairs = {tuple(sorted(dice.sample(names, 2))) for _ in range(people // 4)} - p.apart
    return replace(p, together=frozenset(pairs), policy=replace(p.policy, together_points=points))  # type: ignore[arg-type]  # pairs


@pytest.mark.parametrize("seed", range(4))
def test_packages_alone_reach_what_pairs_prove(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    p = sociable(16, seed)
    by_pairs = answer(p)
    assert by_pairs.solution.status == "optimal"
    monkeypatch.setattr(engine, "SMALL", 0)
    found = answer(p)
    assert found.violations == ()
    assert found.solution.bound_from == "prices"
    assert found.solution.value <= by_pairs.solution.value <= found.verified.points
    assert found.solution.value >= 0.99 * by_pairs.solution.value
    without = answer(replace(p, together=frozenset()))
    assert found.solution.value >= value(p, without.solution.assignments)


def test_prices_of_meetings_make_the_bound_no_higher_than_none() -> None:
    p = friends(41)
    found = answer(p)
    rows = {f"together:P:Q:{g}:{who}": 20.5 for g in "GH" for who in "PQ"}
    assert verify(p, {}).points == 70 + 70 + 41
    assert verify(p, rows).points == 70 + 70 + 41
    # Each may have what the other's dislike costs: nobody's best is above what the pair really has.
    settled = {"together:P:Q:G:P": 0.5, "together:P:Q:G:Q": 40.5, "together:P:Q:H:P": 40.5, "together:P:Q:H:Q": 0.5}
    assert verify(p, settled).points == 70.5 + 70.5 == found.solution.value


def test_a_friend_is_no_part_of_the_rest_where_they_keep_their_week() -> None:
    p = friends(41)
    assert rest_of(p, {"Q": {"H"}}, ["P"]).together == frozenset()
    assert rest_of(p, {}, ["P", "Q"]).together == frozenset(PAIR)


def test_the_fairest_answer_counts_pairs_only_between_equally_fair_ones() -> None:
    fair = {"mode": MODES[1], "tolerance_percent": 10}
    p = friends(1000)
    p = replace(p, policy=replace(p.policy, **fair))  # type: ignore[arg-type]  # settings of a policy
    assert {name: set(week) for name, week in answer(p).solution.assignments.items()} == {"P": {"G"}, "Q": {"H"}}
    alike = replace(p, preferences={"P": {"O": 60, "R": 60}, "Q": {"O": 60, "R": 60}})
    found = answer(alike).solution
    assert found.assignments["P"] == found.assignments["Q"]
    assert found.value == 70 + 70 + 1000


def test_a_pair_who_is_not_together_is_told_nothing_of_why() -> None:
    """However it came about, the row of each is the same but for the ids."""
    ways = [
        friends(39),
        friends(1000, wishes={**LIKES, ("Q", "O"): 0}),
        friends(1000, groups=[group("G", places=1), group("H", "R")]),
        friends(1000, fixed={("Q", "G"): "never"}),
    ]
    for p in ways:
        rows = [row for row in explain(p, {"P": {"G"}, "Q": {"H"}}) if row.target.startswith("together:")]
        assert [(row.person_id, row.target) for row in rows] == [("P", "together:Q"), ("Q", "together:P")]
        assert {(row.reason, row.words, row.group_id, row.in_the_way, row.others_would_lose) for row in rows} == {
            ("together", ASK, "", (), False)
        }
        assert list(Reasons(p, {"P": {"G"}, "Q": {"H"}}).wrong(explain(p, {"P": {"G"}, "Q": {"H"}}))) == []


def test_a_pair_who_is_together_has_no_reason_and_one_who_is_not_needs_both() -> None:
    p = friends(1000)
    both, none = {"P": {"G"}, "Q": {"G"}}, {"P": {"G"}, "Q": {"H"}}
    rows = explain(p, none)
    assert not [row for row in explain(p, both) if row.target.startswith("together:")]
    assert "a reason is given to P for together:Q, which is no unmet wish of theirs" in list(
        Reasons(p, both).wrong(rows)
    )
    missing = [row for row in rows if row.target != "together:P"]
    assert "no reason is given to Q for together:P" in list(Reasons(p, none).wrong(missing))
    for change in ({"reason": "full"}, {"group_id": "G"}, {"in_the_way": ("G",)}, {"others_would_lose": True}):
        told = [replace(row, **change) if row.target == "together:Q" else row for row in rows]  # type: ignore[arg-type]
        assert list(Reasons(p, none).wrong(told)) != []


def test_that_others_would_lose_does_not_count_what_somebody_is_worth_to_a_friend() -> None:
    p = friends(1000)
    now = {"P": {"G"}, "Q": {"G"}}
    # Without P, Q would have 70 instead of 30: that the pair is worth 1,000 is no loss of Q's own.
    assert not Losses(p, {}, now, verify(p, {})).proved(p.people["P"], ["H"])


def test_the_answer_says_how_many_pairs_asked_and_are_together_and_the_check_looks_again(tmp_path: Path) -> None:
    write_problem(friends(41), tmp_path / "p")
    p = read_problem(tmp_path / "p")
    found = answer(p)
    write_found(tmp_path / "a", found)
    assert (found.result()["together_asked"], found.result()["together_met"]) == (1, 1)
    assert recheck(p, read_answer(tmp_path / "a", p)).right
    result = tmp_path / "a" / "result.json"
    result.write_text(result.read_text("utf-8").replace('"together_met": 1', '"together_met": 0'), "utf-8")
    assert recheck(p, read_answer(tmp_path / "a", p)).wrong == ("together_met is stated as 0 and is 1",)


def test_the_points_are_part_of_the_fingerprint_only_where_they_are_set() -> None:
    assert fingerprint(policy()) == fingerprint(policy(together_points=0)) != fingerprint(policy(together_points=1))


def test_improving_an_answer_never_parts_friends_for_less_than_they_are_worth() -> None:
    run = Run(index(friends(41)), None, None, 0, None, None)
    run.offer(first_come_packages(run.ix))
    gen = Generation(run, catalogue.build(run.ix))
    gen.begin()
    both = run.ix.groups.index("G")
    room = Room(run.ix, [(both,), (both,)])
    improve(gen, room)
    assert room.packages() == [(both,), (both,)]
