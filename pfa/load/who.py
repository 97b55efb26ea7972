"""One pupil: what they have in hand, and how they are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import Random

from pfa.load.browser import Browser
from pfa.load.habits import Habit
from pfa.load.journal import Journal
from pfa.load.lesson import Card
from pfa.load.tally import Tally


@dataclass
class Who:
    """One pupil. `pace`: how long one second of theirs takes in this run, in seconds."""

    card: Card
    browser: Browser
    journal: Journal
    tally: Tally
    habits: frozenset[Habit]
    dice: Random
    pace: float

    @property
    def has_script(self) -> bool:
        """Does their browser run the page's script?"""
        return Habit.has_no_script not in self.habits

    def wait(self, seconds: float) -> None:
        """Read, think or type for about so many seconds of theirs."""
        time.sleep(seconds * self.pace * self.dice.uniform(0.5, 1.5))

    def does(self, habit: Habit) -> None:
        """Note for the report that they did this."""
        self.tally.did.append(habit.value)
