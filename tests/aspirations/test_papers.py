"""Paper is typed in twice: nothing counts before both typings say the same or somebody settled what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Role, User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Answer, PaperEntry, Reading, ReadingOutcome, Way
from pfa.aspirations.services import Closing
from pfa.people.models import YoungPerson
from tests.aspirations.scene import Scene, a_scene, filled_in
from tests.conftest import NOW
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]

FILLED_IN = filled_in(NOW.date() - dt.timedelta(days=3))
SAID = {"like": ["animals"], "work_1": "retail", "work_2": "catering", "more_text": "I draw it: a shop."}
PAPER = {**FILLED_IN, **SAID}


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def address(scene: Scene) -> str:
    return f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"


def said(scene: Scene) -> dict[str, Answer]:
    with scene.world.reading() as session:
        return queries.newest_answers(session, [scene.person.id]).get(scene.person.id, {})


def entry(scene: Scene) -> PaperEntry:
    with scene.world.reading() as session:
        return session.scalars(sa.select(PaperEntry)).one()


def test_typed_in_once_it_does_not_count_and_its_words_are_read_all_the_same(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.world.teacher)
    saved = browser.submit(address(scene), PAPER)
    assert saved.location == f"/rounds/{scene.asked.public_id}/paper"
    assert "typed in once, not counted yet" in browser.get(saved.location).text
    assert said(scene) == {}
    with scene.world.reading() as session:
        assert session.scalars(sa.select(Reading.words)).all() == ["I draw it: a shop."]


def test_the_same_from_two_people_counts_and_its_words_are_filed_once(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    saved = client_as(scene.world.coordinator).submit(address(scene), {**PAPER, "more_text": " I draw it:  a shop."})
    assert saved.location == f"/people/{scene.person.public_id}/answers"
    answers = said(scene)
    assert answers["work"].choices == ["retail", "catering"]
    assert set(answers) == {"like", "work", "more"}
    with scene.world.reading() as session:
        response = scene.response(session)
        assert response.sent_at == scene.world.now
        assert {(row.way, row.given_on) for row in answers.values()} == {(Way.paper, dt.date(2026, 11, 13))}
        readings = session.scalars(sa.select(Reading).order_by(Reading.id)).all()
        assert readings[0].answer_id == answers["more"].id


def test_the_first_typing_is_not_shown_to_whoever_types_second(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    page = client_as(scene.world.coordinator).get(address(scene)).text
    assert "a second time" in page
    assert "I draw it" not in page
    assert " checked" not in page
    assert " selected" not in page.replace('value="" selected', "")


def test_the_same_person_types_it_again_only_by_saying_so(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.world.teacher)
    browser.submit(address(scene), PAPER)
    assert "You typed this in the first time." in browser.submit(address(scene), PAPER).text
    assert said(scene) == {}
    browser.submit(address(scene), {**PAPER, "is_same": "y"})
    assert set(said(scene)) == {"like", "work", "more"}
    assert "Typed in twice by" in browser.get(f"/rounds/{scene.asked.public_id}/paper").text


def differing(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    second = {**FILLED_IN, "like": ["art"], "work_1": "retail", "work_2": "catering", "more_text": "I draw it: a ship."}
    saved = client_as(scene.world.coordinator).submit(address(scene), second)
    assert saved.location == f"{address(scene)}/settle"


def test_what_differs_stands_side_by_side_and_counts_as_it_is_settled(scene: Scene, client_as: ClientAs) -> None:
    differing(scene, client_as)
    browser = client_as(scene.world.coordinator)
    page = browser.get(f"{address(scene)}/settle").text
    assert "2 questions differ" in page
    assert "Which kinds of work" not in page
    assert "I draw it: a shop." in page
    assert "I draw it: a ship." in page
    assert said(scene) == {}
    assert "Choose what the paper says" in browser.submit(f"{address(scene)}/settle", {"like": "first"}).text
    assert said(scene) == {}
    browser.submit(f"{address(scene)}/settle", {"like": "first", "more": "second"})
    answers = said(scene)
    assert (answers["like"].choices, answers["more"].text) == (["animals"], "I draw it: a ship.")
    with scene.world.reading() as session:
        filed = session.scalars(sa.select(Reading).order_by(Reading.id)).all()
        assert [row.words for row in filed] == ["I draw it: a shop.", "I draw it: a ship."]
        assert [row.answer_id for row in filed] == [None, answers["more"].id]


def test_a_day_that_was_typed_differently_is_a_difference_to_settle(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    browser, settling = client_as(scene.world.coordinator), f"{address(scene)}/settle"
    saved = browser.submit(address(scene), {**PAPER, **filled_in(dt.date(2026, 11, 5))})
    assert saved.location == settling
    page = browser.get(settling).text
    assert "The day differs." in page
    assert "13 November 2026" in page
    assert "5 November 2026" in page
    assert "Choose what the paper says" in browser.submit(settling).text
    assert said(scene) == {}
    browser.submit(settling, {"given_on": "second"})
    assert {row.given_on for row in said(scene).values()} == {dt.date(2026, 11, 5)}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 11, 17), "That day has not come yet."),
        (dt.date(2025, 11, 13), "That is more than half a year before this round opened."),
        (None, "Enter the day it was filled in"),
    ],
    ids=["tomorrow", "last year", "no day"],
)
@pytest.mark.parametrize("again", [False, True])
def test_a_day_that_cannot_be_is_refused_in_both_typings(
    scene: Scene, client_as: ClientAs, day: dt.date | None, why: str, again: bool
) -> None:
    if again:
        client_as(scene.world.teacher).submit(address(scene), PAPER)
    refused = client_as(scene.world.coordinator).submit(address(scene), SAID | (filled_in(day) if day else {}))
    assert why in refused.text
    assert said(scene) == {}


def test_only_who_typed_it_sees_and_settles_what_differs(scene: Scene, client_as: ClientAs) -> None:
    differing(scene, client_as)
    other = client_as(scene.world.user("Other", Role.coordinator))
    page = other.get(f"{address(scene)}/settle").text
    assert "I draw it" not in page
    assert "can settle it" in page
    refused = other.submit(f"{address(scene)}/settle", {"like": "first", "more": "first"})
    assert refused.status_code in (200, 422)
    assert said(scene) == {}


def test_when_neither_is_right_it_is_typed_in_anew(scene: Scene, client_as: ClientAs) -> None:
    differing(scene, client_as)
    browser = client_as(scene.world.coordinator)
    again = browser.submit(f"{address(scene)}/anew", page=f"{address(scene)}/settle")
    assert again.location == address(scene)
    browser.submit(address(scene), PAPER)
    assert set(said(scene)) == {"like", "work", "more"}


@pytest.mark.parametrize("later", [False, True])
def test_a_second_typing_is_waived_with_a_reason_that_is_kept(scene: Scene, client_as: ClientAs, later: bool) -> None:
    browser, why = client_as(scene.world.teacher), {"waived_because": "I am the only one who can read her writing"}
    browser.submit(address(scene), PAPER if later else {**PAPER, **why})
    if later:
        browser.submit(f"{address(scene)}/alone", why, page=address(scene))
    assert set(said(scene)) == {"like", "work", "more"}
    assert entry(scene).waived_because == why["waived_because"]
    assert "only one who can read" in browser.get(f"/rounds/{scene.asked.public_id}/paper").text


def test_the_wrong_paper_is_thrown_away_and_its_words_stay_in_the_queue(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.world.teacher)
    browser.submit(address(scene), PAPER)
    browser.submit(f"{address(scene)}/drop", {"dropped_because": "It was Ben's"}, page=address(scene))
    assert said(scene) == {}
    with scene.world.reading() as session:
        assert session.scalars(sa.select(Reading.closed_at)).all() == [None]
        person = session.get_one(YoungPerson, scene.person.id)
        assert queries.open_paper(session, person, scene.asked) is None


def test_words_that_the_lead_closed_before_the_second_typing_are_not_held_back_later(
    scene: Scene, client_as: ClientAs
) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    world = scene.world
    with world.writing() as session:
        row = session.scalars(sa.select(Reading)).one()
        closing = Closing(ReadingOutcome.no_concern)
        services.close(
            session,
            row,
            closing,
            seen=row.version,
            actor=world.actor(world.lead),
            now=world.now,
            today=world.now.date(),
        )
        session.commit()
    client_as(world.coordinator).submit(address(scene), PAPER)
    assert "I draw it: a shop." in client_as(world.coordinator).get(f"/people/{scene.person.public_id}/answers").text


def test_what_was_not_on_paper_counts_at_once_also_beside_a_half_entered_paper(
    scene: Scene, client_as: ClientAs
) -> None:
    browser = client_as(scene.world.teacher)
    browser.submit(address(scene), PAPER)
    browser.submit(f"{address(scene)}?other=1", {**FILLED_IN, "days": "4", "way": "annual-review"})
    assert said(scene)["days"].choices == ["4"]
    assert entry(scene).closed_at is None


def test_questions_changed_between_two_typings_lose_no_answer(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.world.teacher).submit(address(scene), PAPER)
    world = scene.world
    with world.writing() as session:
        seen = queries.newest_set(session, world.authority.id)
        actor = world.actor(world.coordinator)
        services.ask(session, "like", services.Whom.nobody, seen=seen, actor=actor, now=world.now)
        session.commit()
    client_as(world.coordinator).submit(address(scene), PAPER)
    assert said(scene)["like"].choices == ["animals"]


def test_packs_are_printed_by_school_and_tutor_group_for_those_who_have_not_sent(
    world: World, scene: Scene, client_as: ClientAs
) -> None:
    world.young_person("Ben", tutor_group="11B")
    scene.answer("days", "2")
    scene.send()
    browser, packs = client_as(world.teacher), f"/rounds/{scene.asked.public_id}/paper/print"
    assert "1 pack to print" in browser.get(packs).text
    assert "Ben" in browser.get(f"{packs}?tutor=11B&school={world.school.id}").text
    assert "Everybody who fits has sent" in browser.get(f"{packs}?tutor=11C").text
