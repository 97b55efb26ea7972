"""Two tabs of one young person at the same moment: each sees under the lock what the other did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Way
from pfa.aspirations.questions import BY_KEY, AnswerValue
from pfa.audit.models import AuditEvent
from tests.aspirations.scene import Scene, a_scene
from tests.factories import World


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def test_an_answer_that_came_after_another_tab_had_sent_is_a_change_of_mind(scene: Scene) -> None:
    scene.answer("like", "hands")
    world = scene.world
    with world.database.writing({world.authority.id}, reads_first=True) as tab:
        response = scene.response(tab)
        assert response.sent_at is None
        scene.send()  # in another tab, after this one has looked
        saying = {"key": "late-form", "actor": scene.actor, "now": world.now}
        services.answer(tab, response, BY_KEY["like"], AnswerValue(("animals",)), **saying)
        tab.commit()
    with world.reading() as session:
        assert scene.response(session).changed_at == world.now


def test_skipping_in_one_tab_takes_nothing_away_that_another_has_just_saved(scene: Scene) -> None:
    scene.answer("like", "hands")
    world = scene.world
    with world.database.writing({world.authority.id}, reads_first=True) as tab:
        response = scene.response(tab)
        scene.answer("more", text="I want to say something.", key="form-of-both.1")
        services.skip(tab, response, BY_KEY["more"], key="form-of-both", actor=scene.actor, now=world.now)
        tab.commit()
    with world.reading() as session:
        assert queries.answers_of(session, scene.response(session))["more"].text == "I want to say something."


def test_who_helped_is_told_by_the_newest_answer_of_whatever_tab(scene: Scene) -> None:
    scene.answer("like", "hands")
    world = scene.world
    with world.database.writing({world.authority.id}, reads_first=True) as tab:
        response = scene.response(tab)
        scene.answer("helper", "family")
        saying = {"key": "late-form", "actor": scene.actor, "now": world.now}
        services.answer(tab, response, BY_KEY["helper"], AnswerValue(("nobody",)), **saying)
        tab.commit()
    with world.reading() as session:
        told = queries.answers_of(session, scene.response(session))
        assert {row.way for row in told.values()} == {Way.alone}


def test_two_tabs_that_send_at_the_same_moment_are_recorded_as_one(scene: Scene) -> None:
    scene.answer("like", "hands")
    world = scene.world
    with world.database.writing({world.authority.id}, reads_first=True) as tab:
        response = scene.response(tab)
        scene.send()
        services.send(tab, response, actor=scene.actor, now=world.now)
        tab.commit()
    with world.reading() as session:
        sent = sa.select(sa.func.count()).select_from(AuditEvent).where(AuditEvent.action == "answers.sent")
        assert session.scalar(sent) == 1


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # which can be asked whether it is locked
def test_what_a_form_is_held_against_is_read_under_the_lock(
    scene: Scene, client_as: Callable[[User | None], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.answer("like", "hands")
    locked: list[bool] = []

    def look(session: Session, *_rest: object) -> frozenset[str]:
        driver: Any = session.connection().connection.dbapi_connection
        locked.append(driver.in_transaction)
        return frozenset()

    monkeypatch.setattr(queries, "words_of_before", look)
    client_as(scene.user).submit("/my/answers/more", {"text": "I want to say something.", "next": "1"})
    assert locked == [False, False, True]  # looking waits for nobody, nor does the first look at what was sent


def test_next_over_what_the_page_has_saved_already_waits_for_nobody_and_adds_no_answer(
    scene: Scene, client_as: Callable[[User | None], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.answer("like", "animals")
    monkeypatch.setattr(services, "lock_answers", None)  # calling it would fail
    answer = client_as(scene.user).submit("/my/answers/like", {"choice": ["animals"], "next": "1"})
    assert answer.status_code == 303
    with scene.world.reading() as session:
        assert len(queries.every_answer(session, scene.response(session))) == 1
