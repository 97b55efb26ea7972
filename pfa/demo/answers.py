"""What invented young people say they want, as the survey keeps it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.aspirations import questions, sets
from pfa.aspirations.models import (
    ON_SCREEN,
    Answer,
    Companion,
    Reading,
    ReadingKind,
    ReadingOutcome,
    Response,
    Round,
    Way,
)
from pfa.aspirations.services.ways import HELPERS
from pfa.demo import figures
from pfa.demo.people import Year
from pfa.people.codes import TravelWay
from pfa.people.models import YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.provision.models import Opportunity

# How often each kind of work is wished for: invented, uneven on purpose, so that some are full and some are not.
WISHED = {
    "animal-care": 13, "catering": 12, "it": 11, "retail": 9, "sport": 8, "motor": 7, "art-media": 7, "early-years": 6,
    "gardening": 5, "building": 5, "care": 4, "music": 4, "hair-beauty": 3, "office": 3, "warehouse": 3, "health": 2,
    "cleaning": 1,
}  # fmt: skip
AFTER = (
    ("college",),
    ("college", "learn-a-job"),
    ("learn-a-job",),
    ("school",),
    ("training",),
    ("apprenticeship",),
    (),
)
WEEK = ("learning", "work", "helping", "friends", "active", "travel", "rest")
WAYS = {
    Way.alone: 52, Way.with_help: 30, Way.paper: 5, Way.advocate: 2, Way.observed: 5, Way.group: 3, Way.annual_review: 3
}  # fmt: skip
NOTES = {
    Way.advocate: "Asha Invented, their advocate, who has known them for years",
    Way.observed: "Their class team over two weeks: what they chose, stayed with and smiled at",
}
TYPED_IN_AFTER = 4  # days
SAID = (
    "I want to work with dogs.",
    "My own money and a flat one day.",
    "Not too many people at once please.",
    "I like Fridays at home.",
    "I want to stay with my friend Jo.",
    "Loud places make me tired.",
    "I am good at fixing bikes.",
    "I worry about the bus.",
)
TRAVEL = {
    TravelWay.alone: "alone",
    TravelWay.learning: "learning",
    TravelWay.with_someone: "with-someone",
    TravelWay.council_transport: "council-transport",
    TravelWay.unknown: questions.NOT_SURE,
}

MATTERS: tuple[list[str], ...] = (
    ["work"],
    ["work", "friends"],
    ["near"],
    ["place", "near"],
    ["days"],
    [],
    [],
    [],
    [],
    [],
)
FRIENDS = 9  # pairs


def build(
    session: Session, asked: Round, people: Sequence[YoungPerson], lead: User, year: Year, chance: random.Random
) -> int:
    """Responses and answers of those who have answered; free text stands in the lead's queue. Gives how many."""
    groups = {person.id: person.enrolments[-1].year_group for person in people}
    answered = [person for person in people if chance.random() < figures.ANSWERED[groups[person.id]]]
    responses, ways = [], []
    for person in answered:
        began = year.now - dt.timedelta(days=chance.randrange(3, 40), minutes=chance.randrange(600))
        is_sent = chance.random() < 0.95
        ways.append(chance.choices(tuple(WAYS), weights=tuple(WAYS.values()))[0])
        responses.append(
            Response(
                authority_id=person.authority_id,
                round_id=asked.id,
                young_person_id=person.id,
                year_group=groups[person.id],
                started_at=began,
                sent_at=began + dt.timedelta(minutes=chance.randrange(8, 45)) if is_sent else None,
            )
        )
    session.add_all(responses)
    session.flush()
    texts = []
    offers, friends = _offers(session), _friends(answered)
    names = {one.id: other.name for one, other in friends}
    for person, response, way in zip(answered, responses, ways, strict=True):
        asked_of = sets.ours(response.year_group).questions
        said = _answers(person, offers, names, chance)
        if way in ON_SCREEN:
            (helper,), _ = said[questions.HELPER]
            helper = "" if way is Way.alone else "family" if helper == "nobody" else helper
            said[questions.HELPER] = [helper or "nobody"], ""
            response.helper = helper
        how = _how(person, way, response)
        for minutes, question in enumerate(asked_of, 1):
            choices, text = said[question.key]
            row = Answer(
                authority_id=person.authority_id,
                response_id=response.id,
                question=question.key,
                question_version=question.version,
                choices=list(questions.cleaned(question, choices)),
                text=text,
                skipped=not choices and not text,
                answered_at=response.started_at + dt.timedelta(minutes=minutes),
                **how,
            )
            session.add(row)
            if text:
                texts.append((person, row))
    session.flush()
    _queue(session, texts, lead, year)
    _wanted(session, friends, {response.young_person_id: response for response in responses})
    return len(answered)


