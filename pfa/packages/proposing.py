"""From a button on the week's page to the week that would come of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from pfa.calendar.week import SESSIONS, session_name
from pfa.core.errors import Refused
from pfa.packages.content import Content, Own, of_version, title
from pfa.packages.models import Package
from pfa.packages.options import in_the_way, with_group
from pfa.packages.services.editing import version_numbered
from pfa.people.codes import OwnSessionKind
from pfa.provision.models import Group


@dataclass(frozen=True, slots=True)
class Change:
    """What was pressed: `add` or `remove` a group (its public id), make a session `own`, `clear` it, go `back`."""

    does: str
    value: str
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The week that a change would make, and what the history will say of it. `session` is where it happened."""

    content: Content
    why: str
    session: str = ""


def propose(package: Package, change: Change, groups: Mapping[int, Group]) -> Proposal:
    """The week after a change. Raises Refused for a change that cannot be read."""
    content = of_version(package.current)
    if change.does == "back":
        number = int(change.value) if change.value.isascii() and change.value.isdigit() else 0
        return Proposal(of_version(version_numbered(package, number)), f"Back to version {number}")
    if change.does in ("own", "clear"):
        return _own(content, change)
    if change.does == "remove":
        taken = {item.group_id: item.group for item in package.current.items}
        group = _group(change.value, taken)
        return Proposal(content.without_group(group.id), f"{title(group)} taken out", group.sessions[0])
    if change.does == "add":
        group = _group(change.value, groups)
        gone = [title(groups[one]) for one in in_the_way(content, group, groups)]
        why = f"{title(group)} added" + (f" instead of {' and '.join(gone)}" if gone else "")
        return Proposal(with_group(content, group, groups), why, group.sessions[0])
    raise Refused("Choose what to change.")


def _own(content: Content, change: Change) -> Proposal:
    session = change.value
    if session not in SESSIONS:
        raise Refused("Choose a half day of the week.")
    name = session_name(session)
    if change.does == "clear":
        return Proposal(content.without_own(session), f"{name} is no longer a session of their own", session)
    if change.kind not in {kind.value for kind in OwnSessionKind}:
        raise Refused("Choose what the session is for.", field="kind")
    own = Own(session, OwnSessionKind(change.kind), change.label[:80])
    return Proposal(content.with_own(own), f"{name} is a session of their own: {own.words}", session)


def _group(public_id: str, groups: Mapping[int, Group]) -> Group:
    try:
        wanted = uuid.UUID(public_id)
    except ValueError as error:
        raise Refused("Choose something that is on offer.") from error
    found = next((group for group in groups.values() if group.public_id == wanted), None)
    if found is None:
        raise Refused("That is no longer on offer.")
    return found
