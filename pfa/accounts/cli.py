"""`pfa authority` and `pfa user`: the first administrator of an authority. No account comes with the software."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import queries, second_factor, users
from pfa.accounts.actor import SystemActor, system
from pfa.accounts.entrance import tidy_email
from pfa.accounts.models import BY_CARD, Membership, Organisation, Role, User
from pfa.audit import services as audit
from pfa.core.database import Database, open_for
from pfa.core.errors import NotFound
from pfa.core.settings import Settings, from_environment
from pfa.web.request import ENGLAND


@click.group()
def authority() -> None:
    """The authorities that use this pfa."""


@authority.command("add")
@click.option("--name", required=True, help="As people know it, such as Nottingham City Council.")
@click.option("--code", required=True, help="Its GSS code, such as E06000018.")
def add_authority(name: str, code: str) -> None:
    """Add an authority."""
    with _opened() as (_, session):
        users.add_authority(session, name=name, code=code)
        session.commit()
    click.echo(f"{name} is there. Add its first administrator: pfa user add --authority {code} …")


@click.group()
def user() -> None:
    """The staff who may sign in."""


@user.command("add")
@click.option("--authority", "code", required=True, help="Code of their authority.")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option(
    "--role",
    type=click.Choice([role.value for role in users.TO_GIVE]),
    default=Role.authority_admin.value,
    show_default=True,
)
@click.option("--organisation", help="Name of the school or college, for its staff.")
def add_user(code: str, name: str, email: str, role: str, organisation: str | None) -> None:
    """Give somebody a role, and print the link with which they set a password."""
    now = _now()
    with _opened() as (settings, session):
        actor = _acting_for(session, code)
        _, token = users.invite(
            session,
            name=name,
            email=email,
            role=Role(role),
            organisation=_organisation(session, organisation),
            authority_id=actor.authority_id,
            actor=actor,
            now=now,
            today=now.astimezone(ENGLAND).date(),
        )
        session.commit()
    click.echo(_link(settings, token) if token else "They have a password already and sign in as they are used to.")


@user.command("link")
@click.option("--authority", "code", required=True, help="Code of their authority.")
@click.argument("email")
def make_link(code: str, email: str) -> None:
    """Print a new link with which somebody sets a password."""
    with _opened() as (settings, session):
        actor, found = _acting_for(session, code), _user(session, email)
        token = users.make_link(session, found, authority_id=actor.authority_id, actor=actor, now=_now())
        session.commit()
    click.echo(_link(settings, token))


@user.command("stop")
@click.argument("email")
def stop(email: str) -> None:
    """Stop an account at once, whatever authorities it works for, and end its sign-ins.

    Not that of an authority's last safeguarding lead: somebody else has that role and a password first.
    """
    now = _now()
    with _opened() as (_, session):
        found = _user(session, email)
        users.stop_everywhere(session, found, now=now, today=now.astimezone(ENGLAND).date())
        session.commit()
    click.echo(f"{found.name} is signed out everywhere and cannot sign in.")


@user.command("remove-second-factor")
@click.option("--reason", required=True, help="Why, and how you know that it is them; kept in the audit trail.")
@click.argument("email")
def remove_second_factor(reason: str, email: str) -> None:
    """Take away the second factor of somebody who lost it and whom no administrator can help; their sign-ins end."""
    with _opened() as (_, session):
        found = _user(session, email)
        second_factor.remove_everywhere(session, found, reason=reason, now=_now())
        session.commit()
    click.echo(f"{found.name} is signed out everywhere and signs in with the password alone until a new one is set up.")


@user.command("list")
@click.option("--authority", "code", required=True, help="Code of the authority.")
def list_users(code: str) -> None:
    """Print who has a role for an authority today."""
    today = _now().astimezone(ENGLAND).date()
    with Database(from_environment().database_url) as database, database.reading() as session:
        found = queries.authority_by_code(session, code)
        rows = session.scalars(
            sa.select(Membership)
            .where(Membership.authority_id == found.id, Membership.role.not_in(BY_CARD))
            .options(selectinload(Membership.user), selectinload(Membership.organisation))
            .order_by(Membership.id)
        )
        for row in rows:
            if row.works_on(today):
                place = f" at {row.organisation.name}" if row.organisation else ""
                state = "" if row.user.is_active else " (stopped)"
                click.echo(f"{row.user.email}  {row.user.name}  {row.role.value}{place}{state}")


@contextmanager
def _opened() -> Iterator[tuple[Settings, Session]]:
    """This machine's settings, and a session that writes; what is done is recorded with the settings' key."""
    settings = from_environment()
    audit.use_key(settings.audit_key)
    with Database(settings.database_url) as database, database.writing() as session:
        yield settings, session


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _acting_for(session: Session, code: str) -> SystemActor:
    found = queries.authority_by_code(session, code)
    open_for(session, {found.id})
    return system(found.id)


def _user(session: Session, email: str) -> User:
    query = sa.select(User).where(User.email == tidy_email(email)).options(selectinload(User.memberships))
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(f"There is no user with the e-mail address {email}.")
    return found


def _organisation(session: Session, name: str | None) -> Organisation | None:
    if name is None:
        return None
    found = session.scalars(sa.select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        raise NotFound(f"There is no organisation with the name {name}.")
    return found


def _link(settings: Settings, token: str) -> str:
    hours = int(users.LINK_WORKS_FOR.total_seconds() // 3600)
    return f"Give them this link. It works once, for {hours} hours:\n{settings.public_base_url}/set-password/{token}"
