"""The users of an authority: invited, given roles, stopped. Nobody signs up, and no account comes with the software."""

from __future__ import annotations

import datetime as dt
import re
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts import leads, sign_in, throttle
from pfa.accounts.actor import Asker, system
from pfa.accounts.entrance import tidy_email
from pfa.accounts.models import (
    BY_CARD,
    Authority,
    Membership,
    Organisation,
    OrganisationKind,
    PasswordLink,
    Role,
    User,
)
from pfa.audit import services as audit
from pfa.core.errors import NotAllowed, Refused

LINK_WORKS_FOR = dt.timedelta(hours=48)
SCHOOLS = frozenset({OrganisationKind.school})
COLLEGES = frozenset(
    {OrganisationKind.college, OrganisationKind.specialist_college, OrganisationKind.training_provider}
)
# Roles that are held at an organisation, and at which kinds of one.
HELD_AT = {Role.school_staff: SCHOOLS | {OrganisationKind.specialist_college}, Role.college_staff: COLLEGES | SCHOOLS}
TO_GIVE = tuple(role for role in Role if role not in BY_CARD)
SHARED = "They work for another authority as well: only their roles here can be ended."
TOO_MANY_LINKS = "There were very many links in an hour. Wait a while, then make the next one."


def add_authority(session: Session, *, name: str, code: str) -> Authority:
    """Add an authority. `code` is its GSS code, or an invented one that begins with X."""
    if not re.fullmatch(r"[A-Z]\d{8}", code):
        raise Refused("The code has one capital letter and 8 figures, such as E10000014.", field="code")
    taken = sa.select(Authority).where((Authority.code == code) | (Authority.name == name))
    if session.scalars(taken).first() is not None:
        raise Refused("There is an authority with this name or code already.", field="name")
    row = Authority(name=name, code=code)
    session.add(row)
    session.flush()
    return row


