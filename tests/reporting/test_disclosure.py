"""A count leaves the authority rounded or hidden, and nothing that does leave tells what is hidden."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pfa.people import disclosure
from pfa.reporting import auditor, editions, figures
from pfa.reporting.auditor import Edition, Shape, Shown
from pfa.reporting.editions import Past, next_edition

TODAY = dt.date(2026, 11, 16)
SUM = Shape({"all": [["a", "b", "c"]]})


@pytest.mark.parametrize(
    ("count", "shown"), [(0, None), (1, None), (9, None), (10, 10), (12, 10), (13, 15), (222, 220)]
)
def test_below_ten_is_hidden_and_the_rest_goes_to_the_nearest_five(count: int, shown: int | None) -> None:
    assert disclosure.published(count) == shown


@given(st.integers(0, 5000))
def test_a_published_count_says_no_more_than_its_interval(count: int) -> None:
    low, high = disclosure.interval(disclosure.published(count))
    assert low <= count <= high


def test_shares_come_from_rounded_counts_of_twenty_or_more() -> None:
    assert disclosure.share(15, 40) == 38
    assert disclosure.share(15, 15) is None
    assert disclosure.share(None, 40) is None


@pytest.mark.parametrize(("part", "whole", "tells"), [(18, 20, True), (17, 20, True), (80, 100, False), (0, 3, False)])
def test_what_nearly_everybody_shares_tells_about_each(part: int, whole: int, *, tells: bool) -> None:
    assert disclosure.tells_of_all(part, whole) is tells


def edition(**counts: int) -> Edition:
    return Edition({key: Shown(disclosure.published(count)) for key, count in counts.items()})


def test_a_hidden_figure_beside_a_rounded_total_cannot_be_worked_out() -> None:
    assert auditor.leaks([edition(all=57, a=30, b=20, c=7)], SUM) == []


def test_the_total_minus_the_parts_is_caught() -> None:
    found = auditor.leaks([edition(all=27, a=12, b=12, c=3)], SUM)  # 25 published; two parts of 10 to 12 each
    assert [(leak.key, leak.low, leak.high) for leak in found] == [("c", 0, 7)]


def test_an_exact_total_that_slips_through_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: totals are published as they are, not rounded."""
    monkeypatch.setattr(auditor, "interval", lambda value: (0, 9) if value is None else (value, value))
    assert auditor.leaks([edition(all=55, a=30, b=20, c=5)], SUM)


def test_a_change_of_a_few_people_between_two_editions_is_caught() -> None:
    first = Edition({"a": Shown(15)})
    second = Edition({"a": Shown(20)}, joined={"a": 3}, left={"a": 0})
    found = auditor.leaks([first, second], Shape())
    assert [(leak.key, leak.is_change) for leak in found] == [("a", True)]


def test_one_who_joins_a_hidden_group_and_makes_it_ten_is_caught() -> None:
    first = Edition({"a": Shown(None)})
    second = Edition({"a": Shown(10)}, joined={"a": 1}, left={"a": 0})
    assert auditor.leaks([first, second], Shape())


def test_what_cannot_be_proved_in_time_counts_as_told() -> None:
    assert auditor.leaks([edition(all=57, a=30, b=20, c=7)], SUM, seconds=0)


def group(start: int, count: int) -> frozenset[int]:
    return frozenset(range(start, start + count))


def people(**counts: int) -> dict[str, frozenset[int]]:
    """Groups that do not overlap, and `all` of them together."""
    found, start = {}, 0
    for key, count in counts.items():
        found[key], start = group(start, count), start + count
    return {**found, "all": frozenset().union(*found.values())}


def test_another_figure_is_hidden_until_the_small_one_is_safe() -> None:
    entries = next_edition(people(a=12, b=12, c=3), [], SUM, today=TODAY)
    assert entries["c"].shown.value is None
    assert [key for key in "ab" if entries[key].why == editions.HELD]


def published(counted: dict[str, frozenset[int]], entries: dict[str, editions.Entry], on: dt.date) -> Past:
    return Past(on, {key: entry.shown for key, entry in entries.items()}, counted)


def test_within_28_days_a_figure_stays_unless_ten_people_changed() -> None:
    before = {"a": group(0, 20), "b": group(100, 20)}
    past = published(before, next_edition(before, [], Shape(), today=TODAY), TODAY - dt.timedelta(days=5))
    after = {"a": group(0, 28), "b": group(100, 40)}
    entries = next_edition(after, [past], Shape(), today=TODAY)
    assert (entries["a"].shown.value, entries["a"].why) == (20, editions.KEPT)
    assert (entries["b"].shown.value, entries["b"].why) == (40, "")


def test_after_28_days_a_figure_still_stays_where_the_change_would_show_a_few_people() -> None:
    before = {"a": group(0, 17)}
    past = published(before, next_edition(before, [], Shape(), today=TODAY), TODAY - dt.timedelta(days=60))
    entries = next_edition({"a": group(0, 19)}, [past], Shape(), today=TODAY)
    assert (entries["a"].shown.value, entries["a"].shown.is_fresh) == (15, False)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=6), st.lists(st.integers(0, 40), min_size=3, max_size=6))
def test_no_two_editions_of_any_counts_give_anything_away(first: list[int], second: list[int]) -> None:
    names = [f"part{number}" for number in range(min(len(first), len(second)))]
    shape = Shape({"all": [names]})
    one, two = (people(**dict(zip(names, counts, strict=False))) for counts in (first, second))
    entries = next_edition(one, [], shape, today=TODAY - dt.timedelta(days=40))
    past = published({key: one[key] for key in entries}, entries, TODAY - dt.timedelta(days=40))
    again = next_edition(two, [past], shape, today=TODAY)
    for entry in (*entries.values(), *again.values()):
        assert entry.shown.value is None or (entry.shown.value >= 10 and entry.shown.value % 5 == 0)
    newest = editions._between({key: entry.shown for key, entry in again.items()}, two, past)
    assert auditor.leaks([Edition(past.shown), newest], shape) == []


def test_every_part_of_a_table_that_adds_up_is_within_its_whole() -> None:
    shape = figures.shape()
    for total, ways in shape.sums.items():
        for part in ways[0]:
            assert shape.within[part] == total
