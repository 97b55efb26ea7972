"""What was written in a round, as far as the asker may read it, and what stands under which theme."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.aspirations.models import RELEASES, Answer, Reading, Response, Round
from pfa.aspirations.queries import newest
from pfa.core.errors import NotFound
from pfa.people.disclosure import published
from pfa.people.models import YoungPerson
from pfa.people.queries import visible
from pfa.themes.models import Theme, ThemeMark
from pfa.themes.suggesting import holds

SMALL = 5  # people; what fewer wrote of in one place or year is told as "1 to 4"
UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Text:
    """One text that may be read: whose, to which question, and where they are. No name."""

    answer: Answer
    person_id: int
    year_group: int | None
    locality: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in a round: the texts that may be read, and how many wait for the safeguarding lead."""

    texts: list[Text]
    held: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme and how many people wrote of it, in all, by year group and by where they live."""

    theme: Theme
    texts: list[Text]

    @property
    def people(self) -> int:
        return len({text.person_id for text in self.texts})

    def by_year(self) -> dict[str, int]:
        return _counted((text.person_id, _year(text)) for text in self.texts)

    def by_locality(self) -> dict[str, int]:
        return _counted((text.person_id, text.locality) for text in self.texts)


@dataclass(frozen=True, slots=True)
class Band:
    """A theme as colleges see it: its name, the round's year, and a count in steps of five; None: too few to say."""

    name: str
    academic_year: int
    people: int | None


def written(session: Session, asker: Asker, asked: Round) -> Written:
    """The newest text to each question in a round: read and released by the safeguarding lead, or held. One statement.

    What the lead has not read, passed on or referred is not shown here and counted as held: it is never left out
    without a word.
    """
    people = visible(asker, "theme:read").with_only_columns(YoungPerson.id).order_by(None)
    counting = newest(Response.id, Response.round_id == asked.id)  # by id alone: words stand in few of many answers
    query = (
        sa.select(Answer, Reading.outcome, Response.young_person_id, Response.year_group, YoungPerson.postcode)
        .join(Response, Response.id == Answer.response_id)
        .join(YoungPerson, YoungPerson.id == Response.young_person_id)
        .outerjoin(Reading, Reading.answer_id == Answer.id)
        .where(Answer.id.in_(counting), Answer.text != "", Response.young_person_id.in_(people))
        .order_by(Answer.id.desc(), Reading.id.desc())
    )
    texts: list[Text] = []
    seen: set[int] = set()
    held = 0
    for answer, outcome, person_id, year_group, postcode in session.execute(query):
        if answer.id in seen:  # read more than once: the newest reading counts
            continue
        seen.add(answer.id)
        if outcome in RELEASES:
            texts.append(Text(answer, person_id, year_group, postcode.partition(" ")[0] or UNKNOWN))
        else:
            held += 1
    texts.reverse()
    return Written(texts, held)


def themes(session: Session, asker: Asker, asked: Round) -> Sequence[Theme]:
    """The themes of a round, by name."""
    query = _theirs(asker, "theme:read").where(Theme.round_id == asked.id)
    return session.scalars(query.options(selectinload(Theme.marks)).order_by(Theme.name, Theme.id)).all()


def theme(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "theme:read") -> Theme:
    """One theme. Raises NotFound."""
    query = _theirs(asker, permission).where(Theme.public_id == public_id)
    found = session.scalars(query.options(selectinload(Theme.marks), joinedload(Theme.round))).first()
    if found is None:
        raise NotFound("We could not find that theme.")
    return found


def counted(theme: Theme, texts: Iterable[Text]) -> Counted:
    """The texts under a theme: put there by hand, or holding one of its words and not taken out."""
    by_hand = {mark.answer_id: mark.is_in for mark in theme.marks}
    return Counted(theme, [text for text in texts if by_hand.get(text.answer.id, _matches(theme, text))])


def bands(session: Session, authority_ids: Collection[int]) -> list[Band]:
    """The themes that colleges may see, in bands. No text leaves this function."""
    query = sa.select(Theme).where(
        Theme.authority_id.in_(authority_ids), Theme.shared_at.is_not(None), Theme.removed_at.is_(None)
    )
    rows = session.scalars(query.options(selectinload(Theme.marks), joinedload(Theme.round)).order_by(Theme.name)).all()
    found = []
    for row in rows:
        texts = _released(session, row.round_id)
        found.append(Band(row.name, row.round.academic_year, published(counted(row, texts).people)))
    return sorted(found, key=lambda band: (-band.academic_year, band.name))


def told(count: int) -> str:
    """A count by place or year as staff see it: small ones are not told apart."""
    return str(count) if count == 0 or count >= SMALL else f"1 to {SMALL - 1}"


def _released(session: Session, round_id: int) -> list[Text]:
    """The released texts of a round: newest to each question."""
    counting = newest(Response.id, Response.round_id == round_id)
    query = (
        sa.select(Answer, Response.young_person_id)
        .join(Response, Response.id == Answer.response_id)
        .join(Reading, Reading.answer_id == Answer.id)
        .where(Answer.id.in_(counting), Answer.text != "", Reading.outcome.in_(RELEASES))
    )
    return [Text(answer, person_id, None, UNKNOWN) for answer, person_id in session.execute(query)]


def _matches(theme: Theme, text: Text) -> bool:
    return any(holds(text.answer.text, term) for term in theme.words)


def _theirs(asker: Asker, permission: str) -> sa.Select[Theme]:
    return sa.select(Theme).where(Theme.authority_id.in_(asker.authorities_for(permission)), Theme.removed_at.is_(None))


def _counted(pairs: Iterable[tuple[int, str]]) -> dict[str, int]:
    return dict(Counter(name for _person, name in set(pairs)))


def _year(text: Text) -> str:
    return UNKNOWN if text.year_group is None else f"Year {text.year_group}"


def marks_of(theme: Theme) -> dict[int, ThemeMark]:
    """What was put under a theme or taken out of it by hand, by answer."""
    return {mark.answer_id: mark for mark in theme.marks}