def invite(
    session: Session,
    *,
    name: str,
    email: str,
    role: Role,
    organisation: Organisation | None,
    authority_id: int,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> tuple[User, str | None]:
    """Give somebody a role, as a new user if need be. The token is for their set-password link.

    It is None for a user with a password or with another authority: they sign in as they are used to.
    """
    may_manage(actor, authority_id)
    user = session.scalars(sa.select(User).where(User.email == tidy_email(email))).first()
    is_new = user is None
    if user is None:
        user = User(name=name, email=tidy_email(email), created_at=now)
        session.add(user)
        session.flush()
    give_role(
        session,
        user,
        role=role,
        organisation=organisation,
        authority_id=authority_id,
        actor=actor,
        now=now,
        today=today,
    )
    if is_new or (user.password_hash is None and is_only_here(session, user, authority_id)):
        return user, make_link(session, user, authority_id=authority_id, actor=actor, now=now)
    return user, None


def give_role(
    session: Session,
    user: User,
    *,
    role: Role,
    organisation: Organisation | None,
    authority_id: int,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> Membership:
    """Give a user one more role, from today on."""
    may_manage(actor, authority_id)
    if role not in TO_GIVE:
        raise Refused("This role cannot be given here.", field="role")
    if role in HELD_AT and (organisation is None or organisation.kind not in HELD_AT[role]):
        raise Refused("Choose the school or college they work for.", field="organisation")
    row = Membership(
        user_id=user.id,
        authority_id=authority_id,
        organisation_id=organisation.id if organisation is not None and role in HELD_AT else None,
        role=role,
        starts_on=today,
    )
    same = sa.select(Membership).where(
        Membership.user_id == user.id,
        Membership.authority_id == authority_id,
        Membership.role == role,
        Membership.organisation_id.is_not_distinct_from(row.organisation_id),
    )
    held = session.scalars(same).first()
    if held is not None and (held.ends_on is None or held.ends_on >= today):
        raise Refused("They have this role already.", field="role")
    if held is not None:
        held.ends_on = None
    else:
        session.add(row)
    audit.record(
        session, actor=actor, now=now, action="role.given", subject=user, authority_id=authority_id, fields=[role.value]
    )
    return held or row


def end_role(session: Session, row: Membership, *, actor: Asker, now: dt.datetime, today: dt.date) -> None:
    """End a role: it does not work from this moment on, in sign-ins that are open as well. The last lead's stays."""
    may_manage(actor, row.authority_id)
    if row.user_id == actor.user_id and row.role == Role.authority_admin:
        raise Refused("You cannot end your own role here. Another administrator can.")
    if row.role is Role.safeguarding_lead:
        leads.refuse_last(session, row.user, row.authority_id, today)
    row.ends_on = today - dt.timedelta(days=1)
    sign_in.end_all(session, row.user_id, now=now)
    audit.record(
        session,
        actor=actor,
        now=now,
        action="role.ended",
        subject=row.user,
        authority_id=row.authority_id,
        fields=[row.role.value],
    )


def disable(session: Session, user: User, *, authority_id: int, actor: Asker, now: dt.datetime, today: dt.date) -> None:
    """Stop an account: no sign-in works, from this moment on. Refused for the last safeguarding lead's."""
    may_manage(actor, authority_id)
    if user.id == actor.user_id:
        raise Refused("You cannot stop your own account. Another administrator can.")
    if not is_only_here(session, user, authority_id):
        raise Refused(SHARED)
    leads.refuse_last(session, user, authority_id, today)
    _stop(session, user, now=now)
    audit.record(
        session,
        actor=actor,
        now=now,
        action="user.stopped",
        subject=user,
        authority_id=authority_id,
        fields=["is_active"],
    )


def stop_everywhere(session: Session, user: User, *, now: dt.datetime, today: dt.date) -> None:
    """Stop an account whatever authorities it works for, and record it with each. For the command line alone.

    Refused while the user is the last safeguarding lead of any of them.
    """
    authorities = sorted({row.authority_id for row in user.memberships})
    for authority_id in authorities:
        leads.refuse_last(session, user, authority_id, today)
    _stop(session, user, now=now)
    for authority_id in authorities:
        actor = system(authority_id)
        audit.record(
            session,
            actor=actor,
            now=now,
            action="user.stopped",
            subject=user,
            authority_id=authority_id,
            fields=["is_active"],
        )


def _stop(session: Session, user: User, *, now: dt.datetime) -> None:
    """What stopping an account comes to: no sign-in and no link of theirs works any more."""
    user.is_active = False
    sign_in.end_all(session, user.id, now=now)
    _void_links(session, user, now=now)


def enable(session: Session, user: User, *, authority_id: int, actor: Asker, now: dt.datetime) -> None:
    """Let a stopped account be used again. Its password is gone: a new link is needed."""
    may_manage(actor, authority_id)
    if not is_only_here(session, user, authority_id):
        raise Refused(SHARED)
    user.is_active, user.password_hash = True, None
    audit.record(
        session,
        actor=actor,
        now=now,
        action="user.let-in",
        subject=user,
        authority_id=authority_id,
        fields=["is_active"],
    )


def make_link(session: Session, user: User, *, authority_id: int, actor: Asker, now: dt.datetime) -> str:
    """Make a link with which a user sets a password, once, within 48 hours. Links made before are void.

    The token is given out here and kept only as a hash. A user of two authorities keeps the password they have: one
    authority's administrator must not be able to step into another's.
    """
    may_manage(actor, authority_id)
    if not user.is_active or user.email is None:
        raise Refused("This account is stopped.")
    if not is_only_here(session, user, authority_id):
        raise Refused("They work for another authority as well, whose administrator must make the link.")
    keys = (f"links-for:{user.id}", f"links-by:{actor.user_id}")
    throttle.refuse_over(session, keys[0], [throttle.INVITATIONS_A_PERSON], now=now, words=TOO_MANY_LINKS)
    throttle.refuse_over(session, keys[1], [throttle.INVITATIONS_A_SENDER], now=now, words=TOO_MANY_LINKS)
    throttle.count(session, *keys, now=now)
    _void_links(session, user, now=now)
    token = secrets.token_urlsafe(32)
    link = PasswordLink(
        token_hash=sign_in.hashed(token),
        user_id=user.id,
        authority_id=authority_id,
        made_by_id=actor.user_id,
        made_at=now,
        ends_at=now + LINK_WORKS_FOR,
    )
    session.add(link)
    audit.record(
        session, actor=actor, now=now, action="password-link.made", subject=user, authority_id=authority_id, fields=[]
    )
    return token


def is_only_here(session: Session, user: User, authority_id: int) -> bool:
    """Does a user work for this authority and no other, now or earlier?"""
    query = sa.select(Membership.authority_id).where(Membership.user_id == user.id).distinct()
    return set(session.scalars(query)) <= {authority_id}


def _void_links(session: Session, user: User, *, now: dt.datetime) -> None:
    open_links = sa.update(PasswordLink).where(PasswordLink.user_id == user.id, PasswordLink.used_at.is_(None))
    session.execute(open_links.values(used_at=now))


def may_manage(actor: Asker, authority_id: int) -> None:
    """Raise NotAllowed unless somebody manages the users of this authority."""
    if authority_id not in actor.authorities_for("user:manage"):
        raise NotAllowed()
