"""Files of employers: a row changes the employer of its name, or adds one, with a contact and a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import OrganisationKind
from pfa.audit import services as audit
from pfa.employers.importing.fields import BY_KEY, FIELDS
from pfa.employers.importing.plan import OF_CONTACT, OF_EMPLOYER, Meant, plan
from pfa.employers.models import ActivityKind, Employer, Stage
from pfa.employers.rules import STAGE_NAMES
from pfa.employers.services import ContactValues, add_contact, edit_contact
from pfa.employers.services.pipeline import entry
from pfa.imports.kinds import Change, Checked, FieldChange, ImportKind, Row
from pfa.provision.services import add_organisation, add_site
from pfa.web.filters import listing

PERMISSION = "employer:import"


def check(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> Checked:
    """Every fault and every change of a file of employers; nothing is written."""
    found = plan(session, min(asker.authorities_for(PERMISSION)), rows)
    changes = [Change(one.row.number, one.name, one.saved is None, tuple(_changes(one))) for one in found.rows]
    return Checked(found.faults, changes)


def apply(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> None:
    """Add and change what a file without faults says, with an audit record an employer."""
    authority = min(asker.authorities_for(PERMISSION))
    for one in plan(session, authority, rows).rows:
        if one.saved is not None and not any(_changes(one)):
            continue
        place = _Place(session, authority, asker, now)
        employer = place.employer(one)
        place.site(one, employer)
        place.contact(one, employer)


class _Place:
    """Where rows are written to: one authority, by one person, at one moment."""

    def __init__(self, session: Session, authority_id: int, asker: Asker, now: dt.datetime) -> None:
        self.session, self.authority_id, self.asker, self.now = session, authority_id, asker, now

    def employer(self, one: Meant) -> Employer:
        row, action = one.saved, "employer.imported"
        if row is None:
            organisation = one.organisation or add_organisation(
                self.session,
                one.name,
                OrganisationKind.employer,
                authority_id=self.authority_id,
                actor=self.asker,
                now=self.now,
            )
            row, action = Employer(authority_id=self.authority_id, organisation=organisation), "employer.added"
            row.stage = Stage.identified
            self.session.add(row)
        before = row.stage
        for key in OF_EMPLOYER:
            if key in one.values:
                setattr(row, key, one.values[key])
        if row.stage is not Stage.not_now:
            row.not_now_because = ""
        changed = None if one.saved is None else [key for key in OF_EMPLOYER if key in one.values]
        audit.record(self.session, actor=self.asker, now=self.now, action=action, subject=row, fields=changed)
        if row.stage is not before:
            words = f"From “{STAGE_NAMES[before]}” to “{STAGE_NAMES[row.stage]}”, by a file"
            on = self.now.date()
            self.session.add(entry(row, ActivityKind.stage, words, on=on, actor=self.asker, now=self.now))
        return row

    def site(self, one: Meant, employer: Employer) -> None:
        if not one.is_new_site:
            return
        name, postcode = one.values.get("site_name", ""), one.values.get("postcode", "")
        by: dict[str, Any] = {"authority_id": self.authority_id, "actor": self.asker, "now": self.now}
        add_site(self.session, employer.organisation, name, postcode, **by)

    def contact(self, one: Meant, employer: Employer) -> None:
        if "contact_name" not in one.values:
            return
        said = {name: one.values[key] for key, name in OF_CONTACT.items() if key in one.values}
        saved = one.contact
        if saved is None:
            values = ContactValues(**{"job": "", "email": "", "phone": "", "site_id": None, "is_key": False} | said)
            add_contact(self.session, employer, values, actor=self.asker, now=self.now)
            return
        kept = {name: getattr(saved, name) for name in ContactValues.__dataclass_fields__}
        after = kept | said | {"name": saved.name}  # the row's name found them, in whatever case
        if after != kept:
            values = ContactValues(**after)
            edit_contact(self.session, saved, values, seen=saved.version, actor=self.asker, now=self.now)


def _changes(one: Meant) -> Iterator[FieldChange]:
    """What a row changes, as the preview shows it; a new employer at a postcode that is known comes with a warning."""
    if one.saved is None and one.organisation is not None:
        yield FieldChange("Organisation", "Known to pfa already", "Your employer too")
    if one.alike:
        yield FieldChange("Same postcode", listing(one.alike), "Is it the same employer? It will be added beside it")
    for key in OF_EMPLOYER:
        was = one.now(key)
        if key in one.values and one.values[key] != was:
            yield FieldChange(BY_KEY[key].column.title, _show(key, was), _show(key, one.values[key]))
    stage = one.values.get("stage")
    if one.saved is not None and one.saved.not_now_because and stage is not None and stage is not Stage.not_now:
        yield FieldChange(BY_KEY["not_now_because"].column.title, one.saved.not_now_because, "")
    if one.is_new_site:
        place = ", ".join(str(one.values[key]) for key in ("site_name", "postcode") if key in one.values)
        yield FieldChange("Place", "", place)
    yield from _contact_changes(one)


def _contact_changes(one: Meant) -> Iterator[FieldChange]:
    if "contact_name" not in one.values:
        return
    saved = one.contact
    for key, name in OF_CONTACT.items():
        was = getattr(saved, name) if saved is not None else ""
        if key in one.values and (saved is None or name != "name") and one.values[key] != was:
            yield FieldChange(BY_KEY[key].column.title, was, str(one.values[key]))


def _show(key: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    return str(value.name) if key == "owner" else BY_KEY[key].show(value)


EMPLOYERS = ImportKind(
    name="employers",
    title="Employers",
    one="employer",
    many="employers",
    permission=PERMISSION,
    columns=tuple(field.column for field in FIELDS),
    check=check,
    apply=apply,
    lead="A row changes the employer of its name, or adds one, with one contact and one place. “Ltd” and the like, "
    "capitals and signs make no other name. Nobody who is in your list is taken out of it.",
)
