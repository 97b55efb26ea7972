"""Linking a parent or carer to a young person, giving them a card, ending it, and what a safeguarding lead closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import card_codes
from pfa.accounts import cards as card_services
from pfa.accounts.actor import Actor
from pfa.accounts.models import Membership, Role, User
from pfa.audit import services as audit
from pfa.core.errors import NotFound, Refused
from pfa.family import queries
from pfa.family.models import FamilySight, ParentLink
from pfa.people.cards import Printed, last_day
from pfa.people.models import Contact, YoungPerson
from pfa.web.forms import check_version
from pfa.web.square import square

NAME_AT_MOST = 120  # characters of a user's name; beside a young person there is room for more


@dataclass(frozen=True, slots=True)
class LinkValues:
    """What the staff know of a parent: who they are to the young person, in law as well, and since when."""

    has_responsibility: bool
    since_on: dt.date
    card_number: str = ""  # of a card that they have for another child


def link(
    session: Session, person: YoungPerson, contact: Contact, values: LinkValues, *, actor: Actor, now: dt.datetime
) -> ParentLink:
    """Link one of the people beside a young person as their parent or carer. Raises Refused."""
    today = now.date()
    if contact.is_barred:
        raise Refused(f"{contact.name} must not be told anything, so they cannot be linked.", "contact")
    if any(
        row.contact_id == contact.id and row.ended_on is None for row, _ in queries.of_person(session, person, today)
    ):
        raise Refused(f"{contact.name} is linked already.", "contact")
    if values.since_on > today:
        raise Refused("This day has not come yet.", "since_on")
    row = ParentLink(
        authority_id=person.authority_id,
        young_person_id=person.id,
        contact_id=contact.id,
        user_id=_user_with_card(session, person, contact.name, values.card_number) if values.card_number else None,
        name=contact.name,
        relationship_words=contact.relationship_words,
        has_responsibility=values.has_responsibility,
        since_on=values.since_on,
        made_at=now,
        made_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="family.linked", subject=row)
    return row


def edit_link(
    session: Session, row: ParentLink, values: LinkValues, *, seen: int, actor: Actor, now: dt.datetime
) -> None:
    """Change what is known of a parent. Raises Changed, Refused."""
    check_version(row, seen)
    if values.since_on > now.date():
        raise Refused("This day has not come yet.", "since_on")
    row.has_responsibility, row.since_on = values.has_responsibility, values.since_on
    if values.card_number:
        if row.user_id is not None:
            raise Refused("They have an account already.", "card_number")
        row.user_id = _user_with_card(session, row.young_person, row.name, values.card_number)
    if audit.changed_fields(row):
        audit.record(session, actor=actor, now=now, action="family.edited", subject=row)


def give_card(
    session: Session, row: ParentLink, made: card_services.NewCard, *, base_url: str, actor: Actor, now: dt.datetime
) -> Printed:
    """Give a parent a card, shown once; the one they had is void. Raises Refused where the link opens nothing."""
    contact = queries.contact_of(session, row)
    if row.ended_on is not None or contact is None or contact.is_barred or row.young_person.closed_on is not None:
        raise Refused("This parent's link opens nothing any more, so there is no card for it.")
    today = now.date()
    user = _user_of(session, row, now=now, today=today)
    ends_on = last_day(today)
    card = card_services.issue(
        session, user, made, authority_id=row.authority_id, expires_on=ends_on, subject=row, actor=actor, now=now
    )
    return Printed(row.name, card.locator, card_codes.in_two(made.secret), square(f"{base_url}/card/{made.token}"))


def end(session: Session, row: ParentLink, *, actor: Actor, now: dt.datetime) -> None:
    """End a link today. A parent with no other link cannot sign in any more."""
    if row.ended_on is None:
        row.ended_on = now.date()
        if row.user_id is not None and not queries.others_of_user(session, row.user_id, row.id):
            card_services.void(session, row.user_id, now=now)
            mine = sa.select(Membership).where(Membership.user_id == row.user_id, Membership.role == Role.parent)
            for role in session.scalars(mine.where(Membership.authority_id == row.authority_id)):
                role.ends_on = now.date() - dt.timedelta(days=1)
        audit.record(session, actor=actor, now=now, action="family.ended", subject=row)


def close_view(session: Session, row: ParentLink, because: str, *, actor: Actor, now: dt.datetime) -> None:
    """Close what a parent's account sees of the young person, at once and without telling anybody. Raises Refused."""
    if not because.strip():
        raise Refused("Write why. Only safeguarding leads read it.", "because")
    row.closed_at, row.closed_by_id, row.closed_because = now, actor.user_id, because.strip()[:500]
    audit.record(session, actor=actor, now=now, action="family.view-closed", subject=row)


