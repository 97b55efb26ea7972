"""An answer as somebody states it, checked: every rule, every figure, and what its prices prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pfa.matching.solver.bound import Losses, VerifiedBound, best_alone, most_on_levels, verify
from pfa.matching.solver.checker import Violation, check, value
from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import OpenGroups, wrong_details
from pfa.matching.solver.figures import gap_of, moved, requests, stated_figures
from pfa.matching.solver.levels import levels, reached
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import MODES, Problem
from pfa.matching.solver.reader import StatedAnswer

TOLERANCE = Fraction(1, 1000)
"""A stated bound may be so many points below what the prices prove: it was worked out in floating point."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """The levels of satisfaction, found again: how many people reached each, and how many can at most."""

    tolerance: int
    people: int
    reached: tuple[int, ...]
    at_most: tuple[int, ...]

    @property
    def proved(self) -> int:
        """So many levels, from the lowest on, hold as many people as the prices prove possible."""
        pairs = enumerate(zip(self.reached, self.at_most, strict=True))
        return next((level for level, (count, most) in pairs if count < most), len(self.reached))

    def wrong(self, stated: StatedAnswer) -> Iterator[str]:
        """What the answer states of it that is not so."""
        if stated.stated.get("reached") != list(self.reached):
            yield f"reached is not {list(self.reached)}: how many people are on each level of satisfaction or above"
        said = stated.stated.get("at_most")
        if said != list(self.at_most):
            yield f"at_most is not {list(self.at_most)}: what the prices prove of each level"
        proved = stated.stated.get("levels_proved")
        if not isinstance(proved, int) or not 0 <= proved <= len(self.reached):
            yield "levels_proved is not a number of levels"

    def lines(self) -> Iterator[str]:
        """One line a level on which somebody is missing, from the lowest on."""
        for level, (count, most) in enumerate(zip(self.reached, self.at_most, strict=True), 1):
            if count < self.people:
                share = f"{level * self.tolerance} %"
                yield f"at {share:>5} or more of their best: {count} people, of at most {most} by the prices"
        yield f"fairest         the first {self.proved} of {len(self.reached)} levels proved from the prices"


def _fairness(problem: Problem, stated: StatedAnswer, share: bool) -> Fairness:
    best = best_alone(problem, share=share)
    return Fairness(
        tolerance=problem.policy.tolerance_percent,
        people=len(problem.people),
        reached=reached(problem, levels(problem, best, stated.assignments)),
        at_most=most_on_levels(problem, best, stated.levels),
    )


@dataclass(frozen=True, slots=True)
class Recheck:
    """What was found. `wrong` are statements of the answer that are not true."""

    value: int
    stated: StatedAnswer
    violations: tuple[Violation, ...]
    verified: VerifiedBound
    wrong: tuple[str, ...]
    fairness: Fairness | None = None

    @property
    def right(self) -> bool:
        """Whether nothing was found against the answer."""
        return not (self.violations or self.wrong)

    def lines(self) -> Iterator[str]:
        """What to print: the value, what is broken, the bound and who proved it, the gap."""
        yield f"value           {self.value:,}"
        for each in self.violations:
            who = f"{each.person_id} " if each.person_id else ""
            yield f"broken          {each.rule}: {who}{', '.join(each.group_ids)}: {each.words}"
        for words in self.wrong:
            yield f"wrong           {words}"
        yield from self._bound_lines()
        if self.fairness:
            yield from self.fairness.lines()
        yield "all rules hold and every figure is right" if self.right else "this answer is NOT right"

    def _bound_lines(self) -> Iterator[str]:
        verified, stated = self.verified, self.stated
        if verified.impossible:
            yield f"at most         nothing: no week keeps the must rows of {', '.join(verified.impossible[:5])}"
            return
        yield f"at most         {float(verified.points):,.6f}, verified from the prices"
        if verified.loose:
            yield (
                f"                for {verified.loose} people the search ended early: the bound holds, "
                "but the prices may prove a lower one"
            )
        yield f"gap             {gap_of(self.value, verified.points):.4%} of the verified bound"
        if stated.bound_from == "solver":
            yield (
                f"stated at most  {stated.bound:,.6f}: the solver's word, which prices cannot show "
                f"(gap {gap_of(self.value, Fraction(stated.bound)):.4%})"
            )


def recheck(problem: Problem, stated: StatedAnswer, *, seconds: float | None = None, share: bool = False) -> Recheck:
    """Check a stated answer; `seconds` limits the care taken over the bound, not its truth. `share`: two processes."""
    worth = value(problem, stated.assignments)
    nothing = stated.status == "infeasible"
    violations = () if nothing else check(problem, stated.assignments)
    verified = verify(problem, stated.prices, weeks=stated.assignments, seconds=seconds, share=share)
    fairness = _fairness(problem, stated, share) if problem.policy.mode == MODES[1] and not nothing else None
    wrong = (
        *_figures(problem, stated, worth),
        *_claims(stated, worth, verified, violations),
        *_no_answer(problem, stated),
        *(fairness.wrong(stated) if fairness else ()),
        *_reasons(problem, stated),
        *_losses(problem, stated, None if nothing else verified),
    )
    return Recheck(worth, stated, violations, verified, wrong, fairness)


def _figures(problem: Problem, stated: StatedAnswer, worth: int) -> Iterator[str]:
    true: dict[str, object] = {
        "policy": fingerprint(problem.policy),
        "value": worth,
        **stated_figures(problem, stated.assignments),
        "requests": [
            {"person_id": each.person_id, "opportunity_id": each.opportunity_id, "need": each.need}
            for each in requests(problem, stated.assignments)
        ],
    }
    if problem.earlier:
        true["moved"] = moved(problem, stated.assignments)
    for key, figure in true.items():
        if key not in stated.stated:
            yield f"{key} is missing in result.json"
        elif stated.stated[key] != figure:
            words = "differ from those of the weeks" if key == "requests" else f"is {figure}"
            yield f"{key} is stated as {stated.stated[key]!s:.40} and {words}"
    gap = stated.stated.get("gap")
    if not isinstance(gap, int | float) or abs(gap - gap_of(stated.value, Fraction(stated.bound))) > 1e-6:
        yield "gap is not (bound − value) / bound"


def _reasons(problem: Problem, stated: StatedAnswer) -> Iterator[str]:
    yield from Reasons(problem, stated.assignments).wrong(stated.explanations)
    yield from wrong_details(problem, stated.assignments, stated.explanations)


def _losses(problem: Problem, stated: StatedAnswer, verified: VerifiedBound | None) -> Iterator[str]:
    """Where others are said to lose and no price proves it; where there is no answer nothing is proved."""
    losses = Losses(problem, stated.prices, stated.assignments, verified) if verified else None
    open_to = OpenGroups(problem)
    for row in stated.explanations:
        if row.others_would_lose:
            groups = open_to.for_target(row.person_id, row.target)
            if losses is None or not groups or not losses.proved(problem.people[row.person_id], groups):
                yield f"the prices do not prove that others would lose if {row.person_id} had {row.target}"


def _no_answer(problem: Problem, stated: StatedAnswer) -> Iterator[str]:
    if stated.status == "infeasible" and not check(problem, stated.assignments):
        yield "it is stated that there is no answer, and these weeks are one"


def _claims(
    stated: StatedAnswer, worth: int, verified: VerifiedBound, violations: tuple[Violation, ...]
) -> Iterator[str]:
    if stated.status == "infeasible":
        return
    bound = Fraction(stated.bound)
    if stated.status == "invalid" and not violations:
        yield "it is stated to be invalid, and no rule is broken"
    if verified.impossible:
        return
    if stated.bound_from == "prices" and bound < verified.points - TOLERANCE and not verified.loose:
        yield f"the bound is stated as {stated.bound:,.6f} and the prices prove {float(verified.points):,.6f}"
    if violations:
        return
    if min(bound + TOLERANCE, verified.points) < worth:
        yield "the value is above the bound: one of them cannot be true"
    if stated.status == "optimal" and worth < int(min(bound + TOLERANCE, verified.points)):
        yield "it is stated to be optimal, and the bound leaves room for more"
