"""The figures of an answer, counted by hand."""

from __future__ import annotations

from pfa.matching.solver.figures import Figures, figures, gap_of, requests, wishes_in_order
from pfa.matching.solver.result import Request
from tests.matching.solver.small import group, opportunity, person, small

PROBLEM = small(
    people=[
        person("A", needs="hoist"),
        person("B", own_sessions="mon-am mon-pm"),
        person("C", sessions_wanted=1),
        person("D"),
    ],
    opportunities=[
        opportunity("O", main=True, features_to_ask="hoist"),
        opportunity("R", sector="art", features="hoist", features_to_ask="hoist"),
    ],
    groups=[group("G", on="tue-am tue-pm"), group("H", "R", "mon-am"), group("I", "R", "mon-pm")],
    wishes={
        ("A", "O"): 100,
        ("A", "sector:art"): 60,
        ("B", "O"): 60,
        ("B", "sector:art"): 60,
        ("B", "R"): 35,
        ("B", "sector:nobody"): 5,
        ("C", "O"): 100,
        ("C", "sector:art"): 0,
    },
)
WEEKS = {"A": {"G", "H"}, "B": {"G"}, "C": {"H"}}


def test_the_figures() -> None:
    assert figures(PROBLEM, WEEKS) == Figures(
        people=4,
        with_main=2,
        wanted_filled=2,  # B with two own sessions, and C who wants one
        weeks_filled=1,  # B
        wishes=(3, 2, 1),
        wishes_met=(2, 1, 0),
        people_with_nothing=1,
    )


def test_wishes_of_equal_points_are_one_wish() -> None:
    assert wishes_in_order(PROBLEM, "B") == [["O", "sector:art"], ["R"], ["sector:nobody"]]
    assert wishes_in_order(PROBLEM, "C") == [["O"]]
    assert wishes_in_order(PROBLEM, "D") == []


def test_what_is_not_offered_yet_is_a_request_and_what_is_there_is_not() -> None:
    assert requests(PROBLEM, WEEKS) == (Request("A", "O", "hoist"),)


def test_the_gap_is_nothing_where_the_bound_is() -> None:
    assert gap_of(90, 100) == 0.1
    assert gap_of(0, 0) == 0
