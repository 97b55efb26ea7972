"""What a young person wrote is not read by whoever happens to sit beside them, or has left their school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Answer, Reading, ReadingOutcome
from pfa.aspirations.services import Closing
from pfa.core.errors import Refused
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
WORDS = "My teacher frightens me."


@pytest.fixture
def scene(world: World) -> Scene:
    found = a_scene(world)
    found.answer("like", "animals", text=WORDS)
    return found


def beside(scene: Scene, client_as: ClientAs) -> Browser:
    """The teacher signs Yasmin in and sits beside her."""
    browser = client_as(scene.world.teacher)
    browser.submit(f"/cards/{scene.person.public_id}/help")
    return browser


def newest(world: World) -> Answer:
    with world.reading() as session:
        return session.scalars(sa.select(Answer).order_by(Answer.id.desc())).first()  # type: ignore[return-value]  # there is one


def test_an_adult_who_signs_somebody_in_does_not_read_what_they_wrote_alone(scene: Scene, client_as: ClientAs) -> None:
    browser = beside(scene, client_as)
    for page in ("/my/answers/like", "/my/answers/check"):
        text = browser.get(page).text
        assert "frightens" not in text
        assert "You wrote something here before" in text
    assert "frightens" in client_as(scene.user).get("/my/answers/like").text


def test_what_they_wrote_before_stays_closed_too_while_an_adult_sits_beside_them(
    scene: Scene, client_as: ClientAs
) -> None:
    scene.answer("like", "animals", text="I like dogs.", days=1)
    text = beside(scene, client_as).get("/my/views?before=1").text
    assert "frightens" not in text
    assert text.count("There are words here too.") == 2
    assert "frightens" in client_as(scene.user).get("/my/views?before=1").text


def test_an_answer_changed_with_help_keeps_the_words_and_still_hides_them(scene: Scene, client_as: ClientAs) -> None:
    browser = beside(scene, client_as)
    browser.submit("/my/answers/like", {"choice": ["music"], "text": "", "next": "1"})
    assert (newest(scene.world).choices, newest(scene.world).text) == (["music"], WORDS)
    assert "frightens" not in browser.get("/my/answers/like").text


def test_words_written_down_together_are_shown_to_both(scene: Scene, client_as: ClientAs) -> None:
    browser = beside(scene, client_as)
    browser.submit("/my/answers/like", {"choice": ["animals"], "text": "And a dog.", "next": "1"})
    assert "And a dog." in browser.get("/my/answers/like").text


def passed_to_the_teacher(scene: Scene) -> None:
    world = scene.world
    with world.writing() as session:
        row = session.scalars(sa.select(Reading)).one()
        services.close(
            session,
            row,
            Closing(ReadingOutcome.passed_on, "Please see her.", world.teacher),
            seen=row.version,
            actor=world.actor(world.lead),
            now=world.now,
            today=world.now.date(),
        )
        session.commit()


def test_who_has_left_the_school_no_longer_reads_what_was_passed_to_them(scene: Scene, client_as: ClientAs) -> None:
    world = scene.world
    passed_to_the_teacher(scene)
    assert "frightens" in client_as(world.teacher).get("/passed-to-me").text
    other = world.save(Organisation(name="Another School", kind=OrganisationKind.school))
    with world.database.writing() as session:
        row = session.scalars(sa.select(Membership).where(Membership.user_id == world.teacher.id)).one()
        row.organisation_id = other.id
        session.commit()
    browser = client_as(world.teacher)
    for page in ("/", "/passed-to-me"):
        text = browser.get(page).text
        assert "frightens" not in text
        assert "Yasmin" not in text
    assert "Tea Cher can no longer read this." in client_as(world.lead).get("/safeguarding").text


def test_words_are_passed_to_nobody_at_another_school(scene: Scene) -> None:
    world = scene.world
    other = world.save(Organisation(name="Another School", kind=OrganisationKind.school))
    stranger = world.user("Stan Stranger", Role.school_staff, other)
    with world.writing() as session:
        row = session.scalars(sa.select(Reading)).one()
        assert stranger.id not in {user.id for user in queries.may_take(session, row.young_person, world.now.date())}
        closing = Closing(ReadingOutcome.passed_on, "Please see her.", stranger)
        with pytest.raises(Refused, match="may not read answers"):
            services.close(
                session,
                row,
                closing,
                seen=row.version,
                actor=world.actor(world.lead),
                now=world.now,
                today=world.now.date() + dt.timedelta(days=1),
            )
