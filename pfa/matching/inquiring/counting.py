"""What a set of weeks comes to in the figures of a run's pages, from the problem alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pfa.aspirations.points import WISH_POINTS
from pfa.matching.solver.figures import figures, is_met
from pfa.matching.solver.problem import SECTOR_PREFIX, Problem

KIND = f"{SECTOR_PREFIX}kind:"


def counted(problem: Problem, weeks: Mapping[str, Collection[str]]) -> dict[str, int]:
    """People with their first wish for a kind of work (`firsts`), with one of their wishes for one (`wishes`), with a
    main pathway (`mains`), and with as many half days as they want (`full_weeks`)."""
    firsts = wishes = 0
    for person in problem.people:
        met = [is_met(problem, weeks.get(person, ()), wish) for wish in _wishes(problem, person)]
        firsts += met[:1] == [True]
        wishes += any(met)
    found = figures(problem, weeks)
    return {"firsts": firsts, "wishes": wishes, "mains": found.with_main, "full_weeks": found.wanted_filled}


def gained(
    problem: Problem, before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """The same of two sets of weeks, as what the second has more."""
    then, now = counted(problem, before), counted(problem, after)
    return {name: now[name] - then[name] for name in now}


def _wishes(problem: Problem, person: str) -> list[str]:
    """A person's wishes for kinds of work, in their order: a first wish has more points than a second."""
    named = [
        (points, target)
        for target, points in problem.preferences.get(person, {}).items()
        if points and target.startswith(SECTOR_PREFIX) and not target.startswith(KIND)
    ]
    return [target for _, target in sorted(named, key=lambda each: -each[0])][: len(WISH_POINTS)]
