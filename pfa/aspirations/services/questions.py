"""The questions an authority asks: put in another order, asked of others, written by itself, asked no longer.

Every change makes a new set; whoever has begun goes on with the questions they began with, and old answers stay beside
the words they answered.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import queries
from pfa.aspirations.models import OwnQuestion, QuestionSet
from pfa.aspirations.questions import BY_KEY, EVERY, MORE, WORK, Takes
from pfa.aspirations.sets import FIRST_OWN_SET, OWN_PREFIX, Entry, with_newer
from pfa.aspirations.words.easy_read import LONGEST, hard_words, long_sentences
from pfa.aspirations.words.reading_age import OLDEST, age_to_read
from pfa.aspirations.words.reading_age import words as words_of
from pfa.audit import services as audit
from pfa.core.errors import Changed, NotFound, Refused
from pfa.symbols.queries import own_ideas
from pfa.web.symbols import SYMBOLS

CHOICES_AT_MOST = 8
PICTURED_AT_MOST, PICTURED_WORDS_AT_MOST = 2, 4


class Whom(enum.Enum):
    """Of whom a question is asked."""

    everyone = "everyone"
    exploring = "exploring"
    deciding = "deciding"
    nobody = "nobody"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A question as an authority writes it: at each reading level, with a symbol for itself and for each choice.

    `pictured` are one or two pictures with a word or two each, which together are the question; none: the easy words.
    """

    question: str
    easy: str
    symbol: str
    takes: Takes
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # words and symbol
    pictured: tuple[tuple[str, str], ...] = ()  # the same
    used_anyway: str = ""  # what `doubts` said, if whoever wrote it read that and wants these words all the same

    def by_field(self) -> dict[str, str]:
        """What young people read, by the field it is written in."""
        found = {"question": self.question, "hint": self.hint, "easy": self.easy}
        found |= {f"pictured_{place}": said for place, (said, _) in enumerate(self.pictured, 1)}
        return found | {f"choice_{place}": said for place, (said, _) in enumerate(self.choices, 1)}


def whom(entry: Entry) -> Whom:
    """Of whom a question of a set is asked."""
    asked = (entry.explores is not None, entry.decides is not None)
    return {(True, True): Whom.everyone, (True, False): Whom.exploring, (False, True): Whom.deciding}.get(
        asked, Whom.nobody
    )


def move(session: Session, key: str, steps: int, *, seen: int, actor: Actor, now: dt.datetime) -> QuestionSet:
    """Put a question some places further down, or up where `steps` is negative. Raises Changed or NotFound."""
    entries = _entries(session, seen, actor)
    place = _place(entries, key)
    entry = entries.pop(place)
    entries.insert(max(place + steps, 0), entry)
    return _keep(session, entries, action="questions.moved", actor=actor, now=now)


def ask(session: Session, key: str, of: Whom, *, seen: int, actor: Actor, now: dt.datetime) -> QuestionSet:
    """Say of whom a question is asked; nobody: it is retired. Raises Changed, NotFound or Refused."""
    if key == WORK and of is not Whom.everyone:
        raise Refused("Matching and the demand for colleges rest on this question, so everyone is asked it.", "whom")
    entries = _entries(session, seen, actor)
    place = _place(entries, key)
    newest = max([number for known, number in _versions(session) if known == key], default=1)
    plain = BY_KEY[key].version if key in BY_KEY else newest  # ours may have softer words for those who explore
    entries[place] = dataclasses.replace(
        entries[place],
        explores=newest if of in (Whom.everyone, Whom.exploring) else None,
        decides=plain if of in (Whom.everyone, Whom.deciding) else None,
    )
    return _keep(session, entries, action="questions.asked-of", actor=actor, now=now)


def write_question(session: Session, words: OwnWords, *, seen: int, actor: Actor, now: dt.datetime) -> QuestionSet:
    """Add a question of the authority's own, before the one for anything else. Raises Changed or Refused."""
    entries = _entries(session, seen, actor)
    row = _write(session, f"{OWN_PREFIX}{secrets.token_hex(4)}", 1, words, actor=actor, now=now)
    place = next((place for place, entry in enumerate(entries) if entry.key == MORE), len(entries))
    entries.insert(place, Entry(row.key, 1, 1))
    return _keep(session, entries, action="questions.written", actor=actor, now=now)


