"""The week's picture: ten sessions, the same thing in one block, the same words for those who do not see it."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from pfa.calendar.picture import Cell, blocks, full_week, in_words, row_by_row
from pfa.calendar.week import SESSIONS

COOKING = {"kind": "study", "title": "Cooking", "place": "College"}


def cooking(*sessions: str, **more: object) -> list[Cell]:
    return [Cell(session, **{**COOKING, **more}) for session in sessions]


def test_a_week_always_has_ten_sessions_and_those_without_anything_are_free() -> None:
    week = full_week(cooking("tue-pm"))
    assert [cell.session for cell in week] == list(SESSIONS)
    assert [cell.kind for cell in week].count("free") == 9


def test_a_cell_may_be_a_mapping_or_anything_with_the_same_names() -> None:
    mapping = {"session": "mon-am", "kind": "work", "title": "Café"}
    thing = SimpleNamespace(session="mon-pm", kind="health", title="Swimming", place="", time="")
    week = full_week([mapping, thing])
    assert (week[0].title, week[1].title) == ("Café", "Swimming")


def test_the_same_thing_all_day_on_days_in_a_row_is_one_block() -> None:
    [first, *others] = blocks(cooking("mon-am", "mon-pm", "tue-am", "tue-pm"))
    assert (first.column, first.row, first.width, first.height) == (1, 1, 2, 2)
    assert first.when == "Monday and Tuesday, all day"
    assert all(block.cell.kind == "free" for block in others)


def test_mornings_only_stay_mornings() -> None:
    [first, *_] = blocks(cooking("mon-am", "tue-am", "wed-am"))
    assert (first.width, first.height, first.when) == (3, 1, "Monday to Wednesday, mornings")


def test_a_day_of_something_else_between_parts_a_block() -> None:
    found = [block for block in blocks(cooking("mon-am", "wed-am")) if block.cell.kind == "study"]
    assert [block.when for block in found] == ["Monday morning", "Wednesday morning"]


def test_another_place_or_a_day_that_is_not_confirmed_is_another_block() -> None:
    week = [*cooking("mon-am"), *cooking("mon-pm", provisional=True), *cooking("tue-am", place="Town hall")]
    assert [block.width * block.height for block in blocks(week) if block.cell.kind == "study"] == [1, 1, 1]


def test_the_clock_times_of_a_whole_day_are_both_said() -> None:
    week = [*cooking("mon-am", time="9am to 12 noon"), *cooking("mon-pm", time="1pm to 3pm")]
    assert blocks(week)[0].time == "9am to 12 noon and 1pm to 3pm"


def test_free_days_stand_each_for_itself() -> None:
    assert [block.when for block in blocks([])] == [
        "Monday, all day",
        "Tuesday, all day",
        "Wednesday, all day",
        "Thursday, all day",
        "Friday, all day",
    ]


def test_the_small_picture_shows_mornings_above_afternoons() -> None:
    drawn = [cell.session for cell in row_by_row([])]
    assert drawn[:5] == ["mon-am", "tue-am", "wed-am", "thu-am", "fri-am"]
    assert drawn[5:] == ["mon-pm", "tue-pm", "wed-pm", "thu-pm", "fri-pm"]


def test_a_week_can_be_said_in_one_sentence() -> None:
    said = in_words(cooking("mon-am", "mon-pm"))
    assert said.startswith("Monday, all day Cooking; Tuesday, all day Free")


@given(st.lists(st.sampled_from(["Cooking", "Drama", ""]), min_size=10, max_size=10))
def test_the_blocks_of_any_week_cover_each_session_once(titles: list[str]) -> None:
    cells = [
        Cell(session, "study" if title else "free", title) for session, title in zip(SESSIONS, titles, strict=True)
    ]
    covered = [
        (column, row)
        for block in blocks(cells)
        for column in range(block.column, block.column + block.width)
        for row in range(block.row, block.row + block.height)
    ]
    assert sorted(covered) == [(column, row) for column in range(1, 6) for row in (1, 2)]
