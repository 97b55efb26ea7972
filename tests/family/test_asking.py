"""What parents say: kept as they go, read by the lead first, typed in from paper, and counted for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Membership, User
from pfa.aspirations.models import Answer, Reading, ReadingOutcome, Response
from pfa.core.errors import Refused
from pfa.family import services
from pfa.family.models import FamilyTalk, ParentAnswer, ParentLink, ParentResponse, ParentWay
from pfa.family.questions import QUESTIONS, SHARED
from pfa.people.codes import NoSchool
from tests.aspirations.scene import a_round
from tests.factories import Browser, World
from tests.family.scenes import Family

ClientAs = Callable[[User | None], Browser]
HOPES = "That people are kind to her"


def newest(world: World) -> dict[str, ParentAnswer]:
    with world.reading() as session:
        return {row.question: row for row in session.scalars(sa.select(ParentAnswer).order_by(ParentAnswer.id))}


def test_all_questions_one_after_the_other_and_sent(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent()
    mum, own = client_as(pat), f"/family/mine/{link.public_id}"
    page = mum.get("/").location or ""
    assert page == "/family/"
    assert f"{own}/ask/{QUESTIONS[0].key}" in mum.get(page).text
    address = f"{own}/ask/{QUESTIONS[0].key}"
    for question in QUESTIONS:
        assert address.endswith(f"/ask/{question.key}")
        said = {"choice": list(question.choices)[:2]} if question.choices else {"text": f"About {question.key}"}
        address = str(mum.submit(address, said).location)
    assert address == f"{own}/check"
    assert newest(world)["work"].choices == ["animal-care", "art-media"]
    assert newest(world)["days"].choices == ["1"]
    assert mum.submit(address, {}).status_code == 303
    with world.reading() as session:
        response = session.scalars(sa.select(ParentResponse)).one()
    assert (response.way, response.shows_young_person) == (ParentWay.account, False)
    assert response.sent_at == world.now
    assert "You sent it on" in mum.get("/family/").text


def test_words_enter_the_leads_queue_named_and_staff_read_them_once_the_lead_has(
    world: World, client_as: ClientAs
) -> None:
    family = Family(world)
    link, pat = family.parent()
    family.says(link, pat, hopes=HOPES, work=("office",))
    with world.reading() as session:
        reading = session.scalars(sa.select(Reading)).one()
    assert (reading.words, reading.said_by) == (f"What they hope for: {HOPES}", "Pat Invented (Mother)")
    of = f"/family/of/{family.person.public_id}"
    assert HOPES not in client_as(world.coordinator).get(of).text
    assert HOPES in client_as(world.lead).get(of).text
    queue = client_as(world.lead).get("/safeguarding").text
    assert "What Pat Invented (Mother) wrote" in queue
    address = next(part for part in queue.split('"') if str(reading.public_id) in part)
    client_as(world.lead).submit(address, {"outcome": "no-concern"})
    assert HOPES in client_as(world.coordinator).get(of).text
    assert HOPES in client_as(world.teacher).get(of).text


def test_the_same_again_adds_nothing_and_a_change_is_a_row_more(world: World) -> None:
    family = Family(world)
    link, pat = family.parent()
    for words in (HOPES, HOPES, "Something else"):
        family.says(link, pat, hopes=words)
    with world.reading() as session:
        assert [row.text for row in session.scalars(sa.select(ParentAnswer).order_by(ParentAnswer.id))] == [
            HOPES,
            "Something else",
        ]
        assert len(session.scalars(sa.select(Reading)).all()) == 2


def test_until_it_is_sent_it_is_theirs(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.young.answer("work", "catering")
    link, pat = family.parent()
    family.says(link, pat, sends=False, work=("office",))
    page = client_as(world.coordinator).get(f"/family/of/{family.person.public_id}").text
    assert "Office work" not in page
    assert "theirs until they send it" in page


@pytest.mark.parametrize("shows", [True, False])
def test_the_young_person_reads_it_only_if_the_parent_says_so_and_words_once_the_lead_has(
    shows: bool, world: World, client_as: ClientAs
) -> None:
    family = Family(world)
    link, pat = family.parent()
    family.says(link, pat, shows=shows, hopes=HOPES, work=("office",))
    yasmin = client_as(family.young.user)
    page = yasmin.get("/family/me").text
    assert ("Office work" in page) is shows
    assert HOPES not in page
    with world.writing() as session:
        reading = session.scalars(sa.select(Reading)).one()
        reading.outcome, reading.closed_at, reading.read_by_id = ReadingOutcome.no_concern, world.now, world.lead.id
        session.info["recorded"] = True
        session.commit()
    assert (HOPES in yasmin.get("/family/me").text) is shows


def test_where_nobody_would_read_words_none_are_taken(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent()
    with world.writing() as session:
        role = session.scalars(sa.select(Membership).where(Membership.user_id == world.lead.id)).one()
        role.starts_on = role.ends_on = dt.date(2025, 1, 1)
        session.commit()
    mum, address = client_as(pat), f"/family/mine/{link.public_id}/ask/hopes"
    assert "<textarea" not in mum.get(address).text
    assert mum.submit(address, {"text": HOPES}).status_code == 200
    assert newest(world) == {}


def test_what_came_on_paper_is_typed_in_by_staff_and_says_so(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.young.answer("days", "5")
    link, _ = family.parent()
    cora, address = client_as(world.coordinator), f"/family/links/{link.public_id}/paper"
    assert "Enter at least one answer" in cora.submit(address, {}).text
    said = {"work": ["office"], "days": "3", "worries": "Buses", "shows": "y"}
    assert cora.submit(address, said).status_code == 303
    assert {key: (row.choices, row.text) for key, row in newest(world).items()} == {
        "work": (["office"], ""),
        "days": (["3"], ""),
        "worries": ([], "Buses"),
    }
    assert newest(world)["days"].entered_by_id == world.coordinator.id
    page = cora.get(f"/family/of/{family.person.public_id}").text
    assert "typed in by staff" in page
    assert "They say different things" in page
    assert "Yasmin may read it." in page
    assert "Buses" not in page


def test_a_form_is_printed_for_each_parent_who_has_not_answered(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    mum, pat = family.parent()
    gran, _ = family.parent("Gran Invented", "Grandmother")
    barred = family.contact("Max Barred", "Father", is_barred=True)
    family.changes(family.parent("Max Barred", "Father")[0], contact_id=barred.id)
    cora, forms = client_as(world.coordinator), f"/family/rounds/{family.asked.public_id}/paper/print"
    page = cora.get(forms).text
    assert page.count("app-pack__square") == 2
    assert page.count("within 24 hours after it is typed in") == page.count("You can talk to Samaritans") == 2
    assert all(
        words in page for words in ("What do you think, Pat Invented?", "Gran Invented?", "Yes, Yasmin may read")
    )
    assert all(question.question.format(name="Yasmin") in page for question in QUESTIONS)
    assert "Barred" not in page
    family.says(mum, pat, days=("3",))
    page = cora.get(forms).text
    assert "Pat Invented" not in page
    assert "Gran Invented" in page
    assert "Gran Invented" not in cora.get(f"{forms}?tutor=11Z").text
    one = cora.get(f"/family/links/{gran.public_id}/paper/print")
    assert "What do you think, Gran Invented?" in one.text


def test_no_form_is_printed_for_whoever_must_not_be_told_anything(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, _ = family.parent()
    family.changes(link, contact_id=family.contact("Max Barred", "Father", is_barred=True).id)
    answer = client_as(world.coordinator).get(f"/family/links/{link.public_id}/paper/print")
    assert answer.status_code == 422
    assert "What do you hope" not in answer.text


def test_the_two_views_stand_side_by_side_without_a_number_and_a_talk_is_noted(
    world: World, client_as: ClientAs
) -> None:
    family = Family(world)
    family.young.answer("work", "catering", "retail")
    family.young.answer("travel", "alone")
    link, pat = family.parent()
    family.says(link, pat, work=("retail",), travel=("alone",), home=("own",))
    cora, of = client_as(world.coordinator), f"/family/of/{family.person.public_id}"
    page = cora.get(of).text
    assert "Some of it is the same" in page
    assert "They say the same" in page
    assert "Where they could live <span" not in page  # one of them alone was asked, or answered
    listed = cora.get(f"/family/rounds/{family.asked.public_id}").text
    assert "Kinds of work" in listed
    assert "Not yet" in listed
    assert "%" not in listed.split("<main")[1].split("</main>")[0]
    day = {"talked_on-day": "15", "talked_on-month": "11", "talked_on-year": "2026"}
    assert cora.submit(f"{of}/talk", {"topics": "work", "note": "Visits to both", **day}).status_code == 303
    with world.reading() as session:
        row = session.scalars(sa.select(FamilyTalk)).one()
    assert (row.topics, row.note, row.talked_on) == (["work"], "Visits to both", dt.date(2026, 11, 15))
    assert "15 November 2026" in cora.get(f"/family/rounds/{family.asked.public_id}").text
    late = {**day, "talked_on-day": "17"}
    assert "has not come yet" in cora.submit(f"{of}/talk", {"note": "Soon", **late}).text


def test_the_list_of_a_round_asks_the_same_number_of_questions_of_the_database_for_any_number_of_rows(
    world: World, client_as: ClientAs
) -> None:
    family = Family(world)
    cora, address = client_as(world.coordinator), f"/family/rounds/{family.asked.public_id}"
    counts = []
    for number in range(3):
        link, pat = family.parent(f"Parent {number}")
        family.says(link, pat, work=("office",))
        seen: list[str] = []

        def count(*given: object, seen: list[str] = seen) -> None:
            seen.append(str(given[2]))

        engines = (world.database.engine, world.database._read_engine)
        for engine in engines:
            sa.event.listen(engine, "before_cursor_execute", count)
        cora.get(address)
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", count)
        counts.append(len(seen))
    assert counts[1] == counts[2]


def test_school_staff_see_and_print_for_their_own_pupils_in_a_rounds_list(world: World, client_as: ClientAs) -> None:
    family = Family(world, year_group=11)
    link, pat = family.parent()
    family.says(link, pat, work=("office",))
    outside = Family.__new__(Family)
    outside.world = world
    away = world.young_person("Olga", no_school=NoSchool.home_educated)
    outside.young = type(family.young)(world, family.asked, away, pat)
    other, sam = outside.parent("Sam Invented", "Father")
    address = f"/family/rounds/{family.asked.public_id}"
    assert "Sam Invented" in client_as(world.coordinator).get(f"{address}/paper/print").text
    assert "Sam Invented" not in client_as(world.teacher).get(f"{address}/paper/print").text
    outside.says(other, sam, work=("office",))
    assert "Olga" in client_as(world.coordinator).get(address).text
    seen = client_as(world.teacher).get(address).text
    assert "Yasmin" in seen
    assert "Olga" not in seen


def test_nothing_a_parent_says_is_an_answer_of_the_young_person(world: World) -> None:
    family = Family(world)
    link, pat = family.parent()
    family.says(link, pat, work=("office",), days=("3",), home=("own",))
    with world.reading() as session:
        assert session.scalars(sa.select(Answer)).all() == []
        assert session.scalars(sa.select(Response)).all() == []
    assert set(SHARED) < {question.key for question in QUESTIONS}


def test_without_a_round_a_parent_is_told_when_they_are_asked(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.young = type(family.young)(
        world, a_round(world, "Year 9", year_groups=[9], includes_without_school=False), *_stranger(world)
    )
    link, pat = family.parent()
    mum = client_as(pat)
    assert "We will ask when" in mum.get("/family/").text
    assert mum.get(f"/family/mine/{link.public_id}/ask/work").status_code == 404
    assert mum.get(f"/family/mine/{link.public_id}/check").location == "/family/"


def _stranger(world: World) -> tuple[object, User]:
    person = world.young_person("Una", year_group=14, with_user=True, entry_year=None)
    with world.reading() as session:
        return person, session.get_one(User, person.user_id)


def test_too_many_words_are_refused_and_stay_in_the_box(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent()
    page = client_as(pat).submit(f"/family/mine/{link.public_id}/ask/hopes", {"text": "word " * 500})
    assert "That is too long" in page.text
    assert "word word" in page.text
    long = {"hopes": services.Said(text="x" * 3000)}
    with world.writing() as session:
        row, asked = session.get_one(ParentLink, link.id), session.merge(family.asked, load=False)
        with pytest.raises(Refused):
            services.enter(session, row, asked, long, actor=world.actor(world.coordinator), now=world.now)


def test_a_parent_sets_how_their_pages_look_until_they_sign_out(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    _, pat = family.parent()
    mum = client_as(pat)
    assert "app-size-largest" not in mum.get("/family/").text
    chosen = {"size": "largest", "contrast": "dark", "colours": "usual", "motion": "usual", "pictures": "on"}
    assert mum.submit("/family/comfort", chosen).status_code == 303
    page = mum.get("/family/").text
    assert "app-size-largest" in page
    assert "app-contrast-dark" in page
    mum.submit("/sign-out", page="/family/")
    assert "app-size-largest" not in client_as(pat).get("/family/").text
