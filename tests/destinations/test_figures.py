"""Intervals against published values, codes against their lists, published figures with their words."""

from __future__ import annotations

import datetime as dt

import pytest

from pfa.destinations import codes
from pfa.destinations.codes import Counts, Group
from pfa.destinations.models import Evidence
from pfa.destinations.published import PUBLISHED, beside
from pfa.destinations.results import Measure, Tally
from pfa.destinations.rules import SpellValues, spell_faults
from pfa.destinations.wilson import wilson
from pfa.provision.kinds import OpportunityKind

TODAY = dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("yes", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_newcombes_table(yes: int, of: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    found = wilson(yes, of)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_an_interval_of_nobody_is_none_and_more_than_all_is_refused() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="3 out of 2"):
        wilson(3, 2)


def test_rates_are_of_the_known_and_of_all_and_leave_out_whoever_it_is_too_early_for() -> None:
    counted = Tally(yes=6, no=2, unknown=4, early=8)
    assert (counted.known, counted.all) == (8, 12)
    assert (counted.of_known, counted.of_all) == (0.75, 0.5)
    assert (Tally(early=3).of_known, Tally(early=3).of_all) == (None, None)


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("460", Counts.learning),  # a supported internship is 460; 250 is part-time education
        ("250", Counts.learning),
        ("310", Counts.work),
        ("550", Counts.learning),
        ("260", Counts.neither),
        ("290", Counts.neither),
        ("530", Counts.neither),
        ("540", Counts.neither),
        ("616", Counts.neither),
        ("810", None),
        ("000", None),
    ],
)
def test_what_codes_count_as(code: str, counts: Counts | None) -> None:
    assert codes.counts_as(code) is counts


def test_every_code_has_its_words_and_its_source_once() -> None:
    assert all(row.words and row.source for row in (*codes.ACTIVITIES.values(), *codes.OUTCOMES.values()))
    assert len({row.words for row in codes.ACTIVITIES.values()}) == len(codes.ACTIVITIES)


def test_a_code_is_offered_only_while_it_is_in_use_and_not_known_never() -> None:
    before, after = codes.offered(dt.date(2023, 7, 31)), codes.offered(dt.date(2023, 8, 1))
    assert "450" in {row.code for row in before[Group.training]}
    assert "450" not in {row.code for row in after[Group.training]}
    assert Group.unknown not in after


@pytest.mark.parametrize(
    ("code", "hours", "outcome"),
    [
        ("360", 16.0, "EMP1"),
        ("360", 15.9, "EMP2"),
        ("360", None, ""),
        ("380", 16.0, "EMP4"),
        ("381", 4.0, "EMP5"),
        ("310", 30.0, "EDU2"),
        ("460", None, "EDU3"),
        ("540", 20.0, "VOL1"),
        ("619", None, "NPE1"),
        ("640", None, "NPE2"),
        ("710", None, ""),
    ],
)
def test_the_ilr_outcome_follows_from_activity_and_hours(code: str, hours: float | None, outcome: str) -> None:
    assert codes.outcome_of(code, hours) == outcome


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": dt.date(2026, 11, 17)}, "starts_on"),
        ({"starts_on": dt.date(1999, 1, 1)}, "starts_on"),
        ({"heard_on": None}, "heard_on"),
        ({"heard_on": dt.date(2026, 11, 17)}, "heard_on"),
        ({"heard_on": dt.date(2025, 8, 31)}, "heard_on"),
        ({"ends_on": dt.date(2025, 8, 31)}, "ends_on"),
        ({"ends_on": dt.date(2026, 11, 17)}, "ends_on"),
        ({"ends_on": dt.date(2026, 11, 16), "heard_on": dt.date(2026, 11, 15)}, "ends_on"),
        ({"ends_on": dt.date(2025, 9, 1)}, None),
        ({"activity": ""}, "activity"),
        ({"activity": "810"}, "activity"),
        ({"activity": "450"}, "activity"),
        ({"hours_a_week": 0.0}, "hours_a_week"),
        ({"hours_a_week": 60.1}, "hours_a_week"),
        ({"hours_a_week": float("nan")}, "hours_a_week"),
        ({"is_paid": False}, "is_paid"),
        ({"activity": "540", "is_paid": True}, "is_paid"),
        ({"outcome": "EMP9"}, "outcome"),
        ({"outcome": "EMP1", "hours_a_week": 15.9}, "outcome"),
        ({"outcome": "EMP2", "hours_a_week": 16.0}, "outcome"),
        ({"where": "x" * 161}, "where"),
    ],
)
def test_what_cannot_be_right_about_a_spell_is_named_in_its_place(more: dict[str, object], field: str | None) -> None:
    said: dict[str, object] = {
        "starts_on": dt.date(2025, 9, 1),
        "activity": "360",
        "evidence": Evidence.employer,
        "heard_on": TODAY,
    }
    values = SpellValues(**(said | more))  # type: ignore[arg-type]  # one field at a time
    assert [fault.field for fault in spell_faults(values, TODAY)] == ([field] if field else [])


def test_published_figures_say_who_says_so_and_what_cannot_be_compared() -> None:
    assert all(row.source and row.year and row.alike and row.unlike for row in PUBLISHED)
    two_terms = beside(Measure.two_terms, {OpportunityKind.study_programme})
    assert any("87 %" in row.figure for row in two_terms)
    assert beside(Measure.work_twelve, {OpportunityKind.study_programme}) == []
    assert any("1 in 4" in row.figure for row in beside(Measure.work_twelve, {OpportunityKind.supported_internship}))
