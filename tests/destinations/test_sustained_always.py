"""What holds of every life that chance can draw, told of by anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pfa.destinations.codes import Counts
from pfa.destinations.sustained import Stretch, Verdict, contradictions, line, point, two_terms
from pfa.destinations.wilson import wilson

LEFT = dt.date(2025, 7, 18)
FIRST, LAST = dt.date(2025, 7, 1), dt.date(2026, 9, 30)
DAYS = st.dates(FIRST, LAST)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Stretch(
        first,
        last,
        draw(st.sampled_from(Counts)),
        strength=draw(st.integers(0, 4)),
        said=draw(st.floats(0, 9)),
        place=draw(st.sampled_from(("", "hotel", "shop"))),
        hours=draw(st.sampled_from((None, 4.0, 15.9, 16.0, 30.0))),
        is_paid=draw(st.sampled_from((None, True, False))),
        is_seasonal=draw(st.sampled_from((None, True, False))),
        key=draw(st.integers(1, 10_000)),
    )


lives = st.lists(stretches(), max_size=6, unique_by=lambda each: each.key)
sure = settings(max_examples=200, deadline=None)


@sure
@given(lives)
def test_the_line_holds_every_day_that_anybody_spoke_of_exactly_once(life: list[Stretch]) -> None:
    told = {each.first + dt.timedelta(days=n) for each in life for n in range((each.last - each.first).days + 1)}
    drawn = [each.first + dt.timedelta(days=n) for each in line(life) for n in range((each.last - each.first).days + 1)]
    assert sorted(drawn) == sorted(told)
    assert all(piece.counted for piece in line(life))


@sure
@given(lives, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_told_changes_nothing(life: list[Stretch], chance: object) -> None:
    shuffled = sorted(life, key=lambda each: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert line(shuffled) == line(life)
    assert contradictions(shuffled) == contradictions(life)


@sure
@given(lives, DAYS)
def test_time_alone_turns_too_early_into_unknown_and_nothing_else(life: list[Stretch], as_of: dt.date) -> None:
    now, later = two_terms(LEFT, line(life), as_of), two_terms(LEFT, line(life), dt.date(2030, 1, 1))
    assert now.verdict == later.verdict or (now.verdict, later.verdict) == (Verdict.early, Verdict.unknown)


@sure
@given(lives, stretches())
def test_more_learning_of_the_strongest_kind_never_spoils_two_terms(life: list[Stretch], more: Stretch) -> None:
    as_of = dt.date(2030, 1, 1)
    only_learning = [replace(each, counts=Counts.learning) for each in life]
    added = replace(more, counts=Counts.learning, strength=0, said=10.0)
    if two_terms(LEFT, line(only_learning), as_of).verdict is Verdict.yes:
        assert two_terms(LEFT, line([*only_learning, added]), as_of).verdict is Verdict.yes


@sure
@given(lives)
def test_whoever_is_in_good_work_is_in_work_and_whoever_is_in_work_is_active(life: list[Stretch]) -> None:
    for months in (6, 12):
        found = point(LEFT, months, line(life), dt.date(2030, 1, 1))
        if found.good_work is Verdict.yes:
            assert found.work is Verdict.yes
        if found.work is Verdict.yes:
            assert found.active is Verdict.yes
        if found.active is Verdict.unknown:
            assert found.work is found.good_work is Verdict.unknown


@sure
@given(lives)
def test_what_is_set_aside_stands_against_something_that_counts(life: list[Stretch]) -> None:
    for piece in line(life):
        for aside in piece.set_aside:
            assert any(aside.strength >= each.strength for each in piece.counted)


@sure
@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_the_share_and_stays_between_0_and_1(one: int, other: int) -> None:
    yes, of = sorted((one, other))
    found = wilson(yes, of)
    if of == 0:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.low <= yes / of <= found.high <= 1
