"""The questions an authority asks, as its staff see them: in order, of whom, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.aspirations.queries.lists import entries_of, newest_set, own_questions
from pfa.aspirations.questions import BY_KEY, EVERY, Question
from pfa.aspirations.sets import Entry, with_newer
from pfa.aspirations.words import WORDINGS, Wording
from pfa.aspirations.words.reading_age import OLDEST, age_to_read
from pfa.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a question that is asked now, and of whom."""

    question: Question
    wording: Wording


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the set in force. `versions` are the wordings that differ: of those who explore, of the others."""

    entry: Entry
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def reading_age(self) -> int:
        """Years of age at which its newest words and choices can be read, rounded up; 5 at least."""
        said = self.newest.wording
        choices = [said.choices[choice] for choice in self.newest.question.choices if choice in said.choices]
        return age_to_read(said.question, said.hint, *choices)

    @property
    def is_hard(self) -> bool:
        """Are these words that an authority wrote harder to read than ours may be?"""
        return self.entry.is_own and self.reading_age > OLDEST


@dataclass(frozen=True, slots=True)
class AskedSet:
    """The set in force: its number, and its questions in order, the retired ones included."""

    number: int
    questions: list[AskedQuestion]

    def find(self, key: str) -> AskedQuestion:
        """One question of it. Raises NotFound."""
        found = next((one for one in self.questions if one.entry.key == key), None)
        if found is None:
            raise NotFound("We could not find that question.")
        return found


def asked_set(session: Session, asker: Asker) -> AskedSet:
    """The questions that the asker's authority asks now: three statements at most."""
    number = newest_set(session, asker.authority_id)
    own = own_questions(session)
    every = {
        **{where: Version(question, WORDINGS[where]) for where, question in EVERY.items()},
        **{where: Version(*made) for where, made in own.items()},
    }
    found = []
    for entry in with_newer(entries_of(session, asker.authority_id, number)):
        asked = [version for version in (entry.explores, entry.decides) if version is not None]
        last = BY_KEY[entry.key].version if entry.key in BY_KEY else max(n for key, n in own if key == entry.key)
        numbers = dict.fromkeys(asked or [last])
        found.append(AskedQuestion(entry, tuple(every[entry.key, one] for one in numbers)))
    return AskedSet(number, found)
