"""Places for another authority's young people: agreed by both, counted as numbers, and no wall is crossed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, User
from pfa.audit.models import AuditEvent
from pfa.core.database import authorities_of
from pfa.core.errors import Changed, Refused
from pfa.people.models import YoungPerson
from pfa.provision import queries, services
from pfa.provision.importing import PROVISION
from pfa.provision.models import Group, GroupShare, Opportunity, PlaceTaken, Provider, ShareState, TakenBecause
from tests.factories import ENTRY_YEAR, Browser, World
from tests.provision.counting import statements
from tests.provision.sharing import accepted, in_one_region, neighbours, now, offered, partner
from tests.provision.test_editing import GROUP
from tests.provision.test_importing import COOKING
from tests.provision.test_importing import rows as file_rows

ClientAs = Callable[[User], Browser]


@pytest.fixture
def other(world: World) -> World:
    return neighbours(world)


def take(world: World, group: Group, person: YoungPerson, *, coach: int = 0, even_if_full: bool = False) -> None:
    with world.writing() as session:
        row = session.get_one(Group, group.id)
        services.take_place(session, row, person.id, 1, coach, even_if_full=even_if_full)
        assert authorities_of(session) == {world.authority.id}
        session.info["recorded"] = True
        session.commit()


def give_back(world: World, person: YoungPerson) -> None:
    with world.writing() as session:
        services.give_back(session, person.id, ENTRY_YEAR)
        session.info["recorded"] = True
        session.commit()


def elsewhere(world: World, group: Group) -> list[tuple[int, int, int]]:
    """What the owner knows of others' places: people, support and coach units."""
    about = (PlaceTaken.people, PlaceTaken.support_units, PlaceTaken.coach_units)
    query = sa.select(*about).where(PlaceTaken.group_id == group.id, PlaceTaken.because == TakenBecause.elsewhere)
    with world.reading() as session:
        return [(row[0], row[1], row[2]) for row in session.execute(query)]


def test_places_are_offered_and_accepted_on_the_pages_of_both(world: World, other: World, client_as: ClientAs) -> None:
    group = world.group(world.opportunity("Cooking", summary="You cook."), cost=900, funder="health")
    ours, theirs = client_as(world.coordinator), client_as(other.coordinator)
    offer = ours.submit(f"/provision/groups/{group.public_id}/share", {"other": str(other.authority.id), "places": "3"})
    assert offer.status_code == 303, offer.text
    page = theirs.get(offer.location)
    assert "Offered by Invented Borough" in page.text
    assert "£" not in page.text
    answer = theirs.submit(f"{offer.location}/accept", page=offer.location)
    assert answer.status_code == 303, answer.text
    with other.reading() as session:
        [guest] = queries.groups_for_year(session, ENTRY_YEAR)
        assert (guest.places, guest.sessions, guest.cost, guest.pool_id) == (3, group.sessions, 0, None)
        assert (guest.opportunity.name, guest.opportunity.provider.organisation_id) == ("Cooking", world.college.id)
        assert guest.authority_id == other.authority.id
    assert "Agreed" in ours.get(offer.location).text
    assert "Shared with" in ours.get(f"/provision/opportunities/{_public(world, group)}").text
    with world.database.reading() as session:
        recorded = sa.select(AuditEvent.chain, AuditEvent.action).where(AuditEvent.action.like("share.%"))
        assert {tuple(row) for row in session.execute(recorded)} == {
            (world.authority.id, "share.offered"),
            (other.authority.id, "share.accepted"),
        }


def _public(world: World, group: Group) -> object:
    with world.reading() as session:
        return session.get_one(Opportunity, group.opportunity_id).public_id


def test_only_councils_of_one_region_can_be_named(world: World, client_as: ClientAs) -> None:
    stranger = world.another()
    group = world.group()
    address = f"/provision/groups/{group.public_id}/share"
    client = client_as(world.coordinator)
    assert "no other council of your region" in client.get(address).text
    partner(world)
    answer = client.submit(address, {"other": str(stranger.authority.id), "places": "1"})
    assert "Choose a council of your region" in answer.text


def test_a_third_authority_sees_neither_the_agreement_nor_its_page(
    world: World, other: World, client_as: ClientAs
) -> None:
    third = World(world.database, world.now, name="Third Borough", code="X99000003")
    in_one_region(world, third.authority)
    share = offered(world, world.group(), other.authority)
    accepted(other, share)
    with third.reading() as session:
        assert session.scalars(sa.select(GroupShare)).all() == []
        assert session.scalars(sa.select(GroupShare.id)).all() == []
    client = client_as(third.coordinator)
    assert client.get(f"/provision/shares/{share.public_id}").status_code == 404
    assert "Agreed" not in client.get("/provision/shares").text


