"""A problem too large to be solved at once: area by area, joined, and its borders mended.

Areas are solved in processes of their own, each with the groups held in it and its share of what all areas use.
Joined, their weeks are a valid answer and their prices prove a bound of the whole problem: whoever lives near a border
could take groups of both sides at these prices, so what the cuts cost stands between the two. Then cuts are drawn
elsewhere, and everyone near an earlier one chooses anew from what is on offer on both of its sides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pfa.matching.solver.areas import Area, areas, with_offers
from pfa.matching.solver.checker import Reading, package_value, value
from pfa.matching.solver.checker.near import Near
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.problem.ranges import POINTS_AT_MOST
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.result import Progress, Solution, StoppedBy
from pfa.matching.solver.shares import Leftovers, Shares
from pfa.matching.solver.workers import Crew, cores

PEOPLE_OF_AN_AREA: Final = 1_500
WHOLE_UP_TO: Final = 8_000
"""The engine splits a problem of more people into areas of so many, unless it is told otherwise."""
AREAS_SHARE: Final = 0.62
"""The share of the time for the areas; the rest is for their borders."""
TURNS: Final = (45.0, 22.5)
"""Degrees by which cuts are turned when borders are mended, one after the other."""

Weeks = dict[str, frozenset[str]]
Solve = Callable[..., Solution]


@dataclass
class Joint:
    """The answer of all areas so far, and what they ask for what is shared."""

    weeks: Weeks
    value: int = 0
    prices: dict[str, float] = field(default_factory=dict)
    stopped_by: StoppedBy = "rounds"

    def stopped(self, by: StoppedBy) -> None:
        """Keep the weightiest reason for stopping."""
        order: tuple[StoppedBy, ...] = ("optimal", "rounds", "clock", "cancelled")
        self.stopped_by = max(self.stopped_by, by, key=order.index)


@dataclass(frozen=True)
class Piece:
    """A problem to be solved in a process of its own: its people, and where it may begin."""

    problem: Problem
    start: Mapping[str, Collection[str]] | None
    people_after: int


def people_of_an_area(problem: Problem, asked: int | None) -> int | None:
    """How many people an area holds at most; None: the problem is solved as a whole. `asked` 0: never split."""
    if asked is None:
        return PEOPLE_OF_AN_AREA if len(problem.people) > WHOLE_UP_TO else None
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
    joint = task.areas(areas(problem, people_at_most), start, prices or {})
    if joint is None:
        return None
    for turn in TURNS:
        if task.over():
            break
        task.mend(joint, areas(problem, people_at_most, turn=turn))
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
    home: dict[str, int] = field(default_factory=dict)

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
        self.home = {group: k for k, area in enumerate(cut) for group in area.groups}
        shares = Shares(self.problem, cut)
        after = len(self.problem.people)
        pieces = []
        for k, area in enumerate(cut):
            begin = None if start is None else {person: start.get(person, ()) for person in area.people}
            part = shares.given_to(k, with_offers(rest_of(self.problem, {}, area.people, set(area.groups))))
            pieces.append(Piece(part, begin, after))
            after -= len(area.people)
        ends = None if self.seconds is None else self.began + AREAS_SHARE * self.seconds
        found = self._crew(pieces, ends, prices, joint, "area")
        if any(each.status == "infeasible" for each in found):
            return None
        joint.prices = shares.joined([each.prices for each in found])
        return joint

    def mend(self, joint: Joint, cut: Sequence[Area]) -> None:
        """People near the borders choose again, in areas cut elsewhere, all others keeping their week."""
        near = Near(self.problem)
        lives = {person: k for k, area in enumerate(cut) for person in area.people}
        held = {group: k for k, area in enumerate(cut) for group in area.groups}
        free: dict[int, list[str]] = {}
        for person, week in joint.weeks.items():
            k = lives[person]
            if all(held[group] == k for group in week) and self._sees_a_border(near, person, held):
                free.setdefault(k, []).append(person)
        left = Leftovers(self.problem, joint.weeks, held)
        after = sum(map(len, free.values()))
        pieces = []
        for k, people in free.items():
            part = rest_of(self.problem, joint.weeks, people, set(cut[k].groups))
            part = left.given_to(k, with_offers(part), people)
            pieces.append(Piece(part, {person: joint.weeks[person] for person in people}, after))
            after -= len(people)
        ends = None if self.seconds is None else self.began + self.seconds
        self._crew(pieces, ends, joint.prices, joint, "border")

    def _sees_a_border(self, near: Near, person: str, held: Mapping[str, int]) -> bool:
        """Might this person take groups that were in two areas before, and are in one now?"""
        now = held.get
        groups = near.groups(self.problem.people[person])
        return len({self.home[group] for group in groups if now(group) is not None}) > 1

    def _crew(
        self, pieces: Sequence[Piece], ends: float | None, prices: Mapping[str, float], joint: Joint, what: str
    ) -> list[Solution]:
        at_once = min(cores(), max(1, len(pieces)))

        def work(piece: Piece, cancelled: Callable[[], bool]) -> Solution:
            seconds = None
            if ends is not None:
                # The time left, for its part of the people still to come.
                share = min(1.0, at_once * len(piece.problem.people) / max(piece.people_after, 1))
                seconds = max(0.1, share * (ends - time.monotonic()))
            return self.solve(
                piece.problem,
                seconds=seconds,
                rounds=self.rounds,
                seed=self.seed,
                cancelled=cancelled,
                start=piece.start,
                prices=_of_piece(piece.problem, prices),
                split=0,
            )

        finished = 0

        def done(number: int, found: Solution) -> None:
            nonlocal finished
            finished += 1
            piece = pieces[number].problem
            if found.status not in ("infeasible", "invalid"):
                joint.value += found.value - worth(piece, {p: joint.weeks[p] for p in piece.people})
                joint.weeks.update(found.assignments)
            if found.stopped_by != "optimal":
                joint.stopped(found.stopped_by)
            self.tell(f"{what} {finished} of {len(pieces)}", joint.value)

        crew: Crew[Piece, Solution] = Crew(work, at_once)
        return crew.run(pieces, cancelled=self.cancelled, done=done)


def everything(problem: Problem) -> float:
    """A bound that needs no thought: everyone fills their week with what they like best, and keeps all they had."""
    policy = problem.policy
    a_session = policy.session_filled_points + POINTS_AT_MOST
    total = sum(policy.main_pathway_points + a_session * each.sessions_wanted for each in problem.people.values())
    return float(total + sum(policy.change_points.get(told, 0) for told in problem.earlier.values()))


def worth(problem: Problem, weeks: Mapping[str, Collection[str]]) -> int:
    """What these people's weeks are worth as far as they are of groups of this problem."""
    reading = Reading(problem)
    return sum(
        package_value(problem, person, [group for group in week if group in problem.groups], reading)
        for person, week in weeks.items()
    )


def _of_piece(piece: Problem, prices: Mapping[str, float]) -> dict[str, float]:
    """The prices of what is in a piece."""
    found = {}
    for row, price in prices.items():
        what, _, name = row.partition(":")
        if name in piece.groups or (what == "pool" and tuple(name.split(":")) in piece.pools):
            found[row] = price
    return found
