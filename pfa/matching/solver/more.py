"""One more of something shared: the same problem with one more place, unit or pound, or with a group that may run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pfa.matching.solver.problem import Group, Problem, frozen


def rows_of(problem: Problem) -> Mapping[str, Callable[[], Problem]]:
    """Everything there can be one more of, by its name in `prices.csv`, and the problem that has it.

    `viable:GROUP` is the group that runs however few come, where it needs several people; `chance:GROUP` one that is
    likely enough after all, where only those are used.
    """
    found: dict[str, Callable[[], Problem]] = {}
    for group in problem.groups.values():
        found[f"group:{group.id}"] = _with(problem, replace(group, places=group.places + 1))
        if group.min_viable > 1:
            found[f"viable:{group.id}"] = _with(problem, replace(group, min_viable=1))
        for authority, places in group.authority_places.items():
            shares = frozen({**group.authority_places, authority: places + 1})
            found[f"share:{group.id}:{authority}"] = _with(problem, replace(group, authority_places=shares))
        if problem.policy.uncertain == "robust" and group.chance < problem.policy.likely_at_least:
            found[f"chance:{group.id}"] = _with(problem, replace(group, chance=problem.policy.likely_at_least))
        if group.support_units is not None:
            found[f"support:{group.id}"] = _with(problem, replace(group, support_units=group.support_units + 1))
        for session in group.sessions if group.pool is not None else ():
            found[f"pool:{group.pool}:{session}"] = _with_unit(problem, (str(group.pool), session))
    for funder, ceiling in problem.policy.cost_ceilings.items():
        found[f"funder:{funder}"] = _with_pound(problem, funder, ceiling)
    return found


def one_more(problem: Problem, row: str) -> Problem:
    """The problem with one more of this row. Raises `KeyError` for a row that it does not have."""
    return rows_of(problem)[row]()


def _with(problem: Problem, group: Group) -> Callable[[], Problem]:
    return lambda: replace(problem, groups=frozen({**problem.groups, group.id: group}))


def _with_unit(problem: Problem, key: tuple[str, str]) -> Callable[[], Problem]:
    return lambda: replace(problem, pools=frozen({**problem.pools, key: problem.pools.get(key, 0) + 1}))


def _with_pound(problem: Problem, funder: str, ceiling: int) -> Callable[[], Problem]:
    ceilings = frozen({**problem.policy.cost_ceilings, funder: ceiling + 1})
    return lambda: replace(problem, policy=replace(problem.policy, cost_ceilings=ceilings))
