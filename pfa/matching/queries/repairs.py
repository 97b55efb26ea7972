"""A repair list with the names and pages behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching import keys
from pfa.matching.inquiring.shown import repair_words
from pfa.matching.queries.inquiries import groups_named, people_named
from pfa.people.models import YoungPerson
from pfa.provision.models import CoachPool, Group


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to mend: what it is about, what and how much, and whose it is."""

    words: str
    whose: str
    people: tuple[YoungPerson, ...] = ()
    group: Group | None = None
    pool: CoachPool | None = None
    session: str = ""
    funder: str = ""


def mends(session: Session, repairs: Sequence[Mapping[str, Any]]) -> list[Mend]:
    """The rows of a repair list, in its order: three statements."""
    parts = [str(each["row"]).split(":") for each in repairs]
    people = people_named(session, _numbers(parts, "P"))
    groups = groups_named(session, _numbers(parts, "G"))
    pools = _pools(session, [int(each[1]) for each in parts if each[0] == "pool"])
    found = []
    for each, names in zip(repairs, parts, strict=True):
        about = [keys.number(name) for name in names[1:] if _is(name, "P")]
        group = next((groups.get(keys.number(name)) for name in names[1:] if _is(name, "G")), None)
        found.append(
            Mend(
                words=repair_words(each),
                whose=str(each["whose"]),
                people=tuple(people[number] for number in about if number in people),
                group=group,
                pool=pools.get(int(names[1])) if names[0] == "pool" else None,
                session=names[2] if names[0] == "pool" else "",
                funder=":".join(names[1:]) if names[0] == "funder" else "",
            )
        )
    return found


def _is(name: str, letter: str) -> bool:
    return name[:1] == letter and name[1:].isdigit()


def _numbers(parts: Iterable[Sequence[str]], letter: str) -> list[int]:
    return [
        keys.number(name)
        for each in parts
        if each[0] not in ("pool", "funder")
        for name in each[1:]
        if _is(name, letter)
    ]


def _pools(session: Session, ids: Iterable[int]) -> dict[int, CoachPool]:
    query = sa.select(CoachPool).where(CoachPool.id.in_(sorted(set(ids)))).order_by(CoachPool.id)
    return {row.id: row for row in session.scalars(query)}
