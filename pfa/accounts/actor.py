"""Whoever asks: their roles today, read from the database on every request, never from the cookie."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from pfa.accounts.models import BY_CARD, Role, User
from pfa.accounts.permissions import allowed


class Asker(Protocol):
    """What a query needs to know of whoever it answers for."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def authority_ids(self) -> frozenset[int]: ...
    @property
    def authority_id(self) -> int: ...
    @property
    def today(self) -> dt.date | None: ...
    def can(self, permission: str) -> bool: ...
    def authorities_for(self, permission: str) -> frozenset[int]: ...
    def organisations_for(self, permission: str) -> frozenset[tuple[int, int]]: ...


@dataclass(frozen=True, slots=True)
class Grant:
    """One role for one authority, at one organisation where that matters."""

    role: Role
    authority_id: int
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user and what they may do today. `helped_by` is the member of staff beside a young person, if any.

    `today` is the day those rights were read for: school staff see whoever is enrolled with them on that day.
    """

    user_id: int | None
    name: str
    grants: tuple[Grant, ...]
    today: dt.date
    helped_by: int | None = None
    sign_in_id: int | None = None

    @property
    def role(self) -> str:
        """The role named in the audit trail."""
        return self.grants[0].role.value if self.grants else "none"

    @property
    def authority_ids(self) -> frozenset[int]:
        return frozenset(grant.authority_id for grant in self.grants)

    @property
    def authority_id(self) -> int:
        """The authority of somebody who works for one; the first of several."""
        return min(self.authority_ids)

    def is_a(self, role: Role) -> bool:
        return any(grant.role == role for grant in self.grants)

    @property
    def is_staff(self) -> bool:
        """Do they work here, whatever else they are: a second factor is for staff."""
        return any(grant.role not in BY_CARD for grant in self.grants)

    def can(self, permission: str) -> bool:
        """May they do this for any authority at all?"""
        return any(allowed(grant.role, permission) for grant in self.grants)

    def authorities_for(self, permission: str) -> frozenset[int]:
        """The authorities for which they may do this whatever the organisation."""
        return frozenset(
            grant.authority_id
            for grant in self.grants
            if grant.organisation_id is None and allowed(grant.role, permission)
        )

    def organisations_for(self, permission: str) -> frozenset[tuple[int, int]]:
        """Pairs (authority, organisation) for which they may do this through a role at that organisation."""
        return frozenset(
            (grant.authority_id, grant.organisation_id)
            for grant in self.grants
            if grant.organisation_id is not None and allowed(grant.role, permission)
        )


def actor_of(user: User, today: dt.date, *, helped_by: int | None = None, sign_in_id: int | None = None) -> Actor:
    """The actor a user is today: memberships that have begun and not ended."""
    grants = tuple(
        Grant(row.role, row.authority_id, row.organisation_id) for row in user.memberships if row.works_on(today)
    )
    return Actor(user.id, user.name, grants, today, helped_by=helped_by, sign_in_id=sign_in_id)


def system(authority_id: int, role: str = "command-line") -> SystemActor:
    """The command line or the worker, acting for one authority without anybody signed in."""
    return SystemActor(authority_id=authority_id, role=role)


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The command line or the worker: may do anything within one authority, and is named as such in the audit trail."""

    authority_id: int
    role: str
    user_id: int | None = None
    today: dt.date | None = None  # its rights hang on no day

    @property
    def authority_ids(self) -> frozenset[int]:
        return frozenset({self.authority_id})

    def can(self, permission: str) -> bool:
        return True

    def authorities_for(self, permission: str) -> frozenset[int]:
        return self.authority_ids

    def organisations_for(self, permission: str) -> frozenset[tuple[int, int]]:
        return frozenset()
