"""Of many places few stand in lists: those in use, a page of them, and those that are looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import OrganisationKind, User
from pfa.provision.models import Group, Provider
from pfa.provision.queries.places import FOUND_AT_MOST
from pfa.web.pages import ROWS
from tests.factories import ENTRY_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]
FIRST, LAST = dt.date(ENTRY_YEAR, 9, 6), dt.date(ENTRY_YEAR + 1, 7, 7)
TYPED = {"name": "Group B", "sessions": ["mon-am", "mon-pm"], "places": "8", "certainty": "confirmed"}
TYPED |= {"entry_year": str(ENTRY_YEAR), "smallest_viable": "1", "hours_a_session": "3", "weeks_a_year": "36"}
TYPED |= {f"starts_on-{part}": str(getattr(FIRST, part)) for part in ("day", "month", "year")}
TYPED |= {f"ends_on-{part}": str(getattr(LAST, part)) for part in ("day", "month", "year")}


@pytest.fixture
def bakery(world: World) -> Provider:
    return world.provider(world.organisation("Invented Bakery", OrganisationKind.employer))


@pytest.fixture
def address(world: World) -> str:
    return f"/provision/opportunities/{world.opportunity().public_id}/groups/new"


def many(world: World) -> None:
    for number in range(FOUND_AT_MOST + 1):
        world.provider(world.organisation(f"Shop number {number}", OrganisationKind.employer))


def held(world: World) -> dict[str, int]:
    with world.reading() as session:
        return dict(session.scalars(sa.select(Group.held_at).order_by(Group.id.desc())).first() or {})


def test_few_places_stand_in_the_lists_and_nobody_has_to_look(
    world: World, bakery: Provider, address: str, client_as: ClientAs
) -> None:
    page = client_as(world.coordinator).get(address).text
    assert page.count(f'<option value="{bakery.id}">Invented Bakery') == 10
    assert "Find places" not in page


def test_of_many_one_is_found_by_part_of_its_name_and_nothing_typed_is_lost(
    world: World, bakery: Provider, address: str, client_as: ClientAs
) -> None:
    many(world)
    browser = client_as(world.coordinator)
    assert "Invented Bakery" not in browser.get(address).text
    page = browser.submit(address, TYPED | {"find": "bake INV", "look": "1"}).text
    assert "1 place called like “bake INV”" in page
    assert 'value="Group B"' in page
    assert "There is a problem" not in page
    assert held(world) == {}
    chosen = TYPED | {"held_at_mon_pm": str(bakery.id), "find": "number 7", "looked": "bake INV"}
    page = browser.submit(address, chosen).text  # saved too soon: what was looked for is shown first
    assert f'<option value="{bakery.id}" selected>Invented Bakery' in page
    assert "Shop number 7" in page
    assert browser.submit(address, chosen | {"looked": "number 7"}).status_code == 303
    assert held(world) == {"mon-pm": bakery.id}
    page = browser.get(address).text
    assert "Invented Bakery" in page  # in use now
    assert "Shop number 7" not in page


def test_what_nobody_or_too_many_are_called_is_said(world: World, address: str, client_as: ClientAs) -> None:
    many(world)
    browser = client_as(world.coordinator)
    assert "No provider of yours is called like “moon”" in browser.submit(address, {"find": "moon"}).text
    page = browser.submit(address, {"find": "shop"}).text
    assert f"The first {FOUND_AT_MOST} are in the lists" in page


def test_a_college_finds_employers_and_its_own_places_and_keeps_what_the_council_chose(
    world: World, bakery: Provider, client_as: ClientAs
) -> None:
    many(world)
    other = world.provider(world.organisation("Other College", OrganisationKind.college))
    offer = world.opportunity()
    browser, address = client_as(world.tutor), f"/provision/opportunities/{offer.public_id}/groups/new"
    assert "Other College" not in browser.submit(address, {"held_at_mon_pm": str(other.id), "look": "1"}).text
    assert "No provider of yours" in browser.submit(address, {"find": "other college"}).text
    assert "Invented Bakery</option>" in browser.submit(address, {"find": "bakery"}).text
    group = world.group(offer, held_at={"mon-am": other.id})
    saved = browser.submit(f"/provision/groups/{group.public_id}/edit", TYPED | {"held_at_mon_am": str(other.id)})
    assert saved.status_code == 303
    assert held(world) == {"mon-am": other.id}


def test_of_many_providers_a_page_is_shown_and_the_others_are_found(
    world: World, bakery: Provider, client_as: ClientAs
) -> None:
    for number in range(ROWS):
        world.provider(world.organisation(f"Club number {number}", OrganisationKind.community))
    browser = client_as(world.coordinator)
    for address in ("/provision/providers", "/provision/opportunities/new"):
        assert "Showing 1 to 50 of 51 providers" in browser.get(address).text
        assert "Invented Bakery" in browser.get(f"{address}?page=2").text
        found = browser.get(f"{address}?search=number+7").text
        assert "Club number 7" in found
        assert "Club number 8" not in found
        assert "in its name" in browser.get(f"{address}?search=moon").text
    page = browser.get("/provision/").text
    assert 'name="provider"' not in page  # words find them
    page = browser.get(f"/provision/?provider={bakery.public_id}").text
    assert f'<option value="{bakery.public_id}" selected>Invented Bakery' in page
