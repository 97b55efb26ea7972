"""Whom young people want to be with: names they typed, the records staff matched them to, and who asked for whom."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations.models import RELEASES, Answer, Companion, Reading
from pfa.aspirations.questions import COMPANY
from pfa.core.errors import NotFound
from pfa.people.models import YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of

TO_MATCH, MATCHED = "to-match", "matched"  # as choices of a list
LIKE_ENOUGH = 0.6
SHOWN_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Wished:
    """Somebody whom a young person asked to be with. `both`: that person asked for them as well.

    `is_read`: the safeguarding lead has read the name they typed and passed it on; before, nobody else reads it.
    """

    row: Companion
    both: bool
    is_read: bool = True


def mutual_companions(session: Session, authority_id: int, person_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Pairs of young people who both asked for each other and have not withdrawn it, the smaller id first.

    Both must be among `person_ids`. Pairs that staff have not matched to records are not there. One statement.
    """
    theirs = aliased(Companion)
    query = (
        sa.select(Companion.young_person_id, Companion.other_person_id)
        .join(theirs, _answers(theirs))
        .where(
            Companion.authority_id == authority_id,
            Companion.withdrawn_at.is_(None),
            Companion.young_person_id < Companion.other_person_id,
        )
    )
    wanted = frozenset(person_ids)
    return frozenset((one, other) for one, other in session.execute(query) if one in wanted and other in wanted)


def companions_of(session: Session, person: YoungPerson) -> Sequence[Wished]:
    """Whom one young person asks to be with now, in the order they typed, and whether both asked: one statement."""
    theirs = aliased(Companion)
    query = (
        sa.select(Companion, sa.select(theirs.id).where(_answers(theirs)).exists(), _is_read())
        .where(Companion.young_person_id == person.id, Companion.withdrawn_at.is_(None))
        .options(joinedload(Companion.other_person))
        .order_by(Companion.id)
    )
    return [Wished(row, bool(both), bool(read)) for row, both, read in session.execute(query)]


def companions(session: Session, asker: Asker, shown: str, *, number: int) -> Page[Wished]:
    """One page of the names that the lead has read, by who asked: those to match, or the others. Two statements."""
    theirs = aliased(Companion)
    is_done = Companion.matched_at.is_not(None)
    query = (
        _in_force(asker)
        .with_only_columns(Companion, sa.select(theirs.id).where(_answers(theirs)).exists())
        .join(YoungPerson, YoungPerson.id == Companion.young_person_id)
        .where(_is_read(), is_done if shown == MATCHED else sa.not_(is_done))
        .options(joinedload(Companion.other_person), joinedload(Companion.young_person))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, Companion.id)
    )
    page = page_of(session, query, number=number, scalars=False)
    return Page([Wished(row, bool(both)) for row, both in page.rows], page.number, page.total, page.size)


def held_names(session: Session, asker: Asker) -> int:
    """How many names wait for the safeguarding lead, who reads them first."""
    query = _in_force(asker).where(sa.not_(_is_read()), Companion.matched_at.is_(None))
    return session.scalar(query.with_only_columns(sa.func.count())) or 0


def companion(session: Session, asker: Asker, public_id: uuid.UUID) -> Companion:
    """One name that the lead has read. Raises NotFound."""
    query = _in_force(asker).where(Companion.public_id == public_id, _is_read())
    found = session.scalars(query.options(joinedload(Companion.young_person))).first()
    if found is None:
        raise NotFound("We could not find that name.")
    return found


def called_like(session: Session, asker: Asker, wish: Companion, name: str) -> list[YoungPerson]:
    """Young people whose names are most like one that was typed, the likest first, `SHOWN_AT_MOST` of them.

    Whoever starts in the same September comes before others of the same likeness. The match so far is always there.
    """
    asked = SequenceMatcher(b=_plain(name))
    rated = []
    for row in session.scalars(visible(asker, "companion:match").where(YoungPerson.id != wish.young_person_id)):
        likeness = max(_likeness(asked, each) for each in {row.name, row.called, f"{row.first_name} {row.last_name}"})
        is_match, later = row.id == wish.other_person_id, row.entry_year != wish.young_person.entry_year
        if likeness >= LIKE_ENOUGH or is_match:
            rated.append((not is_match, -round(likeness, 2), later, row.last_name, row.id, row))
    return [each[-1] for each in sorted(rated, key=lambda each: each[:-1])][:SHOWN_AT_MOST]


def _likeness(asked: SequenceMatcher[str], name: str) -> float:
    """From 0 to 1; 0 as soon as it is sure that they are not alike enough to be shown."""
    asked.set_seq1(_plain(name))
    if asked.real_quick_ratio() < LIKE_ENOUGH or asked.quick_ratio() < LIKE_ENOUGH:
        return 0.0
    return asked.ratio()


def _in_force(asker: Asker) -> sa.Select[Companion]:
    people = visible(asker, "companion:match").with_only_columns(YoungPerson.id).order_by(None)
    return sa.select(Companion).where(Companion.withdrawn_at.is_(None), Companion.young_person_id.in_(people))


def _is_read() -> sa.ColumnElement[bool]:
    """Did the name stand in words that the safeguarding lead has read and passed on?"""
    return (
        sa.select(Reading.id)
        .join(Answer, Answer.id == Reading.answer_id)
        .where(
            Answer.response_id == Companion.response_id,
            Answer.question == COMPANY,
            sa.func.replace(Answer.text, Companion.asked_name, "") != Answer.text,  # no sign of a name has a meaning
            Reading.outcome.in_(RELEASES),
        )
        .exists()
    )


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z]+", name.casefold()))


def _answers(theirs: type[Companion]) -> sa.ColumnElement[bool]:
    """Does the other one ask for this one in turn, still?"""
    return sa.and_(
        theirs.young_person_id == Companion.other_person_id,
        theirs.other_person_id == Companion.young_person_id,
        theirs.withdrawn_at.is_(None),
    )
