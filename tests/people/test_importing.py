"""Cells of a file of young people: the usual ways of writing each, and a plain fault for the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.imports.kinds import Row
from pfa.imports.matching import suggested
from pfa.people.codes import OwnSessionKind, PlanType
from pfa.people.importing import YOUNG_PEOPLE, cells, wanted
from pfa.people.importing.fields import FIELDS, PLANS, Known
from pfa.people.values import Own

KNOWN = Known(2026, {}, {})


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.day, "02/03/2011", dt.date(2011, 3, 2)),
        (cells.day, "2011-03-02", dt.date(2011, 3, 2)),
        (cells.day, "2 March 2011", dt.date(2011, 3, 2)),
        (cells.day, "29/02/2012", dt.date(2012, 2, 29)),
        (cells.month, "9", 9),
        (cells.month, "Sept", 9),
        (cells.year_group, "Year 11", 11),
        (cells.year_group, "Y9", 9),
        (cells.year_group, "ncy 12", 12),
        (cells.yes_or_no, "Y", True),
        (cells.yes_or_no, "FALSE", False),
        (cells.needs, "asd; Moderate learning difficulty|ASD", ("ASD", "MLD")),
        (cells.access, "Quiet space; step-free", ("step-free", "quiet-space")),
        (cells.half_days, "Friday afternoon; mon-am", ("mon-am", "fri-pm")),
        (cells.own, "fri-pm: paid job, bakery; mon-am: therapy", (
            Own("mon-am", OwnSessionKind.therapy), Own("fri-pm", OwnSessionKind.paid_job, "bakery"))),
        (cells.whole(0, 10), "10", 10),
        (cells.named({plan: plan.value for plan in PlanType}, PLANS), "k", PlanType.sen_support),
    ],
)  # fmt: skip
def test_usual_ways_of_writing_are_read(read: Any, cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.day, "31/02/2011"),
        (cells.day, "03/02/11111"),
        (cells.day, "02/03/0011"),
        (cells.day, "yesterday"),
        (cells.month, "13"),
        (cells.month, "J"),
        (cells.year_group, "3"),
        (cells.year_group, "eleven"),
        (cells.yes_or_no, "perhaps"),
        (cells.needs, "ASD; XYZ"),
        (cells.half_days, "saturday"),
        (cells.own, "mon-am therapy"),
        (cells.own, "mon-am: therapy; mon-am: rest"),
        (cells.own, "mon-am: golf"),
        (cells.whole(0, 10), "11"),
        (cells.whole(0, 10), "1.5"),
        (cells.text(3), "four"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read: Any, cell: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(cell)


def test_headings_are_matched_by_title_and_by_the_names_people_use() -> None:
    headings = ["Case number", "SURNAME", "Forename", "dob", "NCY", "Setting", "SEN provision", "Favourite colour"]
    found = suggested(headings, YOUNG_PEOPLE.columns, {})
    assert found == {
        "Case number": "reference", "SURNAME": "last_name", "Forename": "first_name", "dob": "born_on",
        "NCY": "year_group", "Setting": "place", "SEN provision": "plan_type",
    }  # fmt: skip


def test_what_was_matched_last_time_goes_first_also_what_was_left_out() -> None:
    remembered = {"name": "last_name", "dob": ""}
    assert suggested(["Name", "DOB", "Last name"], YOUNG_PEOPLE.columns, remembered) == {"Name": "last_name"}


def test_no_two_columns_answer_to_the_same_heading() -> None:
    said = [name.casefold() for column in YOUNG_PEOPLE.columns for name in {column.title.casefold(), *column.also}]
    assert len(said) == len(set(said))


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_any_cell_of_any_column_is_a_value_or_a_fault(field: Any, cell: str) -> None:
    row = Row(2, {field.key: cell})
    values, faults = wanted.read(row, KNOWN)
    assert len(values) + len(faults) == (1 if cell else 0)
    for value in values.values():
        assert isinstance(field.show(value), str)
