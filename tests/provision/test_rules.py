"""Every rule of provision, by the smallest thing that breaks it, and all of them at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from pfa.provision import rules
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.rules import GroupDraft, OpportunityDraft, PoolDraft

OFFER = OpportunityDraft(name="Cooking", kind=OpportunityKind.study_programme)
GROUP = GroupDraft(
    entry_year=2027,
    sessions=["mon-am", "mon-pm"],
    places=8,
    smallest_viable=4,
    starts_on=dt.date(2027, 9, 6),
    ends_on=dt.date(2028, 7, 7),
    hours_a_session=3.0,
    weeks_a_year=36,
    certainty=Certainty.confirmed,
)


def of_offer(**changes: Any) -> list[str]:
    return [fault.field for fault in rules.opportunity_faults(replace(OFFER, **changes))]


def of_group(**changes: Any) -> list[str]:
    faults = rules.group_faults(replace(GROUP, **changes), places_elsewhere={5}, pools={7: 2027, 8: 2028})
    return [fault.field for fault in faults]


def test_a_plain_opportunity_and_a_plain_group_have_no_fault() -> None:
    assert of_offer() == []
    assert of_group() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"summary": "x" * 601}, "summary"),
        ({"kind": None}, "kind"),
        ({"kind_of_work": "piracy"}, "kind_of_work"),
        ({"plan_types": ["statement"]}, "plan_types"),
        ({"features": ["moat"]}, "features"),
        ({"features_to_ask": ["moat"]}, "features_to_ask"),
        ({"features": ["hoist"], "features_to_ask": ["hoist"]}, "features_to_ask"),
        ({"level_min": 4}, "level_min"),
        ({"level_min": 2, "level_max": 1}, "level_max"),
        ({"age_min": 8}, "age_min"),
        ({"age_max": 26}, "age_max"),
        ({"age_min": 19, "age_max": 18}, "age_max"),
    ],
)
def test_what_an_opportunity_cannot_be(changes: dict[str, Any], field: str) -> None:
    assert of_offer(**changes) == [field]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "x" * 81}, "name"),
        ({"places": None}, "places"),
        ({"places": 1000}, "places"),
        ({"smallest_viable": None}, "smallest_viable"),
        ({"smallest_viable": 9}, "smallest_viable"),
        ({"smallest_viable": -1}, "smallest_viable"),
        ({"sessions": []}, "sessions"),
        ({"sessions": ["sat-am"]}, "sessions"),
        ({"sessions": ["mon-am", "mon-am"]}, "sessions"),
        ({"entry_year": None}, "entry_year"),
        ({"entry_year": 1999}, "entry_year"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": dt.date(2027, 7, 31)}, "starts_on"),
        ({"starts_on": dt.date(2028, 9, 1), "ends_on": dt.date(2029, 7, 7)}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": dt.date(2027, 9, 5)}, "ends_on"),
        ({"ends_on": dt.date(2030, 9, 1)}, "ends_on"),
        ({"ends_on": dt.date(2027, 10, 15)}, "weeks_a_year"),
        ({"weeks_a_year": 0}, "weeks_a_year"),
        ({"weeks_a_year": None}, "weeks_a_year"),
        ({"hours_a_session": 0.0}, "hours_a_session"),
        ({"hours_a_session": 6.5}, "hours_a_session"),
        ({"hours_a_session": float("nan")}, "hours_a_session"),
        ({"hours_a_session": None}, "hours_a_session"),
        ({"support_ceiling": -1}, "support_ceiling"),
        ({"held_at": {"tue-am": 5}}, "held_at"),
        ({"held_at": {"mon-am": 6}}, "held_at"),
        ({"pool_id": 8}, "pool_id"),
        ({"pool_id": 9}, "pool_id"),
        ({"certainty": None}, "certainty"),
    ],
)
def test_what_a_group_cannot_be(changes: dict[str, Any], field: str) -> None:
    assert of_group(**changes) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"smallest_viable": 8},
        {"places": 0},
        {"held_at": {"mon-am": 5}},
        {"pool_id": 7},
        {"support_ceiling": 0},
        {"hours_a_session": 6.0},
        {"starts_on": dt.date(2028, 1, 10), "weeks_a_year": 6, "ends_on": dt.date(2028, 2, 18)},
    ],
)
def test_what_a_group_can_just_be(changes: dict[str, Any]) -> None:
    assert of_group(**changes) == []


def test_every_fault_is_found_at_once() -> None:
    nothing = GroupDraft(None, [], None, None, None, None, None, None, None)
    found = {fault.field for fault in rules.group_faults(nothing, places_elsewhere=(), pools={}, agreed="sessions")}
    assert found == {
        "entry_year",
        "sessions",
        "places",
        "smallest_viable",
        "starts_on",
        "ends_on",
        "hours_a_session",
        "weeks_a_year",
        "certainty",
    }


def test_a_pool_needs_a_name_of_its_own_and_sensible_units() -> None:
    faults = rules.pool_faults(PoolDraft("Coaches", 2027, {"mon-am": -1, "sat-am": 1}), taken_names={(2027, "coaches")})
    assert [fault.field for fault in faults] == ["name", "units", "units"]
    assert rules.pool_faults(PoolDraft("Coaches", 2028, {"mon-am": 0}), taken_names={(2027, "coaches")}) == []


def test_nobody_uses_no_support() -> None:
    assert [fault.field for fault in rules.continuing_faults(0, 1, 0)] == ["people"]
    assert [fault.field for fault in rules.continuing_faults(None, None, None)] == [
        "people",
        "support_units",
        "coach_units",
    ]
    assert rules.continuing_faults(0, 0, 0) == []