def open_view(session: Session, row: ParentLink, *, actor: Actor, now: dt.datetime) -> None:
    """Open it again: then the other rules decide."""
    row.closed_at, row.closed_by_id = None, None
    audit.record(session, actor=actor, now=now, action="family.view-opened", subject=row)


def agree(session: Session, row: ParentLink, *, yes: bool, actor: Actor, now: dt.datetime) -> None:
    """The young person's word, once they decide for themselves: may this parent see what they sent?"""
    if row.agreed is not yes:
        row.agreed, row.agreed_at = yes, now
        audit.record(session, actor=actor, now=now, action="family.agreed", subject=row)


def close_questions(
    session: Session,
    person: YoungPerson,
    closed: Collection[str],
    offered: Collection[str],
    *,
    by_lead: bool,
    actor: Actor,
    now: dt.datetime,
) -> None:
    """Say which of the offered questions no parent sees: the young person's own word, or a lead's, each kept apart.

    A question that was closed and is not offered today stays closed.
    """
    session.execute(sa.select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    row = queries.sight_of(session, person.id)
    row = row or FamilySight(authority_id=person.authority_id, young_person_id=person.id, closed=[], lead_closed=[])
    before = row.lead_closed if by_lead else row.closed
    after = sorted({*(key for key in before if key not in offered), *(key for key in closed if key in offered)})
    if after == before:
        return
    if by_lead:
        row.lead_closed = after
    else:
        row.closed = after
    session.add(row)
    audit.record(session, actor=actor, now=now, action="family.closed-questions", subject=row)


def _user_of(session: Session, row: ParentLink, *, now: dt.datetime, today: dt.date) -> User:
    """The user a parent signs in as; made when they first need one."""
    if row.user_id is not None:
        return session.get_one(User, row.user_id)
    user = User(name=row.name[:NAME_AT_MOST], is_synthetic=row.young_person.is_synthetic, created_at=now)
    session.add(user)
    session.flush()
    session.add(Membership(user_id=user.id, authority_id=row.authority_id, role=Role.parent, starts_on=today))
    row.user_id = user.id
    session.flush()
    session.refresh(user, ["memberships"])
    return user


def _user_with_card(session: Session, person: YoungPerson, name: str, number: str) -> int:
    """The parent of this authority who holds the card with this number.

    Their name has to be the one that stands beside this young person: a wrong figure must not let a stranger in.
    """
    unknown = "No parent or carer has a card with this number."
    try:
        card = card_services.by_locator(session, card_codes.tidy_number(number))
    except Refused as error:
        raise Refused(str(error), "card_number") from error
    parent = sa.select(Membership).where(
        Membership.authority_id == person.authority_id, Membership.role == Role.parent, Membership.ends_on.is_(None)
    )
    if card is None or session.scalars(parent.where(Membership.user_id == card.user_id)).first() is None:
        raise Refused(unknown, "card_number")
    if _plain(session.get_one(User, card.user_id).name) != _plain(name[:NAME_AT_MOST]):
        raise Refused(
            f"The card with this number is not {name}'s. Check it, or make a card of their own.", "card_number"
        )
    return card.user_id


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def contact_or_lost(person: YoungPerson, public_id: str) -> Contact:
    """One of the people beside somebody, by the id a form carries. Raises NotFound."""
    found = next((row for row in person.contacts if str(row.public_id) == public_id), None)
    if found is None:
        raise NotFound("We could not find that contact.")
    return found
