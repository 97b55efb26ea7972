"""Files of employers: a row changes the employer of its name, or adds one, with a contact and a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.audit import services as audit
from pfa.employers.importing.fields import BY_KEY, FIELDS
from pfa.employers.importing.plan import OF_CONTACT, OF_EMPLOYER, Meant, plan
from pfa.employers.models import ActivityKind, Employer, EmployerContact, Stage
from pfa.employers.rules import STAGE_NAMES
from pfa.employers.services.pipeline import entry
from pfa.geography import postcodes
from pfa.imports.kinds import Change, Checked, FieldChange, ImportKind, Row
from pfa.web.filters import listing

PERMISSION = "employer:import"


def check(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> Checked:
    """Every fault and every change of a file of employers; nothing is written."""
    found = plan(session, min(asker.authorities_for(PERMISSION)), rows)
    changes = [Change(one.row.number, one.name, one.saved is None, tuple(_changes(one))) for one in found.rows]
    return Checked(found.faults, changes)


def apply(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> None:
    """Add and change what a file without faults says: an audit record an employer, and one an organisation added.

    All rows are written together, then their audit records: one flush of employers, not one for each.
    """
    authority = min(asker.authorities_for(PERMISSION))
    done: list[tuple[str, Organisation | Employer, list[str]]] = []
    found = plan(session, authority, rows).rows
    with session.no_autoflush:
        for one in found:
            if one.saved is not None and not any(_changes(one)):
                continue
            fields = list(dict.fromkeys(change.label for change in _changes(one)))
            organisation = one.organisation
            if organisation is None:
                organisation = Organisation(name=one.name, kind=OrganisationKind.employer)
                session.add(organisation)
                done.append(("organisation.added", organisation, ["name", "kind"]))
            employer = one.saved or Employer(authority_id=authority, organisation=organisation, stage=Stage.identified)
            session.add(employer)
            _lay(session, one, employer, actor=asker, now=now)
            done.append(("employer.imported" if one.saved else "employer.added", employer, _columns(one, fields)))
    session.flush()
    for action, subject, fields in done:
        audit.record(
            session, actor=asker, now=now, action=action, subject=subject, fields=fields, authority_id=authority
        )


def _lay(session: Session, one: Meant, employer: Employer, *, actor: Asker, now: dt.datetime) -> None:
    """Put what a row says where it belongs, not yet flushed."""
    before = employer.stage
    for key in OF_EMPLOYER:
        if key in one.values:
            setattr(employer, key, one.values[key])
    if employer.stage is not Stage.not_now:
        employer.not_now_because = ""
    if employer.stage is not before:
        words = f"From “{STAGE_NAMES[before]}” to “{STAGE_NAMES[employer.stage]}”, by a file"
        moved = entry(employer, ActivityKind.stage, words, on=now.date(), actor=actor, now=now)
        if one.saved is None:
            employer.activities.append(moved)
        else:
            session.add(moved)
    if one.is_new_site:
        found = postcodes.find(one.values["postcode"]) if "postcode" in one.values else None
        employer.organisation.sites.append(
            Site(
                name=one.values.get("site_name", ""),
                postcode=found.postcode if found else "",
                lat=found.lat if found else None,
                lon=found.lon if found else None,
            )
        )
    _lay_contact(one, employer)


def _lay_contact(one: Meant, employer: Employer) -> None:
    if "contact_name" not in one.values:
        return
    contact = one.contact
    said = {name: one.values[key] for key, name in OF_CONTACT.items() if key in one.values}
    if contact is None:
        is_first = all(other.left_on is not None for other in employer.contacts)
        contact = EmployerContact(authority_id=employer.authority_id, name=said["name"], is_key=is_first)
        employer.contacts.append(contact)
    for name in ("job", "email", "phone"):  # the name found them, in whatever case
        if name in said:
            setattr(contact, name, said[name])


def _columns(one: Meant, labels: list[str]) -> list[str]:
    """The names of the fields that a row changed, for the audit record: never what they say."""
    keys = [key for key in BY_KEY if BY_KEY[key].column.title in labels]
    own = [key for key in keys if key in OF_EMPLOYER]
    return [*own, *(["contacts"] if set(keys) & set(OF_CONTACT) else []), *(["sites"] if one.is_new_site else [])]


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
    listed_at="employers.index",
    lead="A row changes the employer of its name, or adds one, with one contact and one place. “Ltd” and the like, "
    "capitals and signs make no other name. Nobody who is in your list is taken out of it.",
)
