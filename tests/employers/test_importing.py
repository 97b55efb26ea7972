"""Employers from a file: one row an employer, every fault at once, all or nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit.models import AuditEvent
from pfa.employers.importing import EMPLOYERS
from pfa.employers.importing.fields import FIELDS, folded
from pfa.employers.models import Activity, Employer, EmployerContact, Stage
from pfa.imports.kinds import Row
from pfa.imports.reader import Unreadable, read
from pfa.imports.writing import csv_bytes, xlsx_bytes
from tests.employers.pages import contact, employer
from tests.factories import World
from tests.provision.counting import statements

BAKERY = {
    "employer": "Invented Bakery",
    "kind_of_work": "Cooking and food",
    "stage": "In contact",
    "postcode": "S1 2HH",
    "next_action": "Ask about a taster day",
    "next_action_on": "12/01/2027",
    "contact_name": "Rae Winter",
    "contact_email": "rae@example.test",
}


def rows(*cells: dict[str, str]) -> list[Row]:
    return [Row(number, one) for number, one in enumerate(cells, 2)]


def checked(session: Session, world: World, *cells: dict[str, str]) -> Any:
    return EMPLOYERS.check(session, world.actor(world.coordinator), rows(*cells), world.now)


def faults(session: Session, world: World, *cells: dict[str, str]) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in checked(session, world, *cells).faults]


def bring_in(session: Session, world: World, *cells: dict[str, str]) -> None:
    assert checked(session, world, *cells).faults == []
    EMPLOYERS.apply(session, world.actor(world.coordinator), rows(*cells), world.now)
    session.commit()
    session.expire_all()


def saved(session: Session) -> list[Employer]:
    return list(session.scalars(sa.select(Employer).order_by(Employer.id)))


def test_the_templates_own_row_makes_an_employer_its_place_and_its_contact(world: World, session: Session) -> None:
    bring_in(session, world, {field.key: field.column.example for field in FIELDS if field.column.example})
    [row] = saved(session)
    assert (row.organisation.name, row.organisation.kind) == ("Invented Bakery", OrganisationKind.employer)
    assert (row.kind_of_work, row.stage, row.next_action_on) == ("catering", Stage.contact, dt.date(2027, 1, 12))
    [site] = row.organisation.sites
    assert (site.name, site.postcode, site.lat is not None) == ("Shop", "S1 2HH", True)
    [rae] = row.contacts
    assert (rae.name, rae.job, rae.phone, rae.is_key) == ("Rae Winter", "Shop manager", "01632 960000", True)


def test_a_second_time_the_same_file_changes_nothing(world: World, session: Session) -> None:
    bring_in(session, world, BAKERY)
    [change] = checked(session, world, BAKERY).changes
    assert change.is_same
    before = len(session.scalars(sa.select(AuditEvent.id)).all())
    bring_in(session, world, BAKERY)
    assert len(session.scalars(sa.select(AuditEvent.id)).all()) == before


def test_an_employer_is_known_by_its_name_however_it_is_written_and_only_what_is_said_changes(
    world: World, session: Session
) -> None:
    of = employer(world, "Smith & Sons Bakery", adjustments="A quiet room", owner_id=world.coordinator.id)
    contact(world, of, job="Baker", is_key=True)
    said = {"employer": "SMITH AND SONS BAKERY LTD.", "stage": "designing", "contact_name": "rae winter"}
    [change] = checked(session, world, said).changes
    assert (change.name, change.is_new) == ("Smith & Sons Bakery", False)
    assert [(one.label, one.before, one.after) for one in change.fields] == [
        ("Stage", "Identified", "Designing a placement")
    ]
    bring_in(session, world, said | {"contact_phone": "01632 960001"})
    [row] = saved(session)
    assert (row.adjustments, row.owner_id, row.stage) == ("A quiet room", world.coordinator.id, Stage.designing)
    [rae] = session.scalars(sa.select(EmployerContact)).all()
    assert (rae.name, rae.job, rae.phone, rae.is_key) == ("Rae Winter", "Baker", "01632 960001", True)
    [entry] = session.scalars(sa.select(Activity)).all()
    assert entry.words == "From “Identified” to “Designing a placement”, by a file"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Quiet Garage", "quiet garage LTD", True),
        ("The Quiet Garage", "Quiet Garage plc", True),
        ("Smith & Sons", "Smith and Sons Limited", True),
        ("O’Neill's", "ONeills", True),
        ("Quiet Garage", "Quiet Garages", False),
        ("Ltd", "Limited", False),
    ],
)
def test_how_names_are_compared(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


def test_every_fault_is_named_at_once_with_its_row_and_column(world: World, session: Session) -> None:
    found = faults(
        session,
        world,
        {"employer": "", "postcode": "S1 2HH"},
        {"employer": "A", "stage": "soon", "kind_of_work": "piracy", "postcode": "ZZ99 9ZZ"},
        {"employer": "B", "stage": "Not now"},
        {"employer": "C", "not_now_because": "They are moving"},
        {"employer": "D", "next_action": "Ring"},
        {"employer": "E", "next_action_on": "12/01/2027"},
        {"employer": "F", "next_action": "Ring", "next_action_on": "soon"},
        {"employer": "G", "contact_email": "rae"},
        {"employer": "H", "contact_phone": "01632 960000"},
        {"employer": "I", "owner": "Nobody Known"},
        {"employer": "J Ltd"},
        {"employer": "j"},
        {"employer": "…"},
        {"employer": "x" * 161},
    )
    assert found == [
        (2, "Employer"),
        (3, "Postcode"),
        (3, "Kind of work"),
        (3, "Stage"),
        (4, "Why not now"),
        (5, "Why not now"),
        (6, "Next action by"),
        (7, "Next action"),
        (8, "Next action by"),
        (9, "Contact’s e-mail"),
        (10, "Contact"),
        (11, "Looked after by"),
        (13, "Employer"),
        (14, "Employer"),
        (15, "Employer"),
    ]


def test_several_of_one_name_are_a_fault_and_not_a_guess(world: World, session: Session) -> None:
    for _ in range(2):
        world.save(Organisation(name="Twin Stores", kind=OrganisationKind.employer))
    employer(world, "Quiet Garage Ltd")
    employer(world, "The Quiet Garage")
    assert faults(session, world, {"employer": "twin stores"}) == [(2, "Employer")]
    assert faults(session, world, {"employer": "quiet garage"}) == [(2, "Employer")]
    assert faults(session, world, {"employer": "Quiet Garage Ltd"}) == []


def test_a_new_employer_at_a_known_postcode_is_shown_beside_the_one_that_is_there(
    world: World, session: Session
) -> None:
    of = employer(world, "Corner Bakery")
    world.save(Site(organisation_id=of.organisation_id, name="", postcode="S1 2HH"))
    new, newer = checked(session, world, BAKERY, BAKERY | {"employer": "Third Bakery"}).changes
    assert [one.before for one in new.fields if one.label == "Same postcode"] == ["Corner Bakery"]
    assert [one.before for one in newer.fields if one.label == "Same postcode"] == ["Corner Bakery and Invented Bakery"]


def test_an_organisation_that_another_authority_added_is_used_and_not_made_again(
    world: World, session: Session
) -> None:
    theirs = employer(world.another(), "Shared Supermarket")
    bring_in(session, world, {"employer": "Shared Supermarket"})
    [row] = saved(session)
    assert row.organisation_id == theirs.organisation_id
    assert row.id != theirs.id


def test_not_now_takes_its_reason_and_leaving_it_clears_the_reason(world: World, session: Session) -> None:
    bring_in(session, world, {"employer": "A", "stage": "Not now", "not_now_because": "Moving"})
    assert saved(session)[0].not_now_because == "Moving"
    [change] = checked(session, world, {"employer": "A", "stage": "In contact"}).changes
    assert ("Why not now", "Moving", "") in [(one.label, one.before, one.after) for one in change.fields]
    bring_in(session, world, {"employer": "A", "stage": "In contact"})
    assert (saved(session)[0].stage, saved(session)[0].not_now_because) == (Stage.contact, "")


def test_who_looks_after_them_is_found_by_name_or_e_mail(world: World, session: Session) -> None:
    email = str(world.coordinator.email)
    bring_in(session, world, {"employer": "A", "owner": "cora ordinator"}, {"employer": "B", "owner": email.upper()})
    assert [row.owner_id for row in saved(session)] == [world.coordinator.id] * 2


def test_checking_a_long_file_takes_no_more_statements_than_a_short_one(world: World, session: Session) -> None:
    def count(number: int) -> int:
        with statements(session) as run:
            checked(session, world, *[{"employer": f"Shop {each}", "postcode": "S1 2HH"} for each in range(number)])
        return len(run)

    assert count(400) == count(2)


def uploaded(client: Any, *cells: tuple[str, str]) -> str:
    """Upload a file of names and stages, and the address of its preview."""
    data = csv_bytes(["Employer", "Stage"], cells)
    file = {"file": (io.BytesIO(data), "employers.csv")}
    sent = client.submit("/imports/new/employers", file, content_type="multipart/form-data")
    answer = client.submit(sent.location, {"column-0": "employer", "column-1": "stage"})
    return str(answer.location)


def test_a_file_comes_in_through_the_pages_whole_or_not_at_all(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert "/imports/new/employers" in client.get("/employers/").text
    shown = client.get(uploaded(client, ("Bakery", "soon"), ("Garage", "later"), ("Library", "Identified"))).text
    assert shown.count("Enter one of:") == 2
    assert "Library" not in client.get("/employers/").text
    address = uploaded(client, ("Bakery", "Identified"), ("Garage", "In contact"))
    assert "Garage" in client.get(address).text
    assert "Garage" not in client.get("/employers/").text
    assert client.submit(f"{address}/commit", page=address).status_code == 303
    assert "Garage" in client.get("/employers/?stage=contact").text


CELLS = st.one_of(
    st.sampled_from(["", " ", "Not now", "S1 2HH", "12/01/2027", "rae@example.test", "=1+1", "Invented Bakery", "0"]),
    st.text(max_size=40).filter(lambda text: "\0" not in text),
)
FILES = st.lists(st.fixed_dictionaries({}, optional={field.key: CELLS for field in FIELDS}), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cells=FILES)
def test_whatever_a_file_says_it_is_refused_with_faults_or_comes_in_whole(
    world: World, cells: list[dict[str, str]]
) -> None:
    with world.writing() as session:
        found = checked(session, world, *cells)
        known = {field.column.title for field in FIELDS}
        assert all(2 <= fault.row < 2 + len(cells) and fault.column in known and fault.words for fault in found.faults)
        if not found.faults:
            EMPLOYERS.apply(session, world.actor(world.coordinator), rows(*cells), world.now)
            session.flush()
            assert all(change.is_same for change in checked(session, world, *cells).changes)
        session.rollback()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400), cells=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_broken_file_is_refused_before_it_becomes_rows(data: bytes, cells: Sequence[Sequence[str]]) -> None:
    headings = ["Employer", "Stage", "Postcode"]
    whole = [csv_bytes(headings, cells), xlsx_bytes("Sheet", headings, cells)]
    for each in (data, *whole, *[made[: len(made) // 2] + data for made in whole]):
        with contextlib.suppress(Unreadable):
            table = read(each)
            assert all(len(row) == len(table.headings) for _, row in table.rows)
