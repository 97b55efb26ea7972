"""Whose parents are given a form to fill in on paper."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.aspirations.models import Round
from pfa.aspirations.queries import MemberFilter
from pfa.aspirations.queries.rounds import in_round, narrowed
from pfa.family.models import ParentLink, ParentResponse
from pfa.people.models import Contact, YoungPerson
from pfa.people.queries import visible
from pfa.web.pages import Page, page_of


def without_answers(
    session: Session, asker: Asker, asked: Round, which: MemberFilter, *, today: dt.date, size: int
) -> Page[ParentLink]:
    """The first parents of people in a round who have not sent what they think, by the young person's name.

    A link that ended, a contact who was taken away or must not be told anything: no form is printed for them.
    """
    people = narrowed(in_round(visible(asker, "family:enter"), asked), which)
    sent = sa.select(ParentResponse.link_id).where(
        ParentResponse.round_id == asked.id, ParentResponse.sent_at.is_not(None)
    )
    query = (
        sa.select(ParentLink)
        .join(YoungPerson, YoungPerson.id == ParentLink.young_person_id)
        .join(
            Contact, sa.and_(Contact.id == ParentLink.contact_id, Contact.young_person_id == ParentLink.young_person_id)
        )
        .where(
            ParentLink.young_person_id.in_(people.with_only_columns(YoungPerson.id).order_by(None)),
            ParentLink.since_on <= today,
            sa.or_(ParentLink.ended_on.is_(None), ParentLink.ended_on > today),
            Contact.is_barred.is_(False),
            ParentLink.id.not_in(sent),
        )
        .options(joinedload(ParentLink.young_person))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, ParentLink.id)
    )
    return page_of(session, query, number=1, size=size)
