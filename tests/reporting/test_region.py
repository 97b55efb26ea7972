"""The region: authorities of one name see each other's published figures, and nothing that is not published."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import Authority, User
from pfa.audit.models import AuditEvent
from pfa.core.errors import Changed, Refused
from pfa.people import disclosure
from pfa.people.models import YoungPerson
from pfa.reporting import queries, services
from pfa.reporting.figures import key
from pfa.reporting.models import FigureBasis, PublishedFigure
from tests.factories import Clock, World
from tests.provision.counting import statements
from tests.reporting.cohorts import STARTED, PastCohort

Clients = Callable[[User | None], FlaskClient]
REGION = "Invented Moors"


def in_region(world: World, name: str = REGION) -> None:
    with world.writing() as session:
        session.get_one(Authority, world.authority.id).region = name
        session.info["recorded"] = True
        session.commit()


def publish(world: World, clock: Clock) -> services.Preview:
    actor = world.actor(world.coordinator)
    with world.writing() as session:
        seen = services.preview(session, actor, STARTED, now=clock())
        made = services.publish(session, STARTED, seen=seen.digest, actor=actor, now=clock())
        session.commit()
    return made


def figures(world: World, edition: int = 1) -> dict[str, int | None]:
    with world.reading() as session:
        query = sa.select(PublishedFigure).where(
            PublishedFigure.authority_id == world.authority.id, PublishedFigure.edition == edition
        )
        return {key(row.measure, row.category): row.count for row in session.scalars(query)}


def test_what_is_published_is_rounded_hidden_and_on_record(world: World, clock: Clock) -> None:
    PastCohort(world, 43, answered=31, agreed=24, needs=("ASD", "ASD", "ASD", "SEMH", "VI"))
    publish(world, clock)
    found = figures(world)
    assert (found["people/"], found["answered/"], found["agreed/"]) == (45, 30, 25)
    assert found["need/VI"] is None
    assert all(value is None or (value >= 10 and value % 5 == 0) for value in found.values())
    with world.reading() as session:
        events = session.scalars(sa.select(AuditEvent.action)).all()
    assert events == ["figures.published"]


def test_the_figures_of_a_region_read_no_table_about_people(world: World, clock: Clock) -> None:
    in_region(world)
    PastCohort(world)
    publish(world, clock)
    with world.reading() as session, statements(session) as run:
        actor = world.actor(world.coordinator)
        run.clear()
        assert queries.compared(session, actor, STARTED)
        assert queries.region_years(session, actor) == [STARTED]
    tables = {table for statement in run for table in re.findall(r"(?:FROM|JOIN) \(?([a-z_]+)", statement)}
    assert tables <= {"published_figure", "authority", "SELECT", "select"}


def test_authorities_of_one_region_see_each_other_and_others_do_not(
    world: World, client_as: Clients, clock: Clock
) -> None:
    other = world.another()
    PastCohort(other, 60, answered=55)
    publish(other, clock)
    in_region(other)
    browser = client_as(world.coordinator)
    assert other.authority.name not in browser.get("/reports/region").text
    in_region(world)
    page = browser.get("/reports/region").text
    assert other.authority.name in page
    assert "Past" not in page
    in_region(world, "Somewhere else")
    assert other.authority.name not in browser.get("/reports/region").text


def test_no_number_on_the_regions_page_is_finer_than_what_was_published(
    world: World, client_as: Clients, clock: Clock
) -> None:
    in_region(world)
    PastCohort(world, 43, answered=31, needs=("ASD", "ASD", "ASD", "SEMH", "VI"))
    publish(world, clock)
    page = client_as(world.coordinator).get("/reports/region").text
    cells = re.findall(r'<td class="[^"]*numeric">(\d+|c|<)', page)
    allowed = {disclosure.shown(value) for value in figures(world).values()} | {"<"}
    assert cells
    assert set(cells) <= allowed


def test_a_co_ordinator_sees_exactly_what_will_be_published(world: World, client_as: Clients) -> None:
    PastCohort(world, 43, answered=31, needs=("ASD", "ASD", "ASD", "SEMH", "VI"))
    browser = client_as(world.coordinator)
    address = f"/reports/region/publish/{STARTED}"
    page = browser.get(address).text
    assert "Fewer than 10, so it is hidden." in page
    answer = browser.submit(address)
    assert answer.status_code == 303
    assert figures(world)["people/"] == 45
    assert "This says the same as the edition before" in browser.get(address).text


def test_figures_that_moved_since_they_were_seen_are_not_published(world: World, clock: Clock) -> None:
    PastCohort(world, 43)
    with world.writing() as session, pytest.raises(Changed):
        services.publish(session, STARTED, seen="another", actor=world.actor(world.coordinator), now=clock())


def test_nothing_new_is_not_published_again(world: World, clock: Clock) -> None:
    PastCohort(world, 43)
    publish(world, clock)
    clock.move(days=60)
    with pytest.raises(Refused, match="the same"):
        publish(world, clock)


def test_a_second_edition_soon_after_keeps_what_only_a_few_people_changed(world: World, clock: Clock) -> None:
    past = PastCohort(world, 43, answered=31)
    publish(world, clock)
    PastCohort(world, 14, entry_year=STARTED - 1)
    with world.writing() as session:  # six more people turn out to start that year, and one of them is hidden no more
        more = sa.select(YoungPerson.id).where(YoungPerson.id.not_in(past.ids)).order_by(YoungPerson.id).limit(6)
        session.execute(sa.update(YoungPerson).where(YoungPerson.id.in_(more)).values(entry_year=STARTED))
        session.info["recorded"] = True
        session.commit()
    clock.move(days=3)
    with world.reading() as session:
        found = services.preview(session, world.actor(world.coordinator), STARTED, now=clock())
    row = next(row for row in found.figures if row.measure.key == "people")
    assert row.counted == 49
    assert row.entry is not None
    assert (row.entry.shown.value, row.entry.shown.is_fresh) == (45, False)


def test_who_is_behind_a_figure_stays_inside_the_wall(world: World, clock: Clock) -> None:
    PastCohort(world, 43)
    publish(world, clock)
    other = world.another()
    with other.reading() as session:
        assert session.scalars(sa.select(FigureBasis)).all() == []
        assert session.scalars(sa.select(PublishedFigure)).all() != []
    assert not {"people", "young_person_id", "reference"} & set(PublishedFigure.__table__.columns.keys())


def test_a_region_of_no_name_is_nobodys(world: World, client_as: Clients, clock: Clock) -> None:
    other = world.another()
    PastCohort(other, 43)
    publish(other, clock)
    page = client_as(world.coordinator).get("/reports/region").text
    assert "Nobody has published figures yet" in page
    assert "has not named its region" in page
