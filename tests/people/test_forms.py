"""What a co-ordinator does on screen: add, say one subject at a time, meet somebody else's change, close."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.people.codes import DecisionMaker, NoSchool, PlanType
from pfa.people.models import Contact, YoungPerson
from tests.factories import Browser, World

DETAILS = {
    "reference": "R1",
    "first_name": " Ada  Mae ",
    "last_name": "Invented",
    "born_on-day": "2",
    "born_on-month": "3",
    "born_on-year": "2011",
    "sex": "F",
}


@pytest.fixture
def client(world: World, client_as: Any) -> Browser:
    browser: Browser = client_as(world.coordinator)
    return browser


@pytest.fixture
def address(world: World) -> str:
    return f"/people/{world.young_person('Yasmin', needs=('ASD',)).public_id}"


def saved(world: World) -> YoungPerson:
    with world.reading() as session:
        person = session.scalars(sa.select(YoungPerson).order_by(YoungPerson.id)).first()
        assert person is not None
        assert [person.enrolments, person.needs, person.own_sessions, person.contacts, person.named_worker]
        return person


def test_a_young_person_is_added_and_the_year_asked_for_next(world: World, client: Browser) -> None:
    answer = client.submit("/people/add", DETAILS)
    assert answer.status_code == 303
    assert answer.location.endswith("/year?year=2026")
    shown = client.get(answer.location).text
    assert "By age they are in Year 11" in shown
    place = re.findall(r'<option value="([^"]+)"[^>]*>Invented High School', shown)[0]
    done = client.submit(answer.location, {"place": place, "year_group": "11", "plan_type": "ehcp"})
    assert done.status_code == 303
    person = saved(world)
    assert (person.first_name, person.sex) == ("Ada Mae", "F")
    assert person.enrolments[0].organisation_id == world.school.id
    assert "Year 11 · Invented High School" in client.get(done.location).text


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(client: Browser) -> None:
    wrong = DETAILS | {"last_name": "", "born_on-month": "13", "upn": "B801200005002"}
    text = client.submit("/people/add", wrong).text
    assert "Enter a last name" in text
    assert "must be a real date" in text
    assert 'value="R1"' in text
    late = client.submit("/people/add", DETAILS | {"upn": "B801200005002"}).text
    assert "its check letter does not fit" in late
    assert 'value="B801200005002"' in late


def test_each_subject_is_saved_from_its_own_page(world: World, client: Browser, address: str) -> None:
    with world.reading() as session:
        worker = session.merge(world.approver, load=False).public_id
    said: dict[str, dict[str, Any]] = {
        "details": DETAILS,
        "year?year=2027": {"place": "hospital", "year_group": "12", "plan_type": "sen-support"},
        "needs": {"need_1": "MLD", "need_2": "ASD", "need_3": "", "need_4": ""},
        "support": {"level": "2", "access_needs": ["hoist", "signing"], "support_units": "3", "coach_units": "0"},
        "home": {"postcode": "s12hh", "travel_way": "alone", "travel_limit_minutes": "40", "is_confirmed": "y"},
        "start": {"entry_year": "2028", "review_month": "5"},
        "week": {
            "sessions_wanted": "6",
            "use_mon_am": "therapy",
            "label_mon_am": "Physio",
            "use_fri_pm": "unavailable",
            "whole_days": "y",
        },
        "around": {
            "named_worker": str(worker),
            "school_contact": "Ms Invented",
            "decision_maker": "representative",
            "decision_maker_name": "Rep Resentative",
            "language": "Polish",
            "needs_interpreter": "y",
            "communication": "Pictures\nand time",
        },
        "contacts/add": {"name": "Pa Rent", "relationship_words": "father", "email": "pa@example.test"},
    }
    for page, data in said.items():
        answer = client.submit(f"{address}/{page}", data)
        assert answer.status_code == 303, (page, re.findall(r"error-message.*", answer.text))
    person = saved(world)
    assert [(row.academic_year, row.no_school, row.plan_type) for row in person.enrolments][1] == (
        2027,
        NoSchool.hospital,
        PlanType.sen_support,
    )
    assert [need.code for need in person.needs] == ["MLD", "ASD"]
    assert (person.level, person.access_needs, person.support_units, person.coach_units) == (
        2,
        ["hoist", "signing"],
        3,
        0,
    )
    assert (person.postcode, person.confirmed_travel_minutes, person.entry_year) == ("S1 2HH", 40, 2028)
    assert (person.sessions_wanted, person.unavailable, person.whole_days) == (6, ["fri-pm"], True)
    assert [(row.session, row.label) for row in person.own_sessions] == [("mon-am", "Physio")]
    assert (person.decision_maker, person.language) == (DecisionMaker.representative, "Polish")
    page = client.get(address).text
    for words in (
        "Rep Resentative",
        "Polish, needs an interpreter",
        "Pa Rent",
        "Physio",
        "Appa Rover",
        "September 2028",
    ):
        assert words in page


def test_forms_show_what_is_saved(world: World, client: Browser, address: str) -> None:
    client.submit(f"{address}/support", {"level": "0", "support_units": "0", "coach_units": "0"})
    shown = client.get(f"{address}/support").text
    assert re.search(r'value="0" checked', shown)
    for name in ("support_units", "coach_units"):
        assert re.search(rf'name="{name}"[^>]*value="0"|value="0"[^>]*name="{name}"', shown)
    client.submit(f"{address}/support", {"level": "", "support_units": "0", "coach_units": "0"})
    assert saved(world).level is None


def test_numbers_that_are_none_are_refused_in_words(client: Browser, address: str) -> None:
    for typed in ("many", "-1", "²", "9" * 30, "241"):
        text = client.submit(f"{address}/home", {"travel_way": "alone", "travel_limit_minutes": typed}).text
        assert "must be a whole number from 0 to 240" in text


def test_a_late_save_shows_what_somebody_else_saved(
    world: World, client: Browser, client_as: Any, address: str
) -> None:
    other = client_as(world.coordinator)
    hidden = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', client.get(f"{address}/start").text))
    other.submit(f"{address}/start", {"entry_year": "2029", "review_month": "4"})
    late = client.post(f"{address}/start", data=hidden | {"entry_year": "2028", "review_month": "5"})
    assert late.status_code == 409
    assert "September 2029" in late.text
    assert "April" in late.text
    assert saved(world).entry_year == 2029


def test_a_double_click_adds_one_person(world: World, client: Browser) -> None:
    hidden = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', client.get("/people/add").text))
    answers = [client.post("/people/add", data=hidden | DETAILS) for _ in range(2)]
    assert {answer.location for answer in answers} == {answers[0].location}
    with world.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(YoungPerson)) == 1


def test_fields_that_no_form_has_change_nothing(world: World, client: Browser, address: str) -> None:
    hostile = {
        "authority_id": "99", "user_id": "1", "settled_year": "2027", "closed_on": "2020-01-01", "merged_into_id": "1",
        "travel_confirmed_by_id": "1", "lat": "0", "is_synthetic": "", "named_worker_id": str(world.tutor.id),
    }  # fmt: skip
    before = saved(world)
    for page, data in {"details": DETAILS, "start": {"entry_year": "2028", "review_month": ""}}.items():
        assert client.submit(f"{address}/{page}", data | hostile).status_code == 303
    after = saved(world)
    for name in hostile:
        assert getattr(after, name) == getattr(before, name)


def test_words_that_look_like_tags_are_shown_as_words(world: World, client: Browser, address: str) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    client.submit(f"{address}/details", DETAILS | {"last_name": nasty, "ethnicity": nasty})
    client.submit(f"{address}/contacts/add", {"name": nasty, "relationship_words": "{{ 7*7 }}"})
    for page in (address, "/people/", f"{address}/details"):
        text = client.get(page).text
        assert nasty not in text
        assert "&lt;img src=x" in text


def test_a_contact_is_changed_barred_and_removed(world: World, client: Browser, address: str) -> None:
    client.submit(f"{address}/contacts/add", {"name": "Pa Rent", "relationship_words": "father"})
    with world.reading() as session:
        place = f"{address}/contacts/{session.query(Contact).one().public_id}"
    assert "an e-mail address" in client.submit(place, {"name": "P", "relationship_words": "f", "email": "nobody"}).text
    client.submit(place, {"name": "Pa Rent", "relationship_words": "father", "is_barred": "y"})
    assert "Pa Rent (father) must not be told anything" in client.get(address).text
    assert client.submit(f"{place}/remove", page=place).status_code == 303
    assert saved(world).contacts == []


def test_a_record_is_closed_and_opened_again_on_screen(world: World, client: Browser, address: str) -> None:
    assert "Choose why" in client.submit(f"{address}/close").text
    assert client.submit(f"{address}/close", {"reason": "moved"}).status_code == 303
    page = client.get(address).text
    assert "This record was closed on 16 November 2026" in page
    assert f"{address}/home" not in page
    assert "closed" in client.submit(f"{address}/start", {"entry_year": "2028", "review_month": ""}).text
    assert client.submit(f"{address}/reopen").status_code == 303
    assert saved(world).closed_on is None


def test_a_year_that_cannot_be_is_not_found(client: Browser, address: str) -> None:
    assert client.get(f"{address}/year?year=1066").status_code == 404
    assert client.get(f"{address}/year?year=soon").status_code == 200
    assert client.get(f"{address}/year?year=2024").status_code == 200


def test_school_staff_read_and_do_not_change(world: World, client_as: Any, address: str) -> None:
    teacher = client_as(world.teacher)
    page = teacher.get(address).text
    assert "Yasmin" in page
    assert f"{address}/home" not in page
    assert teacher.get(f"{address}/home").status_code == 403
    assert teacher.get("/people/export").status_code == 403
