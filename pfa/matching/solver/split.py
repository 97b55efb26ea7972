"""A problem too large to be solved at once: area by area, joined, and its borders mended.

Areas are solved in processes of their own, each with the groups held in it and its share of what all areas use.
Joined, their weeks are a valid answer and their prices prove a bound of the whole problem: whoever lives near a border
could take groups of both sides at these prices, so what the cuts cost stands between the two. Then neighbours near the
borders choose anew, some hundred at a time, from what is left on all sides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pfa.matching.solver.areas import Area, areas, with_offers
from pfa.matching.solver.checker import Reading, package_value, value
from pfa.matching.solver.checker.near import Near, in_neighbourhoods
from pfa.matching.solver.problem import MODES, Problem
from pfa.matching.solver.problem.ranges import POINTS_AT_MOST
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.result import Progress, Solution, StoppedBy
from pfa.matching.solver.shares import Row, Shares, used
from pfa.matching.solver.workers import Crew, cores

PEOPLE_OF_AN_AREA: Final = 2_000
WHOLE_UP_TO: Final = 8_000
"""The engine splits a problem of more people into areas of so many, unless it is told otherwise."""
AREAS_SHARE: Final = 0.55
"""The share of the time for the areas; the rest is for their borders."""
AREAS_AT_ONCE: Final = 4
"""One a core, and no more than this: each takes up to a gibibyte."""
LEAST_SECONDS: Final = 0.1
NEIGHBOURS: Final = 300
"""People near a border who choose anew together."""

Weeks = dict[str, frozenset[str]]
Solve = Callable[..., Solution]


@dataclass
class Joint:
    """The answer of all areas so far, and what they ask for what is shared."""

    weeks: Weeks
    value: int = 0
    prices: dict[str, float] = field(default_factory=dict)
    stopped_by: StoppedBy = "rounds"

    def join(self, problem: Problem, found: Solution) -> None:
        """Take over the weeks of a piece, and the weightiest reason for stopping. Values are of people one by one."""
        before = {person: self.weeks[person] for person in found.assignments}
        self.value += _worth(problem, found.assignments) - _worth(problem, before)
        self.weeks.update(found.assignments)
        order: tuple[StoppedBy, ...] = ("optimal", "rounds", "clock", "cancelled")
        self.stopped_by = max(self.stopped_by, found.stopped_by, key=order.index)


@dataclass(frozen=True)
class Piece:
    """People who are placed in a process of its own, the groups that they may take, and how many people come after."""

    people: tuple[str, ...]
    groups: frozenset[str]
    after: int
    shared: frozenset[Row] = frozenset()


def people_of_an_area(problem: Problem, asked: int | None) -> int | None:
    """How many people an area holds at most; None: the problem is solved as a whole. `asked` 0: never split."""
    if asked is None:
        large = len(problem.people) > WHOLE_UP_TO and problem.policy.mode == MODES[0]
        return PEOPLE_OF_AN_AREA if large else None
    return asked if 0 < asked < len(problem.people) else None


def solve_in_areas(
    problem: Problem,
    people_at_most: int,
    solve: Solve,
    *,
    seconds: float | None = None,
    rounds: int | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    start: Mapping[str, Collection[str]] | None = None,
    prices: Mapping[str, float] | None = None,
) -> Solution | None:
    """As `engine.solve`, in areas; `solve` is the engine's own. None: an area cannot keep its `must` rows by itself.

    The bound is one that needs no thought: what the prices prove of the whole problem is left to `bound.verify`.
    """
    task = _Task(problem, solve, time.monotonic(), seconds, rounds, seed, progress, cancelled)
    cut = areas(problem, people_at_most)
    joint = task.areas(cut, start, prices or {})
    if joint is None:
        return None
    for first in (0, NEIGHBOURS // 2):
        if not task.over():
            task.mend(joint, cut, first)
    return Solution(
        status="feasible",
        assignments=joint.weeks,
        value=value(problem, joint.weeks),
        bound=everything(problem),
        bound_from="solver",
        stopped_by=joint.stopped_by,
        seconds=task.spent(),
        seed=seed,
        prices=joint.prices,
    )


@dataclass
class _Task:
    """One solve in areas, and its limits."""

    problem: Problem
    solve: Solve
    began: float
    seconds: float | None
    rounds: int | None
    seed: int
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool] | None

    def spent(self) -> float:
        return time.monotonic() - self.began

    def over(self) -> bool:
        """Cancelled, or no time left?"""
        if self.cancelled is not None and self.cancelled():
            return True
        return self.seconds is not None and self.spent() >= self.seconds

    def tell(self, phase: str, value: int) -> None:
        if self.progress is not None:
            self.progress(Progress(phase, value, None, self.spent()))

    def areas(
        self, cut: Sequence[Area], start: Mapping[str, Collection[str]] | None, prices: Mapping[str, float]
    ) -> Joint | None:
        """Every area by itself, joined."""
        joint = Joint({person: frozenset() for person in self.problem.people})
        shares = Shares(self.problem, cut)
        after = accumulated(len(area.people) for area in cut)
        pieces = [Piece(area.people, frozenset(area.groups), n) for area, n in zip(cut, after, strict=True)]
        number = {piece.people: k for k, piece in enumerate(pieces)}

        def part(piece: Piece) -> Problem:
            return shares.given_to(number[piece.people], rest_of(self.problem, {}, piece.people, piece.groups))

        ends = None if self.seconds is None else self.began + AREAS_SHARE * self.seconds
        found = self._crew(pieces, part, ends, start, prices, joint, "area")
        if any(each.status == "infeasible" for each in found):
            return None
        joint.prices = shares.joined([each.prices for each in found])
        return joint

    def mend(self, joint: Joint, cut: Sequence[Area], first: int) -> None:
        """Neighbours who might take groups of several areas choose again, all others keeping their week; the first lot
        has `first` people, so that the next time others choose together."""
        near, home = Near(self.problem), {group: k for k, area in enumerate(cut) for group in area.groups}
        everyone = self.problem.people.values()
        free = [person for person in everyone if len({home[group] for group in near.groups(person)}) > 1]
        lots = list(in_neighbourhoods(free, NEIGHBOURS, first))
        pieces = []
        for lot, after in zip(lots, accumulated(map(len, lots)), strict=True):
            groups = frozenset(group for person in lot for group in near.groups(person))
            shared = {row for name in groups for row, _ in used(self.problem, self.problem.groups[name])}
            pieces.append(Piece(tuple(person.id for person in lot), groups, after, frozenset(shared)))

        def part(piece: Piece) -> Problem:
            return rest_of(self.problem, joint.weeks, piece.people, piece.groups)

        ends = None if self.seconds is None else self.began + self.seconds
        self._crew(pieces, part, ends, joint.weeks, joint.prices, joint, "border")

    def _crew(
        self,
        pieces: Sequence[Piece],
        part: Callable[[Piece], Problem],
        ends: float | None,
        start: Mapping[str, Collection[str]] | None,
        prices: Mapping[str, float],
        joint: Joint,
        what: str,
    ) -> list[Solution]:
        """Solve every piece and join what comes; `part` makes its problem, in the process that solves it."""
        at_once, finished = min(cores(), AREAS_AT_ONCE), 0

        def work(piece: Piece, cancelled: Callable[[], bool]) -> Solution:
            small = with_offers(part(piece))
            seconds = None
            if ends is not None:
                # Of the time left, the part of its people among all still to come.
                share = min(1.0, at_once * len(piece.people) / piece.after)
                seconds = max(LEAST_SECONDS, share * (ends - time.monotonic()))
            return self.solve(
                small,
                seconds=seconds,
                rounds=self.rounds,
                seed=self.seed,
                cancelled=cancelled,
                start=None if start is None else {person: start.get(person, ()) for person in piece.people},
                prices=_of_piece(small, prices),
                split=0,
                at_once=1,
            )

        def done(number: int, found: Solution) -> None:
            nonlocal finished
            finished += 1
            if found.status not in ("infeasible", "invalid"):
                joint.join(self.problem, found)
            self.tell(f"{what} {finished} of {len(pieces)}", joint.value)

        crew: Crew[Piece, Solution] = Crew(work, at_once)
        return crew.run(pieces, cancelled=self.cancelled, done=done, apart=_apart)


def accumulated(sizes: Iterable[int]) -> list[int]:
    """For each, how many there are from it on."""
    those = list(sizes)
    return [sum(those[k:]) for k in range(len(those))]


def _apart(one: Piece, other: Piece) -> bool:
    """Do these two have nothing to do with each other?"""
    return one.groups.isdisjoint(other.groups) and one.shared.isdisjoint(other.shared)


def everything(problem: Problem) -> float:
    """A bound that needs no thought: everyone fills their week with what they like best, and keeps all they had."""
    policy = problem.policy
    a_session = policy.session_filled_points + POINTS_AT_MOST
    total = sum(policy.main_pathway_points + a_session * each.sessions_wanted for each in problem.people.values())
    total += policy.together_points * len(problem.together)
    return float(total + sum(policy.change_points.get(told, 0) for told in problem.earlier.values()))


def _worth(problem: Problem, weeks: Mapping[str, Collection[str]]) -> int:
    reading = Reading(problem)
    return sum(package_value(problem, person, week, reading) for person, week in weeks.items())


def _of_piece(piece: Problem, prices: Mapping[str, float]) -> dict[str, float]:
    """The prices of what is in a piece."""
    found = {}
    for row, price in prices.items():
        what, _, name = row.partition(":")
        if name in piece.groups or (what == "pool" and tuple(name.split(":")) in piece.pools):
            found[row] = price
    return found
