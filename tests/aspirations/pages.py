"""Every page of this room, with what it needs to be opened."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Answer, HandOver, Reading, ReadingOutcome, Reminder, ReminderWay, Way
from pfa.aspirations.questions import QUESTIONS, AnswerValue, Takes
from pfa.aspirations.services import Closing, OwnWords
from pfa.people.models import YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK
from tests.aspirations.scene import Scene, a_round, a_scene, enter, type_in
from tests.factories import World


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to who opens it and where; more states of a page after `#`."""
    answered = a_full_scene(world)
    what_was_said_elsewhere(world, answered)
    fresh = _another(world, answered, "Fred")
    begun = _another(world, answered, "Beth")
    begun.answer("like", "animals", "quiet")
    spending = _another(world, answered, "Sana")
    spending.answer("matters", "work:4", "friends:2")
    with world.writing() as session:
        services.choose_comfort(session, session.get_one(YoungPerson, spending.person.id), {"counters": "on"})
        session.commit()
    outside = world.young_person("Olga", with_user=True, year_group=14)
    world.young_person("Nora", no_school=None, year_group=12)
    with world.reading() as session:
        readings = session.scalars(sa.select(Reading).order_by(Reading.id)).all()
        open_one = next(row for row in readings if row.closed_at is None)
        handed = session.scalars(sa.select(HandOver)).one()
        with_cora = session.get_one(Reading, handed.reading_id)
        nobody = session.get_one(User, outside.user_id)
    own = an_own_question(world)
    once, twice = some_papers(world, answered)
    someone_reminded(world, answered)
    empty = a_round(world, "Nobody yet", year_groups=[14], includes_without_school=False).public_id
    person, asked = answered.person.public_id, answered.asked.public_id
    found: dict[str, tuple[User | None, str]] = {
        "aspirations.start": (fresh.user, "/my/answers"),
        "aspirations.start#begun": (begun.user, "/my/answers"),
        "aspirations.start#sent": (answered.user, "/my/answers"),
        "aspirations.start#not asked": (nobody, "/my/answers"),
        "aspirations.question": (begun.user, "/my/answers/like"),
        "aspirations.check": (answered.user, "/my/answers/check"),
        "aspirations.check#begun": (begun.user, "/my/answers/check"),
        "aspirations.thanks": (answered.user, "/my/answers/thanks"),
        "aspirations.question#places found": (answered.user, "/my/answers/places?find=music&to=check"),
        "aspirations.question#places not found": (answered.user, "/my/answers/places?find=moon&to=check"),
        "aspirations.question#counters": (spending.user, "/my/answers/matters"),
        "aspirations.comfort_settings": (fresh.user, "/my/comfort"),
        "aspirations.have_a_break": (begun.user, "/my/break"),
        "aspirations.my_views": (answered.user, "/my/views"),
        "aspirations.my_views#none": (fresh.user, "/my/views"),
        "aspirations.views_of": (world.coordinator, f"/people/{person}/answers/print"),
        "aspirations.paper_pack": (world.coordinator, f"/rounds/{asked}/paper/{person}/print"),
        "aspirations.questions": (world.coordinator, "/questions"),
        "aspirations.questions#school": (world.teacher, "/questions"),
        "aspirations.one_question": (world.coordinator, "/questions/after"),
        "aspirations.one_question#own": (world.coordinator, f"/questions/{own}"),
        "aspirations.new_question": (world.coordinator, "/questions/new"),
        "aspirations.reword_question": (world.coordinator, f"/questions/{own}/words"),
        "aspirations.talk": (fresh.user, "/my/talk"),
        "aspirations.talk#asked": (answered.user, "/my/talk"),
        "aspirations.rounds": (world.coordinator, "/rounds"),
        "aspirations.new_round": (world.coordinator, "/rounds/new"),
        "aspirations.edit_round": (world.coordinator, f"/rounds/{asked}/edit"),
        "aspirations.round_": (world.coordinator, f"/rounds/{asked}"),
        "aspirations.round_#school": (world.teacher, f"/rounds/{asked}"),
        "aspirations.round_without_school": (world.coordinator, f"/rounds/{asked}/without-a-school"),
        "aspirations.round_rates": (world.coordinator, f"/rounds/{asked}/response"),
        "aspirations.answers": (world.coordinator, f"/people/{person}/answers"),
        "aspirations.answers#none": (world.coordinator, f"/people/{fresh.person.public_id}/answers"),
        "aspirations.companions": (world.coordinator, "/answers/together"),
        "aspirations.companions#matched": (world.coordinator, "/answers/together?show=matched"),
        "aspirations.companion": (world.coordinator, f"/answers/together/{a_name_to_match(world, answered)}"),
        "aspirations.changes": (world.coordinator, "/answers/changed"),
        "aspirations.paper": (world.coordinator, f"/rounds/{asked}/paper/{person}"),
        "aspirations.chase": (world.coordinator, f"/rounds/{asked}/today"),
        "aspirations.chase#school": (world.teacher, f"/rounds/{asked}/today?tutor=11B"),
        "aspirations.chase#none": (world.coordinator, f"/rounds/{empty}/today"),
        "aspirations.unheard": (world.coordinator, f"/rounds/{asked}/never-heard"),
        "aspirations.unheard#none": (world.coordinator, f"/rounds/{empty}/never-heard"),
        "aspirations.paper#again": (world.teacher, f"/rounds/{asked}/paper/{once}"),
        "aspirations.paper#again, the same": (world.coordinator, f"/rounds/{asked}/paper/{once}"),
        "aspirations.papers": (world.coordinator, f"/rounds/{asked}/paper"),
        "aspirations.papers#none": (world.coordinator, f"/rounds/{empty}/paper"),
        "aspirations.paper_packs": (world.coordinator, f"/rounds/{asked}/paper/print?tutor=11B"),
        "aspirations.settle_paper": (world.coordinator, f"/rounds/{asked}/paper/{twice}/settle"),
        "aspirations.settle_paper#stranger": (world.teacher, f"/rounds/{asked}/paper/{twice}/settle"),
        "aspirations.queue": (world.lead, "/safeguarding"),
        "aspirations.queue#closed": (world.lead, "/safeguarding?show=closed"),
        "aspirations.reading": (world.lead, f"/safeguarding/{open_one.public_id}"),
        "aspirations.reading#closed": (world.lead, f"/safeguarding/{readings[0].public_id}"),
        "aspirations.reading#passed on": (world.lead, f"/safeguarding/{with_cora.public_id}"),
        "aspirations.passed_on": (world.lead, "/safeguarding/passed"),
        "aspirations.passed": (world.coordinator, "/passed-to-me"),
        "aspirations.passed#none": (world.teacher, "/passed-to-me"),
        "aspirations.what_came_of_it": (world.coordinator, f"/passed-to-me/{handed.public_id}/what-came-of-it"),
    }
    for question in QUESTIONS[1:]:
        found[f"aspirations.question#{question.key}"] = (answered.user, f"/my/answers/{question.key}?to=check")
    return found


