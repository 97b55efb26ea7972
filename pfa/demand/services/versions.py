"""Projections: made from what is on record today, kept as they were, published with a day to reply by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.demand import gathering
from pfa.demand.gathering import Gathered, OnOffer
from pfa.demand.models import DemandLine, DemandVersion, Dimension, SheetLine
from pfa.demand.projection import survival
from pfa.demand.projection.chance import DRAWS, SEED, Draws, Estimate
from pfa.demand.projection.run import Projection
from pfa.demand.projection.run import project as run
from pfa.demand.projection.survival import Carried
from pfa.provision.kinds import OpportunityKind
from pfa.web.filters import day
from pfa.web.forms import check_version

APART = dt.timedelta(days=28)  # between two published versions of one entry year
YEARS_AHEAD = 4  # who starts later is not in Year 9 yet


def project(
    session: Session, authority_id: int, entry_year: int, *, actor: audit.Doer, now: dt.datetime, today: dt.date
) -> DemandVersion:
    """Make the next numbered version for an entry year; nobody but the authority sees it until it is published.

    Raises Refused for a September that has passed or is too far off, and where nobody on record is to start in it.
    """
    years = entry_year - academic_year(today)
    if not 1 <= years <= YEARS_AHEAD:
        raise Refused("Demand can be projected for the next September and the three after it.")
    found = gathering.starters(session, authority_id, entry_year, today)
    if not found.starters:
        raise Refused(f"Nobody on record is to start something new in September {entry_year}, so there is no demand.")
    steps = survival.carried(gathering.recorded(session, authority_id))
    offered = gathering.on_offer(session, authority_id, entry_year)
    projection = run(found.starters, years, steps, offered.offers, Draws(SEED, DRAWS))
    version = DemandVersion(
        authority_id=authority_id,
        entry_year=entry_year,
        number=_last_number(session, authority_id, entry_year) + 1,
        made_at=now,
        made_by_id=actor.user_id,
        **_values(projection.total),
        assumptions=_assumptions(found, offered, projection, steps, years),
    )
    session.add(version)
    audit.record(session, actor=actor, now=now, action="demand.projected", subject=version)
    session.add_all(_lines(version, projection))
    session.add_all(_sheet(version, projection))
    session.flush()
    return version


def publish(
    session: Session,
    version: DemandVersion,
    reply_by: dt.date | None,
    *,
    seen: int,
    actor: audit.Doer,
    now: dt.datetime,
    today: dt.date,
) -> None:
    """Show a version to providers and ask them to reply.

    Raises Changed; Refused for an old version, a past day, or one sooner than `APART` after the last: two sheets close
    together would show what one person's answer changed.
    """
    check_version(version, seen)
    if version.published_at is not None:
        raise Refused("This version is published already.")
    newer = sa.select(DemandVersion.id).where(
        DemandVersion.authority_id == version.authority_id,
        DemandVersion.entry_year == version.entry_year,
        DemandVersion.number > version.number,
        DemandVersion.published_at.is_not(None),
    )
    if session.scalars(newer).first() is not None:
        raise Refused("A newer version is published already, so this one stays as it is.")
    _refuse_too_soon(session, version, now)
    if reply_by is None or reply_by <= today:
        raise Refused("The day to reply by must be after today.", "reply_by")
    if reply_by > dt.date(version.entry_year, 8, 31):
        raise Refused(f"The day to reply by must be before September {version.entry_year}.", "reply_by")
    version.published_at, version.reply_by = now, reply_by
    audit.record(session, actor=actor, now=now, action="demand.published", subject=version)


def _refuse_too_soon(session: Session, version: DemandVersion, now: dt.datetime) -> None:
    query = sa.select(sa.func.max(DemandVersion.published_at)).where(
        DemandVersion.authority_id == version.authority_id, DemandVersion.entry_year == version.entry_year
    )
    last = session.scalars(query).one()
    if last is not None and now < last + APART:
        raise Refused(
            f"Providers were shown a version on {day(last.date())}. The next can follow from "
            f"{day((last + APART).date())}: {APART.days} days lie between two, so that no sheet tells what one young "
            "person changed."
        )


def _last_number(session: Session, authority_id: int, entry_year: int) -> int:
    query = sa.select(sa.func.max(DemandVersion.number)).where(
        DemandVersion.authority_id == authority_id, DemandVersion.entry_year == entry_year
    )
    return session.scalars(query).one() or 0


def _values(one: Estimate) -> dict[str, float]:
    return {"likely": one.likely, "low": one.low, "high": one.high}


def _lines(version: DemandVersion, projection: Projection) -> list[DemandLine]:
    return [
        DemandLine(
            authority_id=version.authority_id,
            demand_version_id=version.id,
            dimension=dimension,
            key=key[:60],
            **_values(one),
        )
        for dimension in Dimension
        for key, one in projection.dimensions[dimension.value].items()
    ]


def _sheet(version: DemandVersion, projection: Projection) -> list[SheetLine]:
    return [
        SheetLine(
            authority_id=version.authority_id,
            demand_version_id=version.id,
            provider_id=offer.provider,
            pathway=OpportunityKind(offer.pathway),
            kind_of_work=offer.kind_of_work,
            places=offer.places,
            **_values(one),
        )
        for offer, one in projection.offers.items()
    ]


def _assumptions(
    found: Gathered, offered: OnOffer, projection: Projection, steps: Mapping[int, Carried], years: int
) -> dict[str, Any]:
    """What the figures rest on, as it is kept with them; `shown.assumptions` puts it in words."""
    ages = sorted({age + year for age in {one.age for one in found.starters} for year in range(years)})
    return {
        "seed": SEED,
        "draws": DRAWS,
        "on_record": len(found.starters),
        "asked": found.asked,
        "answered": found.answered,
        "supposed": found.supposed,
        "not_counted": found.not_counted,
        "years": years,
        "places_year": offered.entry_year,
        "steps": [
            {"age": age, "ratio": steps[age].ratio, "national": steps[age].national, "weight": steps[age].weight}
            for age in ages
            if age in steps
        ],
        "providers": {str(provider): _values(one) for provider, one in projection.providers.items()},
        "unmet": [
            {"pathway": one.pathway, "kind_of_work": one.kind_of_work, **_values(one.estimate)}
            for one in projection.unmet
        ],
        "undecided": _values(projection.undecided),
    }