def _answers(
    person: YoungPerson, offers: Mapping[str, Sequence[str]], friends: Mapping[int, str], chance: random.Random
) -> dict[str, tuple[list[str], str]]:
    """What somebody says to every question there is, whether it is asked of their year group or not."""
    works = _some(chance, WISHED, chance.choices((1, 2, 3), weights=(15, 25, 60))[0])
    rest = [work for work in KINDS_OF_WORK if work not in works]
    week = chance.sample(WEEK, chance.randint(2, 5))
    life = random.Random(person.reference)  # of its own, so that a question more changes no other answer
    return {
        questions.LIKE: (chance.sample(questions.BY_KEY[questions.LIKE].choices[:-1], 3), ""),
        questions.AFTER: (
            list(chance.choices(AFTER, weights=(42, 16, 14, 10, 6, 3, 9))[0]) or [questions.NOT_SURE],
            "",
        ),
        questions.WORK: (works if chance.random() < 0.93 else [questions.NOT_SURE], ""),
        questions.WEEK: ([each for each in WEEK if each in week], ""),
        questions.SORT: (
            [
                f"like:{each}"
                for each in [*chance.sample(rest, 2), *chance.sample(["kind:work-experience", "kind:community"], 1)]
            ]
            + [f"no:{each}" for each in (chance.sample(rest[5:], 1) if chance.random() < 0.4 else [])],
            "",
        ),
        questions.PLACES: (_places(works, offers, life), ""),
        questions.COMPANY: ([], friends.get(person.id, "")),
        questions.MATTERS: (life.choice(MATTERS), ""),
        questions.TRAVEL: ([TRAVEL[person.travel_way]], ""),
        questions.LEARN_TRAVEL: ([chance.choice(("yes", "no", questions.NOT_SURE))], ""),
        questions.DAYS: ([str(person.sessions_wanted // 2)], ""),
        questions.SKILLS: (life.sample(questions.BY_KEY[questions.SKILLS].choices[:-2], 2), ""),
        questions.HOME: ([life.choice(questions.BY_KEY[questions.HOME].choices)], ""),
        questions.PEOPLE: (life.sample(questions.BY_KEY[questions.PEOPLE].choices[:-1], 2), ""),
        questions.HEALTH: ([life.choice(questions.BY_KEY[questions.HEALTH].choices)], ""),
        questions.HELP: (list(person.access_needs) or [questions.NONE], ""),
        questions.MORE: ([], chance.choice(SAID) if chance.random() < 0.06 else ""),
        questions.HELPER: ([chance.choice(("nobody", "family", "school"))], ""),
    }


def _how(person: YoungPerson, way: Way, response: Response) -> dict[str, Any]:
    """How somebody's answers were given; what was not on a screen was said some days before it was typed in."""
    if way in ON_SCREEN:
        return {"way": way, "way_note": HELPERS.get(response.helper, "")}
    day = response.started_at.date() - dt.timedelta(days=TYPED_IN_AFTER)
    return {"way": way, "way_note": NOTES.get(way, ""), "given_on": day, "entered_by_id": person.named_worker_id}


def _offers(session: Session) -> Mapping[str, Sequence[str]]:
    """What is on offer, by kind of work."""
    found: dict[str, list[str]] = {}
    for code, work in session.execute(
        sa.select(Opportunity.public_id, Opportunity.kind_of_work).order_by(Opportunity.id)
    ):
        found.setdefault(work, []).append(str(code))
    return found


def _places(works: Sequence[str], offers: Mapping[str, Sequence[str]], chance: random.Random) -> list[str]:
    """One in four names a place, nearly always one of a kind of work they wish."""
    near = offers.get(works[0], ())
    if chance.random() > 0.25 or not near:
        return []
    return [f"{chance.choice(('must', 'like', 'like'))}:{chance.choice(near)}"]


def _friends(people: Sequence[YoungPerson]) -> list[tuple[YoungPerson, YoungPerson]]:
    """A few who start together and go to one school: of three pairs two ask for each other, of the third one does."""
    schools: dict[object, list[YoungPerson]] = {}
    for person in people:
        year = person.enrolments[-1]
        if year.year_group not in sets.EXPLORING and year.organisation_id is not None:
            schools.setdefault((year.organisation_id, person.entry_year), []).append(person)
    pairs = [(row[0], row[1]) for row in schools.values() if len(row) > 1][:FRIENDS]
    back = [(other, one) for number, (one, other) in enumerate(pairs) if number % 3]
    return [*pairs, *back]


def _wanted(
    session: Session,
    friends: Sequence[tuple[YoungPerson, YoungPerson]],
    responses: Mapping[int, Response],
) -> None:
    """Staff have matched the names but the last two."""
    for number, (one, other) in enumerate(friends):
        response = responses[one.id]
        known = number < len(friends) - 2
        session.add(
            Companion(
                authority_id=one.authority_id,
                young_person_id=one.id,
                asked_name=other.name,
                other_person_id=other.id if known else None,
                response_id=response.id,
                asked_at=response.started_at,
                matched_at=response.started_at + dt.timedelta(days=2) if known else None,
            )
        )
    session.flush()


def _some(chance: random.Random, weights: Mapping[str, int], count: int) -> list[str]:
    left, found = dict(weights), []
    for _ in range(count):
        found.append(chance.choices(list(left), weights=list(left.values()))[0])
        del left[found[-1]]
    return found


def _queue(session: Session, texts: Sequence[tuple[YoungPerson, Answer]], lead: User, year: Year) -> None:
    """All that was written has been read but the newest three."""
    newest_first = sorted(texts, key=lambda pair: (pair[1].answered_at, pair[1].id), reverse=True)
    for number, (person, answer) in enumerate(newest_first):
        asked = year.now - dt.timedelta(hours=2 + number) if number < 3 else answer.answered_at
        row = Reading(
            authority_id=person.authority_id,
            kind=ReadingKind.free_text,
            young_person_id=person.id,
            answer_id=answer.id,
            asked_at=asked,
            due_at=asked + dt.timedelta(hours=24),
        )
        if number >= 3:
            row.read_at = row.closed_at = asked + dt.timedelta(hours=5)
            row.read_by_id = lead.id
            row.outcome = ReadingOutcome.no_concern
        session.add(row)
    session.flush()
