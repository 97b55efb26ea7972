"""What a problem must hold, whoever builds it: a folder of files or the web application. Every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from pfa.matching.solver.problem.policy_checks import Words, of_policy, wholes
from pfa.matching.solver.problem.ranges import (
    POINTS_AT_MOST,
    decimal_fault,
    name_fault,
    plan_fault,
    shown,
    whole_fault,
)
from pfa.matching.solver.problem.values import (
    PLANS,
    SECTOR_PREFIX,
    TOGETHER_PREFIX,
    TOLD,
    Group,
    Opportunity,
    Person,
    Policy,
)

_Row = TypeVar("_Row")


class Flaw(NamedTuple):
    """A fault before it has a place: the table, which of its rows (from 0; -1: the policy), which column."""

    table: str
    at: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a problem as they came, duplicates and all.

    `unsure` names tables that could not be read whole, of which nothing can be said to be unknown.
    """

    policy: Policy
    people: Sequence[Person]
    opportunities: Sequence[Opportunity]
    groups: Sequence[Group]
    preferences: Sequence[tuple[str, str, int]] = ()
    pools: Sequence[tuple[str, str, int]] = ()
    links: Sequence[tuple[str, str, str]] = ()
    fixed: Sequence[tuple[str, str, str]] = ()
    travel: Sequence[tuple[str, str, int]] = ()
    earlier: Sequence[tuple[str, str, str]] = ()
    unsure: Collection[str] = field(default_factory=frozenset)


def flaws(rows: Rows) -> Iterator[Flaw]:
    """Everything that is wrong with the rows, table by table in the order of the rows."""
    known = _Known(rows)
    yield from (Flaw("policy", -1, column, words) for column, words in of_policy(rows.policy))
    yield from _each("people", rows.people, known, _person)
    yield from _each("opportunities", rows.opportunities, known, _opportunity)
    yield from _each("groups", rows.groups, known, _group)
    yield from _each("preferences", rows.preferences, known, _preference)
    yield from _each("pools", rows.pools, known, _pool)
    yield from _each("links", rows.links, known, _link)
    yield from _each("fixed", rows.fixed, known, _fixed)
    yield from _each("travel", rows.travel, known, _travel)
    yield from _each("earlier", rows.earlier, known, _earlier)


class _Known:
    """What a row may speak of (None where a table could not be read whole), and what earlier rows already said."""

    def __init__(self, rows: Rows) -> None:
        def ids(table: str, names: Iterable[str]) -> frozenset[str] | None:
            return None if table in rows.unsure else frozenset(names)

        self.sessions = ids("policy", (each.session for each in rows.policy.week))
        self.people = ids("people", (each.id for each in rows.people))
        self.opportunities = ids("opportunities", (each.id for each in rows.opportunities))
        self.providers = ids("opportunities", (each.provider_id for each in rows.opportunities))
        self.groups = ids("groups", (each.id for each in rows.groups))
        self.keys: set[tuple[str, ...]] = set()
        self.places: dict[str, tuple[float | None, float | None]] = {}

    def again(self, *key: str) -> bool:
        """Whether an earlier row had this key."""
        before = len(self.keys)
        self.keys.add(key)
        return len(self.keys) == before


def _each(table: str, rows: Iterable[_Row], known: _Known, check: Callable[[_Row, _Known], Words]) -> Iterator[Flaw]:
    for index, row in enumerate(rows):
        for column, words in check(row, known):
            yield Flaw(table, index, column, words)


def _person(person: Person, known: _Known) -> Words:
    yield from _own_id("person", person.id, known)
    if person.plan is not None and (words := plan_fault(person.plan, PLANS)):
        yield "plan", words
    yield from wholes(person, required=("sessions_wanted", "support_units", "coach_units"))
    yield from wholes(person, may_be_empty=("age", "level", "travel_limit_minutes", "providers_at_most"))
    yield from _coordinates(person)
    yield from _names(person, "needs")
    for column in ("unavailable", "own_sessions"):
        yield from _unknown(column, "session", getattr(person, column), known.sessions)
    if person.authority is not None and (words := name_fault(person.authority, ";=")):
        yield "authority", words


def _opportunity(opportunity: Opportunity, known: _Known) -> Words:
    yield from _own_id("opportunity", opportunity.id, known)
    for prefix in (SECTOR_PREFIX, TOGETHER_PREFIX):
        if opportunity.id.startswith(prefix):
            yield "opportunity_id", f"an opportunity's id may not begin with “{prefix}”"
    for column, separators in (("provider_id", ";"), ("kind", ""), ("sector", "")):
        name = getattr(opportunity, column)
        if (name or column != "sector") and (words := name_fault(name, separators)):
            yield column, words
    yield from wholes(opportunity, may_be_empty=("level_min", "level_max", "age_min", "age_max"))
    yield from _coordinates(opportunity)
    yield from _names(opportunity, "features", "features_to_ask")
    for plan in sorted(opportunity.plans):
        if words := plan_fault(plan, PLANS):
            yield "plans", words
    place = (opportunity.lat, opportunity.lon)
    first = known.places.setdefault(opportunity.provider_id, place)
    for column, here, there in zip(("lat", "lon"), place, first, strict=True):
        if here != there:
            yield column, f"provider {shown(opportunity.provider_id)} has another {column} in an earlier row"


