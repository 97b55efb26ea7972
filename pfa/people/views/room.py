"""What the pages of this room share: how a person is opened, and how a subject is saved."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.people import access, queries
from pfa.people.models import YoungPerson
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.request import db

blueprint = Blueprint("people", __name__, url_prefix="/people")
BOTH = ["GET", "POST"]


def opened(public_id: uuid.UUID, permission: str = "person:edit") -> YoungPerson:
    """The young person of this address, with the opening recorded. Raises NotFound."""
    person = queries.person(db(), actor(), public_id, permission)
    access.note_opened(person, request.endpoint or "")
    return person


def subject(form: PfaForm, person: YoungPerson, said: str, save: Callable[[], Any], **more: Any) -> ResponseReturnValue:
    """Show one subject's form; once it is right, save it and go back to the person's page."""
    if form.validate_on_submit():
        try:
            save()
            return done(url_for("people.person", public_id=person.public_id), said)
        except Refused as error:
            form.refuse(error)
    template = f"{(request.endpoint or '').replace('.', '/')}.html"
    return render_template(template, form=form, person=person, **more)
