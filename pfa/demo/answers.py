"""What invented young people say they want, as the survey keeps it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.aspirations import questions, sets
from pfa.aspirations.models import Answer, Reading, ReadingKind, ReadingOutcome, Response, Round, Way
from pfa.demo import figures
from pfa.demo.people import Year
from pfa.people.codes import TravelWay
from pfa.people.models import YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK

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


def build(
    session: Session, asked: Round, people: Sequence[YoungPerson], lead: User, year: Year, chance: random.Random
) -> int:
    """Responses and answers of those who have answered; free text stands in the lead's queue. Gives how many."""
    groups = {person.id: person.enrolments[-1].year_group for person in people}
    answered = [person for person in people if chance.random() < figures.ANSWERED[groups[person.id]]]
    responses = []
    for person in answered:
        began = year.now - dt.timedelta(days=chance.randrange(3, 40), minutes=chance.randrange(600))
        is_sent = chance.random() < 0.95
        responses.append(
            Response(
                authority_id=person.authority_id,
                round_id=asked.id,
                young_person_id=person.id,
                year_group=groups[person.id],
                way=chance.choices(tuple(WAYS), weights=tuple(WAYS.values()))[0],
                started_at=began,
                sent_at=began + dt.timedelta(minutes=chance.randrange(8, 45)) if is_sent else None,
            )
        )
    session.add_all(responses)
    session.flush()
    texts = []
    for person, response in zip(answered, responses, strict=True):
        asked_of = sets.ours(response.year_group).questions
        said = _answers(person, chance)
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
            )
            session.add(row)
            if text:
                texts.append((person, row))
    session.flush()
    _queue(session, texts, lead, year)
    return len(answered)


def _answers(person: YoungPerson, chance: random.Random) -> Mapping[str, tuple[list[str], str]]:
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
        questions.TRY: (chance.sample(rest, 2) + chance.sample(["kind:work-experience", "kind:community"], 1), ""),
        questions.NOT_FOR_ME: (chance.sample(rest[5:], 1) if chance.random() < 0.4 else [questions.NONE], ""),
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
