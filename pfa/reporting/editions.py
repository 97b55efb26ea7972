"""From counts of people to an edition that may be published: rounded, hidden, kept as it was, or left out. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pfa.people import disclosure
from pfa.reporting import auditor, figures
from pfa.reporting.auditor import Shape, Shown

LEAST_DAYS, LEAST_CHANGED = 28, 10  # a figure may change after so long, or once so many people are behind the change
People = Mapping[str, frozenset[int]]  # who is counted, by key


@dataclass(frozen=True, slots=True)
class Past:
    """An edition that was published: its figures, who was behind each, and when."""

    published_on: dt.date
    shown: Mapping[str, Shown]
    people: People


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the edition to come. `why` says what was done to it, in words; empty: nothing but rounding."""

    shown: Shown
    why: str = ""


SMALL = "Fewer than 10, so it is hidden."
ALL = "Nearly everybody in the group, so it is hidden."
HELD = "Hidden so that a smaller figure cannot be worked out."
KEPT = "Stays as it was published: too few people have changed since."


def next_edition(people: People, past: Sequence[Past], shape: Shape, *, today: dt.date) -> dict[str, Entry]:
    """The edition that these counts may be published as, after all earlier ones; a figure left out may not be shown.

    Figures are hidden or kept until the auditor finds nothing that could be worked out.
    """
    entries = {key: _first(key, people, past, shape, today) for key in people}
    while True:
        found = auditor.leaks([*_editions(past), _edition(entries, people, past)], shape)
        if not found:
            return entries
        kept = [_keep(entries, leak.key, past) for leak in found]
        if not any(kept):
            _close(entries, found[0].key, shape)


def _first(key: str, people: People, past: Sequence[Past], shape: Shape, today: dt.date) -> Entry:
    who = people[key]
    whole = people.get(shape.within.get(key, ""))
    entry = Entry(Shown(disclosure.published(len(who))))
    if entry.shown.value is None:
        entry = Entry(entry.shown, SMALL if who else "Nobody, or fewer than 10: hidden.")
    elif whole is not None and disclosure.tells_of_all(len(who), len(whole)):
        entry = Entry(Shown(None, is_held=True), ALL)
    before = past[-1].shown.get(key) if past else None
    if before is None or before.value == entry.shown.value:
        return entry
    changed = len(who ^ past[-1].people.get(key, frozenset()))
    is_old = (today - past[-1].published_on).days >= LEAST_DAYS
    return entry if is_old or changed >= LEAST_CHANGED else _kept(before)


def _kept(before: Shown) -> Entry:
    return Entry(replace(before, is_fresh=False), KEPT)


def _editions(past: Sequence[Past]) -> list[auditor.Edition]:
    found: list[auditor.Edition] = []
    for number, edition in enumerate(past):
        found.append(_between(edition.shown, edition.people, past[number - 1] if number else None))
    return found


def _edition(entries: Mapping[str, Entry], people: People, past: Sequence[Past]) -> auditor.Edition:
    return _between({key: entry.shown for key, entry in entries.items()}, people, past[-1] if past else None)


def _between(shown: Mapping[str, Shown], people: People, before: Past | None) -> auditor.Edition:
    if before is None:
        return auditor.Edition(shown)
    same = [key for key in shown if key in before.people]
    joined = {key: len(people[key] - before.people[key]) for key in same}
    left = {key: len(before.people[key] - people[key]) for key in same}
    return auditor.Edition(shown, joined, left)


def _keep(entries: dict[str, Entry], key: str, past: Sequence[Past]) -> bool:
    """Leave a figure that tells too much as it was published before. False if it is so already, or was not there."""
    before = past[-1].shown.get(key) if past else None
    entry = entries.get(key)
    if before is None or entry is None or not entry.shown.is_fresh:
        return False
    entries[key] = _kept(before)
    return True


def _close(entries: dict[str, Entry], key: str, shape: Shape) -> None:
    """Hide the smallest of the figures beside one that can be worked out; leave out the table if none is left."""
    beside = [each for each in _beside(key, shape) if each in entries and entries[each].shown.value is not None]
    if beside:
        smallest = min(beside, key=lambda each: (entries[each].shown.value or 0, each))
        entries[smallest] = Entry(Shown(None, is_held=True), HELD)
        return
    for each in [key, *_beside(key, shape)]:
        entries.pop(each, None)


def _beside(key: str, shape: Shape) -> list[str]:
    """The other parts of the sums that a figure is a part of."""
    return [part for ways in shape.sums.values() for parts in ways if key in parts for part in parts if part != key]


def words_of(key: str) -> str:
    """A figure's key as people read it."""
    measure, _, category = key.partition("/")
    return figures.name_of(measure, category)
