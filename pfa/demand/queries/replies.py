"""What providers answered, and which sheets still wait for an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.demand.models import DemandReply, DemandVersion, Replied, SheetLine
from pfa.demand.queries.reach import waits
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Provider
from pfa.provision.queries import within


@dataclass(frozen=True, slots=True)
class Said:
    """What a provider answered to one line: its newest answer. `kind_of_work` is a key of KINDS_OF_WORK, or empty."""

    kind_of_work: str
    pathway: OpportunityKind
    provider: str
    said: Replied
    places: int | None
    at_least: int | None
    because: str
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One provider's sheet of the newest published version, with lines that nobody has answered."""

    version: DemandVersion
    provider: Provider
    lines: int
    unanswered: int

    def is_late(self, today: dt.date) -> bool:
        return self.version.reply_by is not None and self.version.reply_by < today


def replies_for(session: Session, authority_id: int, entry_year: int) -> list[Said]:
    """The newest answer of each provider to each kind of programme and work, over all published versions.

    By kind of work, pathway and provider's name: one statement.
    """
    query = (
        sa.select(DemandReply)
        .join(DemandReply.line)
        .join(SheetLine.version)
        .join(SheetLine.provider)
        .join(Provider.organisation)
        .where(
            DemandVersion.authority_id == authority_id,
            DemandVersion.entry_year == entry_year,
            DemandVersion.published_at.is_not(None),
            DemandReply.replaced_at.is_(None),
        )
        .options(
            orm.contains_eager(DemandReply.line).contains_eager(SheetLine.version),
            orm.contains_eager(DemandReply.line)
            .contains_eager(SheetLine.provider)
            .contains_eager(Provider.organisation),
            orm.contains_eager(DemandReply.line).contains_eager(SheetLine.provider).joinedload(Provider.site),
        )
        .order_by(SheetLine.kind_of_work, SheetLine.pathway, Organisation.name, Provider.id, DemandReply.id)
    )
    newest: dict[tuple[str, OpportunityKind, int], DemandReply] = {}
    for row in session.scalars(query):
        newest[row.line.kind_of_work, row.line.pathway, row.line.provider_id] = row
    return [
        Said(
            row.line.kind_of_work,
            row.line.pathway,
            row.line.provider.name,
            row.said,
            row.places,
            row.at_least,
            row.because,
            row.said_at,
        )
        for row in newest.values()
    ]


def sheets_waiting(session: Session, asker: Asker) -> list[Waiting]:
    """The sheets somebody may answer that still have a line without one, the earliest reply-by date first.

    Only the newest published version of a September to come waits for answers. Two statements.
    """
    query = (
        sa.select(SheetLine)
        .join(SheetLine.version)
        .join(SheetLine.provider)
        .join(Provider.organisation)
        .where(within(asker, "demand:reply"), waits(asker.today))
        .options(
            orm.contains_eager(SheetLine.version),
            orm.contains_eager(SheetLine.provider).contains_eager(Provider.organisation),
            orm.contains_eager(SheetLine.provider).joinedload(Provider.site),
            orm.selectinload(SheetLine.replies),
        )
        .order_by(DemandVersion.reply_by, DemandVersion.entry_year, Organisation.name, Provider.id, SheetLine.id)
    )
    found = []
    for _, lines in groupby(session.scalars(query), key=lambda line: (line.demand_version_id, line.provider_id)):
        own = list(lines)
        unanswered = sum(line.reply is None for line in own)
        if unanswered:
            found.append(Waiting(own[0].version, own[0].provider, len(own), unanswered))
    return found
