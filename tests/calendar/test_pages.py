"""A co-ordinator enters terms and clock times on screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from pfa.audit.models import AuditEvent
from pfa.calendar import queries
from pfa.calendar.models import Term
from tests.calendar.pages import pages
from tests.factories import World

FIRST = {"starts_on-day": "2", "starts_on-month": "9", "starts_on-year": "2026"}
LAST = {"ends_on-day": "23", "ends_on-month": "10", "ends_on-year": "2026"}


def test_every_page_opens(world: World, client_as: Any) -> None:
    for user, address in pages(world).values():
        assert client_as(user).get(address).status_code == 200


def test_a_term_is_added_changed_and_removed(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert client.submit("/calendar/terms/add", {"name": "Autumn 1", **FIRST, **LAST}).status_code == 303
    with world.reading() as session:
        row = session.scalars(sa.select(Term)).one()
    assert (row.academic_year, row.ends_on) == (2026, dt.date(2026, 10, 23))
    address = f"/calendar/terms/{row.public_id}"
    assert client.submit(address, {"name": "Autumn, first half", **FIRST, **LAST}).status_code == 303
    assert "Autumn, first half" in client.get("/calendar/").text
    assert client.submit(f"{address}/remove", page=address).status_code == 303
    with world.reading() as session:
        assert session.scalars(sa.select(Term)).all() == []
        actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["term.added", "term.edited", "term.removed"]


def test_terms_that_meet_or_run_backwards_are_refused_and_what_was_typed_stays(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    client.submit("/calendar/terms/add", {"name": "Autumn 1", **FIRST, **LAST})
    again = client.submit("/calendar/terms/add", {"name": "The same again", **FIRST, **LAST})
    assert "Two terms cannot share a day" in again.text
    assert 'value="The same again"' in again.text
    backwards = {**FIRST, "ends_on-day": "1", "ends_on-month": "9", "ends_on-year": "2026"}
    assert "must not be before the first" in client.submit("/calendar/terms/add", {"name": "B", **backwards}).text
    over = {**FIRST, "ends_on-day": "1", "ends_on-month": "9", "ends_on-year": "2027"}
    assert "ends on 31 August 2027" in client.submit("/calendar/terms/add", {"name": "C", **over}).text


def test_a_change_on_top_of_an_unseen_one_is_refused_and_shows_what_is_saved(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    client.submit("/calendar/terms/add", {"name": "Autumn 1", **FIRST, **LAST})
    with world.reading() as session:
        address = f"/calendar/terms/{session.scalars(sa.select(Term)).one().public_id}"
    client.submit(address, {"name": "Theirs", **FIRST, **LAST})
    late = client.submit(address, {"name": "Mine", "version": "1", **FIRST, **LAST})
    assert late.status_code == 409
    assert "Theirs" in late.text


def test_clock_times_of_half_days_can_be_set(world: World, client_as: Any) -> None:
    times = {"morning_from": "09:00", "morning_to": "12:00", "afternoon_from": "12:30", "afternoon_to": "15:00"}
    client = client_as(world.admin)
    assert client.submit("/calendar/times", times).status_code == 303
    assert client.submit("/calendar/times", times | {"afternoon_to": "15:30"}).status_code == 303
    with world.reading() as session:
        saved = queries.half_days(session, world.authority.id)
    assert (saved.words("mon-am"), saved.words("mon-pm")) == ("9am to 12pm", "12:30pm to 3:30pm")
    overlapping = client.submit("/calendar/times", times | {"afternoon_from": "11:00"})
    assert "must not begin before the morning has ended" in overlapping.text


def test_the_calendar_is_closed_to_schools_and_colleges(world: World, client_as: Any) -> None:
    for user in (world.teacher, world.tutor):
        assert client_as(user).get("/calendar/").status_code == 403
