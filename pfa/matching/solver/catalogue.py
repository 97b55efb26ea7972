"""Everybody's possible packages in two parts, written down once, so that pricing them is a few look-ups.

Most groups lie within one day. A package is therefore a **frame**, the groups that span several days (nearly always the
main pathway), and for every day one **option**: groups of that day alone that stand together and with the frame. What
rules ask within a day (one thing at a time, one place a day, between sessions, whole days) is settled here. What they
ask across days (one group of an opportunity, places, sessions wanted, variety) is left to `pricing`.

Days at which different frames leave the same groups share one **cell**, the list of options of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pfa.matching.solver.indexed import GroupFacts, Indexed, PersonFacts

Index = npt.NDArray[np.int32]

FRAMES_AT_MOST = 20_000
OPTIONS_AT_MOST = 20_000
IN_ALL_AT_MOST = 10_000_000
"""Limits for one person, one cell, and frames and options of everyone (some 12 bytes each): beyond them packages are
too many to write down, see `Catalogue.complete`."""


@dataclass(frozen=True)
class Catalogue:
    """Frames, cells and options of all people, one after the other.

    A *pair* is a position in `person_of` and `group_of`; the last pair stands for nothing and is worth nothing.
    `options[o]` and `frames[f]` are pairs, filled up with the last. `cells[f]` are the cells of a frame, one a day;
    cell 0 has the empty option only. Cell c holds options `first_option[c]` up to the next; person p has frames
    `first_frame[p]` and cells `first_cell[p]` up to the next person's.
    """

    person_of: Index
    group_of: Index
    options: Index
    first_option: Index
    frames: Index
    cells: Index
    first_frame: Index
    first_cell: Index
    complete: bool
    """False: somebody's packages are too many to write down. The catalogue must not be used then."""


def build(ix: Indexed) -> Catalogue:
    """Write down everybody's frames, cells and options."""
    person_of, group_of = np.nonzero(ix.allowed)
    first_pair = np.searchsorted(person_of, np.arange(len(ix.people) + 1))
    nothing = len(person_of)
    options: list[tuple[int, ...]] = [()]
    first_option = [0]
    frames: list[tuple[int, ...]] = []
    cells: list[list[int]] = []
    first_frame = [0]
    first_cell = [1]
    complete = True
    for person in range(len(ix.people)):
        book = _Book(ix, person, group_of[first_pair[person] : first_pair[person + 1]], int(first_pair[person]))
        for frame, days in book.frames(options, first_option):
            frames.append(frame)
            cells.append(days)
            many = len(frames) - first_frame[-1] > FRAMES_AT_MOST or len(frames) + len(options) > IN_ALL_AT_MOST
            if many or book.too_many:
                complete = False
                break
        first_frame.append(len(frames))
        first_cell.append(len(first_option))
        if not complete:
            break
    return Catalogue(
        person_of=np.append(person_of, 0).astype(np.int32),
        group_of=np.append(group_of, 0).astype(np.int32),
        options=_table(options, nothing),
        first_option=np.array(first_option, dtype=np.int32),
        frames=_table(frames, nothing),
        cells=np.array(cells, dtype=np.int32, order="F").reshape(len(frames), ix.days),
        first_frame=np.array(first_frame, dtype=np.int32),
        first_cell=np.array(first_cell, dtype=np.int32),
        complete=complete,
    )


def _table(rows: list[tuple[int, ...]], filler: int) -> Index:
    """Rows of different length as one array, column after column in memory: that is how pricing reads it."""
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    width = int(lengths.max(initial=0))
    table = np.full((len(rows), max(width, 1)), filler, dtype=np.int32, order="F")
    table[np.arange(max(width, 1))[None, :] < lengths[:, None]] = [x for row in rows for x in row]
    return table


