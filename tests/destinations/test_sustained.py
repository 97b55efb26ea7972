"""Did it last? Cases worked by hand on every boundary. Whoever left on 18 July 2025 has October 2025 to March 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pfa.destinations.codes import Counts
from pfa.destinations.sustained import (
    Piece,
    Stretch,
    Verdict,
    contradictions,
    good_work,
    line,
    months_after,
    point,
    two_terms,
    two_terms_window,
)

LEFT = dt.date(2025, 7, 18)
LATER = dt.date(2027, 1, 1)  # everything is over
OCTOBER, MARCH = dt.date(2025, 10, 1), dt.date(2026, 3, 31)
yes, no, unknown, early = Verdict.yes, Verdict.no, Verdict.unknown, Verdict.early


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def learning(first: str, last: str, **more: Any) -> Stretch:
    return Stretch(day(first), day(last), Counts.learning, **({"strength": 2} | more))


def work(first: str, last: str, **more: Any) -> Stretch:
    return Stretch(day(first), day(last), Counts.work, **({"strength": 2} | more))


def looking(first: str, last: str, **more: Any) -> Stretch:
    return Stretch(day(first), day(last), Counts.neither, **({"strength": 2} | more))


def terms(*said: Stretch, left_on: dt.date = LEFT, as_of: dt.date = LATER) -> tuple[Verdict, str]:
    found = two_terms(left_on, line(said), as_of)
    return found.verdict, found.sustained_in


@pytest.mark.parametrize(
    ("left_on", "begins"),
    [
        ("2025-07-18", "2025-10-01"),
        ("2025-08-31", "2025-10-01"),  # the last day of an academic year
        ("2025-09-01", "2026-10-01"),  # the first day of the next one
        ("2025-09-30", "2026-10-01"),
        ("2026-03-31", "2026-10-01"),
    ],
)
def test_the_two_terms_are_those_of_the_year_after_the_one_in_which_they_left(left_on: str, begins: str) -> None:
    first, last = two_terms_window(day(left_on))
    assert first == day(begins)
    assert last == dt.date(first.year + 1, 3, 31)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2025-09-01", "2026-07-20", yes),
        ("2025-10-01", "2026-03-31", yes),
        ("2025-10-31", "2026-03-01", yes),  # one day in October and one in March are enough for their months
        ("2025-11-01", "2026-03-31", unknown),  # nobody has said what they did in October
        ("2025-10-01", "2026-02-28", unknown),
        ("2024-09-01", "2025-09-30", unknown),  # it ended before the terms began
    ],
)
def test_learning_counts_in_every_one_of_the_six_months(first: str, last: str, found: Verdict) -> None:
    assert terms(learning(first, last)) == (found, "learning" if found is yes else "")


def test_learning_that_began_in_november_did_not_last_if_october_is_known() -> None:
    assert terms(looking("2025-10-01", "2025-10-31"), learning("2025-11-01", "2026-03-31"))[0] is no


def test_a_month_known_but_for_one_day_is_not_known() -> None:
    assert terms(looking("2025-10-01", "2025-10-30"), learning("2025-11-01", "2026-03-31"))[0] is unknown


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2025-10-01", "2026-03-31", yes),
        ("2025-10-01", "2026-02-28", yes),  # five months
        ("2025-10-31", "2026-02-01", yes),  # five months by a day at each end
        ("2025-11-30", "2026-03-01", yes),
        ("2025-10-01", "2026-01-31", unknown),  # four months, and nobody knows of the others
        ("2025-12-01", "2026-03-31", unknown),
    ],
)
def test_work_counts_in_at_least_five_of_the_six_months(first: str, last: str, found: Verdict) -> None:
    assert terms(work(first, last)) == (found, "work" if found is yes else "")


def test_four_months_of_work_did_not_last_if_the_other_two_are_known() -> None:
    assert terms(work("2025-10-01", "2026-01-31"), looking("2026-02-01", "2026-03-31"))[0] is no
    assert terms(work("2025-10-01", "2026-01-31"), looking("2026-02-01", "2026-02-28"))[0] is unknown


def test_two_jobs_with_a_month_between_them_are_five_months_of_work() -> None:
    said = work("2025-10-01", "2025-11-30"), looking("2025-12-01", "2025-12-31"), work("2026-01-01", "2026-03-31")
    assert terms(*said) == (yes, "work")


def test_a_leap_years_february_ends_on_the_29th() -> None:
    left = day("2023-07-18")  # October 2023 to March 2024
    whole = learning("2023-10-01", "2024-01-31"), learning("2024-03-01", "2024-03-31")
    assert terms(*whole, looking("2024-02-01", "2024-02-29"), left_on=left)[0] is no
    assert terms(*whole, looking("2024-02-01", "2024-02-28"), left_on=left)[0] is unknown


def test_learning_and_then_work_without_a_month_between_lasts() -> None:
    assert terms(learning("2025-10-01", "2025-11-30"), work("2025-12-01", "2026-03-31")) == (yes, "both")
    assert terms(work("2025-10-01", "2025-12-15"), learning("2025-12-16", "2026-03-31")) == (yes, "both")


def test_two_switches_do_not() -> None:
    said = learning("2025-10-01", "2025-11-30"), work("2025-12-01", "2026-01-31"), learning("2026-02-01", "2026-03-31")
    assert terms(*said)[0] is no


def test_until_the_end_of_march_an_open_answer_is_too_early_and_from_april_it_is_unknown() -> None:
    said = work("2025-10-01", "2025-12-10")
    assert terms(said, as_of=day("2026-03-31"))[0] is early
    assert terms(said, as_of=day("2026-04-01"))[0] is unknown


def test_what_is_certain_already_is_said_before_the_end() -> None:
    assert terms(work("2025-10-01", "2026-02-02"), as_of=day("2026-02-02"))[0] is yes
    assert terms(looking("2025-10-01", "2025-11-30"), as_of=day("2025-11-30"))[0] is no


def test_nobody_said_anything() -> None:
    assert terms()[0] is unknown
    assert terms(as_of=LEFT)[0] is early


@pytest.mark.parametrize(
    ("left_on", "months", "then"),
    [
        ("2025-07-18", 6, "2026-01-18"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-31", 12, "2026-12-31"),
    ],
)
def test_months_after_a_day(left_on: str, months: int, then: str) -> None:
    assert months_after(day(left_on), months) == day(then)


def at(*said: Stretch, months: int = 6, as_of: dt.date = LATER) -> tuple[Verdict, Verdict, Verdict]:
    """In learning or work, in work, in good work, so many months after 18 July 2025 (6: 18 January 2026)."""
    found = point(LEFT, months, line(said), as_of)
    return found.active, found.work, found.good_work


GOOD = {"hours": 16.0, "is_paid": True, "is_seasonal": False}


def test_what_they_do_on_the_day_itself_goes_first() -> None:
    said = work("2025-09-01", "2026-01-17", **GOOD), looking("2026-01-18", "2026-01-18")
    assert at(*said) == (no, no, no)


@pytest.mark.parametrize(("last", "found"), [("2026-01-18", yes), ("2026-01-04", yes), ("2026-01-03", unknown)])
def test_what_was_said_up_to_14_days_before_stands_for_the_day(last: str, found: Verdict) -> None:
    assert at(work("2025-09-01", last, **GOOD)) == (found, found, found)


@pytest.mark.parametrize(("first", "found"), [("2026-02-01", yes), ("2026-02-02", unknown)])
def test_what_began_up_to_14_days_after_stands_for_the_day(first: str, found: Verdict) -> None:
    assert at(learning(first, "2026-03-01"))[0] is found


def test_the_day_itself_must_have_come() -> None:
    said = work("2025-09-01", "2026-01-17", **GOOD)
    assert at(said, as_of=day("2026-01-17"))[0] is early
    assert at(said, as_of=day("2026-01-18"))[0] is yes


def test_nothing_known_is_too_early_for_two_weeks_and_then_unknown() -> None:
    assert at(as_of=day("2026-02-01"))[0] is early
    assert at(as_of=day("2026-02-02"))[0] is unknown


def test_an_open_job_told_of_in_october_is_no_job_in_january() -> None:
    assert at(work("2025-09-01", "2025-10-17", **GOOD))[0] is unknown


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (GOOD, True),
        (GOOD | {"hours": 15.9}, False),
        (GOOD | {"hours": 16.1}, True),
        (GOOD | {"hours": None}, None),
        (GOOD | {"is_paid": False}, False),
        (GOOD | {"is_paid": None}, None),
        (GOOD | {"is_seasonal": True}, False),
        (GOOD | {"is_seasonal": None}, None),
        (GOOD | {"is_seasonal": None, "hours": 8.0}, False),  # what is known to be wrong decides
    ],
)
def test_good_work_is_paid_not_seasonal_and_16_hours_or_more(more: dict[str, Any], found: bool | None) -> None:
    assert good_work(work("2025-09-01", "2026-01-18", **more)) is found


def test_learning_is_not_work_and_two_small_jobs_are_not_one_good_one() -> None:
    assert at(learning("2025-09-01", "2026-01-18")) == (yes, no, no)
    small = GOOD | {"hours": 8.0}
    assert at(*[work("2025-09-01", "2026-01-18", place=place, **small) for place in ("a", "b")]) == (yes, yes, no)


def test_a_job_of_unknown_hours_beside_a_good_one_leaves_it_good() -> None:
    said = work("2025-09-01", "2026-01-18"), work("2025-09-01", "2026-01-18", **GOOD)
    assert at(*said)[2] is yes
    assert at(said[0])[2] is unknown


def test_the_stronger_evidence_counts_and_the_contradiction_is_shown() -> None:
    job = work("2025-09-01", "2026-01-31", strength=0, key=1)
    home = looking("2025-12-01", "2026-01-31", strength=3, key=2, said=9.0)
    [found] = contradictions([home, job])
    assert (found.first, found.last) == (day("2025-12-01"), day("2026-01-31"))
    assert (found.counted.key, found.set_aside.key) == (1, 2)
    assert at(job, home)[0] is yes


def test_of_equally_strong_statements_the_newer_counts() -> None:
    before = work("2025-09-01", "2026-01-31", said=1.0)
    after = looking("2025-12-01", "2026-01-31", said=2.0)
    assert at(before, after)[0] is no
    assert len(contradictions([before, after])) == 1


def test_a_course_beside_a_job_is_no_contradiction_and_both_count() -> None:
    said = learning("2025-09-01", "2026-03-31", strength=1), work("2025-09-01", "2026-03-31", strength=0, **GOOD)
    assert contradictions(said) == []
    assert at(*said) == (yes, yes, yes)


def test_one_job_of_two_different_lengths_is_a_contradiction() -> None:
    job = work("2025-09-01", "2026-03-31", strength=0, place="hotel", **(GOOD | {"hours": 12.0}))
    said = work("2025-09-01", "2026-03-31", strength=2, place="hotel", **GOOD)
    assert len(contradictions([job, said])) == 1
    assert at(job, said)[2] is no


def test_the_day_on_which_one_thing_ends_and_the_next_begins_is_no_contradiction() -> None:
    assert contradictions([work("2025-09-01", "2026-01-31"), looking("2026-01-31", "2026-03-31")]) == []
    assert len(contradictions([work("2025-09-01", "2026-02-01"), looking("2026-01-31", "2026-03-31")])) == 1


def test_the_line_is_cut_where_statements_begin_and_end_and_has_gaps_where_nobody_spoke() -> None:
    one, other = learning("2025-09-01", "2025-12-31", key=2), work("2025-11-01", "2026-01-31", key=1)
    late = learning("2026-03-01", "2026-03-31")
    assert line([late, other, one]) == [
        Piece(day("2025-09-01"), day("2025-10-31"), (one,)),
        Piece(day("2025-11-01"), day("2025-12-31"), (one, other)),
        Piece(day("2026-01-01"), day("2026-01-31"), (other,)),
        Piece(day("2026-03-01"), day("2026-03-31"), (late,)),
    ]


def test_a_statement_that_says_nothing_is_no_knowledge() -> None:
    assert line([Stretch(OCTOBER, MARCH, None, 0)]) == []
    assert line([Stretch(MARCH, OCTOBER, Counts.work, 0)]) == []
