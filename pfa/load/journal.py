"""What one pupil said and what the server confirmed of it: against this the database is checked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pfa.load.page import Value

NOTHING: Value = ((), "")


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it was sent. `form`: the key of the form. Not sure: the line was lost before the server's word."""

    value: Value
    form: str
    is_sure: bool


@dataclass
class Journal:
    """What one pupil did, in order, by the number on their card."""

    number: str
    said: defaultdict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    is_sent: bool = False
    is_changed: bool = False  # after it was sent
    asks_to_talk: bool = False

    def confirmed(self, question: str, value: Value, form: str) -> None:
        """The server said that it has this."""
        if self.is_sent and value not in self.newest(question):
            self.is_changed = True
        self.said[question].append(Said(value, form, is_sure=True))

    def lost(self, question: str, value: Value, form: str) -> None:
        """This was sent, and the line was lost: the server may have it or not."""
        self.said[question].append(Said(value, form, is_sure=False))

    def newest(self, question: str) -> set[Value]:
        """What a page has to show as the answer: what was confirmed last, or what may have come through after it."""
        found = set()
        for said in reversed(self.said[question]):
            found.add(said.value)
            if said.is_sure:
                return found
        return found | {NOTHING}
