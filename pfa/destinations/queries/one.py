"""One leaver, one spell, one check-in, with all their pages show, for whoever may see them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, OrganisationKind, Site, User
from pfa.core.errors import NotFound
from pfa.destinations.models import CheckIn, Leaver, Spell
from pfa.employers.models import Employer
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider

T = TypeVar("T", Leaver, Spell, CheckIn)
PLACES_AT_MOST = 300  # names to choose from while somebody types
NOT_FOUND = "We could not find that. Somebody may have changed it meanwhile."


def leaver(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "destination:read") -> Leaver:
    """One leaver with their person, what they left, and every check-in with its tries. Raises NotFound."""
    query = sa.select(Leaver).options(*_whole())
    return _one(session, query, Leaver, asker, public_id, permission)


def spell(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "destination:edit") -> Spell:
    """One spell with its leaver. Raises NotFound."""
    query = sa.select(Spell).options(joinedload(Spell.leaver).joinedload(Leaver.young_person), *_where())
    return _one(session, query, Spell, asker, public_id, permission)


def check_in(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "destination:edit") -> CheckIn:
    """One check-in with its tries, its leaver and the people beside them. Raises NotFound."""
    whole = joinedload(CheckIn.leaver).options(*_whole())
    query = sa.select(CheckIn).options(whole, selectinload(CheckIn.attempts))
    return _one(session, query, CheckIn, asker, public_id, permission)


def spells_of(session: Session, person: YoungPerson) -> Sequence[Spell]:
    """Everything anybody said of one person, withdrawn statements included, in order of their first days."""
    query = (
        sa.select(Spell)
        .where(Spell.young_person_id == person.id)
        .options(joinedload(Spell.leaver), *_where())
        .order_by(Spell.starts_on, Spell.id)
    )
    return session.scalars(query).all()


def last_leaving(session: Session, person: YoungPerson) -> Leaver | None:
    """What somebody left last; None if they are not followed."""
    query = sa.select(Leaver).where(Leaver.young_person_id == person.id).order_by(Leaver.left_on.desc(), Leaver.id)
    return session.scalars(query).first()


def lately(spells: Iterable[Spell], today: dt.date) -> list[Spell]:
    """What somebody was last said to be doing: statements that go on, from the newest day on which any was made."""
    going_on = [row for row in spells if row.withdrawn_at is None and row.ends_on is None and row.starts_on <= today]
    ended = [row.ends_on for row in spells if row.withdrawn_at is None and row.ends_on is not None]
    newest = max((row.confirmed_on for row in going_on), default=None)
    if newest is None or any(day > newest for day in ended):
        return []
    return [row for row in going_on if row.confirmed_on == newest]


def places(session: Session, asker: Asker, row: Leaver) -> list[str]:
    """Names to offer where somebody writes where a young person is: what they left, and providers of ours.

    Employers are many and mostly not in it: a name that is typed in full is recognised all the same.
    """
    query = (
        sa.select(Provider)
        .where(Provider.authority_id.in_(asker.authorities_for("destination:edit")))
        .join(Provider.organisation)
        .where(Organisation.kind != OrganisationKind.employer)
        .options(contains_eager(Provider.organisation), joinedload(Provider.site))
        .order_by(Organisation.name, Provider.id)
        .limit(PLACES_AT_MOST)
    )
    first = [row.employer.organisation.name] if row.employer is not None else []
    return list(dict.fromkeys([*first, *[provider.name for provider in session.scalars(query)]]))


def place_named(session: Session, authority_id: int, words: str) -> tuple[int | None, int | None]:
    """The employer and the provider of ours that go by these words; None for none. Two statements."""
    name = " ".join(words.lower().split())
    if not name:
        return None, None
    employers = (
        sa.select(Employer.id)
        .join(Employer.organisation)
        .where(Employer.authority_id == authority_id, sa.func.lower(Organisation.name) == name)
        .order_by(Employer.id)
    )
    providers = (
        sa.select(Provider.id)
        .join(Provider.organisation)
        .join(Provider.site)
        .where(
            Provider.authority_id == authority_id,
            sa.or_(
                sa.func.lower(Organisation.name) == name,
                sa.func.lower(Organisation.name + ", " + Site.name) == name,
            ),
        )
        .order_by(Provider.id)
    )
    return session.scalars(employers).first(), session.scalars(providers).first()


def names_of(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The names of users, by row number."""
    wanted = sorted({each for each in ids if each is not None})
    query = sa.select(User.id, User.name).where(User.id.in_(wanted)).order_by(User.id)
    return {row.id: row.name for row in session.execute(query)} if wanted else {}


def _one(
    session: Session, query: sa.Select[T], kind: type[T], asker: Asker, public_id: uuid.UUID, permission: str
) -> T:
    mine = kind.authority_id.in_(asker.authorities_for(permission))
    found = session.scalars(query.where(kind.public_id == public_id, mine)).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def _whole() -> tuple[Any, ...]:
    person = joinedload(Leaver.young_person)
    return (
        person.selectinload(YoungPerson.contacts),
        person.joinedload(YoungPerson.named_worker),
        joinedload(Leaver.opportunity),
        joinedload(Leaver.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
        joinedload(Leaver.employer).joinedload(Employer.organisation),
        selectinload(Leaver.check_ins).selectinload(CheckIn.attempts),
    )


def _where() -> tuple[Any, ...]:
    return (
        joinedload(Spell.employer).joinedload(Employer.organisation),
        joinedload(Spell.provider).options(joinedload(Provider.organisation), joinedload(Provider.site)),
    )