def test_the_database_itself_keeps_a_third_authority_out(world: World, other: World) -> None:
    """Past the first wall, as somebody would be who forgot the filter."""
    if world.database.dialect != "postgresql":
        return
    offered(world, world.group(), other.authority)
    third = World(world.database, world.now, name="Third Borough", code="X99000003")
    for one, seen in ((world, 1), (other, 1), (third, 0)):
        with one.reading() as session:
            assert session.execute(sa.text("select count(*) from group_share")).scalar_one() == seen


def test_nobody_writes_an_agreement_of_two_others(world: World, other: World) -> None:
    share = offered(world, world.group(), other.authority)
    third = World(world.database, world.now, name="Third Borough", code="X99000003")
    row = now(world, share)
    with third.writing() as session:
        session.add(row)
        row.places = 99
        with pytest.raises(PermissionError):
            session.flush()


def test_neither_side_reads_a_row_of_the_others_people_or_groups(world: World, other: World) -> None:
    guest = accepted(other, offered(world, world.group(), other.authority))
    theirs = other.young_person("Theo")
    take(other, guest, theirs)
    with world.reading() as session:
        assert session.get(YoungPerson, theirs.id) is None
        assert session.get(Group, guest.id) is None
        assert session.scalars(sa.select(PlaceTaken.young_person_id)).all() == [None]
    with other.reading() as session:
        groups = session.scalars(sa.select(Group)).all()
        assert [row.id for row in groups] == [guest.id]
        assert session.scalars(sa.select(Provider.authority_id)).all() == [other.authority.id]


def test_a_place_that_is_taken_is_a_number_to_its_owner_and_nothing_once_given_back(world: World, other: World) -> None:
    group = world.group(places=5)
    share = offered(world, group, other.authority)
    guest = accepted(other, share)
    one, two = other.young_person("One"), other.young_person("Two")
    take(other, guest, one, coach=2)
    take(other, guest, two, coach=1)
    assert elsewhere(world, group) == [(2, 2, 3)]
    assert now(world, share).people == 2
    with world.reading() as session:
        assert queries.places_left(session, ENTRY_YEAR).places[group.id] == 3
    give_back(other, one)
    assert elsewhere(world, group) == [(1, 1, 1)]
    give_back(other, two)
    assert elsewhere(world, group) == []


def test_the_last_place_is_given_once_whoever_comes_first(world: World, other: World) -> None:
    group = world.group(places=2)
    guest = accepted(other, offered(world, group, other.authority, 2))
    take(world, group, world.young_person("Ann"))
    take(other, guest, other.young_person("Ben"))
    with pytest.raises(Refused, match="no place left"):
        take(other, guest, other.young_person("Late"))
    with pytest.raises(Refused, match="no place left"):
        take(world, group, world.young_person("Later"))


def test_no_reason_goes_beyond_what_is_shared_or_takes_a_place_of_an_ended_agreement(
    world: World, other: World
) -> None:
    group = world.group(places=3)
    share = offered(world, group, other.authority, 1)
    guest = accepted(other, share)
    ben, late = other.young_person("Ben"), other.young_person("Late")
    take(other, guest, ben)
    with pytest.raises(Refused, match="no place left"):
        take(other, guest, late, even_if_full=True)
    give_back(other, ben)
    for name in ("Ann", "Bea", "Cat", "Dee"):
        take(world, group, world.young_person(name), even_if_full=True)  # its own places are the owner's to say
    with pytest.raises(Refused, match="no place left"):
        take(other, guest, ben, even_if_full=True)
    with world.writing() as session:
        _end(session, world, share)
        session.commit()
    with pytest.raises(Refused, match="ended the agreement"):
        take(other, guest, ben, even_if_full=True)
    assert elsewhere(world, group) == []


def test_a_refusal_leaves_the_session_with_its_own_authority_alone(world: World, other: World) -> None:
    group = world.group(places=1)
    guest = accepted(other, offered(world, group, other.authority, 1))
    take(world, group, world.young_person("Ann"))
    person = other.young_person("Ben")
    with other.writing() as session:
        with pytest.raises(Refused):
            services.take_place(session, session.get_one(Group, guest.id), person.id, 0, 0)
        assert authorities_of(session) == {other.authority.id}
        assert session.scalars(sa.select(Group.id)).all() == [guest.id]


def test_a_change_by_the_owner_waits_to_be_taken_over(world: World, other: World, client_as: ClientAs) -> None:
    group = world.group(world.opportunity("Cooking"))
    share = offered(world, group, other.authority)
    guest = accepted(other, share)
    changed = GROUP | {"places": "8", "certainty": "confirmed", "likelihood": "80"}
    answer = client_as(world.coordinator).submit(f"/provision/groups/{group.public_id}/edit", changed)
    assert answer.status_code == 303, answer.text
    assert not now(other, share).is_up_to_date
    client = client_as(other.coordinator)
    assert "has changed this since you accepted it" in client.get(f"/provision/shares/{share.public_id}").text
    with other.reading() as session:
        assert session.get_one(Group, guest.id).chance == 100
    accepted(other, share)
    with other.reading() as session:
        assert (session.get_one(Group, guest.id).chance, now(other, share).is_up_to_date) == (80, True)


