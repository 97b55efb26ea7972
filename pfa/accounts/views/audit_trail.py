"""The audit trail, for an authority's administrators: ids and names of fields, never what was in them."""

from __future__ import annotations

import datetime as dt
import uuid

from flask import render_template, request

from pfa.accounts import queries
from pfa.accounts.forms import ROLE_NAMES
from pfa.accounts.login import actor
from pfa.accounts.models import Role
from pfa.accounts.views.blueprint import blueprint
from pfa.audit import queries as audit
from pfa.audit.pages import page_said
from pfa.audit.words import said
from pfa.web.pages import Page, page_number, page_of
from pfa.web.permission import needs
from pfa.web.request import ENGLAND, db


@blueprint.get("/audit", endpoint="audit")
@needs("audit:read")
def audit_trail() -> str:
    """What was done."""
    here = actor().authorities_for("audit:read")
    found = page_of(db(), audit.events(here, _wanted()), number=page_number(request.args.get("page")))
    actions = sorted(audit.actions(db(), here), key=said)
    return _page("accounts/audit.html", found, actions=actions, said=said, role_said=_role_said)


@blueprint.get("/audit/opened", endpoint="openings")
@needs("audit:read")
def openings() -> str:
    """Who opened whose record."""
    here = actor().authorities_for("audit:read")
    found = page_of(db(), audit.openings(here, _wanted()), number=page_number(request.args.get("page")))
    return _page("accounts/openings.html", found, said=page_said)


def _role_said(role: str) -> str:
    """A role in words. What is no user's role is the software itself: the command line, or the worker."""
    return ROLE_NAMES[Role(role)] if role in {known.value for known in Role} else role


def _page(template: str, found: Page[object], **more: object) -> str:
    here = actor().authorities_for("audit:read")
    names = queries.names(db(), audit.actors(db(), here))
    return render_template(template, page=found, names=names, faults=_faults(), **more)


def _wanted() -> audit.Wanted:
    """What the address asks for; what cannot be read is left out, and `_faults` says so."""
    said = request.args
    since, until = _day(said.get("since")), _day(said.get("until"))
    return audit.Wanted(
        subject_id=_uuid(said.get("subject")),
        actor_id=int(said["who"]) if said.get("who", "").isdecimal() and len(said["who"]) < 10 else None,
        action=said.get("action", "")[:60],
        since=_start(since) if since else None,
        until=_start(until + dt.timedelta(days=1)) if until and until < dt.date.max else None,
    )


def _faults() -> list[str]:
    said = request.args
    faults = [
        f"{said[name][:20]} is not a date." for name in ("since", "until") if said.get(name) and not _day(said[name])
    ]
    if said.get("subject") and _uuid(said["subject"]) is None:
        faults.append("The id is not one of ours: copy the whole of it.")
    return faults


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ENGLAND)


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
