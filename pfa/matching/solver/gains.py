"""What one more is worth: places, coach time, support, and groups that do not run, by a new choice from the answer.

The prices say where to look; they are no promise. For the dearest of them the problem is solved again with one more,
beginning at the answer: whatever comes out better is kept as an answer of its own, so "at least so much" can be
checked. The same search without the one more comes off, so that what the answer could have had anyway is not said to be
its worth; once nothing better can be had without, it is not sought again. That there is no gain is said only where the
prices prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pfa.matching.solver.answer import Answer, answer
from pfa.matching.solver.bound import verify
from pfa.matching.solver.checker import Reading, check, refusal, value
from pfa.matching.solver.figures import figures
from pfa.matching.solver.more import rows_of
from pfa.matching.solver.problem import Problem

TOP: Final = 20


@dataclass(frozen=True, slots=True)
class Gain:
    """What one more of a row brings at least. `status`: `gain` (`found` is the answer that shows it), `none proved`
    (no answer is worth more) or `none found`. `wishes` are first to third wishes together, of all people, `firsts`
    the first wishes among them. `instead_of` are the weeks that the gain is over: those asked about, or better ones
    found for the problem as it is."""

    row: str
    price: float
    status: str
    points: int = 0
    wishes: int = 0
    mains: int = 0
    full_weeks: int = 0
    firsts: int = 0
    found: Answer | None = None
    instead_of: Mapping[str, frozenset[str]] | None = None


def worth_of_one_more(
    problem: Problem,
    weeks: Mapping[str, frozenset[str]],
    prices: Mapping[str, float],
    *,
    top: int = TOP,
    seconds: float | None = None,
    seed: int = 0,
    progress: Callable[[Gain], None] | None = None,
) -> tuple[Gain, ...]:
    """The worth of one more of the `top` dearest things, the dearest first; `seconds` for each.

    Raises `ValueError` where the answer breaks a rule: then nothing follows from it.
    """
    if check(problem, weeks):
        raise ValueError("the answer breaks a rule")
    bound = verify(problem, prices, weeks=weeks, share=True)
    as_it_is = _AsItIs(value(problem, weeks), weeks)
    as_it_is.is_best = bound.whole_points <= as_it_is.value
    gains = []
    for row, price in candidates(problem, weeks, prices)[:top]:
        changed = rows_of(problem)[row]()
        # At the same prices one more unit lifts the bound by its price, if it lets nobody in who could never join.
        most = bound.points + Fraction(prices.get(row, 0.0))
        proved_anew = row.startswith(("viable:", "chance:"))
        if proved_anew or most.numerator // most.denominator > as_it_is.value or _lets_in(problem, changed, row):

            def again(asked: Problem, row: str = row) -> Answer:
                start = as_it_is.weeks
                return answer(asked, seconds=seconds, seed=seed, start=start, prices=prices, around=[row])

            gain = _tried(row, price, again, problem, changed, as_it_is)
        else:
            gain = Gain(row, price, "none proved")
        gains.append(gain)
        if progress is not None:
            progress(gain)
    return tuple(gains)


@dataclass(slots=True)
class _AsItIs:
    """The best weeks known without any one more, and whether it is proved that there are no better ones."""

    value: int
    weeks: Mapping[str, frozenset[str]]
    is_best: bool = False

    def learn(self, found: Answer) -> None:
        """From a search for better ones."""
        if found.violations:
            return
        if found.solution.value > self.value:
            self.value, self.weeks = found.solution.value, found.solution.assignments
        self.is_best = found.solution.status == "optimal"


def candidates(
    problem: Problem, weeks: Mapping[str, frozenset[str]], prices: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Everything that has a price, groups that do not run and those that are too unlikely, the dearest first. A group's
    price for its minimum is that of all the people it needs."""
    inside = {group for week in weeks.values() for group in week}
    found = []
    for row in rows_of(problem):
        price = prices.get(row, 0.0)
        if row.startswith("chance:"):
            found.append((row, price))
        elif row.startswith("viable:"):
            group = problem.groups[row.removeprefix("viable:")]
            if group.id in inside or not group.places:
                continue
            found.append((row, price * group.min_viable))
        elif price > 0:
            found.append((row, price))
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _lets_in(problem: Problem, changed: Problem, row: str) -> bool:
    """Whether one more of this row opens a group to anybody whom it refuses now whatever others do."""
    before, after = Reading(problem), Reading(changed)
    return any(
        refusal(problem, person, group, before) is not None and refusal(changed, person, group, after) is None
        for group in _groups_of(problem, row)
        for person in problem.people
    )


def _groups_of(problem: Problem, row: str) -> list[str]:
    """The groups that use what a row of prices stands for."""
    what, _, name = row.partition(":")
    if what in ("group", "support"):
        return [name]
    found = []
    for group in problem.groups.values():
        rows = [f"share:{group.id}:{authority}" for authority in group.authority_places]
        rows += [f"pool:{group.pool}:{session}" for session in group.sessions] if group.pool is not None else []
        if row in (*rows, f"funder:{group.funder}"):
            found.append(group.id)
    return found


def _tried(
    row: str,
    price: float,
    again: Callable[[Problem], Answer],
    problem: Problem,
    changed: Problem,
    as_it_is: _AsItIs,
) -> Gain:
    found = again(changed)
    if found.violations or found.solution.value <= as_it_is.value:
        nothing = not found.violations and found.verified.whole_points <= as_it_is.value
        return Gain(row, price, "none proved" if nothing else "none found")
    if not as_it_is.is_best:
        as_it_is.learn(again(problem))
    if found.solution.value <= as_it_is.value:
        return Gain(row, price, "none found")
    before, after = figures(problem, as_it_is.weeks), found.figures
    return Gain(
        row,
        price,
        "gain",
        points=found.solution.value - as_it_is.value,
        wishes=sum(after.wishes_met) - sum(before.wishes_met),
        mains=after.with_main - before.with_main,
        full_weeks=after.weeks_filled - before.weeks_filled,
        firsts=after.wishes_met[0] - before.wishes_met[0],
        found=found,
        instead_of=as_it_is.weeks,
    )
