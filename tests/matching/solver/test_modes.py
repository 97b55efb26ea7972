"""What a policy may ask for beyond the sum: little change, short journeys, a ceiling of cost; by the smallest problems
that show it. (Satisfaction has tests of its own.)"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pfa.matching.solver.answer import answer
from pfa.matching.solver.checker import package_value
from pfa.matching.solver.indexed import index
from pfa.matching.solver.master import Master
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import TOLD, Problem, ProblemFaults
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver.small import group, opportunity, person, policy, small

TWO = [opportunity("O"), opportunity("R")]
ONE_PLACE = {"people": [person("P"), person("Q")], "opportunities": TWO, "groups": [group("G", places=1)]}
LIKES = {("P", "O"): 20, ("Q", "O"): 60}


def weeks(problem: Problem) -> dict[str, set[str]]:
    found = answer(problem)
    assert found.violations == ()
    assert found.solution.status == "optimal"
    assert found.verified.points >= found.solution.value
    return {person_id: set(groups) for person_id, groups in found.solution.assignments.items() if groups}


def with_place_of(told: str, points: int) -> Problem:
    """P has the one place by an earlier answer; Q would like it better by 40 points."""
    return small(**ONE_PLACE, wishes=LIKES, earlier={("P", "G"): told}, change_points={told: points})


@pytest.mark.parametrize("told", TOLD)
def test_somebody_is_moved_only_for_more_than_what_they_were_told_is_worth(told: str) -> None:
    assert weeks(with_place_of(told, 39)) == {"Q": {"G"}}
    assert weeks(with_place_of(told, 41)) == {"P": {"G"}}


def test_what_was_told_counts_only_by_the_policy_and_only_for_that_group() -> None:
    assert weeks(small(**ONE_PLACE, wishes=LIKES, earlier={("P", "G"): "agreed"})) == {"Q": {"G"}}
    p = with_place_of("told", 41)
    assert package_value(p, "P", {"G"}) - package_value(replace(p, earlier={}), "P", {"G"}) == 41
    assert package_value(p, "Q", {"G"}) == 70


def far(minutes: int, points: int) -> Problem:
    """Two offers, of which the one liked better is so many minutes away."""
    return small(
        opportunities=TWO,
        groups=[group("G", "O", "mon-am mon-pm"), group("H", "R", "mon-am mon-pm")],
        wishes={("P", "O"): 60, ("P", "R"): 50},
        travel={("P", "at-O"): minutes},
        travel_points=points,
    )


@pytest.mark.parametrize(("minutes", "points", "goes_to"), [(19, 9, "G"), (20, 4, "G"), (20, 6, "H"), (90, 0, "G")])
def test_ten_full_minutes_cost_their_points_in_every_session(minutes: int, points: int, goes_to: str) -> None:
    p = far(minutes, points)
    assert package_value(p, "P", {"G"}) == 2 * (10 + 60 - points * (minutes // 10))
    assert weeks(p) == {"P": {goes_to}}


def test_a_session_far_away_is_never_worth_less_than_nothing() -> None:
    assert package_value(far(500, 100), "P", {"G"}) == 0
    away = small(groups=[group(on="mon-am tue-am", held_at={"tue-am": "at-O"})], travel={("P", "at-O"): 30})
    assert package_value(away, "P", {"G"}) == 2 * 11


def test_a_ceiling_of_cost_holds_over_all_groups_of_its_funder_and_no_other() -> None:
    facts = {"funder": "council", "cost": 5}
    p = small(
        people=[person("P"), person("Q")],
        opportunities=[*TWO, opportunity("S")],
        groups=[group("G", **facts), group("H", "R", "mon-pm", **facts), group("I", "S", "tue-am", funder="x", cost=9)],
        cost_ceilings={"council": 14},
    )
    found = weeks(p)
    assert sum(len(week & {"G", "H"}) for week in found.values()) == 2
    assert all("I" in week for week in found.values())
    dearer = weeks(replace(p, policy=replace(p.policy, cost_ceilings={"council": 15})))
    assert sum(len(week & {"G", "H"}) for week in dearer.values()) == 3


MONEY_FOR_ONE = small(
    people=[person("P"), person("Q")], groups=[group(funder="f", cost=5)], cost_ceilings={"f": 5}, wishes=LIKES
)


def test_the_master_programme_knows_the_ceiling_and_gives_money_a_price() -> None:
    master = Master(index(MONEY_FOR_ONE))
    assert master.add(0, (0,))
    assert master.add(1, (0,))
    relaxed = master.relax()
    assert relaxed is not None
    assert relaxed.value == pytest.approx(70)
    assert 30 / 5 <= relaxed.prices.funder[0] <= 70 / 5


def test_the_price_of_money_is_part_of_the_bound() -> None:
    found = answer(MONEY_FOR_ONE)
    assert found.solution.value == 70
    assert found.solution.prices["funder:f"] == pytest.approx(30 / 5, abs=8)
    assert found.verified.points < 100, "without a price of money both would count"


def test_a_policy_with_every_setting_is_read_as_it_was_written(tmp_path: Path) -> None:
    p = small(
        groups=[group(funder="council", cost=7)],
        earlier={("P", "G"): "visited"},
        mode="fewest-wishes-met-first",
        tolerance_percent=5,
        change_points={"told": 3, "agreed": 90},
        travel_points=2,
        cost_ceilings={"council": 700},
        agreed_by="Parent carer forum",
        agreed_on="2026-10-01",
    )
    write_problem(p, tmp_path / "p")
    assert read_problem(tmp_path / "p") == p


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"mode": "best"}, "not one of most-for-all"),
        ({"mode": 3}, "must be text"),
        ({"tolerance_percent": 0}, "more than 0"),
        ({"tolerance_percent": 101}, "from 0 to 100"),
        ({"change_points": {"whispered": 3}}, "not one of idea"),
        ({"change_points": {"told": -3}}, "is not from 0"),
        ({"change_points": 3}, "curly brackets"),
        ({"travel_points": -1}, "is not from 0"),
        ({"cost_ceilings": {"council": 1.5}}, "whole number"),
        ({"agreed_by": 7}, "must be text"),
    ],
)
def test_a_setting_that_cannot_be_is_a_fault(setting: dict[str, object], words: str, tmp_path: Path) -> None:
    write_problem(small(), tmp_path / "p")
    path = tmp_path / "p" / "policy.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **setting}), "utf-8")
    with pytest.raises(ProblemFaults) as found:
        read_problem(tmp_path / "p")
    (fault,) = found.value.faults
    assert words in fault.words


@pytest.mark.parametrize("row", ["P,H,told", "Q,G,told", "P,G,whispered", "P,G,told\nP,G,idea"])
def test_an_earlier_week_of_nobody_or_nothing_is_a_fault(row: str, tmp_path: Path) -> None:
    write_problem(small(), tmp_path / "p")
    (tmp_path / "p" / "earlier.csv").write_text(f"person_id,group_id,told\n{row}\n", "utf-8")
    with pytest.raises(ProblemFaults, match=r"earlier\.csv"):
        read_problem(tmp_path / "p")


def test_the_fingerprint_is_that_of_the_policy_and_of_nothing_else() -> None:
    one = fingerprint(policy())
    assert one == fingerprint(policy(travel_speed_kmh=20.0)) == fingerprint(policy(change_points={}))
    others = [policy(open_points=2), policy(agreed_by="Us"), policy(travel_points=1), policy(cost_ceilings={"f": 1})]
    assert len({one, *map(fingerprint, others)}) == 5


def test_an_answer_says_by_which_policy_it_was_made_and_the_check_notices_another(tmp_path: Path) -> None:
    p = small(wishes={("P", "O"): 20})
    write_found(tmp_path / "a", answer(p))
    assert recheck(p, read_answer(tmp_path / "a", p)).right
    other = replace(p, policy=replace(p.policy, agreed_by="Somebody else"))
    (wrong,) = recheck(other, read_answer(tmp_path / "a", other)).wrong
    assert wrong.startswith("policy is stated as")
