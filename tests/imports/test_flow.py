"""A file on its way in: matched, every fault at once, previewed, then all of it or nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Organisation
from pfa.audit.models import AccessEvent, AuditEvent
from pfa.imports.models import ImportFile, ImportState, RememberedMapping
from pfa.imports.writing import csv_bytes, xlsx_bytes
from pfa.people import importing
from pfa.people.codes import DecisionMaker, NoSchool, OwnSessionKind, PlanType, TravelWay
from pfa.people.models import Enrolment, YoungPerson
from tests.factories import Browser, World

UPLOAD = "/imports/new/young-people"
HEADINGS = ["Reference", "Forename", "Surname", "DOB", "School", "NCY", "Plan type"]
ADA = ["R1", "Ada", "Invented", "02/03/2011", "Invented High School", "11", "EHC plan"]
BO = ["R2", "Bo", "Invented", "2012-05-09", "Educated at home", "Year 10", "SEN support"]


def sent(client: Browser, data: bytes, name: str = "people.csv") -> Any:
    return client.submit(UPLOAD, {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def matched(client: Browser, data: bytes, **columns: str) -> str:
    """Upload, accept the suggested columns, and the address of the preview."""
    answer = sent(client, data)
    assert answer.status_code == 303, re.findall(r"<li>.*?</li>", answer.text)
    address = answer.location
    shown = client.get(address).text
    chosen = {}
    for select in re.findall(r"<select.*?</select>", shown, re.S):
        name = re.findall(r'name="(column-\d+)"', select)[0]
        chosen[name] = (re.findall(r'value="([^"]*)" selected', select) or [""])[0]
    answer = client.submit(address, chosen | columns)
    assert answer.status_code == 303
    return str(answer.location)


def people(world: World) -> dict[str, YoungPerson]:
    with world.reading() as session:
        return {person.reference: person for person in session.query(YoungPerson).order_by(YoungPerson.id)}


@pytest.fixture
def client(world: World, client_as: Any) -> Browser:
    browser: Browser = client_as(world.coordinator)
    return browser


@pytest.mark.parametrize("made", [csv_bytes, lambda headings, rows: xlsx_bytes("People", headings, rows)])
def test_young_people_come_in_from_a_file(world: World, client: Browser, made: Any) -> None:
    address = matched(client, made(HEADINGS, [ADA, BO]))
    preview = client.get(address).text
    assert "What would be saved" in preview
    assert people(world) == {}
    assert client.submit(f"{address}/commit", page=address).status_code == 303
    found = people(world)
    assert {reference: person.born_on for reference, person in found.items()} == {
        "R1": dt.date(2011, 3, 2),
        "R2": dt.date(2012, 5, 9),
    }
    with world.reading() as session:
        years = session.scalars(sa.select(Enrolment).order_by(Enrolment.id)).all()
        assert [(row.organisation_id, row.no_school, row.year_group, row.plan_type) for row in years] == [
            (world.school.id, None, 11, PlanType.ehcp),
            (None, NoSchool.home_educated, 10, PlanType.sen_support),
        ]
        row = session.query(ImportFile).one()
        assert (row.state, row.cells) == (ImportState.committed, [])
        assert row.summary == "2 young people added, 0 changed, 0 as they were"
        actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["import.uploaded", "import.matched", "person.added", "person.added", "import.committed"]
    assert row.summary in client.get("/imports/").text
    assert row.summary in client.get(address).text


def test_everything_that_a_file_can_hold_is_laid_into_the_record(world: World, client: Browser) -> None:
    headings = [column.title for column in importing.YOUNG_PEOPLE.columns]
    cells = {column.title: column.example for column in importing.YOUNG_PEOPLE.columns}
    cells |= {
        "School or college": "Invented College", "Not available": "fri-pm; Friday morning", "Half days wanted": "8",
        "Named worker": world.approver.email or "", "Whole days only": "no", "One place a day": "yes", "Sex": "f",
        "Different places at most": "2", "Interpreter needed": "yes", "Level": "Level 1",
        "Decision-maker": "representative",
        "Unique pupil number": "B801200005001", "Unique learner number": "1000102504", "Likes to be called": "Lex",
        "Ethnicity": "White British",
    }  # fmt: skip
    address = matched(client, csv_bytes(headings, [[cells[heading] for heading in headings]]))
    assert client.submit(f"{address}/commit", page=address).status_code == 303, client.get(address).text
    with world.reading() as session:
        person = session.query(YoungPerson).one()
        assert [need.code for need in person.needs] == ["ASD", "SLCN"]
        assert [(row.session, row.kind, row.label) for row in person.own_sessions] == [
            ("wed-pm", OwnSessionKind.therapy, "swimming")
        ]
        assert person.enrolments[0].organisation_id == world.college.id
        saved = {
            name: getattr(person, name)
            for name in "sex known_as upn uln postcode travel_way confirmed_travel_minutes entry_year level "
            "sessions_wanted unavailable providers_at_most one_place_a_day whole_days access_needs support_units "
            "named_worker_id decision_maker decision_maker_name language needs_interpreter review_month".split()
        }
    assert saved == {
        "sex": "F", "known_as": "Lex", "upn": "B801200005001", "uln": "1000102504", "postcode": "S1 2HH",
        "travel_way": TravelWay.learning, "confirmed_travel_minutes": 45, "entry_year": 2027, "level": 2,
        "sessions_wanted": 8, "unavailable": ["fri-am", "fri-pm"], "providers_at_most": 2, "one_place_a_day": True,
        "whole_days": False, "access_needs": ["quiet-space"], "support_units": 2, "named_worker_id": world.approver.id,
        "decision_maker": DecisionMaker.representative, "decision_maker_name": "Sam Invented", "language": "English",
        "needs_interpreter": True, "review_month": 11,
    }  # fmt: skip


def test_every_template_can_be_filled_in_and_comes_back(world: World, client: Browser) -> None:
    for ending in ("csv", "xlsx"):
        data = client.get(f"/imports/template/young-people.{ending}").data
        preview = client.get(matched(client, data)).text
        assert "would be added" in preview
    assert client.get("/imports/template/young-people.exe").status_code == 404
    assert client.get("/imports/template/secrets.csv").status_code == 404


def test_every_fault_is_told_at_once_with_its_row_and_column_and_nothing_is_saved(
    world: World, client: Browser
) -> None:
    rows = [
        ["R1", "Ada", "Invented", "31/02/2011", "Nowhere School", "99", "Gold"],
        ["", "No", "Reference", "02/03/2011", "Educated at home", "11", "EHC plan"],
        ["R3", "", "", "02/03/1970", "Educated at home", "11", "EHC plan"],
        ["R4", "Twice", "Invented", "02/03/2011", "", "", ""],
        ["R4", "Twice", "Invented", "02/03/2011", "", "", ""],
    ]
    address = matched(client, csv_bytes(HEADINGS, rows))
    text = client.get(address).text
    told = re.findall(
        r'numeric">(\d+)</td>\s*<td class="govuk-table__cell">([^<]*)</td>\s*<td class="govuk-table__cell">([^<]*)',
        text,
    )
    assert [(row, column) for row, column, _ in told] == [
        ("2", "Date of birth"),
        ("2", "School or college"),
        ("2", "Year group"),
        ("2", "Plan"),
        ("3", "Reference"),
        ("4", "First name"),
        ("4", "Last name"),
        ("5", "Reference"),
        ("6", "Reference"),
    ]
    assert all(words.strip() for *_, words in told)
    assert "“31/02/2011”: Enter a date such as 02/03/2011." in text
    assert "Save all of it" not in text
    forced = client.submit(f"{address}/commit", {"preview": "anything"}, page=address)
    assert forced.status_code == 200
    assert people(world) == {}


def test_a_second_file_changes_only_what_it_says_and_shows_it_field_by_field(world: World, client: Browser) -> None:
    address = matched(client, csv_bytes(HEADINGS, [ADA, BO]))
    client.submit(f"{address}/commit", page=address)
    again = [["R1", "Adele", "", "", "", "", ""], BO]
    address = matched(client, csv_bytes(HEADINGS, again))
    text = re.sub(r"\s+", " ", client.get(address).text)
    assert re.search(r"First name</td> <td[^>]*>Ada</td> <td[^>]*>Adele</td>", text)
    assert text.count('scope="rowgroup"') == 1
    client.submit(f"{address}/commit", page=address)
    found = people(world)
    assert (found["R1"].first_name, found["R1"].last_name) == ("Adele", "Invented")
    assert (found["R1"].version, found["R2"].version) == (2, 1)


def test_a_finished_import_leads_to_what_came_in(client: Browser) -> None:
    address = matched(client, csv_bytes(HEADINGS, [ADA]))
    assert "See them" not in client.get(address).text
    client.submit(f"{address}/commit", page=address)
    assert '<a class="govuk-link app-act" href="/people/">See them: young people</a>' in client.get(address).text


def test_columns_are_remembered_for_the_next_file(world: World, client: Browser) -> None:
    data = csv_bytes(["Nr", "Given", "Family", "Geboren", "Chosen"], [["R1", "Ada", "Invented", "02/03/2011", "x"]])
    chosen = {"column-0": "reference", "column-1": "first_name", "column-2": "last_name", "column-3": "born_on"}
    matched(client, data, **chosen)
    with world.reading() as session:
        memory = session.query(RememberedMapping).one()
    assert memory.mapping["geboren"] == "born_on"
    preview = client.get(matched(client, data)).text
    assert "would be added" in preview


def test_columns_that_are_missing_or_matched_twice_are_refused(client: Browser) -> None:
    address = sent(client, csv_bytes(["Reference", "First name"], [["R1", "Ada"]])).location
    assert "must have “Reference”" in client.submit(address, {"column-0": "", "column-1": "first_name"}).text
    twice = client.submit(address, {"column-0": "reference", "column-1": "reference"})
    assert "Two headings are matched" in twice.text
    assert "Choose columns from the list" in client.submit(address, {"column-0": "reference", "column-1": "role"}).text


def test_what_was_not_previewed_is_not_saved(world: World, client: Browser) -> None:
    address = matched(client, csv_bytes(HEADINGS, [ADA]))
    seen = client.get(address).text
    hidden = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', seen))
    world.young_person("Meanwhile", reference="R1")
    late = client.post(f"{address}/commit", data=hidden)
    assert "no longer what you saw" in late.text
    assert people(world)["R1"].first_name == "Meanwhile"


def test_a_double_click_saves_once(world: World, client: Browser) -> None:
    address = matched(client, csv_bytes(HEADINGS, [ADA]))
    hidden = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', client.get(address).text))
    answers = [client.post(f"{address}/commit", data=hidden) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(people(world)) == 1
    fresh = {**hidden, "idempotency_key": "another"}
    assert client.post(f"{address}/commit", data=fresh).status_code == 409


def test_a_fault_in_the_middle_of_saving_leaves_nothing(
    world: World, client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pfa.people.importing import wanted

    address = matched(client, csv_bytes(HEADINGS, [ADA, BO]))
    real, calls = wanted.lay, []

    def breaks(*args: Any, **more: Any) -> list[str]:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return real(*args, **more)

    monkeypatch.setattr(wanted, "lay", breaks)
    with pytest.raises(RuntimeError):
        client.submit(f"{address}/commit", page=address)
    assert len(calls) == 2
    assert people(world) == {}
    monkeypatch.setattr(wanted, "lay", real)
    assert client.submit(f"{address}/commit", page=address).status_code == 303
    assert len(people(world)) == 2


def test_a_file_is_thrown_away_and_not_kept(world: World, client: Browser) -> None:
    address = matched(client, csv_bytes(HEADINGS, [ADA]))
    assert client.submit(f"{address}/discard", page=address).status_code == 303
    with world.reading() as session:
        row = session.query(ImportFile).one()
    assert (row.state, row.cells) == (ImportState.discarded, [])
    assert "nothing was saved" in client.get(address).text


def test_a_file_that_nobody_went_on_with_is_emptied_after_a_week(world: World, client_as: Any, clock: Any) -> None:
    sent(client_as(world.coordinator), csv_bytes(HEADINGS, [ADA]))
    clock.move(days=8)
    sent(client_as(world.coordinator), csv_bytes(HEADINGS, [BO]))
    with world.reading() as session:
        rows = session.query(ImportFile).order_by(ImportFile.id).all()
    assert [(row.state, len(row.cells)) for row in rows] == [(ImportState.discarded, 0), (ImportState.uploaded, 1)]


def test_an_unreadable_file_is_refused_on_the_page_and_changes_nothing(world: World, client: Browser) -> None:
    for data in (b"", b"\0\1\2", b"PK\x03\x04junk", b"a,b\n1,2,3\n1,2,3,4\n"):
        answer = sent(client, data)
        assert answer.status_code == 200
        assert "There is a problem" in answer.text
    assert "Choose a file" in client.submit(UPLOAD).text
    with world.reading() as session:
        assert session.query(ImportFile).all() == []


def test_only_the_upload_takes_a_large_body(world: World, client: Browser) -> None:
    rows = [[f"R{number}", "Ada", "Invented of many names", "02/03/2011", "", "", ""] for number in range(5000)]
    data = csv_bytes(HEADINGS, rows)
    assert len(data) > 256 * 1024
    assert sent(client, data).status_code == 303
    kind = "multipart/form-data; boundary=x"
    assert client.post(UPLOAD, data=b"x" * (6 * 1024 * 1024), content_type=kind).status_code == 413
    assert client.post("/people/add", data={"first_name": "x" * 300_000}).status_code == 413


def test_formulas_and_tags_in_cells_are_only_text(world: World, client: Browser) -> None:
    row = ["R1", "=HYPERLINK(1)", "<script>x</script>", "02/03/2011", "", "", ""]
    address = matched(client, csv_bytes(HEADINGS, [row]))
    shown = client.get(address).text
    assert "<script>x</script>" not in shown
    client.submit(f"{address}/commit", page=address)
    assert people(world)["R1"].first_name == "=HYPERLINK(1)"
    answer = client.submit("/people/export", {"purpose": "A test"})
    assert answer.mimetype == "text/csv"
    assert '"\'=HYPERLINK(1)"' in answer.text


def test_an_export_is_recorded_with_its_purpose(world: World, client: Browser) -> None:
    world.young_person("Ada", year_group=11)
    world.young_person("Bo", year_group=9)
    assert "Enter what the file is for" in client.submit("/people/export").text
    answer = client.submit("/people/export?year_group=11", {"purpose": "Transport planning"})
    assert ("Ada" in answer.text, "Bo" in answer.text) == (True, False)
    with world.reading() as session:
        event = session.query(AuditEvent).one()
    assert (event.action, event.reason) == ("people.exported", "1 young people: Transport planning")


def test_only_coordinators_bring_files_in_and_only_their_own_authority_sees_them(world: World, client_as: Any) -> None:
    address = matched(client_as(world.coordinator), csv_bytes(HEADINGS, [ADA]))
    for user in (world.teacher, world.tutor, world.approver, world.admin):
        assert client_as(user).get(UPLOAD).status_code == 403
        assert client_as(user).get(address).status_code == 403
    stranger = client_as(world.another().coordinator)
    assert stranger.get(address).status_code == 404
    assert stranger.get("/imports/").status_code == 200
    assert "No file has been brought in yet" in stranger.get("/imports/").text
    assert client_as(world.coordinator).get("/imports/new/secrets").status_code == 404


def test_a_preview_that_names_people_is_noted(world: World, client: Browser) -> None:
    client.get(matched(client, csv_bytes(HEADINGS, [ADA, BO])))
    with world.reading() as session:
        assert [(row.page, row.count) for row in session.query(AccessEvent)] == [("imports.file", 2)]


def test_a_closed_record_or_anothers_number_is_a_fault(world: World, client: Browser) -> None:
    world.young_person("Closed", reference="R1", closed_on=dt.date(2026, 10, 1))
    world.young_person("Owner", reference="R9", upn="B801200005001")
    rows = [[*ADA, ""], [*BO, "B801200005001"]]
    text = client.get(matched(client, csv_bytes([*HEADINGS, "UPN"], rows))).text
    assert "This record is closed" in text
    assert "The record R9 has this number already" in text


def test_schools_of_any_name_are_matched_without_regard_to_case(world: World, client: Browser) -> None:
    with world.writing() as session:
        session.get_one(Organisation, world.school.id).urn = "199999"
        session.commit()
    rows = [[*ADA[:4], "INVENTED high school", "11", "E"], [*BO[:4], "199999", "10", "K"]]
    address = matched(client, csv_bytes(HEADINGS, rows))
    client.submit(f"{address}/commit", page=address)
    with world.reading() as session:
        assert {row.organisation_id for row in session.query(Enrolment)} == {world.school.id}
