"""What people do with a record: each verb, what it refuses, and what the audit trail keeps of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.audit import services as audit
from pfa.audit.models import AuditEvent
from pfa.core.errors import Changed, Refused
from pfa.people import services
from pfa.people.codes import Closing, DecisionMaker, NoSchool, OwnSessionKind, PlanType, TravelWay
from pfa.people.models import Enrolment, Need, OwnSession, YoungPerson
from pfa.people.values import Around, Beside, Details, Home, Own, Start, Support, Week, Year
from tests.factories import ACADEMIC_YEAR, World

DETAILS = Details(reference="R1", first_name="Ada", last_name="Invented", born_on=dt.date(2011, 3, 2))
FULL = Week(10, (), (), None, False, False)


@pytest.fixture
def done(world: World) -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": world.actor(world.coordinator), "now": world.now}


@pytest.fixture
def person(world: World, session: Session) -> YoungPerson:
    return session.get_one(YoungPerson, world.young_person().id)


def acts(session: Session) -> list[tuple[str, list[str]]]:
    rows = session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id))
    return [(row.action, row.fields) for row in rows]


def test_somebody_is_added_and_who_decides_follows_from_their_age(world: World, session: Session, done: Any) -> None:
    young = services.add(session, world.authority.id, DETAILS, **done)
    older = replace(DETAILS, reference="R2", born_on=dt.date(2009, 3, 2))
    old = services.add(session, world.authority.id, older, **done)
    session.commit()
    assert young.decision_maker is DecisionMaker.parent
    assert old.decision_maker is DecisionMaker.young_person
    assert [action for action, _ in acts(session)] == ["person.added", "person.added"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"born_on": dt.date(2019, 1, 1)}, "born_on"),
        ({"born_on": dt.date(1999, 1, 1)}, "born_on"),
        ({"upn": "B801200005002"}, "upn"),
        ({"uln": "1000102505"}, "uln"),
    ],
)
def test_details_that_cannot_be_right_are_refused_at_their_field(
    world: World, session: Session, done: Any, wrong: Any, field: str
) -> None:
    with pytest.raises(Refused) as error:
        services.add(session, world.authority.id, replace(DETAILS, **wrong), **done)
    assert error.value.field == field


def test_two_records_never_share_a_reference_or_a_number(world: World, session: Session, done: Any) -> None:
    services.add(session, world.authority.id, replace(DETAILS, upn="b801 2000 05001"), **done)
    for again, field in (({}, "reference"), ({"reference": "R2", "upn": "B801200005001"}, "upn")):
        with pytest.raises(Refused, match="same person") as error:
            services.add(session, world.authority.id, replace(DETAILS, **again), **done)
        assert error.value.field == field


def test_another_authority_may_use_the_same_reference(world: World, session: Session, done: Any) -> None:
    services.add(session, world.authority.id, DETAILS, **done)
    session.commit()
    other = world.another()
    with other.writing() as theirs:
        services.add(theirs, other.authority.id, DETAILS, actor=other.actor(other.coordinator), now=world.now)
        theirs.commit()


def test_a_change_on_top_of_an_unseen_one_is_refused_with_what_is_saved(
    session: Session, person: YoungPerson, done: Any
) -> None:
    seen = person.version
    services.set_start(session, person, Start(2028, 3), seen=seen, **done)
    with pytest.raises(Changed) as error:
        services.set_start(session, person, Start(2029, 4), seen=seen, **done)
    assert error.value.theirs == {"Next starts something new": "September 2028", "Annual review": "March"}


def test_a_list_beside_the_person_makes_a_new_version_of_the_person(
    session: Session, person: YoungPerson, done: Any
) -> None:
    seen = person.version
    services.set_needs(session, person, ["MLD", "ASD"], seen=seen, **done)
    session.commit()
    assert person.version == seen + 1
    assert session.scalars(sa.select(Need.code).order_by(Need.rank)).all() == ["MLD", "ASD"]
    assert acts(session) == [("person.needs-set", ["needs"])]
    with pytest.raises(Changed):
        services.set_needs(session, person, ["ASD"], seen=seen, **done)


def test_a_need_is_named_once_and_from_the_list(session: Session, person: YoungPerson, done: Any) -> None:
    for codes in (["ASD", "ASD"], ["XYZ"]):
        with pytest.raises(Refused):
            services.set_needs(session, person, codes, seen=person.version, **done)


def test_a_year_holds_a_school_or_why_there_is_none(
    world: World, session: Session, person: YoungPerson, done: Any
) -> None:
    home = Year(ACADEMIC_YEAR, 11, PlanType.sen_support, no_school=NoSchool.home_educated)
    services.set_year(session, person, home, seen=person.version, **done)
    following = Year(ACADEMIC_YEAR + 1, 12, PlanType.isp, organisation_id=world.college.id)
    services.set_year(session, person, following, seen=person.version, **done)
    session.commit()
    rows = session.scalars(sa.select(Enrolment).order_by(Enrolment.academic_year)).all()
    assert [(row.organisation_id, row.no_school) for row in rows] == [
        (None, NoSchool.home_educated),
        (world.college.id, None),
    ]
    for wrong in (replace(home, organisation_id=world.school.id), replace(home, no_school=None)):
        with pytest.raises(Refused, match="Choose a school, or say why"):
            services.set_year(session, person, wrong, seen=person.version, **done)
    with pytest.raises(Refused, match="year group"):
        services.set_year(session, person, replace(home, year_group=3), seen=person.version, **done)


def test_a_postcode_becomes_coordinates_and_a_limit_is_used_only_once_confirmed(
    world: World, session: Session, person: YoungPerson, done: Any
) -> None:
    home = Home("s1 2hh", TravelWay.learning, 45, is_confirmed=False)
    services.set_home(session, person, home, seen=person.version, **done)
    assert (person.postcode, round(person.lat or 0, 2)) == ("S1 2HH", 53.38)
    assert person.confirmed_travel_minutes is None
    services.set_home(session, person, replace(home, is_confirmed=True), seen=person.version, **done)
    assert person.confirmed_travel_minutes == 45
    assert person.travel_confirmed_by_id == world.coordinator.id
    assert person.travel_confirmed_at == world.now
    longer = replace(home, travel_limit_minutes=60)
    services.set_home(session, person, longer, seen=person.version, **done)
    assert person.confirmed_travel_minutes is None


def test_travel_can_be_confirmed_at_a_postcode_that_is_nowhere_and_its_coordinates_stay(
    session: Session, person: YoungPerson, done: Any
) -> None:
    audit.record(session, **done, action="person.edited", subject=person, fields=["postcode"])
    person.postcode, person.lat, person.lon = "ZZ1 8LU", 53.4, -1.5  # as the demo's invented towns are
    session.flush()
    home = Home("ZZ1 8LU", TravelWay.learning, 45, is_confirmed=True)
    services.set_home(session, person, home, seen=person.version, **done)
    assert person.confirmed_travel_minutes == 45
    assert (person.postcode, person.lat, person.lon) == ("ZZ1 8LU", 53.4, -1.5)


def test_home_refuses_what_is_no_postcode_and_keeps_one_that_nobody_knows(
    session: Session, person: YoungPerson, done: Any
) -> None:
    home = Home("Sheffield", TravelWay.unknown, None, is_confirmed=False)
    with pytest.raises(Refused, match="full postcode"):
        services.set_home(session, person, home, seen=person.version, **done)
    services.set_home(session, person, replace(home, postcode="ZE3 9ZZ"), seen=person.version, **done)
    assert (person.postcode, person.lat) == ("ZE3 9ZZ", None)
    with pytest.raises(Refused, match="minutes that you have confirmed"):
        services.set_home(session, person, replace(home, postcode="", is_confirmed=True), seen=person.version, **done)


def test_own_time_is_part_of_the_week_wanted(session: Session, person: YoungPerson, done: Any) -> None:
    therapy = Own("wed-pm", OwnSessionKind.therapy, "Speech")
    week = replace(FULL, sessions_wanted=8, unavailable=("fri-pm", "fri-am"), own=(therapy,))
    services.set_week(session, person, week, seen=person.version, **done)
    session.commit()
    assert person.unavailable == ["fri-am", "fri-pm"]
    assert session.scalars(sa.select(OwnSession.session)).all() == ["wed-pm"]
    services.set_week(session, person, replace(week, own=(replace(therapy, label="Art"),)), seen=person.version, **done)
    session.commit()
    assert session.scalars(sa.select(OwnSession.label)).all() == ["Art"]
    services.set_week(session, person, FULL, seen=person.version, **done)
    session.commit()
    assert session.scalars(sa.select(OwnSession)).all() == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sessions_wanted": 11}, "10 at most"),
        ({"sessions_wanted": 0, "own": (Own("mon-am", OwnSessionKind.rest),)}, "no fewer than their own"),
        ({"sessions_wanted": 10, "unavailable": ("mon-am",)}, "Only 9"),
        ({"sessions_wanted": 5, "unavailable": ("mon-am",), "own": (Own("mon-am", OwnSessionKind.rest),)}, "both"),
        ({"providers_at_most": 0}, "from 1 to 10"),
    ],
)
def test_a_week_that_does_not_fit_together_is_refused(
    session: Session, person: YoungPerson, done: Any, wrong: Any, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        services.set_week(session, person, replace(FULL, **wrong), seen=person.version, **done)


def test_support_refuses_units_and_levels_that_do_not_exist(session: Session, person: YoungPerson, done: Any) -> None:
    fine = Support(2, ("quiet-space", "step-free"), 3, 1)
    services.set_support(session, person, fine, seen=person.version, **done)
    assert person.access_needs == ["step-free", "quiet-space"]
    for wrong in ({"level": 4}, {"access_needs": ("gold",)}, {"support_units": 21}, {"coach_units": -1}):
        with pytest.raises(Refused):
            services.set_support(session, person, replace(fine, **wrong), seen=person.version, **done)


def test_only_staff_of_the_authority_become_named_worker(
    world: World, session: Session, person: YoungPerson, done: Any
) -> None:
    around = Around(world.approver.id, "", DecisionMaker.young_person, "", "Urdu", True, "Write it down")
    services.set_around(session, person, around, seen=person.version, **done)
    session.commit()
    strangers = (world.tutor, world.another().coordinator)
    assert person.named_worker is not None
    assert person.named_worker.name == world.approver.name
    for stranger in strangers:
        with pytest.raises(Refused, match="named worker"):
            services.set_around(
                session, person, replace(around, named_worker_id=stranger.id), seen=person.version, **done
            )
    representative = replace(around, decision_maker=DecisionMaker.representative)
    with pytest.raises(Refused, match="representative's name"):
        services.set_around(session, person, representative, seen=person.version, **done)


def test_people_beside_them_are_added_changed_and_removed(session: Session, person: YoungPerson, done: Any) -> None:
    row = services.add_contact(session, person, Beside("Pa Rent", "father"), seen=person.version, **done)
    session.commit()
    services.edit_contact(session, row, Beside("Pa Rent", "father", is_barred=True), seen=row.version, **done)
    session.commit()
    assert row.is_barred
    with pytest.raises(Changed):
        services.edit_contact(session, row, Beside("X", "y"), seen=1, **done)
    services.remove_contact(session, row, seen=row.version, **done)
    session.commit()
    assert [action for action, _ in acts(session)] == ["contact.added", "contact.edited", "contact.removed"]


def test_a_closed_record_can_only_be_opened_again(world: World, session: Session, done: Any) -> None:
    person = session.get_one(YoungPerson, world.young_person(with_user=True).id)
    services.close(session, person, Closing.moved, seen=person.version, **done)
    session.commit()
    event = session.scalars(sa.select(AuditEvent)).one()
    assert (event.action, event.reason) == ("person.closed", "Moved to another authority")
    with pytest.raises(Refused, match="closed"):
        services.set_start(session, person, Start(2028, 3), seen=person.version, **done)
    services.reopen(session, person, seen=person.version, **done)
    services.set_start(session, person, Start(2028, 3), seen=person.version, **done)
    assert person.closed_on is None


def test_closing_a_record_ends_the_young_persons_sign_ins(world: World, client_as: Any, done: Any) -> None:
    made = world.young_person(with_user=True)
    with world.reading() as reading:
        user = reading.get_one(User, made.user_id or 0)
    client = client_as(user)
    assert client.get("/").status_code == 200
    with world.writing() as session:
        person = session.get_one(YoungPerson, made.id)
        services.close(session, person, Closing.finished, seen=person.version, **done)
        session.commit()
    assert client.get("/people/").status_code in (302, 303)


@pytest.mark.parametrize(
    ("group", "no_school", "suggested"),
    [
        (9, None, 2029),
        (10, None, 2028),
        (11, None, 2027),
        (12, None, None),  # may stay on, or leave
        (13, None, None),
        (12, NoSchool.awaiting, 2027),
        (13, NoSchool.not_in_education, 2027),
        (14, None, 2027),
        (17, None, 2027),
    ],
)
def test_the_next_start_is_suggested_by_year_group(group: int, no_school: Any, suggested: int | None) -> None:
    row = Enrolment(academic_year=2026, year_group=group, no_school=no_school)
    assert services.suggested_entry(row, dt.date(2026, 11, 16)) == suggested


def test_nothing_is_suggested_for_somebody_who_is_nowhere_recorded() -> None:
    assert services.suggested_entry(None, dt.date(2026, 11, 16)) is None


def test_a_suggestion_never_lies_in_the_past() -> None:
    row = Enrolment(academic_year=2024, year_group=11)
    assert services.suggested_entry(row, dt.date(2026, 11, 16)) == 2027