def reword_question(
    session: Session, key: str, words: OwnWords, *, seen: int, actor: Actor, now: dt.datetime
) -> QuestionSet:
    """Ask an own question in other words from now on: a new version. Raises Changed, NotFound or Refused."""
    entries = _entries(session, seen, actor)
    place = _place(entries, key)
    numbers = [number for known, number in queries.own_questions(session) if known == key]
    if not numbers:
        raise NotFound("Only a question that you wrote yourselves can be reworded.")
    row = _write(session, key, max(numbers) + 1, words, actor=actor, now=now)
    entry = entries[place]
    entries[place] = dataclasses.replace(
        entry, explores=entry.explores and row.number, decides=entry.decides and row.number
    )
    return _keep(session, entries, action="questions.reworded", actor=actor, now=now)


def _entries(session: Session, seen: int, actor: Actor) -> list[Entry]:
    number = queries.newest_set(session, actor.authority_id)
    if number != seen:
        raise Changed()
    return with_newer(queries.entries_of(session, actor.authority_id, number))


def _place(entries: Sequence[Entry], key: str) -> int:
    place = next((place for place, entry in enumerate(entries) if entry.key == key), None)
    if place is None:
        raise NotFound("We could not find that question.")
    return place


def _versions(session: Session) -> list[tuple[str, int]]:
    return [*EVERY, *queries.own_questions(session)]


def _keep(session: Session, entries: Sequence[Entry], *, action: str, actor: Actor, now: dt.datetime) -> QuestionSet:
    newest = session.scalar(
        sa.select(sa.func.max(QuestionSet.number)).where(QuestionSet.authority_id == actor.authority_id)
    )
    row = QuestionSet(
        authority_id=actor.authority_id,
        number=(newest or FIRST_OWN_SET - 1) + 1,
        entries=[dataclasses.asdict(entry) for entry in entries],
        made_at=now,
        made_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action=action, subject=row, fields=["entries"])
    return row


def _write(session: Session, key: str, number: int, words: OwnWords, *, actor: Actor, now: dt.datetime) -> OwnQuestion:
    _check(words, {*SYMBOLS, *own_ideas(session, {actor.authority_id})})
    chosen = [
        {"key": f"c{place}", "words": said, "symbol": symbol} for place, (said, symbol) in enumerate(words.choices, 1)
    ]
    row = OwnQuestion(
        authority_id=actor.authority_id,
        key=key,
        number=number,
        takes=words.takes.value,
        wording={
            "question": words.question,
            "hint": words.hint,
            "easy": words.easy,
            "symbol": words.symbol,
            "pictured": [{"words": said, "symbol": symbol} for said, symbol in words.pictured],
            "choices": chosen if words.takes is not Takes.text else [],
        },
        made_at=now,
        made_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="question.written", subject=row)
    return row


def doubts(words: OwnWords) -> str:
    """What to think about before these words are used; empty: nothing. Words off the list where they are read as easy
    ones (choices are, at every level), and a reading age above that of our own where they are read as short ones."""
    choices = [said for said, _ in words.choices]
    hard = hard_words("\n".join([words.easy, *(said for said, _ in words.pictured), *choices]))
    age = age_to_read(words.question, words.hint, *choices)
    found = [f"These words are not on the Easy Read list: {', '.join(hard)}."] if hard else []
    if age > OLDEST:
        found.append(f"The short words take a reading age of {age}: {OLDEST} or less is good.")
    return " ".join([*found, "Use them anyway?"]) if found else ""


def _check(words: OwnWords, drawn: Collection[str]) -> None:
    for field, text in words.by_field().items():
        if long := long_sentences(text):
            count = len(words_of(long[0]))
            raise Refused(f"A sentence may have {LONGEST} words at most. This one has {count}: “{long[0]}”", field)
    for place, (said, symbol) in enumerate(words.pictured, 1):
        if len(said.split()) > PICTURED_WORDS_AT_MOST:
            raise Refused(f"Use {PICTURED_WORDS_AT_MOST} words at most beside a picture.", f"pictured_{place}")
        if symbol not in drawn:
            raise Refused("Choose a picture.", f"pictured_symbol_{place}")
    if words.takes is not Takes.text and not 2 <= len(words.choices) <= CHOICES_AT_MOST:
        raise Refused(f"Write from 2 to {CHOICES_AT_MOST} choices. I am not sure is added for you.", "choice_1")
    if words.symbol not in drawn:
        raise Refused("Choose a picture for the question.", "symbol")
    for place, (_, symbol) in enumerate(words.choices, 1):
        if symbol not in drawn:
            raise Refused("Choose a picture for this choice.", f"symbol_{place}")
    doubt = doubts(words)
    if doubt and words.used_anyway != doubt:
        raise Refused(doubt, "used_anyway")
