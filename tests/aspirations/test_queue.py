"""The safeguarding queue: nothing that a young person wrote or asked for is lost or closed unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Authority, User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Reading, ReadingKind, ReadingOutcome
from pfa.aspirations.services import Closing
from pfa.audit.models import AccessEvent
from pfa.core.errors import Changed, Refused
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def readings(world: World) -> list[Reading]:
    with world.reading() as session:
        return list(queries.queue(session, world.actor(world.lead)).rows)


def close(world: World, reading: Reading, closing: Closing, *, seen: int | None = None) -> None:
    """Close it as the lead."""
    with world.writing() as session:
        row = session.get_one(Reading, reading.id)
        services.close(
            session,
            row,
            closing,
            seen=seen or reading.version,
            actor=world.actor(world.lead),
            now=world.now,
            today=world.now.date(),
        )
        session.commit()


def test_every_free_text_is_due_within_the_promised_hours(scene: Scene) -> None:
    scene.answer("more", text="Something is wrong.")
    scene.answer("help", "small-group")
    found = readings(scene.world)
    assert [row.due_at - scene.world.now for row in found] == [dt.timedelta(hours=24)]
    assert found[0].kind is ReadingKind.free_text


def test_an_authority_sets_the_hours(scene: Scene) -> None:
    with scene.world.database.writing() as session:
        session.get_one(Authority, scene.world.authority.id).reading_hours = 6
        session.commit()
    scene.answer("more", text="Something is wrong.")
    assert readings(scene.world)[0].due_at == scene.world.now + dt.timedelta(hours=6)


def test_changed_words_are_read_again(scene: Scene) -> None:
    scene.answer("more", text="All is well.")
    scene.answer("more", text="All is well. Not at home.", hours=2)
    assert [row.answer.text for row in readings(scene.world) if row.answer] == [
        "All is well.",
        "All is well. Not at home.",
    ]


def test_words_that_were_taken_back_are_still_there_to_read(scene: Scene) -> None:
    scene.answer("more", text="He hurts me.")
    scene.answer("more", text="", hours=1)
    found = readings(scene.world)
    assert [row.answer.text for row in found if row.answer] == ["He hurts me."]


def test_the_one_due_first_is_at_the_top_and_a_wish_to_talk_is_due_sooner(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="Hello.")
    client_as(scene.user).submit("/my/talk")
    found = readings(scene.world)
    assert [row.kind for row in found] == [ReadingKind.talk, ReadingKind.free_text]
    assert found[0].due_at == scene.world.now + dt.timedelta(hours=4)


def test_asking_to_talk_twice_brings_one_person_and_asking_after_nobody_came_files_it_again(
    scene: Scene, client_as: ClientAs, clock: Clock
) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/talk")
    page = browser.get("/my/talk").text
    assert "We know you want to talk" in page
    assert "Lea D will talk with you. You will not wait longer than today at 2pm." in page
    browser.submit("/my/talk", page="/my/answers")
    assert len(readings(scene.world)) == 1
    clock.move(hours=5)
    client_as(scene.user).submit("/my/talk")
    assert len(readings(scene.world)) == 2


def test_an_overdue_one_says_so_in_words(scene: Scene, client_as: ClientAs, clock: Clock) -> None:
    scene.answer("more", text="Hello.")
    assert "Overdue" not in client_as(scene.world.lead).get("/safeguarding").text
    clock.move(hours=25)
    assert "Overdue" in client_as(scene.world.lead).get("/safeguarding").text
    with scene.world.reading() as session:
        summary = queries.queue_summary(session, scene.world.actor(scene.world.lead), clock(), clock().date())
    assert (summary.open, summary.overdue, summary.next_due) == (1, 1, None)


def test_the_lead_reads_and_closes_with_an_outcome(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="I like it here.")
    (reading,) = readings(scene.world)
    browser, address = client_as(scene.world.lead), f"/safeguarding/{reading.public_id}"
    assert "I like it here." in browser.get(address).text
    assert "Choose what you have done" in browser.submit(address).text
    assert browser.submit(address, {"outcome": "no-concern"}).location == "/safeguarding"
    assert readings(scene.world) == []
    with scene.world.reading() as session:
        row = session.get_one(Reading, reading.id)
        assert (row.read_by_id, row.closed_at) == (scene.world.lead.id, scene.world.now)
    assert "no concern" in browser.get("/safeguarding?show=closed").text


def test_newer_words_are_never_closed_unseen(scene: Scene) -> None:
    scene.answer("more", text="I am", key="oneform-oneform-oneform.1")
    (seen,) = readings(scene.world)
    scene.answer("more", text="I am not safe", key="oneform-oneform-oneform.2")
    with pytest.raises(Changed):
        close(scene.world, seen, Closing(ReadingOutcome.no_concern))
    (still,) = readings(scene.world)
    assert still.answer is not None
    assert still.answer.text == "I am not safe"
    assert still.due_at == seen.due_at


def test_a_wish_to_talk_is_not_closed_by_reading_alone(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.user).submit("/my/talk")
    (reading,) = readings(scene.world)
    with pytest.raises(Refused, match="asked to talk"):
        close(scene.world, reading, Closing(ReadingOutcome.no_concern))
    assert "no concern" not in client_as(scene.world.lead).get(f"/safeguarding/{reading.public_id}").text
    close(scene.world, reading, Closing(ReadingOutcome.talked))
    assert readings(scene.world) == []


def test_passing_on_needs_a_person_who_may_and_a_note(scene: Scene) -> None:
    scene.answer("more", text="Please help.")
    (reading,) = readings(scene.world)
    world = scene.world
    for closing, words in [
        (Closing(ReadingOutcome.passed_on, "See her."), "Choose the person"),
        (Closing(ReadingOutcome.passed_on, "", world.coordinator), "Write what you told them"),
        (Closing(ReadingOutcome.passed_on, "See her.", world.tutor), "may not read answers"),
        (Closing(ReadingOutcome.passed_on, "See her.", world.another().coordinator), "may not read answers"),
        (Closing(ReadingOutcome.passed_on, "See her.", world.lead), "yourself"),
    ]:
        with pytest.raises(Refused, match=words):
            close(world, reading, closing)
    assert len(readings(world)) == 1


def test_staff_read_words_once_the_lead_has_passed_them(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("like", "animals", text="A dog called Biscuit.")
    scene.answer("more", text="My teacher frightens me.")
    address = f"/people/{scene.person.public_id}/answers"
    teacher, lead = client_as(scene.world.teacher), client_as(scene.world.lead)
    page = teacher.get(address).text
    assert "Biscuit" not in page
    assert "frightens" not in page
    assert "Animals" in page
    assert "frightens" in lead.get(address).text
    first, second = readings(scene.world)
    close(scene.world, first, Closing(ReadingOutcome.no_concern))
    close(scene.world, second, Closing(ReadingOutcome.referred))
    page = teacher.get(address).text
    assert "Biscuit" in page
    assert "frightens" not in page


def test_a_harmless_answer_does_not_release_an_older_one_that_was_referred(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="He hurts me.")
    close(scene.world, readings(scene.world)[0], Closing(ReadingOutcome.referred))
    scene.answer("more", text="I like cake.", hours=3)
    close(scene.world, readings(scene.world)[0], Closing(ReadingOutcome.no_concern))
    page = client_as(scene.world.coordinator).get(f"/people/{scene.person.public_id}/answers").text
    assert "I like cake." in page
    assert "He hurts me." not in page


def test_words_that_stay_while_ticks_change_stay_as_the_lead_left_them(scene: Scene, client_as: ClientAs) -> None:
    teacher, address = client_as(scene.world.teacher), f"/people/{scene.person.public_id}/answers"
    scene.answer("like", "animals", text="A dog called Biscuit.")
    scene.answer("like", "animals", "music", text="A dog called Biscuit.", hours=1)
    [reading] = readings(scene.world)
    assert "Biscuit" not in teacher.get(address).text
    close(scene.world, reading, Closing(ReadingOutcome.no_concern))
    scene.answer("like", "music", text="A dog called Biscuit.", hours=2)
    assert readings(scene.world) == []
    page = teacher.get(address).text
    assert "Biscuit" in page
    assert "The safeguarding lead reads it first" not in page


def test_nothing_is_closed_twice(scene: Scene) -> None:
    scene.answer("more", text="Hello.")
    (reading,) = readings(scene.world)
    close(scene.world, reading, Closing(ReadingOutcome.no_concern))
    with pytest.raises((Refused, Changed)):
        close(scene.world, reading, Closing(ReadingOutcome.talked))
    with pytest.raises(Refused, match="closed already"):
        close(scene.world, reading, Closing(ReadingOutcome.talked), seen=reading.version + 1)


def test_the_database_itself_refuses_to_close_unread(scene: Scene) -> None:
    scene.answer("more", text="Hello.")
    (reading,) = readings(scene.world)
    with scene.world.writing() as session:
        row = session.get_one(Reading, reading.id)
        row.closed_at, row.outcome = scene.world.now, ReadingOutcome.no_concern
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()


def test_only_the_lead_of_the_authority_sees_the_queue(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="Only for the lead.")
    (reading,) = readings(scene.world)
    other = scene.world.another()
    for user in [u for u in scene.world.staff if u.id != scene.world.lead.id]:
        assert client_as(user).get("/safeguarding").status_code == 403
    stranger = client_as(other.lead)
    assert "Yasmin" not in stranger.get("/safeguarding").text
    assert stranger.get(f"/safeguarding/{reading.public_id}").status_code == 404


def test_the_queue_takes_the_same_number_of_statements_however_long_it_is(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="One.")
    browser = client_as(scene.world.lead)
    few = statements(lambda: browser.get("/safeguarding"))
    for number in range(12):
        another = scene.world.young_person(f"Person {number}", with_user=True)
        with scene.world.reading() as session:
            user = session.get_one(User, another.user_id)
        Scene(scene.world, scene.asked, another, user).answer("more", text="Two.")
    assert statements(lambda: browser.get("/safeguarding")) == few


def test_newest_answers_of_many_people_are_one_statement(scene: Scene) -> None:
    people = [scene.person]
    for number in range(5):
        another = scene.world.young_person(f"Person {number}", with_user=True)
        with scene.world.reading() as session:
            user = session.get_one(User, another.user_id)
        one = Scene(scene.world, scene.asked, another, user)
        one.answer("work", "catering")
        one.answer("work", "music", "sport")
        people.append(another)

    def ask() -> None:
        with scene.world.reading() as session:
            found = queries.newest_answers(session, [person.id for person in people])
            assert [answers["work"].choices for answers in found.values()] == [["music", "sport"]] * 5

    assert statements(ask) == 1
    with scene.world.another().reading() as session:
        assert queries.newest_answers(session, [person.id for person in people]) == {}


def test_it_is_noted_who_opened_what_somebody_wrote(scene: Scene, client_as: ClientAs) -> None:
    scene.answer("more", text="Hello.")
    (reading,) = readings(scene.world)
    client_as(scene.world.lead).get(f"/safeguarding/{reading.public_id}")
    with scene.world.reading() as session:
        opened = session.scalars(sa.select(AccessEvent).where(AccessEvent.page == "aspirations.reading")).one()
        assert opened.subject_id == session.get_one(YoungPerson, scene.person.id).public_id


def test_a_harmless_answer_of_another_tab_does_not_release_words_that_nobody_has_read(
    scene: Scene, client_as: ClientAs
) -> None:
    scene.answer("more", text="My teacher shouts.", key="tab-one.1")
    scene.answer("more", text="I like dogs.", key="tab-two.1")
    dogs = next(row for row in readings(scene.world) if row.answer and row.answer.text == "I like dogs.")
    close(scene.world, dogs, Closing(ReadingOutcome.no_concern))
    scene.answer("more", text="My teacher shouts at me.", key="tab-one.2")
    page = client_as(scene.world.teacher).get(f"/people/{scene.person.public_id}/answers").text
    assert "dogs" in page
    assert "shouts" not in page
