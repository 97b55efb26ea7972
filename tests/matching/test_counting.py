"""What one more brings, in the figures of a run's own page."""

from __future__ import annotations

from pfa.matching.inquiring.counting import counted, gained
from tests.matching.solver.small import group, opportunity, person, small

PROBLEM = small(
    people=[person("A", sessions_wanted=1), person("B", sessions_wanted=2), person("C")],
    opportunities=[
        opportunity("Cook", sector="catering"),
        opportunity("Shop", sector="retail"),
        opportunity("Club", sector="kind:community"),
    ],
    groups=[
        group("G1", of="Cook", on="mon-am"),
        group("G2", of="Shop", on="mon-pm"),
        group("G3", of="Club", on="mon-pm"),
    ],
    wishes={
        ("A", "sector:retail"): 60,
        ("A", "sector:catering"): 100,
        ("B", "sector:catering"): 100,
        ("B", "sector:kind:community"): 100,
    },
)


def test_a_first_wish_is_the_kind_of_work_with_most_points_and_a_kind_of_thing_is_no_wish() -> None:
    assert counted(PROBLEM, {"A": {"G2"}, "B": {"G3"}}) == {"firsts": 0, "wishes": 1, "mains": 0, "full_weeks": 1}
    assert counted(PROBLEM, {"A": {"G1"}, "B": {"G1", "G3"}}) == {"firsts": 2, "wishes": 2, "mains": 0, "full_weeks": 2}


def test_a_gain_is_what_the_second_has_more() -> None:
    found = gained(PROBLEM, {"A": {"G2"}, "B": {"G1", "G3"}}, {"A": {"G1"}})
    assert found == {"firsts": 0, "wishes": -1, "mains": 0, "full_weeks": -1}
