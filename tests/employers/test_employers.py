"""Employers: found once, looked after by somebody, with placements that are provision like any other."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit.models import AuditEvent
from pfa.core.database import Database
from pfa.employers.models import ActivityKind, CheckKind, Employer
from tests.employers.pages import check, contact, done, employer, group, link, pages
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements


def organisation(world: World, row: Employer) -> Organisation:
    with world.reading() as session:
        return session.get_one(Employer, row.id).organisation


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        assert client_as(user).get(address).status_code == 200, endpoint


def test_an_employers_page_shows_who_looks_after_it_and_what_it_offers(world: World, client_as: Any) -> None:
    user, address = pages(world)["employers.employer#read only"]
    shown = client_as(user).get(address).text
    for words in ("Cora Ordinator", "Rae Winter", "rae@example.test", "Baking", str(ENTRY_YEAR)):
        assert words in shown
    assert "Add a placement" not in shown


def test_a_new_employer_is_a_shared_organisation_and_is_recorded(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    data = {
        "organisation_name": "Quiet Garage",
        "owner_id": str(world.coordinator.id),
        "contact_name": "Rae Winter",
        "contact_phone": "01632 960000",
        "adjustments": "A quiet room.",
    }
    made = client.submit("/employers/new", data)
    assert made.status_code == 303
    assert "A quiet room." in client.get(made.location).text
    with world.reading() as session:
        assert session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all() == [
            "organisation.added",
            "employer.added",
            "employer.contact-added",
        ]
    again = client.submit("/employers/new", data)
    assert "already in the list" in again.text
    assert 'value="Quiet Garage"' in again.text


def test_an_organisation_another_authority_knows_becomes_our_employer_too_once(world: World, client_as: Any) -> None:
    theirs = employer(world.another(), "Shared Supermarket")
    client, shared = client_as(world.coordinator), theirs.organisation_id
    with world.reading() as session:
        public_id = session.get_one(Organisation, shared).public_id
    assert "already in your list" not in client.get("/employers/find?search=shared").text
    address = f"/employers/new?organisation={public_id}"
    assert client.submit(address).status_code == 303
    assert "already in your list" in client.get("/employers/find?search=shared").text
    assert "already in your list" in client.submit(address).text


def test_a_wrong_address_is_refused_and_what_was_typed_stays(world: World, client_as: Any) -> None:
    row = employer(world)
    shown = client_as(world.coordinator).submit(
        f"/employers/{row.public_id}/contacts/new", {"email": "rae", "name": "Rae Winter"}
    )
    assert "Enter an e-mail address" in shown.text
    assert "Rae Winter" in shown.text


def test_a_change_on_top_of_an_unseen_change_is_refused(world: World, client_as: Any) -> None:
    row, client = employer(world), client_as(world.coordinator)
    address = f"/employers/{row.public_id}/edit"
    assert client.submit(address, {"adjustments": "A quiet room"}).status_code == 303
    assert client.submit(address, {"adjustments": "A buddy", "version": "1"}).status_code == 409


def test_adding_a_placement_goes_to_the_provision_form_with_the_provider_chosen(world: World, client_as: Any) -> None:
    row, client = employer(world), client_as(world.coordinator)
    address, of = f"/employers/{row.public_id}/placement", organisation(world, row)
    assert client.get(address).location == f"/provision/providers/new?organisation={of.public_id}"
    provider = world.provider(of)
    form = client.get(address).location
    assert form == f"/provision/providers/{provider.public_id}/opportunities/new"
    assert client.submit(form, {"name": "Bread", "kind": "work-experience"}).status_code == 303
    assert "Bread" in client.get(f"/employers/{row.public_id}").text


@pytest.mark.parametrize("who", ["tutor", "teacher", "admin", "lead"])
def test_employers_are_the_councils_own_list(world: World, client_as: Any, who: str) -> None:
    row = employer(world)
    client = client_as(getattr(world, who))
    assert client.get("/employers/").status_code == 403
    assert client.get(f"/employers/{row.public_id}").status_code == 403


def test_an_employer_of_another_authority_is_not_found(world: World, client_as: Any) -> None:
    theirs = employer(world.another(), "Their Shop")
    client = client_as(world.coordinator)
    for page in ("", "/edit", "/placement"):
        assert client.get(f"/employers/{theirs.public_id}{page}").status_code == 404
    assert "Their Shop" not in client.get("/employers/").text


def test_a_council_and_a_school_are_employers_too(world: World, client_as: Any) -> None:
    world.organisation("Invented Council Offices", OrganisationKind.authority)
    shown = client_as(world.coordinator).get("/employers/find?search=invented").text
    assert "Invented Council Offices" in shown
    assert "Invented High School" in shown


def test_an_employers_page_takes_the_same_number_of_statements_with_little_and_with_much(
    world: World, client_as: Any, database: Database
) -> None:
    row, client = employer(world), client_as(world.coordinator)

    def add(number: int) -> None:
        site = world.save(Site(organisation_id=row.organisation_id, name=f"Site {number}", postcode="S1 2HH"))
        contact(world, row, f"Contact {number}", site_id=site.id)
        for kind in CheckKind:
            check(world, row, kind, 9, site_id=site.id)
        done(world, row, ActivityKind.evaluation, "Calm hours worked")
        link(world, row, group(world, row, f"Placement {number}"))

    def count() -> int:
        with database.reading() as session, statements(session) as run:
            assert client.get(f"/employers/{row.public_id}").status_code == 200
        return len(run)

    add(0)
    count()  # the first page of a sign-in notes that it was used
    once = count()
    for number in range(1, 6):
        add(number)
    assert count() == once
