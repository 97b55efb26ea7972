"""Administrators read the audit trail of their own authority, and find what they look for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.audit import services as audit
from pfa.core.types import utc
from pfa.people.models import YoungPerson
from tests.factories import World

ClientAs = Callable[[User | None], FlaskClient]


@pytest.fixture
def person(world: World) -> YoungPerson:
    """A young person of whom two things are recorded: a change by a co-ordinator and an opening by a teacher."""
    found = world.young_person("Yasmin", "Invented")
    with world.writing() as session:
        row = session.get_one(YoungPerson, found.id)
        row.first_name = "Somebody"
        actor = world.actor(world.coordinator)
        audit.record(
            session, actor=actor, now=utc(2026, 11, 10, 12), action="person.details-edited", subject=row, reason="asked"
        )
        audit.opened(
            session,
            actor_id=world.teacher.id,
            authority_id=world.authority.id,
            page="people.person",
            now=utc(2026, 11, 11, 12),
            subject_id=found.public_id,
        )
        session.commit()
    return found


def test_the_page_shows_who_did_what_and_never_what_was_written(
    world: World, client_as: ClientAs, person: YoungPerson
) -> None:
    page = client_as(world.admin).get("/audit").text
    assert "Changed their details" in page
    assert "Cora Ordinator" in page
    assert "first name" in page
    assert str(person.public_id) in page
    assert "Somebody" not in page
    assert "Yasmin" not in page


def test_who_opened_a_record_stands_on_its_own_page(world: World, client_as: ClientAs, person: YoungPerson) -> None:
    page = client_as(world.admin).get(f"/audit/opened?subject={person.public_id}").text
    assert "Tea Cher" in page
    assert "Their record" in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("action=person.details-edited", True),
        ("action=person.merged", False),
        ("since=2026-11-10&until=2026-11-10", True),
        ("since=2026-11-11", False),
        ("until=2026-11-09", False),
        ("subject=00000000-0000-4000-8000-000000000000", False),
        ("who=999999", False),
        ("who=abc&page=xyz", True),
    ],
)
def test_the_trail_is_filtered(
    world: World, client_as: ClientAs, person: YoungPerson, query: str, is_found: bool
) -> None:
    page = client_as(world.admin).get(f"/audit?{query}")
    assert page.status_code == 200
    assert (str(person.public_id) in page.text) is is_found


def test_the_trail_is_filtered_by_who_and_by_whom(world: World, client_as: ClientAs, person: YoungPerson) -> None:
    admin = client_as(world.admin)
    assert "asked" in admin.get(f"/audit?who={world.coordinator.id}&subject={person.public_id}").text
    assert "Nothing matches" in admin.get(f"/audit?who={world.teacher.id}").text


@pytest.mark.parametrize("query", ["since=yesterday", "until=2026-13-01", "subject=1234", "since=9999-12-31"])
def test_what_cannot_be_read_is_said_and_breaks_nothing(world: World, client_as: ClientAs, query: str) -> None:
    page = client_as(world.admin).get(f"/audit?{query}")
    assert page.status_code == 200
    if "9999" not in query:
        assert "govuk-error-message" in page.text


def test_another_authoritys_administrator_sees_nothing_of_it(
    world: World, client_as: ClientAs, person: YoungPerson
) -> None:
    other: Any = client_as(world.another().admin)
    for address in ("/audit", "/audit/opened", f"/audit?subject={person.public_id}"):
        page = other.get(address).text
        assert "Nothing matches" in page
        assert "Cora Ordinator" not in page
