"""Publishing an edition of an authority's figures for its region, after a person has seen exactly what it says."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Changed, Refused
from pfa.reporting import figures, queries
from pfa.reporting.editions import KEPT, Entry, Past, next_edition
from pfa.reporting.figures import Measure
from pfa.reporting.models import FigureBasis, PublishedFigure
from pfa.web.request import ENGLAND


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure before it is published: how many it counts here, and what others would read. None: left out."""

    measure: Measure
    category: str
    name: str
    counted: int
    entry: Entry | None
    before: int | None
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Preview:
    """The edition that would be published. `digest` names its content: what is published is what was seen."""

    entry_year: int
    edition: int
    figures: Sequence[Figure]
    last_on: dt.date | None
    digest: str
    says_anything_new: bool

    def tables(self) -> list[tuple[str, list[Figure]]]:
        """Title and figures of each table; categories that count nobody and never did are left out."""
        found = [(figures.EVERYBODY, [row for row in self.figures if not row.measure.categories])]
        for measure in figures.MEASURES:
            if measure.categories:
                own = [row for row in self.figures if row.measure is measure]
                found.append((measure.name, [row for row in own if row.counted or row.before is not None]))
        return [table for table in found if table[1]]

    @property
    def kept(self) -> int:
        """Figures that stay as they were."""
        return sum(figure.entry is not None and figure.entry.why == KEPT for figure in self.figures)


def preview(session: Session, asker: Asker, entry_year: int, *, now: dt.datetime) -> Preview:
    """What an edition published now would say, and what was done to each figure."""
    today = now.astimezone(ENGLAND).date()
    people = queries.counted(session, queries.cohort(session, asker, entry_year, today))
    past = queries.past(session, asker, entry_year)
    entries = next_edition(people, past, figures.shape(), today=today)
    rows = [
        _figure(measure, category, people, entries, past) for measure in figures.MEASURES for category in measure.keys
    ]
    says = {figures.key(row.measure.key, row.category): row.entry.shown.value for row in rows if row.entry}
    digest = hashlib.sha256(json.dumps([entry_year, len(past), says], sort_keys=True).encode()).hexdigest()
    before = {key: shown.value for key, shown in past[-1].shown.items()} if past else None
    last_on = past[-1].published_on if past else None
    return Preview(entry_year, len(past) + 1, rows, last_on, digest, says != before)


def publish(session: Session, entry_year: int, *, seen: str, actor: Asker, now: dt.datetime) -> Preview:
    """Publish what the actor has seen. Raises Changed if the figures moved since, Refused if nothing would be new."""
    found = preview(session, actor, entry_year, now=now)
    if found.digest != seen:
        raise Changed("The figures have changed since you looked at them. Look at them again.")
    if not found.says_anything_new:
        raise Refused("This says the same as the edition before, so there is nothing to publish.")
    authority = queries.own(session, actor)
    for row in found.figures:
        if row.entry is None:
            continue
        what = {"measure": row.measure.key, "category": row.category, "edition": found.edition}
        shown = row.entry.shown
        session.add(
            PublishedFigure(
                authority_id=authority.id, academic_year=entry_year, count=shown.value, published_at=now, **what
            )
        )
        session.add(
            FigureBasis(
                authority_id=authority.id,
                entry_year=entry_year,
                count=shown.value,
                is_fresh=shown.is_fresh,
                is_held=shown.is_held,
                people=sorted(row.people),
                **what,
            )
        )
    words = f"September {entry_year}, edition {found.edition}"
    audit.record(
        session,
        actor=actor,
        now=now,
        action="figures.published",
        subject=authority,
        authority_id=authority.id,
        fields=[],
        reason=words,
    )
    return found


def _figure(
    measure: Measure,
    category: str,
    people: dict[str, frozenset[int]],
    entries: dict[str, Entry],
    past: Sequence[Past],
) -> Figure:
    key = figures.key(measure.key, category)
    before = past[-1].shown.get(key) if past else None
    return Figure(
        measure,
        category,
        figures.name_of(measure.key, category),
        len(people[key]),
        entries.get(key),
        before.value if before else None,
        people[key],
    )
