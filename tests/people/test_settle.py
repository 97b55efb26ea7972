"""What is still open in a record is told with a suggestion, and nothing is set by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pfa.people.codes import DecisionMaker, NoSchool
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.settle import open_points

TODAY = dt.date(2026, 11, 16)
SETTLED: dict[str, Any] = {
    "born_on": dt.date(2011, 3, 2),
    "decision_maker": DecisionMaker.parent,
    "entry_year": 2027,
    "named_worker_id": 1,
    "postcode": "S1 2HH",
    "lat": 53.4,
    "travel_confirmed_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
}


def told(year_group: int | None = 11, no_school: NoSchool | None = None, **changed: Any) -> list[str]:
    person = YoungPerson(**(SETTLED | changed))
    if year_group is not None:
        person.enrolments.append(Enrolment(academic_year=2026, year_group=year_group, no_school=no_school))
    return [point.words for point in open_points(person, TODAY)]


def test_a_settled_record_has_nothing_open() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"year_group": None}, "this academic year"),
        ({"entry_year": None}, "suggests September 2027"),
        ({"entry_year": None, "year_group": 12}, "may stay or leave"),
        ({"entry_year": 2025}, "September 2025. What comes next?"),
        ({"named_worker_id": None}, "no named worker"),
        ({"postcode": ""}, "No home postcode"),
        ({"lat": None}, "do not know where this postcode is"),
        ({"travel_confirmed_at": None}, "Nobody has confirmed"),
        ({"born_on": dt.date(2009, 11, 3)}, "ended on 26 June 2026"),
        ({"decision_maker": DecisionMaker.young_person}, "still of compulsory school age"),
    ],
)
def test_each_open_point_is_told(changed: dict[str, Any], words: str) -> None:
    said = told(**changed)
    assert len(said) == 1
    assert words in said[0]


def test_a_representative_is_never_questioned() -> None:
    assert told(born_on=dt.date(2009, 11, 3), decision_maker=DecisionMaker.representative) == []


def test_a_closed_record_has_nothing_open() -> None:
    assert told(closed_on=dt.date(2026, 1, 1), named_worker_id=None) == []
