"""Sheets: what a version tells each provider, line by line, with what it answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, Site
from pfa.core.errors import NotFound
from pfa.demand.models import DemandReply, DemandVersion, SheetLine
from pfa.demand.projection.chance import Estimate
from pfa.demand.queries.reach import waits
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Provider
from pfa.provision.queries import within

NOT_FOUND = "We could not find that sheet."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One provider's lines of one version. `is_open`: it waits for answers."""

    version: DemandVersion
    provider: Provider
    lines: list[SheetLine]
    is_open: bool

    @property
    def places(self) -> int:
        return sum(line.places for line in self.lines)

    @property
    def unanswered(self) -> int:
        return sum(line.reply is None for line in self.lines)

    @property
    def total(self) -> Estimate:
        """Starters for the provider in all, as the projection found them together."""
        kept = self.version.assumptions.get("providers", {}).get(str(self.provider.id))
        return Estimate(**kept) if kept else Estimate(0.0, 0.0, 0.0)


def sheets_of(session: Session, asker: Asker, version: DemandVersion) -> list[Sheet]:
    """Every provider's sheet of a version that the asker may read, by name: three statements."""
    query = _lines().where(SheetLine.demand_version_id == version.id)
    open_now = _waiting(session, asker, [version.id])
    return [
        Sheet(version, lines[0].provider, lines, version.id in open_now) for lines in _by_sheet(session.scalars(query))
    ]


def own_sheets(session: Session, asker: Asker) -> list[Sheet]:
    """The published sheets of the providers somebody answers for, newest year and version first: three statements."""
    query = (
        _lines()
        .where(within(asker, "demand:reply"), DemandVersion.published_at.is_not(None))
        .order_by(None)
        .order_by(
            DemandVersion.entry_year.desc(),
            DemandVersion.number.desc(),
            Organisation.name,
            Site.name,
            Provider.id,
            SheetLine.id,
        )
    )
    rows = list(session.scalars(query))
    open_now = _waiting(session, asker, {row.demand_version_id for row in rows})
    return [
        Sheet(lines[0].version, lines[0].provider, lines, lines[0].demand_version_id in open_now)
        for lines in _by_sheet(rows)
    ]


def sheet(session: Session, asker: Asker, version_id: uuid.UUID, provider_id: uuid.UUID) -> Sheet:
    """One published sheet of a provider somebody answers for: three statements. Raises NotFound."""
    query = _lines().where(
        within(asker, "demand:reply"),
        DemandVersion.public_id == version_id,
        DemandVersion.published_at.is_not(None),
        Provider.public_id == provider_id,
    )
    lines = list(session.scalars(query))
    if not lines:
        raise NotFound(NOT_FOUND)
    version = lines[0].version
    return Sheet(version, lines[0].provider, lines, version.id in _waiting(session, asker, [version.id]))


def line(session: Session, asker: Asker, public_id: uuid.UUID) -> SheetLine:
    """One line of a published sheet that somebody may answer. Raises NotFound."""
    query = _lines().where(
        within(asker, "demand:reply"), SheetLine.public_id == public_id, DemandVersion.published_at.is_not(None)
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that line.")
    return found


Asked = tuple[int, OpportunityKind, str]
"""What a line is about: provider, way, kind of work."""


def asked_of(line: SheetLine) -> Asked:
    """What a line is about, whatever the version it stands in."""
    return line.provider_id, line.pathway, line.kind_of_work


def said_before(session: Session, version: DemandVersion) -> dict[Asked, DemandReply]:
    """The newest answers to the published versions of the same September before this one: one statement."""
    query = (
        sa.select(DemandReply)
        .join(DemandReply.line)
        .join(SheetLine.version)
        .where(
            DemandVersion.authority_id == version.authority_id,
            DemandVersion.entry_year == version.entry_year,
            DemandVersion.number < version.number,
            DemandReply.replaced_at.is_(None),
        )
        .options(orm.contains_eager(DemandReply.line))
        .order_by(DemandVersion.number, DemandReply.id)
    )
    return {asked_of(row.line): row for row in session.scalars(query)}


def _lines() -> sa.Select[SheetLine]:
    return (
        sa.select(SheetLine)
        .join(SheetLine.version)
        .join(SheetLine.provider)
        .join(Provider.organisation)
        .join(Provider.site)
        .options(
            orm.contains_eager(SheetLine.version),
            orm.contains_eager(SheetLine.provider).contains_eager(Provider.organisation),
            orm.contains_eager(SheetLine.provider).contains_eager(Provider.site),
            orm.selectinload(SheetLine.replies).joinedload(DemandReply.said_by),
        )
        .order_by(Organisation.name, Site.name, Provider.id, SheetLine.id)
    )


def _waiting(session: Session, asker: Asker, ids: Iterable[int]) -> set[int]:
    query = sa.select(DemandVersion.id).where(DemandVersion.id.in_(list(ids)), waits(asker.today))
    return set(session.scalars(query))


def _by_sheet(rows: Iterable[SheetLine]) -> list[list[SheetLine]]:
    return [list(lines) for _, lines in groupby(rows, key=lambda row: (row.demand_version_id, row.provider_id))]
