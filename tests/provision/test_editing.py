"""Adding and changing what is on offer, through the pages people use."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused
from pfa.provision import queries, services
from pfa.provision.kinds import Certainty
from pfa.provision.models import CoachPool, Group, Opportunity, PlaceTaken, Provider
from tests.factories import ENTRY_YEAR, World

GROUP = {
    "entry_year": str(ENTRY_YEAR),
    "sessions": ["mon-am", "mon-pm"],
    "certainty": "provisional",
    "places": "8",
    "smallest_viable": "4",
    "hours_a_session": "2.5",
    "weeks_a_year": "36",
    "starts_on-day": "6",
    "starts_on-month": "9",
    "starts_on-year": "2027",
    "ends_on-day": "7",
    "ends_on-month": "7",
    "ends_on-year": "2028",
}


def rows(world: World, kind: Any) -> list[Any]:
    with world.reading() as session:
        return list(session.scalars(sa.select(kind).order_by(kind.id)))


def of_group(world: World, group: Group) -> str:
    with world.reading() as session:
        return f"/provision/opportunities/{session.get_one(Group, group.id).opportunity.public_id}"


def test_from_an_unknown_organisation_to_a_group_that_can_be_matched(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    provider = client.submit(
        "/provision/providers/new",
        {"organisation_name": "New Farm", "organisation_kind": "community", "site_name": "", "postcode": "s12hh"},
    )
    offer = client.submit(
        f"{provider.location}/opportunities/new", {"name": "Farm work", "kind": "volunteering", "level_min": "0"}
    )
    assert client.submit(offer.location, GROUP).status_code == 303
    with world.reading() as session:
        [group] = queries.groups_for_year(session, ENTRY_YEAR)
        site, made = group.opportunity.provider.site, group.opportunity
        assert (site.postcode, round(site.lat or 0, 1), round(site.lon or 0, 1)) == ("S1 2HH", 53.4, -1.5)
        assert (made.level_min, made.level_max, made.kind_of_work) == (0, None, "")
        assert (group.hours_a_year, group.certainty) == (180.0, Certainty.provisional)
        actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["organisation.added", "site.added", "provider.added", "opportunity.added", "group.added"]


@pytest.mark.parametrize(
    ("typed", "chance"),
    [({}, 100), ({"likelihood": "50"}, 50), ({"likelihood": "number", "chance": "35"}, 35)],
)
def test_a_college_says_how_likely_its_group_runs(
    world: World, client_as: Any, typed: dict[str, str], chance: int
) -> None:
    offer = world.opportunity()
    answer = client_as(world.tutor).submit(f"/provision/opportunities/{offer.public_id}/groups/new", GROUP | typed)
    assert answer.status_code == 303, answer.text
    assert [group.chance for group in rows(world, Group)] == [chance]
    page = client_as(world.tutor).get(f"/provision/opportunities/{offer.public_id}").text
    assert ("How likely it runs" in page) is (chance < 100)
    assert (f"{chance} % likely to run" in client_as(world.coordinator).get("/provision/").text) is (chance < 100)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"likelihood": "number"}, "Say how likely it is that it runs"),
        ({"likelihood": "9" * 5000}, "Say how likely it is that it runs"),
        ({"likelihood": "number", "chance": "120"}, "between 0 and 100"),
        ({"cost": "100"}, "Choose who pays"),
    ],
)
def test_what_is_missing_of_chance_and_cost_is_asked_for(
    world: World, client_as: Any, typed: dict[str, str], words: str
) -> None:
    address = f"/provision/opportunities/{world.opportunity().public_id}/groups/new"
    assert words in client_as(world.coordinator).submit(address, GROUP | typed).text


def test_a_feature_nobody_was_asked_about_is_a_question_and_no_refusal(world: World, client_as: Any) -> None:
    client_as(world.tutor).submit(
        f"/provision/providers/{world.provider().public_id}/opportunities/new",
        {"name": "Cooking", "kind": "study-programme", "feature_hoist": "not-there", "feature_signing": "there"},
    )
    [offer] = rows(world, Opportunity)
    assert offer.features == ["signing"]
    assert "hoist" not in offer.features_to_ask
    assert {"nursing", "step-free", "quiet-space"} < set(offer.features_to_ask)


def test_an_unknown_postcode_is_refused_and_nothing_is_half_done(world: World, client_as: Any) -> None:
    answer = client_as(world.coordinator).submit(
        "/provision/providers/new",
        {"organisation_name": "New Farm", "organisation_kind": "community", "postcode": "ZZ99 9ZZ"},
    )
    assert "We do not know that postcode" in answer.text
    assert "New Farm" in answer.text
    assert not [row for row in rows(world, Organisation) if row.name == "New Farm"]


def test_an_organisation_is_shared_and_known_once(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert "Invented College" in client.get("/provision/providers/find?search=COLLEGE").text
    again = client.submit(
        "/provision/providers/new", {"organisation_name": "invented college", "organisation_kind": "college"}
    )
    assert "already in the list" in again.text


def test_the_kind_of_a_new_organisation_is_chosen_not_guessed(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    answer = client.submit("/provision/providers/new", {"organisation_name": "New Farm"})
    assert "Choose what kind of organisation it is" in answer.text
    assert "New Farm" in answer.text


def test_a_place_is_in_the_list_once_and_another_place_is_another_provider(world: World, client_as: Any) -> None:
    client, site = client_as(world.coordinator), rows(world, Site)[1]
    world.provider()
    address = f"/provision/providers/new?organisation={world.college.public_id}"
    assert "already in your list" in client.submit(address, {"site": str(site.public_id)}).text
    assert client.submit(address, {"site": "new", "site_name": "North", "postcode": ""}).status_code == 303
    assert [row.name for row in rows(world, Site)] == ["", "", "North"]
    assert len(rows(world, Provider)) == 2


def test_changing_a_provider_keeps_shared_places_as_they_are(world: World, client_as: Any) -> None:
    provider, before = world.provider(), rows(world, Site)
    data = {"site": "new", "site_name": "South", "postcode": "S1 2HH", "contact_email": "not an address"}
    address = f"/provision/providers/{provider.public_id}/edit"
    client = client_as(world.coordinator)
    assert "Enter an e-mail address" in client.submit(address, data).text
    assert client.submit(address, data | {"contact_email": "desk@example.org"}).status_code == 303
    after = rows(world, Site)
    assert [(row.id, row.postcode) for row in after[:2]] == [(row.id, row.postcode) for row in before]
    assert rows(world, Provider)[0].site_id == after[2].id


def test_every_fault_of_a_group_is_shown_at_once_and_what_was_typed_is_kept(world: World, client_as: Any) -> None:
    group = world.group()
    wrong = GROUP | {"places": "3", "smallest_viable": "4", "weeks_a_year": "lots", "ends_on-day": "", "sessions": []}
    shown = client_as(world.coordinator).submit(f"{of_group(world, group)}/groups/new", wrong).text
    for words in (
        "cannot be more than its places",
        "Weeks a year must be a whole number",
        "Last day must include a day",
        "Choose at least one session",
    ):
        assert words in shown
    assert 'value="lots"' in shown
    assert len(rows(world, Group)) == 1


def test_a_session_can_be_held_at_another_of_the_authoritys_providers_only(world: World, client_as: Any) -> None:
    group, ours = world.group(), world.provider(world.organisation("Bakery", OrganisationKind.employer))
    theirs = world.another().provider()
    client, address = client_as(world.coordinator), f"/provision/groups/{group.public_id}/edit"
    assert client.submit(address, GROUP | {"held_at_mon_pm": str(ours.id)}).status_code == 303
    assert rows(world, Group)[0].held_at == {"mon-pm": ours.id}
    assert client.submit(address, GROUP | {"held_at_mon_pm": str(theirs.id)}).status_code == 200
    assert rows(world, Group)[0].held_at == {"mon-pm": ours.id}


def test_a_change_on_top_of_an_unseen_change_is_refused(world: World, client_as: Any) -> None:
    group, client = world.group(), client_as(world.coordinator)
    address = f"/provision/groups/{group.public_id}/edit"
    assert client.submit(address, GROUP | {"places": "9"}).status_code == 303
    assert client.submit(address, GROUP | {"places": "10", "version": "1"}).status_code == 409
    assert rows(world, Group)[0].places == 9


def test_the_times_of_a_group_stay_once_somebody_has_an_agreed_week_in_it(world: World, client_as: Any) -> None:
    group, person = world.group(), world.young_person()
    with world.writing() as session:
        services.take_place(session, session.get_one(Group, group.id), person.id, 0, 0)
        session.commit()
    client, address = client_as(world.coordinator), f"/provision/groups/{group.public_id}/edit"
    assert "so its times stay" in client.submit(address, GROUP).text
    kept = GROUP | {"sessions": group.sessions, "places": "11"}
    assert client.submit(address, kept).status_code == 303
    assert rows(world, Group)[0].places == 11


def test_closing_takes_an_opportunity_out_of_runs_and_opening_puts_it_back(world: World, client_as: Any) -> None:
    client, address = client_as(world.tutor), of_group(world, world.group())
    assert client.submit(f"{address}/close").status_code == 303
    with world.reading() as session:
        assert queries.groups_for_year(session, ENTRY_YEAR) == []
    assert "Closed 16 November 2026" in client.get(address).text
    assert client.submit(f"{address}/reopen", page=address).status_code == 303
    with world.reading() as session:
        assert len(queries.groups_for_year(session, ENTRY_YEAR)) == 1


def test_an_opportunity_is_closed_once(world: World, session: Any) -> None:
    made, actor = world.opportunity(), world.actor(world.coordinator)
    offer = session.get_one(Opportunity, made.id)
    day = dt.date(2026, 11, 16)
    services.close_opportunity(session, offer, on=day, seen=1, actor=actor, now=world.now)
    with pytest.raises(Refused, match="already closed"):
        services.close_opportunity(session, offer, on=day, seen=offer.version, actor=actor, now=world.now)
    services.reopen_opportunity(session, offer, seen=offer.version, actor=actor, now=world.now)
    with pytest.raises(Refused, match="already open"):
        services.reopen_opportunity(session, offer, seen=offer.version, actor=actor, now=world.now)


def test_people_who_stay_on_are_one_number_that_can_be_changed_and_taken_back(world: World, client_as: Any) -> None:
    group, client = world.group(), client_as(world.tutor)
    address = f"/provision/groups/{group.public_id}/continuing"
    assert client.submit(address, {"people": "3", "support_units": "6", "coach_units": "1"}).status_code == 303
    assert client.submit(address, {"people": "2", "support_units": "4", "coach_units": "1"}).status_code == 303
    assert [(row.people, row.support_units) for row in rows(world, PlaceTaken)] == [(2, 4)]
    assert "must be a whole number" in client.submit(address, {"people": "two"}).text
    assert client.submit(address, {"people": "0", "support_units": "0", "coach_units": "0"}).status_code == 303
    assert rows(world, PlaceTaken) == []


def test_last_years_groups_become_provisional_groups_on_the_same_days_of_the_week(world: World, client_as: Any) -> None:
    pool, offer = world.pool(units={"mon-am": 6}), world.opportunity()
    old = world.group(offer, pool_id=pool.id)
    client, address = client_as(world.coordinator), f"/provision/copy?from={ENTRY_YEAR}&to={ENTRY_YEAR + 1}"
    assert client.submit(address, {"chosen": [str(offer.public_id)]}).status_code == 303
    new = rows(world, Group)[1]
    assert (new.entry_year, new.certainty, new.sessions) == (ENTRY_YEAR + 1, Certainty.provisional, old.sessions)
    assert (new.starts_on, new.ends_on) == (dt.date(2028, 9, 4), dt.date(2029, 7, 6))
    assert new.starts_on.weekday() == old.starts_on.weekday()
    assert [(row.entry_year, row.name, row.units) for row in rows(world, CoachPool)] == [
        (ENTRY_YEAR, "Coaches", {"mon-am": 6}),
        (ENTRY_YEAR + 1, "Coaches", {"mon-am": 6}),
    ]
    assert "There is nothing to copy" in client.get(address).text


def test_copying_twice_adds_nothing(world: World, session: Any) -> None:
    made, actor = world.opportunity(), world.actor(world.coordinator)
    world.group(made)
    offer = session.get_one(Opportunity, made.id)
    copies = []
    for _ in range(2):
        copies.append(
            services.copy_groups(
                session, [offer], from_year=ENTRY_YEAR, to_year=ENTRY_YEAR + 1, actor=actor, now=world.now
            )
        )
        session.commit()
        session.expire_all()
    assert copies == [1, 0]


def test_a_pool_has_its_own_name_in_a_year_and_its_year_stays_while_groups_use_it(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    new = {"name": "Coaches", "entry_year": str(ENTRY_YEAR), "units_mon_am": "6"}
    assert client.submit("/provision/pools/new", new).status_code == 303
    assert "already a pool of this name" in client.submit("/provision/pools/new", new | {"name": "coaches"}).text
    [pool] = rows(world, CoachPool)
    assert pool.units == {"mon-am": 6}
    world.group(pool_id=pool.id)
    address = f"/provision/pools/{pool.public_id}/edit"
    assert "its year stays" in client.submit(address, new | {"entry_year": str(ENTRY_YEAR + 1)}).text
    assert client.submit(address, new | {"units_mon_am": "7"}).status_code == 303
    assert "<strong>7</strong> of 7" in client.get("/provision/pools").text
