"""The week on paper and in a calendar names its version, and opens only for those with the right."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from pfa.accounts.models import User
from pfa.packages import printing
from tests.easy_read import Given, Page, faults
from tests.factories import ENTRY_YEAR, World
from tests.packages.pages import a_broken_week, user_of
from tests.packages.scenes import Scene, with_terms

Client = Callable[[User | None], FlaskClient]


def test_the_pdf_is_tagged_and_names_person_and_version(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = a_broken_week(scene)
    answer = client_as(world.coordinator).get(f"/packages/{package.public_id}/week.pdf")
    assert answer.mimetype == "application/pdf"
    assert "week-version-3.pdf" in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Title"]) == "Week of Yasmin Invented, version 3"
        assert str(document.Root.Lang) == "en-GB"
        kinds = list(_kinds(document.Root.StructTreeRoot.K))
    assert {"/H1", "/Table", "/TH", "/TD", "/Caption"} <= {kind for kind, _ in kinds}
    assert {scope for kind, scope in kinds if kind == "/TH"} == {"/Column", "/Row"}


def _kinds(node: object) -> object:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _kinds(child)
    elif isinstance(node, pikepdf.Dictionary):
        attributes = node.get("/A")
        scope = attributes.get("/Scope") if isinstance(attributes, pikepdf.Dictionary) else None
        yield str(node.get("/S")), str(scope) if scope is not None else ""
        if "/K" in node:
            yield from _kinds(node.K)


def test_every_pdf_is_set_in_our_fonts() -> None:
    asked = '<link rel="stylesheet" href="paper.css"><p>Plain <strong>bold</strong></p>'
    for _ in range(2):  # unpacked for the first, kept for the second
        with pikepdf.open(io.BytesIO(printing.pdf(asked))) as document:
            fonts = document.pages[0].Resources.Font.values()
            assert sorted(str(font.BaseFont).partition("+")[2] for font in fonts) == ["Atkinson", "Atkinson-Bold"]


def test_an_earlier_version_prints_as_it_was(world: World, client_as: Client) -> None:
    package = a_broken_week(Scene(world))
    client = client_as(world.coordinator)
    assert "An earlier version" in client.get(f"/packages/{package.public_id}/print?number=1").text
    assert "Pottery" not in client.get(f"/packages/{package.public_id}/print?number=1").text
    assert "Pottery" in client.get(f"/packages/{package.public_id}/print").text
    assert client.get(f"/packages/{package.public_id}/print?number=9").status_code == 422


def test_an_override_and_its_reason_stand_on_the_print(world: World, client_as: Client) -> None:
    package = a_broken_week(Scene(world))
    shown = client_as(world.coordinator).get(f"/packages/{package.public_id}/print").text
    assert "They changed their mind at the review." in shown


def test_where_the_library_is_missing_the_page_says_what_to_do(
    world: World, client_as: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_html: str) -> bytes:
        raise printing.NoPdf("This server cannot make PDF files. Use the print page instead.")

    package = Scene(world).draft()
    monkeypatch.setattr("pfa.packages.views.paper.make_pdf", missing)
    answer = client_as(world.coordinator).get(f"/packages/{package.public_id}/week.pdf")
    assert answer.status_code == 503
    assert "Use the print page" in answer.text


def the_calendar(client: FlaskClient, address: str) -> Calendar:
    answer = client.get(address)
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data)


def test_the_calendar_has_a_weekly_event_by_the_clock_in_england(world: World, client_as: Client) -> None:
    scene = Scene(world)
    with_terms(world)
    package = a_broken_week(scene)
    found = the_calendar(client_as(world.coordinator), f"/packages/{package.public_id}/week.ics")
    assert found["X-WR-CALNAME"] == "Week from September 2027, version 3"
    events = {(str(event["SUMMARY"]), event["DTSTART"].dt.hour): event for event in found.walk("VEVENT")}
    cooking = events["Cooking at college", 9]
    assert cooking["RRULE"]["BYDAY"] == ["MO", "TU", "WE"]
    start = cooking["DTSTART"].dt
    assert (start.date(), str(start.tzinfo)) == (dt.date(ENTRY_YEAR, 9, 6), "Europe/London")
    assert str(cooking["STATUS"]) == "TENTATIVE"
    assert ("Speech therapy", 9) in events


def test_the_calendar_leaves_out_holidays_and_bank_holidays(world: World, client_as: Client) -> None:
    scene = Scene(world)
    with_terms(world)
    package = scene.agreed()
    found = the_calendar(client_as(world.coordinator), f"/packages/{package.public_id}/week.ics")
    [morning, _] = found.walk("VEVENT")
    off = {each.dt.date() for each in morning["EXDATE"].dts}
    assert dt.date(ENTRY_YEAR, 12, 20) in off  # between the terms
    assert dt.date(ENTRY_YEAR + 1, 5, 1) in off  # May Day, a Monday in term
    assert dt.date(ENTRY_YEAR, 11, 15) not in off
    assert str(morning["STATUS"]) == "CONFIRMED"


def test_a_young_person_gets_their_own_without_staffs_reasons(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared()
    client = client_as(user_of(scene, package))
    assert client.get("/packages/mine/week.pdf").data.startswith(b"%PDF")
    assert len(the_calendar(client, "/packages/mine/week.ics").walk("VEVENT")) == 2
    for ending in ("week.pdf", "week.ics", "print"):
        assert client.get(f"/packages/{package.public_id}/{ending}").status_code == 403


def test_a_young_persons_own_paper_is_in_easy_words_and_says_no_reasons(
    world: World, client_as: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pfa.packages.views.paper.make_pdf", str.encode)
    scene = Scene(world)
    with_terms(world)
    package = scene.shared()
    written = client_as(user_of(scene, package)).get("/packages/mine/week.pdf").data.decode()
    lines = Page(written).every_line
    assert list(faults(lines, Given(world))) == []
    assert {"Your week: Yasmin", "You have holidays on these days."} <= set(lines)
    assert "Hours a week" not in written
    assert "Rules broken" not in written


def test_nobody_gets_a_week_that_is_not_shared_with_them(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.draft()
    assert client_as(user_of(scene, package)).get("/packages/mine/week.pdf").status_code == 404
    assert client_as(None).get(f"/packages/{package.public_id}/week.ics").status_code == 302
