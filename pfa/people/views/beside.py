"""The people beside a young person: family, carers and others."""

from __future__ import annotations

import uuid

from flask import url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.people import queries, services
from pfa.people.forms import ContactForm, PlainForm
from pfa.people.views.room import BOTH, blueprint, opened, subject
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/<uuid:public_id>/contacts/add", methods=BOTH)
@needs("person:edit")
def add_contact(public_id: uuid.UUID) -> ResponseReturnValue:
    person = opened(public_id)
    form = ContactForm(version=person.version)
    return subject(
        form,
        person,
        "Contact added.",
        lambda: services.add_contact(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        contact=None,
        removal=None,
    )


@blueprint.route("/<uuid:public_id>/contacts/<uuid:contact_id>", methods=BOTH)
@needs("person:edit")
def contact(public_id: uuid.UUID, contact_id: uuid.UUID) -> ResponseReturnValue:
    """One of the people beside them."""
    person = opened(public_id)
    row = queries.contact(person, contact_id)
    form = ContactForm(obj=row)
    return subject(
        form,
        person,
        "Contact saved.",
        lambda: services.edit_contact(db(), row, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        contact=row,
        removal=PlainForm(formdata=None, obj=row),
    )


@blueprint.post("/<uuid:public_id>/contacts/<uuid:contact_id>/remove")
@needs("person:edit")
def remove_contact(public_id: uuid.UUID, contact_id: uuid.UUID) -> ResponseReturnValue:
    person = queries.person(db(), actor(), public_id, "person:edit")
    row = queries.contact(person, contact_id)
    services.remove_contact(db(), row, seen=PlainForm().seen_version, actor=actor(), now=now())
    return done(url_for("people.person", public_id=person.public_id), "Contact removed.")
