"""Questions about hints and locks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.matching.hinting import standing
from pfa.matching.models import Hint, HintRule
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision import queries as provision
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.shown import days_words
from pfa.web.pages import Page, page_of


def hints(session: Session, asker: Asker, today: dt.date, *, ended: bool, number: int = 1) -> Page[Hint]:
    """One page of the hints that hold today, or of those that do no more, by name of the young person."""
    holds = standing(today)
    query = _seen(asker).where(~holds if ended else holds)
    person = orm.aliased(YoungPerson)
    query = query.join(person, person.id == Hint.young_person_id)
    return page_of(session, query.order_by(person.last_name, person.first_name, Hint.id), number=number)


def hints_of(session: Session, asker: Asker, person: YoungPerson, today: dt.date) -> Sequence[Hint]:
    """The hints about one young person that hold today, whoever of two they were entered for."""
    about = sa.or_(Hint.young_person_id == person.id, Hint.other_person_id == person.id)
    return session.scalars(_seen(asker).where(about, standing(today)).order_by(Hint.id)).all()


def hint(session: Session, asker: Asker, public_id: uuid.UUID) -> Hint:
    """One hint that whoever asks may end. Raises NotFound."""
    found = session.scalars(_seen(asker, "hint:edit").where(Hint.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return found


def targets(
    session: Session, asker: Asker, person: YoungPerson, rule: HintRule, today: dt.date
) -> list[tuple[int, str]]:
    """What a hint of this kind can be about: (row id, words), ordered by the words.

    Groups and opportunities of the September in which the young person next starts something new; for *apart* the
    others who start then.
    """
    year = person.entry_year or provision.default_year(today)
    if rule is HintRule.apart:
        query = people.visible(asker, "hint:edit").where(YoungPerson.entry_year == year, YoungPerson.id != person.id)
        rows = [
            (other.id, f"{other.last_name}, {other.called} ({other.reference})") for other in session.scalars(query)
        ]
    elif rule is HintRule.must:
        rows = [
            (group.id, f"{group.opportunity.name}, {group.opportunity.provider.name}: {days_words(group.sessions)}")
            for group in provision.groups_for_year(session, year)
        ]
    else:
        offers = {group.opportunity_id: group.opportunity for group in provision.groups_for_year(session, year)}
        rows = [(offer.id, f"{offer.name}, {offer.provider.name}") for offer in offers.values()]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))


def _seen(asker: Asker, permission: str = "hint:read") -> sa.Select[Hint]:
    place = orm.joinedload(Opportunity.provider)
    return (
        sa.select(Hint)
        .where(Hint.authority_id.in_(asker.authorities_for(permission)))
        .options(
            orm.joinedload(Hint.young_person),
            orm.joinedload(Hint.other_person),
            orm.joinedload(Hint.made_by),
            orm.joinedload(Hint.opportunity).options(
                place.joinedload(Provider.organisation), place.joinedload(Provider.site)
            ),
            orm.joinedload(Hint.group)
            .joinedload(Group.opportunity)
            .options(place.joinedload(Provider.organisation), place.joinedload(Provider.site)),
        )
    )
