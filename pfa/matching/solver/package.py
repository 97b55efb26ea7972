"""What a package is: which groups may stand together for one person, and what the set is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pfa.matching.solver.indexed import Indexed

Package = tuple[int, ...]
"""A package by number: groups in ascending order."""


def value(ix: Indexed, person: int, package: Iterable[int]) -> int:
    """Whole points; the sum over its groups (see `Indexed.worth`)."""
    return int(sum(ix.worth[person, g] for g in package))


def total(ix: Indexed, packages: Sequence[Package]) -> int:
    """Whole points of everyone's packages, and of the pairs who are together in them."""
    return sum(value(ix, p, package) for p, package in enumerate(packages)) + ix.company.worth(packages)


def joins(ix: Indexed, person: int, package: Iterable[int], group: int) -> bool:
    """May the group be added to the package, whole days aside (a later group may complete the day)?"""
    members = list(package)
    if not ix.allowed[person, group] or group in members:
        return False
    if members and ix.enemies(person)[group, members].any():
        return False
    facts = ix.person[person]
    mine = ix.group[group]
    others = [ix.group[g] for g in members]
    if sum(len(g.sessions) for g in others) + len(mine.sessions) > facts.budget:
        return False
    if facts.places_at_most is not None:
        sites = mine.places_used.union(*(g.places_used for g in others))
        if len(sites) > facts.places_at_most:
            return False
    limit = ix.kind_limit.get(mine.kind)
    if limit is None:
        return True
    return sum(len(g.sessions) for g in (mine, *others) if g.kind == mine.kind) <= limit


def broken_days(ix: Indexed, person: int, package: Iterable[int]) -> list[int]:
    """Days on which a person of whole days has something, but not everything they could have."""
    facts = ix.person[person]
    if not facts.whole_days:
        return []
    used: dict[int, int] = {}
    for g in package:
        for day, mask in ix.group[g].by_day.items():
            used[day] = used.get(day, 0) | mask
    return sorted(day for day, mask in used.items() if mask != facts.needed[day])


def valid(ix: Indexed, person: int, package: Iterable[int]) -> bool:
    """Does the package keep every rule that concerns this person alone, `must` rows included?"""
    members = sorted(package)
    if not set(ix.person[person].must) <= set(members):
        return False
    if not all(joins(ix, person, members[:k], g) for k, g in enumerate(members)):
        return False
    return not broken_days(ix, person, members)