class _Book:
    """One person's part of the catalogue. Groups are bits here: bit k is the person's k-th group."""

    def __init__(self, ix: Indexed, person: int, mine: npt.NDArray[np.int64], first_pair: int) -> None:
        self.facts: PersonFacts = ix.person[person]
        self.first_pair = first_pair
        self.group: list[GroupFacts] = [ix.group[g] for g in mine.tolist()]
        rows = np.packbits(ix.enemies(person)[np.ix_(mine, mine)], axis=1, bitorder="little")
        self.enemies = [int.from_bytes(row.tobytes(), "little") for row in rows]
        self.length = [len(g.sessions) for g in self.group]
        self.days = ix.days
        self.kind_limit = ix.kind_limit
        must = set(self.facts.must)
        self.must = sum(1 << k for k, g in enumerate(mine.tolist()) if g in must)
        self.impossible = len(must) != self.must.bit_count()
        self.spanning = [k for k, g in enumerate(self.group) if len(g.by_day) != 1]
        self.local = [0] * self.days
        for k, g in enumerate(self.group):
            if len(g.by_day) == 1:
                self.local[next(iter(g.by_day))] |= 1 << k
        self.known: dict[tuple[int, int, int, int], int | None] = {}
        self.too_many = False

    def frames(
        self, options: list[tuple[int, ...]], first_option: list[int]
    ) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """Every frame with its cells; new cells are appended to the shared lists."""
        if self.impossible:
            return
        spanning_must = self.must & sum(1 << k for k in self.spanning)
        for members in self._grow((), 0, 0, 0):
            if spanning_must and spanning_must & ~sum(1 << k for k in members):
                continue
            days = self._cells(members, options, first_option)
            if days is not None:
                yield tuple(self.first_pair + k for k in members), days

    def _grow(self, members: tuple[int, ...], blocked: int, length: int, start: int) -> Iterator[tuple[int, ...]]:
        """Sets of spanning groups that may stand together, the empty one first."""
        yield members
        for position in range(start, len(self.spanning)):
            k = self.spanning[position]
            if blocked >> k & 1 or length + self.length[k] > self.facts.budget:
                continue
            more = (*members, k)
            if len(more) > 1 and not self._within_limits(more):
                continue
            yield from self._grow(more, blocked | self.enemies[k], length + self.length[k], position + 1)

    def _within_limits(self, members: tuple[int, ...]) -> bool:
        groups = [self.group[k] for k in members]
        at_most = self.facts.places_at_most
        if at_most is not None and len(frozenset().union(*(g.places_used for g in groups))) > at_most:
            return False
        return all(
            sum(len(g.sessions) for g in groups if g.kind == kind) <= limit for kind, limit in self.kind_limit.items()
        )

    def _cells(
        self, members: tuple[int, ...], options: list[tuple[int, ...]], first_option: list[int]
    ) -> list[int] | None:
        """The frame's cell of each day; None if some day cannot be made right."""
        blocked, length = 0, 0
        for k in members:
            blocked |= self.enemies[k]
            length += self.length[k]
        left = self.facts.budget - length
        days = []
        for day in range(self.days):
            taken = sum(self.group[k].by_day.get(day, 0) for k in members) if self.facts.whole_days else 0
            free = self.local[day] & ~blocked
            # Only what changes the options is part of the key, so that frames share cells.
            room = min(left, self.facts.needed[day].bit_count())
            key = (day, free, taken, room)
            if key not in self.known:
                self.known[key] = self._cell(key, options, first_option)
            cell = self.known[key]
            if cell is None:
                return None
            days.append(cell)
        return days

    def _cell(
        self, key: tuple[int, int, int, int], options: list[tuple[int, ...]], first_option: list[int]
    ) -> int | None:
        """Write down a cell's options; its number, 0 if only the empty one is possible, None if none is."""
        day, free, taken, room = key
        needed = self.facts.needed[day]
        must = self.must & self.local[day]
        if must & ~free:
            return None
        found = []
        for members, mask in self._sets(day, free, room):
            whole = taken | mask
            if self.facts.whole_days and whole and whole != needed:
                continue
            if must and must & ~sum(1 << k for k in members):
                continue
            found.append(tuple(self.first_pair + k for k in members))
            if len(found) > OPTIONS_AT_MOST:
                self.too_many = True
                break
        if not found:
            return None
        if found == [()]:
            return 0
        first_option.append(len(options))
        options.extend(found)
        return len(first_option) - 1

    def _sets(self, day: int, free: int, room: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Sets of one day's groups that stand together, with the sessions they fill."""
        stack: list[tuple[tuple[int, ...], int, int, int]] = [((), 0, free, room)]
        while stack:
            members, mask, open_to, left = stack.pop()
            yield members, mask
            while open_to:
                lowest = open_to & -open_to
                open_to ^= lowest
                k = lowest.bit_length() - 1
                if self.length[k] <= left:
                    # Only later groups join, so that each set comes once.
                    later = open_to & ~self.enemies[k]
                    stack.append(((*members, k), mask | self.group[k].mask, later, left - self.length[k]))