def test_a_guest_group_is_its_owners_to_change_share_or_copy(world: World, other: World, client_as: ClientAs) -> None:
    guest = accepted(other, offered(world, world.group(world.opportunity("Cooking")), other.authority))
    client = client_as(other.coordinator)
    answer = client.submit(f"/provision/groups/{guest.public_id}/edit", GROUP)
    assert "Only they can change it" in answer.text
    in_one_region(world, other.authority)
    with other.writing() as session:
        back, ours = session.get_one(Authority, world.authority.id), session.get_one(Group, guest.id)
        actor = other.actor(other.coordinator)
        with pytest.raises(Refused, match="Only they"):
            services.offer(session, ours, back, 1, actor=actor, now=other.now)
    with other.reading() as session:
        actor = other.actor(other.coordinator)
        assert queries.not_yet_copied(session, actor, ENTRY_YEAR, ENTRY_YEAR + 1) == []
    page = client.get(f"/provision/opportunities/{_public(other, guest)}").text
    assert "Shared by" in page
    assert "Add a group" not in page


def test_an_agreement_ends_from_either_side_but_not_under_an_agreed_week(world: World, other: World) -> None:
    share = offered(world, world.group(), other.authority)
    guest = accepted(other, share)
    person = other.young_person("Ben")
    take(other, guest, person)
    for side in (world, other):
        with side.writing() as session, pytest.raises(Refused, match="agreed week"):
            _end(session, side, share)
    give_back(other, person)
    with world.writing() as session:
        _end(session, world, share)
        session.commit()
    assert now(other, share).state is ShareState.ended
    with other.reading() as session:
        assert queries.groups_for_year(session, ENTRY_YEAR) == []
    with pytest.raises(Refused, match="ended the agreement"):
        take(other, guest, person)


def _end(session: Session, side: World, share: GroupShare) -> None:
    row = session.get_one(GroupShare, share.id)
    services.end(session, row, seen=row.version, actor=side.actor(side.coordinator), now=side.now)


def test_an_offer_that_was_changed_meanwhile_is_not_accepted_unseen(world: World, other: World) -> None:
    share = offered(world, world.group(), other.authority)
    with world.writing() as session:
        row = session.get_one(GroupShare, share.id)
        services.change(session, row, 1, seen=row.version, actor=world.actor(world.coordinator), now=world.now)
        session.commit()
    with other.writing() as session:
        row, actor = session.get_one(GroupShare, share.id), other.actor(other.coordinator)
        with pytest.raises(Changed):
            services.accept(session, row, seen=share.version, actor=actor, now=other.now)


def test_what_is_closed_is_offered_to_nobody_any_more(world: World, other: World, client_as: ClientAs) -> None:
    group = world.group(world.opportunity("Cooking"))
    share = offered(world, group, other.authority)
    accepted(other, share)
    address = f"/provision/opportunities/{_public(world, group)}/close"
    assert client_as(world.coordinator).submit(address).status_code == 303
    assert now(other, share).state is ShareState.ended
    with other.reading() as session:
        assert queries.groups_for_year(session, ENTRY_YEAR) == []


def test_a_shared_group_stays_in_its_year(world: World, other: World, client_as: ClientAs) -> None:
    group = world.group()
    offered(world, group, other.authority)
    moved = GROUP | {"entry_year": str(ENTRY_YEAR + 1), "starts_on-year": "2028", "ends_on-year": "2029"}
    answer = client_as(world.coordinator).submit(f"/provision/groups/{group.public_id}/edit", moved)
    assert "shared for its year" in answer.text


def test_a_file_never_speaks_of_another_authoritys_opportunity(world: World, other: World) -> None:
    guest = accepted(other, offered(world, world.group(world.opportunity("Cooking")), other.authority))
    row = COOKING | {"sessions": "fri-am", "summary": "Ours."}
    with other.writing() as session:
        PROVISION.apply(session, other.actor(other.coordinator), file_rows(row), other.now)
        session.commit()
    with other.reading() as session:
        named = session.scalars(sa.select(Opportunity).order_by(Opportunity.id)).all()
        assert [(one.name, one.summary) for one in named] == [("Cooking", ""), ("Cooking", "Ours.")]
        assert guest.opportunity_id == named[0].id


def test_two_groups_of_one_opportunity_stay_groups_of_one(world: World, other: World) -> None:
    offer = world.opportunity("Cooking")
    first = accepted(other, offered(world, world.group(offer), other.authority))
    second = accepted(other, offered(world, world.group(offer, sessions=("fri-am",)), other.authority))
    assert first.opportunity_id == second.opportunity_id


def test_the_list_of_agreements_is_one_statement_however_long(world: World, other: World) -> None:
    for _ in range(3):
        offered(world, world.group(), other.authority)
    actor = world.actor(world.coordinator)
    with world.reading() as session, statements(session) as run:
        rows = queries.shares(session, actor)
        assert [row.owner.name for row in rows] == ["Invented Borough"] * 3
        assert len(set(run)) == 1
