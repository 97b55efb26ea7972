"""A paper is typed in twice, by two people if there are two; what both typings say, or somebody settled, counts.

Written words go to the safeguarding lead's queue with the first typing: no reading waits for the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import Answer, PaperEntry, Reading, Round, Way
from pfa.aspirations.questions import TEXT_AT_MOST, AnswerValue
from pfa.aspirations.services import answering
from pfa.aspirations.services.entering import Given, enter_answers, refuse_day
from pfa.aspirations.services.readings import file_words
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.words import say
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.web.forms import check_version

DAY = "given_on"  # the name of the day among the picks
PAGE = "aspirations.paper"  # where the words of a paper were typed in
WHY_AT_MOST = 300  # characters
SAME = "You typed this in the first time. Let somebody else do it; if nobody can, say so below."
Values = Mapping[str, AnswerValue]


def type_paper(
    session: Session,
    person: YoungPerson,
    asked: Round,
    values: Values,
    *,
    on: dt.date,
    note: str,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> PaperEntry:
    """Type a paper in for the first time, filled in on the day `on`. It does not count yet.

    Where somebody else typed the same paper in a moment ago, this is its second typing. Raises Refused if nothing is
    entered, or the day cannot be.
    """
    refuse_day(asked, on, now=now)
    answering.lock(session, person)
    found = queries.open_paper(session, person, asked)
    if found is not None:
        type_paper_again(session, found, values, on=on, is_same=False, key=key, actor=actor, now=now)
        return found
    response = queries.response_in(session, person, asked.id)
    entry = PaperEntry(
        authority_id=person.authority_id,
        round_id=asked.id,
        young_person_id=person.id,
        set_version=response.set_version if response else queries.newest_set(session, person.authority_id),
        year_group=response.year_group if response else queries.year_group_in(session, person, asked.academic_year),
        way_note=note,
        first=_typed(values),
        first_given_on=on,
        first_at=now,
        first_by_id=actor.user_id,
        filed={},
    )
    entry.young_person = person
    session.add(entry)
    audit.record(session, actor=actor, now=now, action="paper.typed", subject=entry, fields=[])
    session.flush()
    _file_words(session, entry, values, actor=actor, now=now)
    return entry


def type_paper_again(
    session: Session,
    entry: PaperEntry,
    values: Values,
    *,
    on: dt.date,
    is_same: bool,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> Sequence[Answer] | None:
    """Type a paper in for the second time. If both say the same, and the same day, it counts; None: they differ.

    Gives what they answered later, as `enter_answers` does. `is_same`: the same person says that nobody else can. It
    is kept who typed what, so the two can be told apart. Raises Refused.
    """
    refuse_day(entry.round, on, now=now)
    answering.lock(session, entry.young_person)
    if entry.closed_at is not None or entry.second is not None:
        raise Refused("Somebody has typed this in a second time already.")
    if actor.user_id == entry.first_by_id and not is_same:
        raise Refused(SAME, "is_same")
    entry.second, entry.second_at, entry.second_by_id = _typed(values), now, actor.user_id
    entry.second_given_on = on
    audit.record(session, actor=actor, now=now, action="paper.typed-again", subject=entry, fields=[])
    _file_words(session, entry, values, actor=actor, now=now)
    if entry.says_two_days or queries.differences(_questions(session, entry), entry):
        return None
    return _count(session, entry, entry.first, on=on, key=key, actor=actor, now=now)


def settle_paper(
    session: Session,
    entry: PaperEntry,
    picks: Mapping[str, str],
    *,
    seen: int,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> Sequence[Answer]:
    """Say for each difference which typing is what the paper says: `first` or `second`. Then it counts.

    `picks` are by question; that of the day is named `given_on`. Gives what they answered later. Only who typed it in
    may: they had the paper, and have read its words. Raises Changed or Refused.
    """
    check_version(entry, seen)
    refuse_stranger(entry, actor)
    merged = dict(entry.first)
    for difference in queries.differences(_questions(session, entry), entry):
        name = difference.question.key
        if picks.get(name) not in ("first", "second"):
            raise Refused("Choose what the paper says.", name)
        chosen = entry.first if picks[name] == "first" else entry.second or {}
        merged[name] = chosen.get(name)
    day = entry.first_given_on
    if entry.says_two_days:
        if picks.get(DAY) not in ("first", "second"):
            raise Refused("Choose the day on the paper.", DAY)
        day = day if picks[DAY] == "first" else entry.second_given_on or day
    return _count(session, entry, merged, on=day, key=key, actor=actor, now=now)


def type_paper_anew(session: Session, entry: PaperEntry, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Neither typing is right: the second is taken away, and the paper waits to be typed in again."""
    check_version(entry, seen)
    refuse_stranger(entry, actor)
    entry.second, entry.second_at, entry.second_by_id, entry.second_given_on = None, None, None, None
    audit.record(session, actor=actor, now=now, action="paper.second-removed", subject=entry, fields=[])


