"""Who sees whom: the authority everybody of its own, a school its own pupils this year, a college nobody."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from pfa.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from pfa.core.errors import NotFound
from pfa.people import queries
from pfa.people.codes import NoSchool
from pfa.people.models import Enrolment, YoungPerson
from tests.factories import World
from tests.people.pages import pages

CANARY = "Zanzibarcanary"


def names(world: World, user: User, permission: str = "person:read") -> list[str]:
    with world.reading() as session:
        return [person.first_name for person in session.scalars(queries.visible(world.actor(user), permission))]


def test_staff_of_the_authority_see_everybody_with_and_without_a_school(world: World) -> None:
    world.young_person("Ada")
    world.young_person("Bo", no_school=NoSchool.home_educated)
    for user in (world.coordinator, world.approver, world.lead):
        assert names(world, user) == ["Ada", "Bo"]


def test_school_staff_see_only_their_own_school_this_academic_year(world: World) -> None:
    world.young_person("Here")
    world.young_person("Home", no_school=NoSchool.home_educated)
    elsewhere = world.young_person("Elsewhere")
    other = world.organisation("Another school", OrganisationKind.school)
    left = world.young_person("Left")
    with world.writing() as session:
        session.query(Enrolment).filter_by(young_person_id=elsewhere.id).one().organisation_id = other.id
        session.query(Enrolment).filter_by(young_person_id=left.id).one().academic_year = 2025
        session.info["recorded"] = True
        session.commit()
    assert names(world, world.teacher) == ["Here"]
    assert names(world, world.teacher, "person:edit") == []


def test_college_staff_and_administrators_see_nobody(world: World) -> None:
    world.young_person("Ada")
    assert names(world, world.tutor) == []
    assert names(world, world.admin) == []


def test_a_school_that_serves_two_authorities_sees_its_pupils_of_both_and_nobody_else(world: World) -> None:
    other = world.another()
    mine, theirs = world.young_person("Mine"), other.young_person("Theirs")
    with other.writing() as session:
        session.query(Enrolment).filter_by(young_person_id=theirs.id).one().organisation_id = world.school.id
        session.info["recorded"] = True
        session.commit()
    assert names(world, world.teacher) == ["Mine"]
    other.save(
        Membership(
            user_id=world.teacher.id,
            authority_id=other.authority.id,
            organisation_id=world.school.id,
            role=Role.school_staff,
            starts_on=world.now.date(),
        )
    )
    actor = world.actor(world.teacher)
    with world.database.reading(actor.authority_ids) as session:
        found = {person.id for person in session.scalars(queries.visible(actor))}
    assert found == {mine.id, theirs.id}


def test_a_closed_record_is_found_by_its_address_but_in_no_list(world: World) -> None:
    closed = world.young_person("Closed", closed_on=dt.date(2026, 10, 1))
    assert names(world, world.coordinator) == []
    with world.reading() as session:
        assert queries.person(session, world.actor(world.coordinator), closed.public_id).id == closed.id


def test_what_is_not_there_and_what_is_not_theirs_are_told_apart_by_nobody(world: World) -> None:
    theirs = world.another().young_person("Theirs")
    with world.reading() as session:
        said = []
        for public_id in (theirs.public_id, uuid.uuid4()):
            with pytest.raises(NotFound) as error:
                queries.person(session, world.actor(world.coordinator), public_id)
            said.append(str(error.value))
    assert said[0] == said[1]


def test_a_signed_in_young_person_is_found_and_a_closed_one_is_not(world: World) -> None:
    person = world.young_person("Own", with_user=True)
    gone = world.young_person("Gone", with_user=True, closed_on=dt.date(2026, 10, 1))
    with world.reading() as session:
        assert queries.of_user(session, person.user_id or 0).id == person.id
        with pytest.raises(NotFound):
            queries.of_user(session, gone.user_id or 0)


def addresses(world: World) -> Iterator[str]:
    """Every address of the room about somebody whose name is the canary."""
    for _user, address in pages(world).values():
        yield address


def test_no_college_and_no_other_authority_ever_gets_a_name_from_any_page_of_this_room(
    world: World, client_as: Any
) -> None:
    listed = list(addresses(world))
    with world.writing() as session:
        for person in session.query(YoungPerson):
            person.first_name = person.last_name = CANARY
        session.info["recorded"] = True
        session.commit()
    other = world.another()
    outsiders = [*other.staff, world.tutor, world.admin]
    for user in outsiders:
        client = client_as(user)
        for address in listed:
            for asked in (address, f"{address}?search={CANARY[:4]}"):
                response = client.get(asked)
                assert CANARY not in response.text, (user.name, asked)
                assert response.status_code in (200, 403, 404), (user.name, asked)
    assert CANARY in client_as(world.coordinator).get("/people/").text


def test_an_outsider_cannot_change_anything_by_posting(world: World, client_as: Any) -> None:
    listed = list(addresses(world))
    with world.reading() as session:
        before = [(person.id, person.version) for person in session.query(YoungPerson)]
    for user in (world.another().coordinator, world.tutor, world.teacher):
        client = client_as(user)
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/").text)[0]
        for address in listed:
            if address == "/people/add" and user not in (world.tutor, world.teacher):
                continue  # they may add to their own authority
            sent = client.post(address, data={"csrf_token": token, "first_name": "Hacked", "reason": "other"})
            assert sent.status_code in (403, 404, 405) or "Download" in sent.text, (user.name, address)
    with world.reading() as session:
        assert [(person.id, person.version) for person in session.query(YoungPerson)] == before


def test_college_organisations_are_places_to_learn(world: World) -> None:
    with world.reading() as session:
        assert {place.id for place in queries.schools(session)} == {world.school.id, world.college.id}
        assert isinstance(queries.schools(session)[0], Organisation)
