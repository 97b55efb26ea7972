"""What stands in a week, as a value: to propose a change, to compare two versions, to ask the checker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pfa.calendar.week import SESSIONS, session_name
from pfa.packages.models import PackageVersion
from pfa.people.codes import OWN_SESSION_NAMES, OwnSessionKind
from pfa.people.models import YoungPerson
from pfa.provision.models import Group


@dataclass(frozen=True, slots=True)
class Own:
    """A session of the week that is the person's alone."""

    session: str
    kind: OwnSessionKind
    label: str = ""

    @property
    def words(self) -> str:
        return self.label or OWN_SESSION_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Content:
    """The groups of a week, by id, and its own sessions in the week's order."""

    groups: frozenset[int] = frozenset()
    own: tuple[Own, ...] = ()

    @property
    def own_sessions(self) -> frozenset[str]:
        return frozenset(each.session for each in self.own)

    def with_group(self, group_id: int, instead_of: Iterable[int] = ()) -> Content:
        return Content(self.groups - frozenset(instead_of) | {group_id}, self.own)

    def without_group(self, group_id: int) -> Content:
        return Content(self.groups - {group_id}, self.own)

    def with_own(self, own: Own) -> Content:
        """With this session of their own, in the place of one that was there."""
        return Content(self.groups, in_order([*self.without_own(own.session).own, own]))

    def without_own(self, session: str) -> Content:
        return Content(self.groups, tuple(each for each in self.own if each.session != session))


def in_order(own: Iterable[Own]) -> tuple[Own, ...]:
    """Own sessions in the week's order."""
    return tuple(sorted(own, key=lambda each: SESSIONS.index(each.session)))


def of_version(version: PackageVersion) -> Content:
    """What stands in a version."""
    own = in_order(Own(row.session, row.kind, row.label) for row in version.own)
    return Content(version.group_ids, own)


def of_person(person: YoungPerson) -> tuple[Own, ...]:
    """The own sessions a young person has, to copy into their first week."""
    return in_order(Own(row.session, row.kind, row.label) for row in person.own_sessions if row.session in SESSIONS)


def filled(content: Content, groups: Mapping[int, Group]) -> int:
    """How many sessions of the week are used, own ones included."""
    used = {session for group_id in content.groups for session in groups[group_id].sessions}
    return len(used | content.own_sessions)


def title(group: Group) -> str:
    """A group as staff name it: its opportunity, and its own name where it has one."""
    return f"{group.opportunity.name}, {group.name}" if group.name else group.opportunity.name


def differences(before: Content, after: Content, groups: Mapping[int, Group]) -> list[str]:
    """What changed from one state of a week to the next, a sentence each."""
    said = [f"{title(groups[one])} added" for one in sorted(after.groups - before.groups)]
    said += [f"{title(groups[one])} taken out" for one in sorted(before.groups - after.groups)]
    was = {each.session: each for each in before.own}
    now = {each.session: each for each in after.own}
    for session in SESSIONS:
        old, new = was.get(session), now.get(session)
        if old == new:
            continue
        name = session_name(session)
        if new is None:
            said.append(f"{name} is no longer a session of their own")
        elif old is None:
            said.append(f"{name} is a session of their own: {new.words}")
        else:
            said.append(f"{name}: {new.words} instead of {old.words}")
    return said
