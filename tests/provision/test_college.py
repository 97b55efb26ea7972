"""A college edits what it offers itself, and sees how many in bands: no names, no other's provision."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Membership, OrganisationKind, Role, User
from pfa.provision import interest, services
from pfa.provision.interest import Band, Source, band, together
from pfa.provision.models import Group, Opportunity
from tests.factories import ENTRY_YEAR, Browser, World


def fill(world: World, group: Group, count: int) -> None:
    people = [world.young_person(f"Named{number}") for number in range(count)]
    with world.writing() as session:
        for person in people:
            services.take_place(session, session.get_one(Group, group.id), person.id, 1, 1, even_if_full=True)
        session.commit()


def addresses(world: World, group: Group) -> list[str]:
    """Every page of one group, its opportunity and its provider."""
    with world.reading() as session:
        row = session.get_one(Group, group.id)
        offer, provider = row.opportunity, row.opportunity.provider
        return [
            f"/provision/opportunities/{offer.public_id}",
            f"/provision/opportunities/{offer.public_id}/edit",
            f"/provision/opportunities/{offer.public_id}/close",
            f"/provision/opportunities/{offer.public_id}/groups/new",
            f"/provision/groups/{row.public_id}/edit",
            f"/provision/groups/{row.public_id}/continuing",
            f"/provision/providers/{provider.public_id}",
            f"/provision/providers/{provider.public_id}/opportunities/new",
        ]


def test_a_college_opens_and_edits_its_own(world: World, client_as: Any) -> None:
    client = client_as(world.tutor)
    for address in addresses(world, world.group()):
        assert client.get(address).status_code == 200, address


def test_a_college_opens_nothing_of_another_college(world: World, client_as: Any) -> None:
    other = world.organisation("Other College", OrganisationKind.college)
    group = world.group(world.opportunity("Their course", organisation=other))
    client = client_as(world.tutor)
    for address in addresses(world, group):
        assert client.get(address).status_code == 404, address
        assert client.post(address, data={}).status_code in (400, 404, 405), address
    for page in ("/provision/", "/provision/?year=any", "/provision/providers", "/provision/interest"):
        assert "Their course" not in client.get(page).text
        assert "Other College" not in client.get(page).text


def test_a_posted_form_changes_nothing_of_another_college(world: World, client_as: Any) -> None:
    other = world.organisation("Other College", OrganisationKind.college)
    theirs, ours = world.group(world.opportunity("Theirs", organisation=other)), world.group()
    client = client_as(world.tutor)
    _, edit, close, *_ = addresses(world, theirs)
    own_form = addresses(world, ours)[1]
    assert client.submit(edit, {"name": "Mine now", "kind": "community"}, page=own_form).status_code == 404
    assert client.submit(close, page=own_form).status_code == 404
    with world.reading() as session:
        row = session.scalars(sa.select(Opportunity).where(Opportunity.name == "Theirs")).one()
        assert row.closed_on is None


def test_nobody_opens_anything_of_another_authority(world: World, client_as: Any) -> None:
    other = world.another()
    group = other.group()
    for user in (world.tutor, world.coordinator):
        client = client_as(user)
        for address in addresses(other, group):
            assert client.get(address).status_code == 404, address


def test_a_college_that_two_authorities_use_sees_its_own_in_both(world: World, client_as: Any) -> None:
    other = world.another()
    world.group(world.opportunity("Here"))
    other.group(other.opportunity("There", organisation=world.college))
    other.group(other.opportunity("Not theirs"))
    other.save(
        Membership(
            user_id=world.tutor.id,
            authority_id=other.authority.id,
            organisation_id=world.college.id,
            role=Role.college_staff,
            starts_on=world.now.date(),
        )
    )
    shown = client_as(world.tutor).get("/provision/").text
    assert "Here" in shown
    assert "There" in shown
    assert "Not theirs" not in shown


@pytest.mark.parametrize("page", ["providers/find", "providers/new", "pools", "pools/new"])
def test_the_councils_own_lists_are_not_the_colleges(world: World, client_as: Any, page: str) -> None:
    assert client_as(world.tutor).get(f"/provision/{page}").status_code == 403


@pytest.mark.parametrize("who", ["teacher", "admin", "lead"])
def test_others_do_not_open_provision(world: World, client_as: Any, who: str) -> None:
    assert client_as(getattr(world, who)).get("/provision/").status_code == 403


def test_an_approver_reads_and_does_not_edit(world: World, client_as: Any) -> None:
    reading, *editing = addresses(world, world.group())[:6]
    client = client_as(world.approver)
    shown = client.get(reading)
    assert shown.status_code == 200
    assert "/edit" not in shown.text
    assert {client.get(address).status_code for address in editing} == {403}


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "fewer than 5"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5 to 9"), (9, "5 to 9"), (10, "10 to 14")],
)
def test_counts_are_shown_in_bands(count: int, words: str) -> None:
    assert str(band(count)) == words


def test_bands_together_say_no_more_than_each_of_them() -> None:
    assert str(together([band(0), band(0)])) == "fewer than 9"
    assert str(together([band(3), band(6)])) == "5 to 13"
    assert together([band(0), band(1)]) == together([band(4), band(4)]) == Band(0, 8)
    assert str(together([band(1), band(12)])) == "10 to 18"


def test_every_page_of_a_college_shows_the_same_for_one_and_for_four(world: World, client_as: Any) -> None:
    one, four = world.group(world.opportunity("One")), world.group(world.opportunity("Four"))
    fill(world, one, 1)
    fill(world, four, 4)
    client = client_as(world.tutor)
    assert client.get("/provision/").text.count("agreed weeks: fewer than 5") == 2
    assert client.get("/provision/interest").text.count("fewer than 5") >= 2
    shown = [client.get(addresses(world, group)[0]).text for group in (one, four)]
    figures = [re.findall(r'<span class="app-offer__full">(.*?)</span>', text, re.S) for text in shown]
    assert figures[0] == figures[1] == ["8 places, agreed weeks: fewer than 5"]


def test_the_order_of_a_colleges_list_does_not_tell_what_the_bands_hide(world: World, client_as: Any) -> None:
    fill(world, world.group(world.opportunity("A course")), 1)
    fill(world, world.group(world.opportunity("B course")), 4)
    shown = client_as(world.tutor).get("/provision/?sort=left").text
    assert shown.index("A course") < shown.index("B course")


def test_no_name_reference_or_need_reaches_a_college(world: World, client_as: Any) -> None:
    group = world.group()
    fill(world, group, 3)
    client = client_as(world.tutor)
    for address in [*addresses(world, group), "/provision/", "/provision/interest", "/provision/providers"]:
        shown = client.get(address).text
        for secret in ("Named0", "T00", "Invented High School", "Autis"):
            assert secret not in shown, (address, secret)


def test_counts_of_higher_rooms_are_shown_in_bands_too(world: World) -> None:
    cooking = world.group(world.opportunity("Cooking"))
    world.group(world.opportunity("Baking"), sessions=("fri-am",))
    fill(world, cooking, 6)
    sources = [
        Source("Suggested weeks", "In the newest run.", by_group=lambda *_: {cooking.id: 3}),
        Source("Wishes", "Who asked for this kind of work.", by_kind_of_work=lambda *_: {"catering": 12}),
    ]
    with world.reading() as session:
        [found] = interest.interest(session, world.actor(world.tutor), ENTRY_YEAR, sources, today=world.now.date()).rows
    by_name = {row.group.opportunity.name: row.bands for row in found.groups}
    assert {key: str(value) for key, value in by_name["Cooking"].items()} == {
        "Agreed weeks": "5 to 9",
        "Suggested weeks": "fewer than 5",
    }
    assert {str(value) for value in by_name["Baking"].values()} == {"fewer than 5"}
    [work] = found.work
    assert (work.name, work.places) == ("Cooking and food", 16)
    assert str(work.bands["Wishes"]) == "10 to 14"


def test_interest_comes_a_page_of_providers_at_a_time_each_with_all_its_groups(
    world: World, client_as: Callable[[User | None], Browser]
) -> None:
    for number in range(12):
        place = world.organisation(f"Invented place {number:02}", OrganisationKind.college)
        offer = world.opportunity(f"Course {number:02}", organisation=place)
        world.group(offer)
        world.group(offer, ("thu-am",), name=f"Thursdays {number:02}")
    client = client_as(world.coordinator)
    first, second = client.get("/provision/interest").text, client.get("/provision/interest?page=2").text
    assert "Thursdays 09" in first
    assert "Course 10" not in first
    assert "Thursdays 11" in second
    assert "Course 09" not in second
