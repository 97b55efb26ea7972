"""What stands in the way of a run before it is made: counted from the problem that it would be given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pfa.matching import keys
from pfa.matching.building import Cohort
from pfa.matching.outcome import words_of
from pfa.matching.solver.checker import Reading, refusal
from pfa.matching.solver.problem import SECTOR_PREFIX, Problem

Found = dict[str, Any]
"""`repairs`: as the solver's diagnosis gives them. `people`, `without_answers`, `unconfirmed_travel`: how many.
`closed_to`: young people, by id, who named a wish and to whom nothing they want is open. `cannot_run`: groups, by id,
with how many could come at most and how many it takes. `wishes`: for each kind of work its words, how many named it,
places on offer in it, and to how many of them none of it is open. `fault`: why no run can be made at all."""


def found(cohort: Cohort, repairs: Sequence[Mapping[str, Any]]) -> Found:
    """Everything that stands in the way of a run of this cohort."""
    open_to = _open_to(cohort.problem)
    may_come = Counter(group for groups in open_to.values() for group in groups)
    return {
        "repairs": [dict(each) for each in repairs],
        "people": len(cohort.people),
        "without_answers": len(cohort.without_answers),
        "unconfirmed_travel": len(cohort.unconfirmed_travel),
        "closed_to": [
            number for number, wishes in cohort.wishes.items() if wishes and not open_to[keys.person(number)]
        ],
        "cannot_run": [
            {"group": keys.number(group.id), "could": may_come[group.id], "takes": group.min_viable}
            for group in cohort.problem.groups.values()
            if group.places and may_come[group.id] < group.min_viable
        ],
        "wishes": _wishes(cohort, open_to),
    }


def _open_to(problem: Problem) -> dict[str, set[str]]:
    """For everyone the groups that nothing about them refuses."""
    reading = Reading(problem)
    return {
        person: {group for group in problem.groups if refusal(problem, person, group, reading) is None}
        for person in problem.people
    }


def _wishes(cohort: Cohort, open_to: Mapping[str, set[str]]) -> list[dict[str, Any]]:
    problem = cohort.problem
    sectors = {group.id: problem.opportunities[group.opportunity_id].sector for group in problem.groups.values()}
    named: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for number, wishes in cohort.wishes.items():
        reachable = {SECTOR_PREFIX + sectors[group] for group in open_to[keys.person(number)]}
        named.update(wishes)
        closed.update(wish for wish in wishes if wish not in reachable)
    places: Counter[str] = Counter()
    for group in problem.groups.values():
        places[SECTOR_PREFIX + sectors[group.id]] += group.places
    rows = [
        {"words": words_of(wish), "people": people, "places": places[wish], "closed_to": closed[wish]}
        for wish, people in named.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["closed_to"]), -int(row["people"]), row["words"]))
