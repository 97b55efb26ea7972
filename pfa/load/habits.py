"""What pupils do beside plain answering, and how many of them.

Nobody has counted this in England's schools: the shares are assumptions, set rather high than low. In 40 of 100
questions with room for words somebody writes, 5 to 25 words at 20 words a minute, with a halt after every few of them
that is long enough for the page to save by itself. Who is asked whom they want to be with names one to three. One
question in twenty is skipped. Whoever has a habit shows it at least once; in a small run at least one pupil has each.
"""

from __future__ import annotations

import enum
from random import Random

WRITES, SKIPS = 0.4, 0.05  # of questions
NOT_SURE = 0.05  # of taps where that stands beside other things to tap
SHOWS_MORE = 0.3  # of parts of a question that have another one after them
READ, TAP, WORD, HALT, RETRY = 8.0, 2.0, 3.0, 4.0, 5.0  # seconds, in the middle; a script tries again after the last
WORDS_AT_ONCE = (4, 9)  # before somebody halts
WORDS = (5, 25)

# Words that somebody might write, without anything that they would mean.
_WORDS = """animals football cooking with my brother on saturday because it is quiet there and I like the big garden
but not the noise maybe a job in a cafe near the bus I want to learn how money works and see my friends more I am good
at drawing trains helping people computers music it makes me happy sometimes I get tired then I need a break""".split()
_NAMES = ("Ari", "Bo", "Cleo", "Dara", "Eli", "Fen", "Gia", "Hal", "Ivo", "Juno")
_SURNAMES = ("Amber", "Birch", "Cedar", "Dale", "Elm", "Fern")


class Habit(enum.Enum):
    """One of them, in words for the report."""

    clicks_twice = "clicked twice"
    sends_again = "went back in the browser and sent again"
    reloads = "loaded a page anew"
    loses_line = "lost the line; the page tried again"
    comes_back = "lost the line and signed in anew"
    goes_back = "went back to a question and changed it"
    changes_mind = "changed their mind after sending"
    asks_to_talk = "asked to talk to someone"
    reads_easier = "chose easier words or pictures"
    likes_another_look = "changed how it looks"
    counts = "spent counters"
    has_no_script = "had no script"


SHARES = {
    Habit.clicks_twice: 0.10,
    Habit.sends_again: 0.03,
    Habit.reloads: 0.03,
    Habit.loses_line: 0.03,
    Habit.comes_back: 0.02,
    Habit.goes_back: 0.04,
    Habit.changes_mind: 0.04,
    Habit.asks_to_talk: 0.01,
    Habit.reads_easier: 0.10,
    Habit.likes_another_look: 0.05,
    Habit.counts: 0.30,
    Habit.has_no_script: 0.05,
}


def habits(pupils: int, seed: int) -> list[frozenset[Habit]]:
    """The habits of each pupil; the same for the same seed."""
    whose: list[set[Habit]] = [set() for _ in range(pupils)]
    for habit, share in SHARES.items():
        chosen = Random(f"{seed} {habit.value}").sample(range(pupils), max(1, round(share * pupils)))
        for number in chosen:
            whose[number].add(habit)
    return [frozenset(each) for each in whose]


def words(dice: Random) -> list[str]:
    """What somebody writes, word by word. The last word is a number, so that hardly two of them write the same."""
    return [*dice.choices(_WORDS, k=dice.randint(*WORDS) - 1), str(dice.randrange(1_000_000))]


def name(dice: Random) -> str:
    """The name of somebody they want to be with."""
    return f"{dice.choice(_NAMES)} {dice.choice(_SURNAMES)}"