def _group(group: Group, known: _Known) -> Words:
    yield from _own_id("group", group.id, known)
    yield from _unknown("opportunity_id", "opportunity", [group.opportunity_id], known.opportunities)
    if not group.sessions:
        yield "sessions", "a group needs at least one session"
    sessions = set(group.sessions)
    if len(sessions) < len(group.sessions):
        yield "sessions", "a session is there twice"
    yield from _unknown("sessions", "session", sessions, known.sessions)
    yield from wholes(group, required=("places", "min_viable"), may_be_empty=("support_units",))
    if not whole_fault(group.places) and not whole_fault(group.min_viable) and group.min_viable > group.places:
        yield "min_viable", f"{group.min_viable} is more than the {group.places} places"
    if group.pool is not None and (words := name_fault(group.pool)):
        yield "pool", words
    if group.funder is not None and (words := name_fault(group.funder)):
        yield "funder", words
    yield from wholes(group, required=("cost",))
    yield from _authorities(group)
    if words := whole_fault(group.chance, at_most=100):
        yield "chance", words
    yield from _unknown("held_at", "provider", set(group.held_at.values()), known.providers)
    for session in sorted(set(group.held_at) - sessions):
        yield "held_at", f"{shown(session)} is not a session of this group"


def _authorities(group: Group) -> Words:
    for column, names in (("open_to", group.open_to), ("authority_places", group.authority_places)):
        for name in sorted(names):
            if words := name_fault(name, ";="):
                yield column, words
    for name, places in sorted(group.authority_places.items()):
        if words := whole_fault(places):
            yield "authority_places", words
        if group.open_to and name not in group.open_to:
            yield "authority_places", f"the group is not open to {shown(name)}"


def _preference(row: tuple[str, str, int], known: _Known) -> Words:
    person, target, points = row
    yield from _unknown("person_id", "person", [person], known.people)
    if target.startswith(SECTOR_PREFIX):
        if words := name_fault(target[len(SECTOR_PREFIX) :]):
            yield "target", words
    else:
        yield from _unknown("target", "opportunity", [target], known.opportunities)
    if known.again("preference", person, target):
        yield "target", f"a second row for {shown(person)} and {shown(target)}"
    if words := whole_fault(points, at_most=POINTS_AT_MOST):
        yield "points", words


def _pool(row: tuple[str, str, int], known: _Known) -> Words:
    pool, session, units = row
    if words := name_fault(pool):
        yield "pool", words
    yield from _unknown("session", "session", [session], known.sessions)
    if known.again("pool", pool, session):
        yield "session", f"a second row for {shown(pool)} and {shown(session)}"
    if words := whole_fault(units):
        yield "units", words


def _link(row: tuple[str, str, str], known: _Known) -> Words:
    person, other, rule = row
    yield from _unknown("person_id", "person", [person], known.people)
    yield from _unknown("other_person_id", "person", [other], known.people)
    if person == other:
        yield "other_person_id", f"a person cannot be {'with' if rule == 'together' else 'kept apart from'} themselves"
    pair = sorted((person, other))
    linked, alike = known.again("link", *pair), known.again("link", *pair, rule)
    if linked:
        words = "are linked twice" if alike else "cannot be kept apart and be together"
        yield "other_person_id", f"{shown(person)} and {shown(other)} {words}"
    if rule not in ("apart", "together"):
        yield "rule", f"{shown(rule)} is neither “apart” nor “together”"


def _fixed(row: tuple[str, str, str], known: _Known) -> Words:
    person, group, rule = row
    yield from _unknown("person_id", "person", [person], known.people)
    yield from _unknown("group_id", "group", [group], known.groups)
    if known.again("fixed", person, group):
        yield "group_id", f"a second row for {shown(person)} and {shown(group)}"
    if rule not in ("must", "never"):
        yield "rule", f"{shown(rule)} is neither “must” nor “never”"


def _travel(row: tuple[str, str, int], known: _Known) -> Words:
    person, provider, minutes = row
    yield from _unknown("person_id", "person", [person], known.people)
    yield from _unknown("provider_id", "provider", [provider], known.providers)
    if known.again("travel", person, provider):
        yield "provider_id", f"a second row for {shown(person)} and {shown(provider)}"
    if words := whole_fault(minutes):
        yield "minutes", words


def _earlier(row: tuple[str, str, str], known: _Known) -> Words:
    person, group, told = row
    yield from _unknown("person_id", "person", [person], known.people)
    yield from _unknown("group_id", "group", [group], known.groups)
    if known.again("earlier", person, group):
        yield "group_id", f"a second row for {shown(person)} and {shown(group)}"
    if told not in TOLD:
        yield "told", f"{shown(told)} is not one of {', '.join(TOLD)}"


def _own_id(what: str, name: str, known: _Known) -> Words:
    if words := name_fault(name):
        yield f"{what}_id", words
    if known.again(what, name):
        yield f"{what}_id", f"{shown(name)} is there twice"


def _coordinates(row: Person | Opportunity) -> Words:
    for column, value, most in (("lat", row.lat, 90), ("lon", row.lon, 180)):
        if value is not None and (words := decimal_fault(value, -most, most)):
            yield column, words


def _names(row: Person | Opportunity, *columns: str) -> Words:
    for column in columns:
        for name in sorted(getattr(row, column)):
            if words := name_fault(name, ";"):
                yield column, words


def _unknown(column: str, what: str, names: Collection[str], known: frozenset[str] | None) -> Words:
    if known is not None:
        for name in sorted(name for name in names if name not in known):
            yield column, f"there is no {what} {shown(name)}"
