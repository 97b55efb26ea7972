"""Every page opens for those who may."""

from __future__ import annotations

from typing import Any

from pfa.provision.models import Group
from tests.factories import World
from tests.provision.pages import pages


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        response = client_as(user).get(address)
        assert response.status_code == 200, endpoint


def test_pages_open_for_an_authority_with_nothing_on_offer(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    for address in ("", "?year=any", "copy", "opportunities/new", "providers", "pools", "interest"):
        assert client.get(f"/provision/{address}").status_code == 200, address


def test_an_opportunity_says_who_it_is_for_how_full_it_is_and_what_its_hours_mean(world: World, client_as: Any) -> None:
    _, address = pages(world)["provision.opportunity"]
    shown = client_as(world.coordinator).get(address).text
    assert "<strong>0</strong> of 8 left" in shown
    assert "1 over" in shown
    assert "0 in agreed weeks, 9 staying on" in shown
    assert "18 a week for 36 weeks: 648 a year" in shown
    assert "funding band 5" in shown
    assert "Invented Bakery" in shown
    assert "Not offered: no places" in shown


def test_hours_below_the_band_say_how_many_are_missing(world: World, client_as: Any) -> None:
    group = world.group(sessions=("mon-am", "mon-pm"))
    with world.reading() as session:
        address = f"/provision/opportunities/{session.get_one(Group, group.id).opportunity.public_id}"
    assert "364 hours short of funding band 5 (580 hours)" in client_as(world.coordinator).get(address).text


def test_anybody_can_read_what_the_words_mean(client_as: Any) -> None:
    shown = client_as(None).get("/provision/words")
    assert shown.status_code == 200
    assert "only if it really needs one" in shown.text
