"""Provision from a file: one row a group, every fault at once, all or nothing."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind
from pfa.imports.kinds import Row
from pfa.provision import queries, services
from pfa.provision.importing import PROVISION
from pfa.provision.importing.fields import FIELDS
from pfa.provision.models import Group, Opportunity, Provider
from tests.factories import ENTRY_YEAR, World
from tests.provision.counting import statements

COOKING = {
    "organisation": "Invented College",
    "opportunity": "Cooking",
    "kind": "study-programme",
    "entry_year": "2027",
    "sessions": "mon-am; Monday afternoon",
    "places": "8",
    "starts_on": "06/09/2027",
    "ends_on": "2028-07-07",
}


def rows(*cells: dict[str, str]) -> list[Row]:
    return [Row(number, one) for number, one in enumerate(cells, 2)]


def faults(session: Session, world: World, *cells: dict[str, str]) -> list[tuple[int, str]]:
    found = PROVISION.check(session, world.actor(world.coordinator), rows(*cells), world.now)
    return [(fault.row, fault.column) for fault in found.faults]


def bring_in(session: Session, world: World, *cells: dict[str, str]) -> None:
    actor = world.actor(world.coordinator)
    assert PROVISION.check(session, actor, rows(*cells), world.now).faults == []
    PROVISION.apply(session, actor, rows(*cells), world.now)
    session.commit()
    session.expire_all()


def test_the_templates_own_row_can_be_imported_and_makes_everything_it_needs(world: World, session: Session) -> None:
    example = {field.key: field.column.example for field in FIELDS if field.column.example}
    bring_in(session, world, example | {"organisation": "New College"})
    [group] = queries.groups_for_year(session, ENTRY_YEAR)
    offer = group.opportunity
    assert offer.provider.name == "New College, North site"
    assert (offer.provider.site.postcode, offer.provider.site.lat is not None) == ("S1 2HH", True)
    assert (offer.kind_of_work, offer.age_min, offer.features) == ("catering", 16, ["step-free", "quiet-space"])
    assert len(offer.features_to_ask) == 8
    assert (group.places, group.smallest_viable, group.weeks_a_year, len(group.sessions)) == (8, 4, 36, 6)


def test_a_second_file_changes_what_the_first_one_made_and_leaves_empty_cells_alone(
    world: World, session: Session
) -> None:
    actor = world.actor(world.coordinator)
    bring_in(session, world, COOKING | {"summary": "You cook.", "smallest_viable": "3"})
    again = {"organisation": "INVENTED COLLEGE", "opportunity": "cooking", "entry_year": "2027/28"}
    change = again | {"sessions": "mon-pm;mon-am", "places": "9", "summary": "", "kind": "Adult learning"}
    found = PROVISION.check(session, actor, rows(change), world.now)
    [one] = found.changed
    assert [(field.label, field.before, field.after) for field in one.fields] == [
        ("Kind", "Study programme", "Adult learning"),
        ("Places", "8", "9"),
    ]
    bring_in(session, world, change)
    [offer], [group] = session.scalars(sa.select(Opportunity)).all(), session.scalars(sa.select(Group)).all()
    assert (offer.name, offer.summary, offer.kind.value) == ("Cooking", "You cook.", "adult-learning")
    assert (group.places, group.smallest_viable) == (9, 3)
    assert PROVISION.check(session, actor, rows(change), world.now).same


def test_how_likely_a_group_runs_and_what_it_costs_whom_come_from_a_file(world: World, session: Session) -> None:
    bring_in(session, world, COOKING, COOKING | {"sessions": "fri-am", "chance": "80 %", "cost": "£6,000",
             "funder": "High needs budget"})  # fmt: skip
    sure, likely = session.scalars(sa.select(Group).order_by(Group.chance.desc())).all()
    assert (sure.chance, sure.funder, sure.cost) == (100, "", 0)
    assert (likely.chance, likely.funder, likely.cost) == (80, "high-needs", 6_000)


def test_rows_of_one_opportunity_share_it_and_its_other_cells_may_be_empty(world: World, session: Session) -> None:
    more = {"kind": "", "sessions": "fri-am", "places": "4"}
    bring_in(session, world, COOKING, COOKING | more, COOKING | more | {"entry_year": "2028", "starts_on": "04/09/2028",
             "ends_on": "06/07/2029"})  # fmt: skip
    assert len(session.scalars(sa.select(Opportunity)).all()) == 1
    assert [group.entry_year for group in session.scalars(sa.select(Group).order_by(Group.id))] == [2027, 2027, 2028]


def test_a_new_organisation_with_two_places_is_made_once(world: World, session: Session) -> None:
    world.provider(world.organisation("Invented Bakery", OrganisationKind.employer))
    new = {"organisation": "New Trust", "organisation_kind": "community"}
    held = {"held_at": "mon-am: New Trust, East; mon-pm: Invented Bakery"}
    bring_in(
        session,
        world,
        COOKING | new | {"site_name": "East"},
        COOKING | new | {"site_name": "West"} | held,
        COOKING | {"organisation": "New Trust", "sessions": "fri-am"},
    )
    made = session.scalars(sa.select(Organisation).where(Organisation.name == "New Trust")).all()
    providers = session.scalars(sa.select(Provider).order_by(Provider.id)).all()
    assert len(made) == 1
    assert [one.name for one in providers] == ["Invented Bakery", "New Trust, East", "New Trust, West"]
    found = session.scalars(sa.select(Group.held_at).order_by(Group.id)).all()
    assert {"mon-am": providers[1].id, "mon-pm": providers[0].id} in found


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"organisation": ""}, "Organisation"),
        ({"organisation": "Unheard of"}, "Kind of organisation"),
        ({"postcode": "nowhere"}, "Postcode"),
        ({"contact_email": "desk"}, "E-mail"),
        ({"opportunity": ""}, "Opportunity"),
        ({"opportunity": "x" * 161}, "Opportunity"),
        ({"kind": ""}, "Kind"),
        ({"kind": "piracy"}, "Kind"),
        ({"kind_of_work": "piracy"}, "Kind of work"),
        ({"level_min": "9"}, "Lowest level"),
        ({"level_min": "2", "level_max": "1"}, "Highest level"),
        ({"age_min": "8"}, "Youngest age"),
        ({"plan_types": "statement"}, "Only for people with"),
        ({"features": "moat"}, "It is there"),
        ({"features": "hoist", "cannot": "hoist"}, "Cannot be met"),
        ({"entry_year": "soon"}, "Starts in September"),
        ({"sessions": "every day"}, "Sessions"),
        ({"chance": "101"}, "How likely it runs"),
        ({"chance": "likely"}, "How likely it runs"),
        ({"funder": "the moon", "cost": "5"}, "Who pays"),
        ({"cost": "a lot"}, "Cost of a place a year"),
        ({"cost": "500"}, "Who pays"),
        ({"held_at": "mon-am"}, "Held elsewhere"),
        ({"held_at": "mon-am: Nowhere"}, "Held elsewhere"),
        ({"places": ""}, "Places"),
        ({"places": "many"}, "Places"),
        ({"smallest_viable": "9"}, "Fewest people it runs with"),
        ({"support_ceiling": "-1"}, "Support units at most"),
        ({"pool": "No such pool"}, "Coach pool"),
        ({"hours_a_session": "long"}, "Hours in a session"),
        ({"hours_a_session": "7"}, "Hours in a session"),
        ({"weeks_a_year": "50"}, "Weeks a year"),
        ({"starts_on": "31/02/2027"}, "First day"),
        ({"ends_on": "05/09/2027"}, "Last day"),
        ({"certainty": "perhaps"}, "Days and hours"),
    ],
)
def test_a_fault_names_its_row_and_column(world: World, session: Session, cells: dict[str, str], column: str) -> None:
    assert (2, column) in faults(session, world, COOKING | cells)


def test_every_fault_of_every_row_is_found_at_once_and_nothing_is_written(world: World, session: Session) -> None:
    found = faults(
        session,
        world,
        COOKING | {"places": "many", "kind": "piracy"},
        COOKING | {"sessions": "fri-am", "places": "3", "smallest_viable": "4", "organisation": "Unheard of"},
    )
    assert {(2, "Places"), (2, "Kind"), (3, "Fewest people it runs with"), (3, "Kind of organisation")} <= set(found)
    assert session.scalars(sa.select(Opportunity)).all() == []


def test_rows_that_contradict_each_other_are_faults(world: World, session: Session) -> None:
    assert faults(session, world, COOKING, COOKING) == [(3, "")]
    other = COOKING | {"sessions": "fri-am", "kind": "community"}
    assert faults(session, world, COOKING, other) == [(3, "Kind")]


def test_a_closed_opportunity_is_not_changed_by_a_file(world: World, session: Session) -> None:
    world.opportunity("Cooking", closed_on=world.now.date())
    assert faults(session, world, COOKING) == [(2, "Opportunity")]


def test_the_times_of_a_named_group_stay_while_somebody_has_an_agreed_week_in_it(
    world: World, session: Session
) -> None:
    group, person = world.group(world.opportunity("Cooking"), name="B"), world.young_person()
    services.take_place(session, session.get_one(Group, group.id), person.id, 0, 0)
    assert faults(session, world, COOKING | {"name": "b"}) == [(2, "Sessions")]


def test_a_file_never_touches_another_authoritys_provision(world: World, session: Session) -> None:
    other = world.another()
    other.group(other.opportunity("Cooking", organisation=world.college))
    assert faults(session, world, COOKING) == [(2, "Organisation")]  # both have an Invented College
    session.rollback()
    world.provider()
    bring_in(session, world, COOKING)
    assert [row.authority_id for row in session.scalars(sa.select(Opportunity))] == [world.authority.id]
    with other.reading() as theirs:
        assert len(theirs.scalars(sa.select(Opportunity)).all()) == 1


def test_checking_takes_the_same_number_of_statements_for_one_row_and_for_many(world: World, session: Session) -> None:
    def count(*cells: dict[str, str]) -> int:
        session.expire_all()
        with statements(session) as run:
            assert faults(session, world, *cells) == []
        return len(run)

    bring_in(session, world, COOKING)
    many = [COOKING | {"opportunity": f"Course {number}", "sessions": "fri-am"} for number in range(20)]
    assert count(COOKING) == count(COOKING, *many)


def test_a_file_goes_in_on_screen_from_the_template_to_the_list(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    world.provider()
    template = client.get("/imports/template/provision.csv").data
    sent = {"file": (io.BytesIO(template), "offer.csv")}
    columns = client.submit("/imports/new/provision", sent, content_type="multipart/form-data").location
    matched = {f"column-{number}": field.key for number, field in enumerate(FIELDS)}
    preview = client.submit(columns, matched).location
    assert "Cooking for work" in client.get(preview).text
    assert "Cooking for work" not in client.get("/provision/").text
    assert client.submit(f"{preview}/commit", page=preview).status_code == 303
    assert "Cooking for work" in client.get("/provision/").text


def test_a_college_brings_in_no_files(world: World, client_as: Any) -> None:
    assert client_as(world.tutor).get("/imports/new/provision").status_code == 403
