"""How and when each answer was given: what was given last counts, whenever it was typed in; staff see how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.actor import actor_of
from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Answer, Companion, Round, Way
from pfa.aspirations.questions import BY_KEY, AnswerValue
from pfa.people.models import YoungPerson
from tests.aspirations.scene import Scene, a_round, a_scene, enter, filled_in
from tests.conftest import NOW
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
TODAY = NOW.date()


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def days(number: str) -> AnswerValue:
    return AnswerValue((number,))


def counting(scene: Scene, question: str = "days") -> list[str]:
    with scene.world.reading() as session:
        return list(queries.newest_answers(session, [scene.person.id])[scene.person.id][question].choices)


def changed(scene: Scene) -> bool:
    with scene.world.reading() as session:
        return scene.response(session).has_unseen_change


def ways_of(scene: Scene) -> dict[str, tuple[Way, str]]:
    with scene.world.reading() as session:
        told = queries.answers_of(session, scene.response(session))
        return {key: (row.way, row.way_note) for key, row in told.items()}


def test_an_older_paper_does_not_undo_a_newer_answer_and_both_are_kept(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    scene.send()
    assert enter(scene, ago(6), days=days("5")) == ["days"]
    assert counting(scene) == ["2"]
    assert not changed(scene)
    with scene.world.reading() as session:
        assert [row.choices for row in queries.history(session, scene.person)] == [["2"], ["5"]]
        assert queries.answers_of(session, scene.response(session))["days"].choices == ["2"]


def test_a_newer_paper_counts_and_is_a_change_of_mind_once_they_sent(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    scene.send()
    assert enter(scene, ago(2), days=days("5")) == []
    assert counting(scene) == ["5"]
    assert changed(scene)


def test_to_say_the_same_again_is_kept_with_its_day_and_is_no_change_of_mind(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    scene.send()
    enter(scene, ago(2), Way.annual_review, days=days("2"))
    assert not changed(scene)
    assert ways_of(scene) == {"days": (Way.annual_review, "")}
    enter(scene, ago(3), days=days("5"))  # found in a drawer: at the review they said two again
    assert counting(scene) == ["2"]


def test_on_the_same_day_what_was_kept_later_counts(scene: Scene) -> None:
    scene.answer("days", "2", hours=-3)
    enter(scene, TODAY, days=days("5"))
    assert counting(scene) == ["5"]
    scene.answer("days", "3", hours=1)
    assert counting(scene) == ["3"]


def test_two_papers_count_by_their_days_and_not_by_who_typed_first(scene: Scene) -> None:
    enter(scene, ago(2), days=days("5"))
    assert enter(scene, ago(8), days=days("2")) == ["days"]
    assert counting(scene) == ["5"]


def test_a_paper_of_last_year_found_late_does_not_undo_what_they_say_this_year(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    last_year = a_round(scene.world, "Last year", opens_on=ago(90), closes_on=ago(60))
    before = Scene(scene.world, last_year, scene.person, scene.user)
    assert enter(before, ago(70), days=days("5")) == ["days"]
    assert counting(scene) == ["2"]
    with scene.world.reading() as session:
        assert queries.answers_of(session, before.response(session))["days"].choices == ["5"]


def test_going_past_a_question_later_does_not_take_back_what_stood_on_paper(scene: Scene) -> None:
    scene.answer("like", "art", days=-4)
    scene.answer("days", days=-4)
    scene.send()
    assert enter(scene, ago(6), days=days("5"), like=AnswerValue(("animals",))) == ["like"]
    assert (counting(scene), counting(scene, "like")) == (["5"], ["art"])


def test_to_take_an_answer_back_later_does_count_before_an_older_paper(scene: Scene) -> None:
    scene.answer("days", "3", days=-5)
    scene.answer("days", days=-4)
    assert enter(scene, ago(6), days=days("5")) == ["days"]
    assert counting(scene) == []


def test_names_on_an_older_paper_are_no_wish_of_today(scene: Scene) -> None:
    scene.answer("with", text="Jo", days=-4)
    enter(scene, ago(6), **{"with": AnswerValue((), "Sam")})
    with scene.world.reading() as session:
        assert session.scalars(sa.select(Companion.asked_name).where(Companion.withdrawn_at.is_(None))).all() == ["Jo"]


def test_as_it_stood_at_an_earlier_moment_holds_nothing_that_was_typed_in_since(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    enter(scene, ago(2), days=days("5"))
    with scene.world.reading() as session:
        yesterday = NOW - dt.timedelta(days=1)
        then = queries.newest_answers(session, [scene.person.id], before=yesterday)[scene.person.id]
        assert then["days"].choices == ["2"]


def test_what_was_asked_last_year_is_shown_as_they_said_it_last(scene: Scene) -> None:
    enter(scene, ago(2), days=days("5"))
    enter(scene, ago(8), days=days("2"))
    following = Scene(scene.world, a_round(scene.world, "Next"), scene.person, scene.user)
    following.answer("like", "art")
    with scene.world.reading() as session:
        found = queries.said_before(session, following.response(session), "days")
        assert found is not None
        assert found.choices == ["5"]


def test_who_types_an_older_paper_is_told_what_counts_instead(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("days", "2", days=-4)
    address = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}"
    browser = client_as(scene.world.teacher)
    saved = browser.submit(address, {"days": "5", "like": ["art"], "way": "group", **filled_in(ago(6))})
    page = browser.get(saved.location).text
    assert (
        "But Yasmin answered this later, and what was said last counts: Days a week (on screen, 12 November 2026)"
        in page
    )


def test_staff_see_beside_each_answer_how_it_was_given_and_by_whose_word(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("like", "art", days=-4)
    note = (
        "Ann Advocate, who has known her for years, from what she chose, stayed with and smiled at in two weeks of May"
    )
    enter(scene, ago(3), Way.advocate, note, days=days("5"))
    enter(scene, ago(2), Way.annual_review, travel=AnswerValue(("alone",)))
    page = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "On their own" in page
    assert f"Through an advocate ({note}), given 13 November 2026, typed in 16 November 2026 by Tea Cher" in page
    assert "At the annual review, given 14 November 2026" in page
    printed = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers/print").text
    assert "Ann Advocate" in printed
    assert "Ann Advocate" not in client_as(scene.user).get("/my/views").text


def test_whoever_answered_in_two_ways_is_in_both_rows_and_once_in_all(scene: Scene, client_as: ClientAs) -> None:
    world = scene.world
    scene.answer("like", "art", days=-4)
    scene.answer("days", "2", days=-4)
    enter(scene, ago(2), Way.advocate, "Ann", days=days("5"))
    other = world.young_person("Ben", with_user=True)
    with world.reading() as session:
        user = session.get_one(User, other.user_id)
    Scene(world, scene.asked, other, user).answer("like", "art")
    left_out = world.young_person("Cas", with_user=True)
    with world.reading() as session:
        user = session.get_one(User, left_out.user_id)
    Scene(world, scene.asked, left_out, user).answer("like")
    with world.reading() as session:
        told = queries.ways(session, world.actor(world.coordinator), scene.asked)
    assert [(rate.name, rate.people, rate.sent) for rate in [told.total, *told.rates]] == [
        ("Everyone", 2, 1),
        ("On their own", 2, 1),
        ("Through an advocate", 1, 1),
    ]
    browser = client_as(world.coordinator)
    page = browser.get(f"/rounds/{scene.asked.public_id}/response").text
    assert "2 people in all, by the answers that count now. Anyone who answered in two ways is in both rows." in page
    assert "On their own, through an advocate" in browser.get(f"/rounds/{scene.asked.public_id}").text
    assert "2 people in all" in browser.get(f"/reports/response?round={scene.asked.public_id}").text


def test_an_answer_that_counts_no_more_is_in_no_row(scene: Scene) -> None:
    scene.answer("days", "2", days=-4)
    enter(scene, ago(2), Way.group, days=days("5"))
    with scene.world.reading() as session:
        told = queries.ways(session, scene.world.actor(scene.world.coordinator), scene.asked)
    assert [rate.name for rate in told.rates] == ["In a group"]


WITH_FAMILY = (Way.with_help, "their family or carer")
ALONE = (Way.alone, "")


def test_who_helped_is_true_for_what_came_before_and_what_comes_after(scene: Scene) -> None:
    scene.answer("like", "art", days=-2)
    scene.answer("days", "2", minutes=-5)
    scene.answer("helper", "family")
    scene.answer("travel", "alone", minutes=5)
    assert ways_of(scene) == dict.fromkeys(["like", "days", "helper", "travel"], WITH_FAMILY)


def test_what_they_said_of_help_on_an_earlier_day_stands_for_the_answers_up_to_then(scene: Scene) -> None:
    scene.answer("like", "art", days=-4)
    scene.answer("helper", "nobody", days=-4)
    scene.answer("days", "2", hours=-1)
    scene.answer("helper", "family")
    assert ways_of(scene) == {"like": ALONE, "days": WITH_FAMILY, "helper": WITH_FAMILY}


def test_what_was_typed_in_keeps_its_way_whoever_they_say_helps_on_screen(scene: Scene) -> None:
    enter(scene, TODAY, Way.group, days=days("5"), helper=AnswerValue(("friend",)))
    scene.answer("like", "art")
    assert ways_of(scene)["like"] == ALONE
    scene.answer("helper", "family", minutes=1)
    assert ways_of(scene) == {"days": (Way.group, ""), "like": WITH_FAMILY, "helper": WITH_FAMILY}


def test_staff_who_sat_beside_them_were_a_help_and_are_named(scene: Scene, client_as: ClientAs) -> None:
    world = scene.world
    with world.writing() as session:
        helped = actor_of(session.get_one(User, scene.user.id), TODAY, helped_by=world.teacher.id)
        person, asked = session.get_one(YoungPerson, scene.person.id), session.get_one(Round, scene.asked.id)
        row = services.begin(session, person, asked, actor=helped, now=NOW, today=TODAY)
        said: dict[str, Any] = {"actor": helped, "now": NOW}
        services.answer(session, row, BY_KEY["like"], AnswerValue(("art",)), key="one", **said)
        services.answer(session, row, BY_KEY["helper"], AnswerValue(("nobody",)), key="two", **said)
        session.commit()
    assert ways_of(scene) == dict.fromkeys(["like", "helper"], (Way.with_help, ""))
    scene.answer("days", "2", minutes=5)
    assert ways_of(scene)["days"] == ALONE
    assert (
        "With help from Tea Cher" in client_as(world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    )


def test_the_newest_of_two_of_one_day_is_the_same_wherever_it_is_asked(scene: Scene) -> None:
    for number in ("2", "3", "4"):
        enter(scene, ago(3), days=days(number))
    enter(scene, ago(9), days=days("5"))
    with scene.world.reading() as session:
        response = scene.response(session)
        places = {
            "over all rounds": queries.newest_answers(session, [scene.person.id])[scene.person.id]["days"].id,
            "in the round": queries.answers_of(session, response)["days"].id,
            "first of all": queries.history(session, scene.person)[0].id,
            "by id": session.scalars(queries.newest(Answer.response_id, Answer.response_id == response.id)).one(),
        }
    assert len(set(places.values())) == 1, places
    assert counting(scene) == ["4"]
