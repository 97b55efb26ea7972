"""Rounds: who is in, how far they are, who is not heard, and answers that staff enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import OrganisationKind, Role, User
from pfa.aspirations import points, queries, words
from pfa.aspirations.models import Answer, Round
from pfa.aspirations.queries import MemberFilter, State, splits
from pfa.aspirations.questions import QUESTIONS
from pfa.aspirations.services import ENTERED, choose_comfort
from pfa.people.codes import NoSchool, PlanType
from pfa.people.models import Enrolment, YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_round, a_scene, filled_in
from tests.conftest import NOW
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
FORM = {
    "name": "Year 10 in spring",
    "academic_year": "2026",
    "year_groups": ["10", "11"],
    "includes_without_school": "y",
    "opens_on-day": "1",
    "opens_on-month": "2",
    "opens_on-year": "2027",
    "closes_on-day": "1",
    "closes_on-month": "3",
    "closes_on-year": "2027",
}


def names(world: World, asked: Round, asker: User | None = None, **which: object) -> list[str]:
    with world.reading() as session:
        page = queries.members(
            session,
            world.actor(asker or world.coordinator),
            asked,
            MemberFilter(**which),  # type: ignore[arg-type]  # a filter by name
            number=1,
        )
        return [member.person.first_name for member in page.rows]


def test_a_coordinator_makes_a_round_and_edits_it(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.coordinator)
    made = browser.submit("/rounds/new", FORM)
    assert "Year 10 in spring" in browser.get(made.location).text
    with world.reading() as session:
        row = session.scalars(sa.select(Round)).one()
    assert (row.year_groups, row.opens_on) == ([10, 11], dt.date(2027, 2, 1))
    edited = browser.submit(f"/rounds/{row.public_id}/edit", {**FORM, "closes_on-month": "4"})
    assert edited.status_code == 303
    with world.reading() as session:
        assert session.scalars(sa.select(Round)).one().closes_on == dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Enter a name"),
        ({"closes_on-month": "1"}, "The last day must not be before the first"),
        ({"year_groups": [], "includes_without_school": ""}, "Choose at least one year group"),
        ({"opens_on-day": "31"}, "First day must be a real date"),
        ({"closes_on-year": ""}, "Last day must include a year"),
    ],
)
def test_a_round_with_a_fault_is_not_made_and_keeps_what_was_typed(
    world: World, client_as: ClientAs, change: dict[str, str], words: str
) -> None:
    answer = client_as(world.coordinator).submit("/rounds/new", {**FORM, **change})
    assert words in answer.text
    assert 'value="2027"' in answer.text
    with world.reading() as session:
        assert session.scalars(sa.select(Round)).all() == []


def test_two_rounds_cannot_have_one_name(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.coordinator)
    browser.submit("/rounds/new", FORM)
    assert "Another round has this name" in browser.submit("/rounds/new", FORM).text


def test_no_round_is_made_where_nobody_would_read_what_young_people_write(world: World, client_as: ClientAs) -> None:
    with world.database.writing() as session:
        session.get_one(User, world.lead.id).is_active = False
        session.commit()
    assert "nobody would read what young people write" in client_as(world.coordinator).submit("/rounds/new", FORM).text


def test_who_left_and_starts_nothing_more_is_not_without_a_school(world: World) -> None:
    world.young_person("Working", year_group=16, no_school=NoSchool.not_in_education, entry_year=2024)
    world.young_person("Looking", year_group=16, no_school=NoSchool.not_in_education, entry_year=2027)
    assert names(world, a_round(world, year_groups=[9, 10])) == ["Looking"]


def test_a_round_asks_its_year_groups_and_everyone_without_a_local_school(world: World) -> None:
    world.young_person("Ten", year_group=10)
    world.young_person("Nine", year_group=9)
    world.young_person("Home", year_group=13, no_school=NoSchool.home_educated)
    nowhere = world.young_person("Nowhere", year_group=10)
    older = world.young_person("Older", year_group=14)
    with world.writing() as session:
        session.execute(sa.delete(Enrolment).where(Enrolment.young_person_id.in_([nowhere.id, older.id])))
        session.commit()
    asked = a_round(world, year_groups=[10])
    assert sorted(names(world, asked)) == ["Home", "Nowhere", "Ten"]
    assert sorted(names(world, asked, without_school=True)) == ["Home", "Nowhere"]
    only = a_round(world, "Only at school", year_groups=[10], includes_without_school=False)
    assert names(world, only) == ["Ten"]


def test_people_are_listed_by_school_year_group_and_how_far_they_are(world: World) -> None:
    scene = a_scene(world)
    world.young_person("Fresh", year_group=10)
    scene.answer("like", "art")
    assert names(world, scene.asked, state=State.started) == ["Yasmin"]
    scene.send()
    assert names(world, scene.asked, state=State.sent) == ["Yasmin"]
    scene.answer("like", "music", days=1)
    assert names(world, scene.asked, state=State.changed) == ["Yasmin"]
    assert names(world, scene.asked, state=State.sent) == []
    assert names(world, scene.asked, state=State.not_started) == ["Fresh"]
    assert names(world, scene.asked, year_group=10) == ["Fresh"]
    assert names(world, scene.asked, school_id=world.school.id) == ["Fresh", "Yasmin"]
    assert names(world, scene.asked, school_id=world.college.id) == []


def test_school_staff_see_their_own_pupils_only(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    home = world.young_person("Home", no_school=NoSchool.home_educated)
    elsewhere = world.user(
        "Other Teacher", Role.school_staff, world.organisation("Far School", OrganisationKind.school)
    )
    assert names(world, scene.asked, world.teacher) == ["Yasmin"]
    assert names(world, scene.asked, elsewhere) == []
    browser = client_as(world.teacher)
    assert "Home" not in browser.get(f"/rounds/{scene.asked.public_id}/without-a-school").text.replace(">Home<", "")
    assert browser.get(f"/people/{scene.person.public_id}/answers").status_code == 200
    assert browser.get(f"/people/{home.public_id}/answers").status_code == 404
    assert client_as(elsewhere).get(f"/people/{scene.person.public_id}/answers").status_code == 404


def test_response_rates_are_counted_by_school_and_year_group(world: World) -> None:
    scene = a_scene(world)
    world.young_person("Fresh", year_group=10)
    world.young_person("Home", year_group=12, no_school=NoSchool.home_educated)
    scene.answer("like", "art")
    scene.send()
    with world.reading() as session:
        rates = queries.rates(session, world.actor(world.coordinator), scene.asked)
    assert (rates.total.people, rates.total.started, rates.total.sent) == (3, 1, 1)
    assert [(rate.name, rate.people, rate.sent) for rate in rates.by_school] == [
        ("Invented High School", 2, 1),
        ("No local school", 1, 0),
    ]
    assert [(rate.name, rate.sent) for rate in rates.by_year_group] == [("Year 10", 0), ("Year 11", 1), ("Year 12", 0)]


def test_a_rounds_page_takes_the_same_number_of_statements_however_many_are_in_it(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    browser, address = client_as(world.coordinator), f"/rounds/{scene.asked.public_id}"
    few = statements(lambda: browser.get(address))
    for number in range(10):
        world.young_person(f"Person {number}")
    assert statements(lambda: browser.get(address)) == few


def test_a_round_of_another_authority_is_not_found(world: World, client_as: ClientAs) -> None:
    asked = a_round(world)
    stranger = client_as(world.another().coordinator)
    for path in ["", "/edit", "/without-a-school", "/response"]:
        assert stranger.get(f"/rounds/{asked.public_id}{path}").status_code == 404


def test_a_paper_that_says_nothing_is_not_saved(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    address = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    assert "Enter at least one answer" in client_as(world.coordinator).submit(address, filled_in(NOW.date())).text
    with world.reading() as session:
        assert session.scalars(sa.select(Answer)).all() == []


@pytest.mark.parametrize("way", [way.value for way in ENTERED])
def test_an_answer_counts_the_same_however_it_was_given(way: str, world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    address = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    client_as(world.coordinator).submit(
        address,
        {
            "work_1": "retail",
            "way": way,
            "way_note": "Somebody",
            "waived_because": "Nobody else",
            **filled_in(NOW.date()),
        },
    )
    with world.reading() as session:
        told = queries.newest_answers(session, [scene.person.id])[scene.person.id]
        assert points.points(told) == {"sector:retail": 100}


def test_rates_are_shown_by_need_plan_sex_ethnicity_and_way(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world, sex="F", ethnicity="White British")
    scene.answer("days", "2")
    scene.send()
    world.young_person("Ben", sex="M", needs=("SEMH",), plan_type=PlanType.sen_support)
    asker = world.actor(world.coordinator)
    with world.reading() as session:
        asked = session.get_one(Round, scene.asked.id)
        found = {
            split.first: {rate.name: (rate.people, rate.sent) for rate in split.rates}
            for split in splits(session, asker, asked)
        }
        told = queries.ways(session, asker, asked)
        assert [(rate.name, rate.people, rate.sent) for rate in [told.total, *told.rates]] == [
            ("Everyone", 1, 1),
            ("On their own", 1, 1),
        ]
    assert found["Need"] == {"Autistic spectrum disorder": (1, 1), "Social, emotional and mental health": (1, 0)}
    assert found["Plan"] == {"EHC plan": (1, 1), "SEN support": (1, 0)}
    assert found["Sex"] == {"Female": (1, 1), "Male": (1, 0)}
    assert found["Ethnicity"] == {"White British": (1, 1), "Not known": (1, 0)}
    page = client_as(world.coordinator).get(f"/rounds/{scene.asked.public_id}/response").text
    assert all(title in page for title in ("By primary need", "By plan", "By sex", "By ethnicity", "How they answered"))


def test_somebody_without_answers_is_one_press_from_paper_entry_for_those_who_may(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    paper = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    address = f"/people/{scene.person.public_id}/answers"
    assert [paper in client_as(user).get(address).text for user in (world.teacher, world.lead)] == [True, False]
    scene.answer("days", "4")
    assert [paper in client_as(user).get(address).text for user in (world.teacher, world.lead)] == [True, False]


def test_who_has_never_been_heard_in_any_round_is_listed(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    scene.answer("days", "2")
    world.young_person("Nobodyasked")
    again = a_round(world, "Again")
    assert names(world, again, never_heard=True) == ["Nobodyasked"]
    page = client_as(world.coordinator).get(f"/rounds/{again.public_id}?state=never-heard").text
    assert "Nobodyasked" in page
    assert "Yasmin" not in page


def test_a_paper_pack_has_every_question_with_pictures_at_their_level_and_leads_back_to_where_it_is_typed_in(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    browser, address = client_as(world.teacher), f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    assert f"{address}/print" in browser.get(address).text
    page = browser.get(f"{address}/print").text
    assert page.count("app-pack__question") == len(QUESTIONS)
    assert "Think of a good week for you." in page  # easy words, for who chose nothing
    assert "Write 1, 2 and 3." in page
    assert 'aria-label="Square code of this page"' in page
    assert "I am not sure" in page
    with world.writing() as session:
        choose_comfort(session, session.get_one(YoungPerson, scene.person.id), {"level": "pictures"})
        session.commit()
    assert "I am not sure" not in browser.get(f"{address}/print").text


def test_nobody_enters_paper_for_somebody_who_is_not_in_the_round(world: World, client_as: ClientAs) -> None:
    scene, outside = a_scene(world), world.young_person("Outside", year_group=9)
    address = f"/rounds/{scene.asked.public_id}/paper/{outside.public_id}"
    assert client_as(world.coordinator).get(address).status_code == 404


def test_staff_see_what_the_solver_is_told_and_what_was_both_wished_and_refused(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    scene.answer("work", "catering", "music")
    scene.answer("not-for-me", "catering", "kind:community")
    page = client_as(world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "Cooking and food. Ask Yasmin." in page
    assert "0, never" in page
    assert "Second wish" in page


def test_an_old_answer_is_shown_in_the_words_it_answered(
    world: World, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene: Scene = a_scene(world)
    scene.answer("days", "4")
    newer = words.Wording("How many days?", "Days, asked anew", choices=words.wording("days", 1).choices)
    monkeypatch.setattr(words, "WORDINGS", {**words.WORDINGS, ("days", 2): newer})
    page = client_as(world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "Days a week" in page
    assert "Days, asked anew" not in page


def test_one_year_group_is_a_year_and_two_are_years(world: World, client_as: ClientAs) -> None:
    for years, words_ in (([12], "Year 12."), ([9, 10], "Years 9 and 10.")):
        asked = a_round(world, f"Asking {years}", year_groups=years, includes_without_school=False)
        assert words_ in client_as(world.coordinator).get(f"/rounds/{asked.public_id}").text
