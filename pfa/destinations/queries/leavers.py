"""The list of leavers by cohort, with what each was last said to be doing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.destinations.models import CheckInState, Leaver, Spell
from pfa.destinations.queries.one import lately
from pfa.employers.models import Employer
from pfa.people.models import Need, YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Provider
from pfa.web.pages import Page, page_of

SORTS = ("left", "name")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; empty: not at all. `asked`: "stopped" or "asked"."""

    search: str = ""
    cohort: int | None = None
    pathway: OpportunityKind | None = None
    provider: uuid.UUID | None = None
    employer: uuid.UUID | None = None
    need: str = ""
    asked: str = ""
    sort: str = "left"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: a leaver, what they were last said to do and when, and when they are, or were to be, asked next."""

    leaver: Leaver
    doing: Sequence[Spell]
    heard_on: dt.date | None
    next_on: dt.date | None


def listed(session: Session, asker: Asker, chosen: Chosen, *, today: dt.date, number: int) -> Page[Listed]:
    """One page of leavers: seven statements, whatever the number of rows."""
    query = (
        sa.select(Leaver)
        .join(Leaver.young_person)
        .where(Leaver.authority_id.in_(asker.authorities_for("destination:read")), YoungPerson.merged_into_id.is_(None))
        .options(
            orm.contains_eager(Leaver.young_person),
            joinedload(Leaver.opportunity),
            joinedload(Leaver.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
            joinedload(Leaver.employer).joinedload(Employer.organisation),
            selectinload(Leaver.check_ins),
        )
    )
    page = page_of(session, _ordered(_narrowed(query, chosen), chosen), number=number)
    spells = _spells(session, [row.young_person_id for row in page.rows])
    rows = [_line(row, spells.get(row.young_person_id, []), today) for row in page.rows]
    return Page(rows=rows, number=page.number, total=page.total, size=page.size)


def providers(session: Session, asker: Asker) -> Sequence[Provider]:
    """The providers that anybody left, by name."""
    ids = sa.select(Leaver.provider_id).where(Leaver.authority_id.in_(asker.authorities_for("destination:read")))
    query = (
        sa.select(Provider)
        .join(Provider.organisation)
        .where(Provider.id.in_(ids))
        .options(orm.contains_eager(Provider.organisation), joinedload(Provider.site))
        .order_by(Organisation.name, Provider.id)
    )
    return session.scalars(query).all()


def employers(session: Session, asker: Asker) -> Sequence[Employer]:
    """The employers that anybody left, by name."""
    ids = sa.select(Leaver.employer_id).where(Leaver.authority_id.in_(asker.authorities_for("destination:read")))
    query = (
        sa.select(Employer)
        .join(Employer.organisation)
        .where(Employer.id.in_(ids))
        .options(orm.contains_eager(Employer.organisation))
        .order_by(Organisation.name, Employer.id)
    )
    return session.scalars(query).all()


def _narrowed(query: sa.Select[Leaver], chosen: Chosen) -> sa.Select[Leaver]:
    for word in chosen.search.split()[:4]:
        names = (YoungPerson.first_name, YoungPerson.last_name, YoungPerson.known_as, YoungPerson.reference)
        query = query.where(sa.or_(*[name.icontains(word, autoescape=True) for name in names]))
    if chosen.cohort is not None:
        query = query.where(Leaver.cohort == chosen.cohort)
    if chosen.pathway is not None:
        query = query.where(Leaver.pathway == chosen.pathway)
    if chosen.provider is not None:
        query = query.where(Leaver.provider_id.in_(sa.select(Provider.id).where(Provider.public_id == chosen.provider)))
    if chosen.employer is not None:
        query = query.where(Leaver.employer_id.in_(sa.select(Employer.id).where(Employer.public_id == chosen.employer)))
    if chosen.need:
        having = sa.select(Need.young_person_id).where(Need.code == chosen.need)
        query = query.where(Leaver.young_person_id.in_(having))
    if chosen.asked:
        stopped = Leaver.stop_asked_at.is_not(None)
        query = query.where(stopped if chosen.asked == "stopped" else ~stopped)
    return query


def _ordered(query: sa.Select[Leaver], chosen: Chosen) -> sa.Select[Leaver]:
    name = (YoungPerson.last_name, YoungPerson.first_name)
    if chosen.sort == "name":
        by = [column.desc() for column in name] if chosen.descending else list(name)
        return query.order_by(*by, Leaver.left_on, Leaver.id)
    left = Leaver.left_on.asc() if chosen.descending else Leaver.left_on.desc()
    return query.order_by(left, *name, Leaver.id)


def _spells(session: Session, ids: list[int]) -> dict[int, list[Spell]]:
    query = (
        sa.select(Spell)
        .where(Spell.young_person_id.in_(ids))
        .options(
            joinedload(Spell.employer).joinedload(Employer.organisation),
            joinedload(Spell.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
        )
        .order_by(Spell.starts_on, Spell.id)
    )
    found: dict[int, list[Spell]] = {}
    for row in session.scalars(query):
        found.setdefault(row.young_person_id, []).append(row)
    return found


def _line(row: Leaver, spells: list[Spell], today: dt.date) -> Listed:
    doing = lately(spells, today)
    standing = [each for each in spells if each.withdrawn_at is None]
    heard = max((each.ends_on or each.confirmed_on for each in standing), default=None)
    waits = [each.due_on for each in row.check_ins if each.state is CheckInState.due and row.stop_asked_at is None]
    due = max((day for day in waits if day <= today), default=None)
    return Listed(row, doing, heard, due or min(waits, default=None))