def places_on_offer(world: World) -> list[str]:
    """Codes of what is on offer: more than are on view at once."""
    works = ("catering", "animal-care", "retail", "music", "sport", "it", "motor", "office")
    offers = [world.opportunity(f"{KINDS_OF_WORK[work]} at Stonebridge", kind_of_work=work) for work in works]
    for offer in offers:
        world.group(offer)
    return [str(offer.public_id) for offer in offers]


def a_full_scene(world: World) -> Scene:
    """Yasmin answered everything, sent it, changed her mind, wants to talk; the lead passed one thing to Cora."""
    scene = a_scene(world)
    first, second, third, *_ = places_on_offer(world)
    scene.answer("like", "animals", "cooking", text="I have a dog called Biscuit.")
    scene.answer("after", "college", "learn-a-job")
    scene.answer("work", "catering", "animal-care")
    scene.answer("week", "friends", "active", "rest")
    scene.answer("sort", "like:gardening", "like:kind:volunteering", "unsure:motor", "no:office")
    scene.answer("not-for-me", "office", "kind:school-sixth-form")
    scene.answer("places", f"must:{second}", f"like:{first}", f"no:{third}", text="A farm would be good.")
    scene.answer("with", text="Ben Invented\nmy friend Jo from Tuesdays")
    scene.answer("matters", "work", "near")
    scene.answer("travel", "with-someone")
    scene.answer("learn-travel", "yes")
    scene.answer("days", "4")
    scene.answer("help", "quiet-space", "small-group", text="I need time to answer.")
    scene.answer("more", text="I feel sad at lunch time.")
    scene.answer("helper", "family")
    scene.send()
    scene.answer("work", "animal-care", "catering", "retail", days=2)
    with world.writing() as session:
        person = session.get_one(YoungPerson, scene.person.id)
        services.ask_to_talk(session, person, page="aspirations.question", actor=scene.actor, now=world.now)
        first = queries.queue(session, world.actor(world.lead)).rows[-1]
        coordinator = session.get_one(User, world.coordinator.id)
        closing = Closing(ReadingOutcome.passed_on, "Please see her at lunch.", coordinator)
        services.close(
            session,
            first,
            closing,
            seen=first.version,
            actor=world.actor(world.lead),
            now=world.now,
            today=world.now.date(),
        )
        session.commit()
    return scene


