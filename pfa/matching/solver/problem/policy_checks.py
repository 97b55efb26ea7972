"""What the settings of a policy must hold."""

from __future__ import annotations

from collections.abc import Iterator

from pfa.matching.solver.problem.ranges import WHOLE_AT_MOST, decimal_fault, name_fault, shown, whole_fault
from pfa.matching.solver.problem.values import COUNTS, MODES, TOLD, Policy

Words = Iterator[tuple[str, str]]
"""Pairs of a column and what is wrong in it."""


def of_policy(policy: Policy) -> Words:
    """What is wrong with a policy; the column is the path in `policy.json`."""
    if policy.version != 1:
        yield "version", "only version 1 is understood"
    if not policy.week:
        yield "week", "a week needs at least one session"
    seen: set[str] = set()
    for index, each in enumerate(policy.week):
        for column, name, separators in (("session", each.session, ";="), ("day", each.day, "")):
            if words := name_fault(name, separators):
                yield f"week[{index}].{column}", words
        if each.session in seen:
            yield f"week[{index}].session", f"session {shown(each.session)} is there twice"
        seen.add(each.session)
    yield from wholes(policy, required=("main_pathway_points", "session_filled_points"))
    yield from wholes(policy, may_be_empty=("open_points", "between_sessions_minutes"))
    for column in ("travel_speed_kmh", "travel_detour", "travel_fixed_minutes"):
        value = getattr(policy, column)
        if words := decimal_fault(value, 0, WHOLE_AT_MOST):
            yield column, words
        elif value == 0 and column == "travel_speed_kmh":
            yield column, "must be more than 0"
    for kind, most in policy.sessions_at_most_by_kind.items():
        if words := name_fault(kind) or whole_fault(most):
            yield f"sessions_at_most_by_kind.{kind}", words
    if policy.mode not in MODES:
        yield "mode", f"{shown(policy.mode)} is not one of {', '.join(MODES)}"
    if words := whole_fault(policy.tolerance_percent, at_most=100):
        yield "tolerance_percent", words
    elif policy.tolerance_percent == 0:
        yield "tolerance_percent", "must be more than 0"
    yield from wholes(policy, required=("travel_points", "together_points"))
    if policy.uncertain and policy.uncertain not in COUNTS:
        yield "uncertain.count", f"{shown(policy.uncertain)} is not one of {', '.join(COUNTS)}"
    if words := whole_fault(policy.likely_at_least, at_most=100):
        yield "uncertain.likely_at_least", words
    for told, points in policy.change_points.items():
        if told not in TOLD:
            yield f"change_points.{told}", f"{shown(told)} is not one of {', '.join(TOLD)}"
        elif words := whole_fault(points):
            yield f"change_points.{told}", words
    for funder, ceiling in policy.cost_ceilings.items():
        if words := name_fault(funder) or whole_fault(ceiling):
            yield f"cost_ceilings.{funder}", words


def wholes(row: object, *, required: tuple[str, ...] = (), may_be_empty: tuple[str, ...] = ()) -> Words:
    """What is wrong with whole numbers of a row."""
    for column in required + may_be_empty:
        value = getattr(row, column)
        if (value is not None or column in required) and (words := whole_fault(value)):
            yield column, words
