"""The year planner: what is done by when before a September start (practice.md, "Who starts what, when")."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from pfa.calendar.years import naming_date


class Step(enum.Enum):
    """A step of the way to one September, in the order of its usual date."""

    ask = "ask"
    publish = "publish"
    reply = "reply"
    review = "review"
    name = "name"


STEP_NAMES = {
    Step.ask: "Ask young people what they want",
    Step.publish: "Publish likely demand to colleges",
    Step.reply: "Colleges reply",
    Step.review: "Year 11 transfer reviews are held",
    Step.name: "Final plans name the setting",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of one entry year with its day. `is_own`: the authority has set it."""

    step: Step
    on: dt.date
    is_own: bool

    @property
    def name(self) -> str:
        return STEP_NAMES[self.step]


def usual(step: Step, entry_year: int) -> dt.date:
    """The usual last day of a step for a start in September `entry_year`.

    The law sets the last one (SI 2014/1530, regulation 18); the others are the habit that the sources describe:
    demand a year ahead, replies before the place-change return of autumn.
    """
    before = entry_year - 1
    return {
        Step.ask: dt.date(before, 4, 30),
        Step.publish: dt.date(before, 6, 30),
        Step.reply: dt.date(before, 10, 15),
        Step.review: dt.date(before, 11, 30),
        Step.name: naming_date(entry_year),
    }[step]
