"""How much waits along the rest of the way: colleges' replies, employers, starts, work, check-ins. Figures only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.demand.models import DemandReply, DemandVersion, SheetLine
from pfa.demand.queries.reach import newest_published
from pfa.destinations import queries as destinations
from pfa.destinations.queries import Which
from pfa.employers import queries as employers
from pfa.internships import queries as internships
from pfa.starts import queries as starts


@dataclass(frozen=True, slots=True)
class Way:
    """What waits after the weeks, in figures. `sheets`: providers with a line of a published sheet unanswered."""

    sheets: int
    sheets_late: int
    employers: employers.Figures
    starts: starts.Counts
    work: internships.Counts
    asking: int
    asking_late: int


def way(session: Session, asker: Asker, today: dt.date) -> Way:
    """Every figure of the rooms after the weeks, in a fixed number of statements."""
    sheets, late = _sheets(session, asker, today)
    asked = destinations.tally(session, asker, today=today)
    return Way(
        sheets=sheets,
        sheets_late=late,
        employers=employers.figures(session, employers.Due(asker, today, mine=False)),
        starts=starts.counts(session, asker, today),
        work=internships.counts(session, asker, today),
        asking=asked[Which.now] + asked[Which.overdue] + asked[Which.tried],
        asking_late=asked[Which.overdue],
    )


def _sheets(session: Session, asker: Asker, today: dt.date) -> tuple[int, int]:
    """Providers that have not answered every line of the newest published sheet; those of them that are late."""
    answered = sa.select(DemandReply.sheet_line_id).where(DemandReply.replaced_at.is_(None))
    late = sa.case((DemandVersion.reply_by < today, SheetLine.provider_id))
    query = (
        sa.select(sa.func.count(SheetLine.provider_id.distinct()), sa.func.count(late.distinct()))
        .join(SheetLine.version)
        .where(
            SheetLine.authority_id.in_(asker.authorities_for("demand:read")),
            newest_published(),
            DemandVersion.entry_year > today.year - (today.month < 9),  # not for a September that has been
            SheetLine.id.not_in(answered),
        )
    )
    sheets, overdue = session.execute(query).one()
    return sheets, overdue
