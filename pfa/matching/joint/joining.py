"""From each authority's own problem to one of all, and from the answer to that one back to each: pure functions.

In the whole problem a shared group stands once, under its owner's key, open to whom it is shared with. A part is what
one authority may read of the whole: its own people, with so much left of shared groups as its own weeks and reasons
need, and nothing that tells of another's people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pfa.matching.solver import problem as solver

Weeks = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Guest:
    """A group of another authority as one has it: the owner's group and opportunity, and how many may still come."""

    group: str
    opportunity: str
    owner_group: str
    owner_opportunity: str
    places: int


@dataclass(frozen=True, slots=True)
class Part:
    """One authority's problem as it is alone. `sites` are places shared by all, by the authority's own providers."""

    authority: str
    problem: solver.Problem
    guests: tuple[Guest, ...]
    sites: Mapping[str, str]

    def without(self, groups: Collection[str]) -> Part:
        """The same part without some of its guest groups, and without what rests on them."""
        if not groups:
            return self
        gone = {one.opportunity for one in self.guests if one.group in groups}
        gone -= {one.opportunity for one in self.guests if one.group not in groups}
        left = replace(
            self.problem,
            groups=solver.by_id(row for row in self.problem.groups.values() if row.id not in groups),
            opportunities=solver.by_id(row for row in self.problem.opportunities.values() if row.id not in gone),
            preferences=solver.frozen(
                {
                    person: solver.frozen({target: points for target, points in wishes.items() if target not in gone})
                    for person, wishes in self.problem.preferences.items()
                }
            ),
            fixed=solver.frozen({row: rule for row, rule in self.problem.fixed.items() if row[1] not in groups}),
            earlier=solver.frozen({row: told for row, told in self.problem.earlier.items() if row[1] not in groups}),
        )
        return replace(self, problem=left, guests=tuple(one for one in self.guests if one.group not in groups))

    def owners_key(self, group: str) -> str:
        """The key of a group in the whole problem."""
        return next((one.owner_group for one in self.guests if one.group == group), group)


def joined(parts: Sequence[Part]) -> solver.Problem:
    """One problem of all. The first part is the lead's: its policy holds, and its ceilings for its own groups.

    Raises `ProblemFaults` if what is stored contradicts itself.
    """
    shared: dict[str, dict[str, int]] = {}
    for part in parts:
        for guest in part.guests:
            shared.setdefault(guest.owner_group, {})[part.authority] = guest.places
    lead = parts[0]
    ceilings = {_funder(lead, funder): most for funder, most in lead.problem.policy.cost_ceilings.items()}
    return solver.problem(
        policy=replace(lead.problem.policy, cost_ceilings=ceilings),
        people=[replace(one, authority=part.authority) for part in parts for one in part.problem.people.values()],
        opportunities=[one for part in parts for one in _opportunities(part)],
        groups=[one for part in parts for one in _groups(part, shared)],
        preferences=[row for part in parts for row in _preferences(part)],
        pools=[(*row, units) for part in parts for row, units in part.problem.pools.items()],
        apart=[pair for part in parts for pair in sorted(part.problem.apart)],
        together=[pair for part in parts for pair in sorted(part.problem.together)],
        fixed=[
            (person, part.owners_key(group), rule)
            for part in parts
            for (person, group), rule in part.problem.fixed.items()
        ],
        earlier=[
            (person, part.owners_key(group), told)
            for part in parts
            for (person, group), told in part.problem.earlier.items()
        ],
    )


def part_of(whole: solver.Problem, weeks: Weeks, part: Part) -> tuple[solver.Problem, dict[str, frozenset[str]]]:
    """What one authority reads of the whole answer: a problem of its own people, and their weeks.

    Another's group has as many places as its own people were given there, and one more if one was left. Of its own
    groups and coach pools it has what the others' people leave: to the owner they are numbers.
    """
    back = {one.owner_group: one.group for one in part.guests}
    own = {
        person: frozenset(back.get(group, group) for group in weeks.get(person, frozenset()))
        for person in part.problem.people
    }
    inside = _inside(weeks, whole)
    groups = [_left(part, group, whole, inside) for group in part.problem.groups.values()]
    pools = dict(part.problem.pools)
    for group, people in inside.items():
        others = [whole.people[one] for one in people if one not in part.problem.people]
        pool = whole.groups[group].pool
        for session in whole.groups[group].sessions if others and group in part.problem.groups else ():
            if pool is not None:
                left = pools.get((pool, session), 0) - sum(one.coach_units for one in others)
                pools[pool, session] = max(0, left)
    problem = replace(part.problem, groups=solver.by_id(groups), pools=solver.frozen(pools))
    return problem, own


def _opportunities(part: Part) -> Iterable[solver.Opportunity]:
    guests = {one.opportunity for one in part.guests}
    for row in part.problem.opportunities.values():
        if row.id not in guests:
            yield replace(row, provider_id=part.sites[row.provider_id])


def _groups(part: Part, shared: Mapping[str, Mapping[str, int]]) -> Iterable[solver.Group]:
    guests = {one.group for one in part.guests}
    for row in part.problem.groups.values():
        if row.id not in guests:
            places = shared.get(row.id, {})
            yield replace(
                row,
                held_at={session: part.sites[place] for session, place in row.held_at.items()},
                funder=None if row.funder is None else _funder(part, row.funder),
                open_to=frozenset({part.authority, *places}),
                authority_places=dict(places),
            )


def _preferences(part: Part) -> Iterable[tuple[str, str, int]]:
    owners = {one.opportunity: one.owner_opportunity for one in part.guests}
    for person, targets in part.problem.preferences.items():
        for target, points in targets.items():
            yield person, owners.get(target, target), points


def _funder(part: Part, funder: str) -> str:
    return f"{part.authority}-{funder}"


def _inside(weeks: Weeks, whole: solver.Problem) -> dict[str, list[str]]:
    inside: dict[str, list[str]] = {group: [] for group in whole.groups}
    for person, groups in weeks.items():
        for group in groups:
            inside[group].append(person)
    return inside


def _left(part: Part, group: solver.Group, whole: solver.Problem, inside: Mapping[str, Sequence[str]]) -> solver.Group:
    """A group as its part may know it, after everybody has been given their weeks."""
    common = whole.groups[part.owners_key(group.id)]
    if common.open_to == {part.authority}:
        return group
    everyone = inside[common.id]
    ours = [one for one in everyone if one in part.problem.people]
    others = len(everyone) - len(ours)
    if common.id == group.id:
        places = common.places - others
    else:
        room = min(common.places - len(everyone), common.authority_places[part.authority] - len(ours))
        places = len(ours) + min(1, max(0, room))
    if everyone:
        viable = min(places, max(1, len(ours))) if len(ours) < common.min_viable else common.min_viable
    else:
        places = max(places, common.min_viable)  # too few came for it to run: the reason is said with its number
        viable = common.min_viable
    return replace(group, places=places, min_viable=viable, support_units=_support(part, common, whole, everyone))


def _support(part: Part, common: solver.Group, whole: solver.Problem, everyone: Sequence[str]) -> int | None:
    """The support units of a shared group as a part may know them; None where its provider states no ceiling."""
    if common.support_units is None:
        return None
    units = {one: whole.people[one].support_units for one in everyone}
    ours = sum(number for one, number in units.items() if one in part.problem.people)
    left = common.support_units - sum(units.values())
    if common.id in part.problem.groups:
        return ours + left
    most = max((one.support_units for one in part.problem.people.values()), default=0)
    return ours + min(left, most)