def waive_second(
    session: Session, entry: PaperEntry, because: str, *, seen: int, key: str, actor: Actor, now: dt.datetime
) -> Sequence[Answer]:
    """Let the first typing count alone, and say why nobody types it in a second time. Raises Changed or Refused.

    Gives what they answered later.
    """
    check_version(entry, seen)
    if not because.strip():
        raise Refused("Say why nobody types it in a second time.", "waived_because")
    if entry.second is not None:
        raise Refused("It was typed in twice. Settle the differences.", "waived_because")
    entry.waived_because = because.strip()[:WHY_AT_MOST]
    audit.record(session, actor=actor, now=now, action="paper.waived", subject=entry, fields=["waived_because"])
    return _count(session, entry, entry.first, on=entry.first_given_on, key=key, actor=actor, now=now)


def drop_paper(session: Session, entry: PaperEntry, because: str, *, seen: int, actor: Actor, now: dt.datetime) -> None:
    """Throw away what was typed in: the wrong person's paper, or typed by mistake. What it said is kept, unseen."""
    check_version(entry, seen)
    if not because.strip():
        raise Refused("Say why it is thrown away.", "dropped_because")
    entry.dropped_because, entry.closed_at, entry.closed_by_id = because.strip()[:WHY_AT_MOST], now, actor.user_id
    audit.record(session, actor=actor, now=now, action="paper.dropped", subject=entry, fields=["dropped_because"])


def refuse_stranger(entry: PaperEntry, actor: Actor) -> None:
    """Raise Refused for everybody but the two who typed a paper in."""
    if actor.user_id not in (entry.first_by_id, entry.second_by_id):
        raise Refused("Only those who typed this paper in can settle it. Ask them, or throw it away and begin again.")


def _count(
    session: Session,
    entry: PaperEntry,
    typed: Mapping[str, object],
    *,
    on: dt.date,
    key: str,
    actor: Actor,
    now: dt.datetime,
) -> Sequence[Answer]:
    """Make answers of what was typed in. The words were filed before, and the same reading covers them now."""
    asked = _questions(session, entry)
    values = queries.typed_values(asked, typed)
    later: Sequence[Answer] = ()
    if values:
        filed = {name: session.get_one(Reading, number) for name, number in _fitting(entry, values).items()}
        given = Given(on, Way.paper, entry.way_note, entry=entry, filed=filed)
        later = enter_answers(session, entry.young_person, entry.round, values, given, key=key, actor=actor, now=now)
    entry.closed_at, entry.closed_by_id = now, actor.user_id
    audit.record(session, actor=actor, now=now, action="paper.settled", subject=entry, fields=[])
    return later


def _questions(session: Session, entry: PaperEntry) -> QuestionList:
    return queries.list_of(session, entry)


def _typed(values: Values) -> dict[str, dict[str, object]]:
    """Values as they are kept. Raises Refused if there are none, or a text is too long."""
    for name, value in values.items():
        if len(value.text) > TEXT_AT_MOST:
            raise Refused(say("error.too-long"), f"{name}_text")
    said = {name: value for name, value in values.items() if value != AnswerValue()}
    if not said:
        raise Refused("Enter at least one answer.")
    return {name: {"choices": list(value.choices), "text": answering.tidy(value.text)} for name, value in said.items()}


def _file_words(session: Session, entry: PaperEntry, values: Values, *, actor: Actor, now: dt.datetime) -> None:
    """Put words that nobody has filed yet into the queue."""
    filed = {name: dict(known) for name, known in entry.filed.items()}
    for name, value in values.items():
        words = answering.tidy(value.text)
        if words and words not in filed.get(name, {}):
            row = file_words(session, entry.young_person, words=words, page=PAGE, actor=actor, now=now)
            session.flush()
            filed.setdefault(name, {})[words] = row.id
    entry.filed = filed


def _fitting(entry: PaperEntry, values: Values) -> dict[str, int]:
    """The reading of the very words that count, by question."""
    known = {name: entry.filed.get(name, {}).get(value.text) for name, value in values.items()}
    return {name: number for name, number in known.items() if number is not None}
