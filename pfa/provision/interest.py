"""What a college may know before anybody is named: how many, in bands of five, and never a difference below five.

Bands as the project's disclosure rules for colleges ask (security design, 9.2). Counts come from the places of agreed
weeks here; rooms above (wishes, suggested weeks) add theirs as a `Source`, as plain numbers, and only bands leave.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.provision import queries
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.provision.models import Group, Provider
from pfa.web.pages import Page

STEP = 5


@dataclass(frozen=True, slots=True)
class Band:
    """A count as it may be shown: it lies between `low` and `high`, both included.

    Nobody at all is not told apart from a few: otherwise the wish of one person would show.
    """

    low: int = 0
    high: int = STEP - 1

    def __str__(self) -> str:
        return f"{self.low} to {self.high}" if self.low else f"fewer than {self.high + 1}"


def band(count: int) -> Band:
    """0 to 4, 5 to 9, 10 to 14 and so on."""
    low = max(0, count) // STEP * STEP
    return Band(low, low + STEP - 1)


def together(bands: Iterable[Band]) -> Band:
    """What several bands say together. It is worked out from the bands alone, so it tells nothing more than they do."""
    listed = list(bands)
    return Band(sum(one.low for one in listed), sum(one.high for one in listed))


GroupCount = Callable[[Session, int, Collection[int]], Mapping[int, int]]
WorkCount = Callable[[Session, int, int, dt.date], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """A count that a higher room knows.

    `by_group(session, entry_year, group_ids)` counts young people by group id; `by_kind_of_work(session, authority_id,
    entry_year, day)` by key of KINDS_OF_WORK, the same on every `day` of a month. A room gives the one it has. Each
    young person counts once in each cell.
    """

    heading: str
    meaning: str
    by_group: GroupCount | None = None
    by_kind_of_work: WorkCount | None = None


@dataclass(frozen=True, slots=True)
class GroupInterest:
    """One group: its places, who stays on (the college's own figure), and a band for each heading."""

    group: Group
    continuing: int
    bands: dict[str, Band]


@dataclass(frozen=True, slots=True)
class WorkInterest:
    """One kind of work that is offered: the places in it, and a band for each heading."""

    name: str
    places: int
    bands: dict[str, Band]


@dataclass(frozen=True, slots=True)
class Interest:
    """What is known of one provider for one September."""

    provider: Provider
    groups: list[GroupInterest]
    work: list[WorkInterest]


AGREED = Source("Agreed weeks", "Young people whose agreed week has a place in the group.")
EXTENSION = "pfa_interest_sources"


def install(app: Flask, added: Iterable[Source]) -> None:
    """Say which counts of higher rooms stand on the page, in their order."""
    app.extensions[EXTENSION] = tuple(added)


def sources() -> tuple[Source, ...]:
    """The counts of higher rooms that this application shows."""
    found: tuple[Source, ...] = current_app.extensions.get(EXTENSION, ())
    return found


def interest(
    session: Session, asker: Asker, entry_year: int, sources: Collection[Source], *, today: dt.date, number: int = 1
) -> Page[Interest]:
    """Bands for the open groups the asker may see counts of, a page of providers at a time.

    Statements do not grow with the groups.
    """
    page = queries.providers_to_count(session, asker, entry_year, number=number)
    groups = queries.groups_to_count(session, asker, entry_year, providers=page.rows)
    ids = [group.id for group in groups]
    gone = queries.taken_of(session, ids)
    counted = {AGREED.heading: {number: of_it.agreed for number, of_it in gone.items()}}
    counted |= {one.heading: dict(one.by_group(session, entry_year, ids)) for one in sources if one.by_group}
    wished = _by_kind_of_work(session, groups, entry_year, sources, today)
    found = []
    for provider in page.rows:
        own = [
            GroupInterest(
                group,
                gone[group.id].continuing if group.id in gone else 0,
                {heading: band(counts.get(group.id, 0)) for heading, counts in counted.items()},
            )
            for group in groups
            if group.opportunity.provider_id == provider.id
        ]
        found.append(Interest(provider, own, _work(own, wished.get(provider.authority_id, {}))))
    return Page(rows=found, number=page.number, total=page.total, size=page.size)


def _by_kind_of_work(
    session: Session, groups: Iterable[Group], entry_year: int, sources: Collection[Source], today: dt.date
) -> dict[int, dict[str, dict[str, Band]]]:
    """By authority, heading and kind of work."""
    return {
        authority: {
            one.heading: {
                key: band(count) for key, count in one.by_kind_of_work(session, authority, entry_year, today).items()
            }
            for one in sources
            if one.by_kind_of_work
        }
        for authority in sorted({group.authority_id for group in groups})
    }


def _work(own: list[GroupInterest], wished: Mapping[str, Mapping[str, Band]]) -> list[WorkInterest]:
    found = []
    for key, name in KINDS_OF_WORK.items():
        here = [one for one in own if one.group.opportunity.kind_of_work == key]
        if not here:
            continue
        bands = {heading: together(one.bands[heading] for one in here) for heading in here[0].bands}
        bands |= {heading: counts.get(key, Band()) for heading, counts in wished.items()}
        found.append(WorkInterest(name, sum(one.group.places for one in here), bands))
    return found