def what_was_said_elsewhere(world: World, scene: Scene) -> None:
    """What Yasmin said at her review and through an advocate, and an older paper that does not count any more."""
    today = world.now.date()
    enter(
        scene, today - dt.timedelta(days=3), Way.annual_review, days=AnswerValue(("3",)), home=AnswerValue(("family",))
    )
    spoke = "Asha Invented, her advocate, who asked her with pictures"
    enter(scene, today, Way.advocate, spoke, people=AnswerValue(("club",)), health=AnswerValue(("move",)))


def some_papers(world: World, scene: Scene) -> tuple[uuid.UUID, uuid.UUID]:
    """Two whose papers are half entered: typed in once, and typed in twice with differences."""
    once, twice, done = (world.young_person(name).public_id for name in ("Odd", "Twyla", "Dana"))
    first = {"like": AnswerValue(("animals",)), "more": AnswerValue(text="I like to draw.")}
    second = {"like": AnswerValue(("art",)), "more": AnswerValue(text="I like to drive.")}
    type_in(scene, once, world.coordinator, first)
    type_in(scene, twice, world.coordinator, first)
    type_in(scene, twice, world.coordinator, second, is_same=True, on=world.now.date() - dt.timedelta(days=4))
    type_in(scene, done, world.coordinator, first)
    type_in(scene, done, world.teacher, first)
    return once, twice


def someone_reminded(world: World, scene: Scene) -> None:
    """Mila of 11B was reminded ten days ago, and somebody of hers has begun."""
    mila = world.young_person("Mila", with_user=True, tutor_group="11B")
    world.save(
        Reminder(
            authority_id=world.authority.id,
            round_id=scene.asked.id,
            young_person_id=mila.id,
            reminded_on=world.now.date() - dt.timedelta(days=10),
            way=ReminderWay.slip,
            by_id=world.teacher.id,
        )
    )


def a_name_to_match(world: World, scene: Scene) -> str:
    """The public id of a name that the lead has read; the other she typed is matched."""
    world.young_person("Ben", tutor_group="11B")
    with world.writing() as session:
        words = sa.select(Reading).join(Answer, Answer.id == Reading.answer_id).where(Answer.question == "with")
        row = session.scalars(words).one()
        closing = Closing(ReadingOutcome.no_concern)
        lead = world.actor(world.lead)
        services.close(session, row, closing, seen=row.version, actor=lead, now=world.now, today=world.now.date())
        first, second = queries.companions_of(session, session.get_one(YoungPerson, scene.person.id))
        services.match_companion(session, second.row, None, actor=world.actor(world.coordinator), now=world.now)
        session.commit()
        return str(first.row.public_id)


def an_own_question(world: World) -> str:
    """The key of a question that the authority wrote itself, now the last but two."""
    words = OwnWords(
        "Which pet do you like best?",
        "What pet do you like?",
        "good",
        Takes.one,
        choices=(("A dog", "good"), ("A cat", "okay")),
    )
    with world.writing() as session:
        actor = world.actor(world.coordinator)
        seen = queries.newest_set(session, world.authority.id)
        services.write_question(session, words, seen=seen, actor=actor, now=world.now)
        session.commit()
        return next(key for key, _ in queries.own_questions(session))


def _another(world: World, scene: Scene, name: str) -> Scene:
    person = world.young_person(name, with_user=True)
    with world.reading() as session:
        return Scene(world, scene.asked, person, session.get_one(User, person.user_id))
