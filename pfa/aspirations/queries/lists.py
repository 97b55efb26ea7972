"""Which questions somebody is asked: the list they began with, or the newest their authority has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.models import OwnQuestion, PaperEntry, QuestionSet, Response, Round
from pfa.aspirations.queries.rounds import Member
from pfa.aspirations.questions import SET_VERSION, Question
from pfa.aspirations.sets import FIRST_OWN_SET, OUR_SETS, Entry, QuestionList, listed, own_question
from pfa.aspirations.words import Wording
from pfa.calendar import years
from pfa.core.statements import once
from pfa.people.models import Enrolment, YoungPerson

Own = Mapping[tuple[str, int], tuple[Question, Wording]]


def list_of(session: Session, response: Response | PaperEntry) -> QuestionList:
    """The questions of a response or a paper: those of the set it began with, whatever was changed since."""
    entries = entries_of(session, response.authority_id, response.set_version)
    return listed(entries, response.year_group, _own(session, entries))


def list_for(session: Session, person: YoungPerson, academic_year: int) -> QuestionList:
    """The questions somebody would be asked if they began today."""
    entries = entries_of(session, person.authority_id, newest_set(session, person.authority_id))
    return listed(entries, year_group_in(session, person, academic_year), _own(session, entries))


def lists_on_paper(session: Session, asked: Round, members: Sequence[Member]) -> list[QuestionList]:
    """The questions on the paper of each of these members of a round: those they began with on screen, else those they
    would be asked today. Three statements at most, however many they are."""
    newest = newest_set(session, asked.authority_id)
    numbers = [member.response.set_version if member.response else newest for member in members]
    sets = _sets(session, asked.authority_id, set(numbers))
    own = _own(session, (entry for entries in sets.values() for entry in entries))
    return [listed(sets[number], _year_of(member, asked), own) for number, member in zip(numbers, members, strict=True)]


def newest_set(session: Session, authority_id: int) -> int:
    """The number of the set that an authority asks now: its own if it made one, else our newest."""
    return session.scalar(_newest_set(), {"authority_id": authority_id}) or SET_VERSION


@once
def _newest_set() -> sa.Select[Any]:
    theirs = QuestionSet.authority_id == sa.bindparam("authority_id")
    return sa.select(sa.func.max(QuestionSet.number)).where(theirs)


def entries_of(session: Session, authority_id: int, number: int) -> Sequence[Entry]:
    """The questions of a set, by its number. Raises KeyError for a set that there is not."""
    return _sets(session, authority_id, {number})[number]


def own_questions(session: Session) -> Own:
    """Every version of every question that the authorities of this session wrote themselves: one statement."""
    rows = session.scalars(sa.select(OwnQuestion).order_by(OwnQuestion.id))
    return {(row.key, row.number): own_question(row.key, row.number, row.takes, row.wording) for row in rows}


def year_group_in(session: Session, person: YoungPerson, academic_year: int) -> int:
    """Somebody's year group in an academic year: as they are enrolled, else by their age."""
    found = session.scalars(_year_group_in(), {"person_id": person.id, "year": academic_year}).first()
    return found if found is not None else years.year_group(person.born_on, academic_year)


@once
def _year_group_in() -> sa.Select[Any]:
    theirs = Enrolment.young_person_id == sa.bindparam("person_id")
    return sa.select(Enrolment.year_group).where(theirs, Enrolment.academic_year == sa.bindparam("year"))


def _sets(session: Session, authority_id: int, numbers: Collection[int]) -> dict[int, Sequence[Entry]]:
    """The questions of sets, by number: one statement if any of them is the authority's own."""
    found: dict[int, Sequence[Entry]] = {number: OUR_SETS[number] for number in numbers if number < FIRST_OWN_SET}
    theirs = [number for number in numbers if number >= FIRST_OWN_SET]
    if theirs:
        query = sa.select(QuestionSet).where(QuestionSet.authority_id == authority_id, QuestionSet.number.in_(theirs))
        for row in session.scalars(query.order_by(QuestionSet.number)):
            found[row.number] = [Entry(**entry) for entry in row.entries]
    return found


def _year_of(member: Member, asked: Round) -> int | None:
    """The year group as whose member somebody is asked: as they began, else as `year_group_in` says it."""
    if member.response is not None:
        return member.response.year_group
    if member.enrolment is not None and member.enrolment.year_group is not None:
        return member.enrolment.year_group
    return years.year_group(member.person.born_on, asked.academic_year)


def _own(session: Session, entries: Iterable[Entry]) -> Own:
    return own_questions(session) if any(entry.is_own for entry in entries) else {}
