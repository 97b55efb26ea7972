"""What a young person shows of themselves, for those they chose; and for the safeguarding lead, who looks first."""

from __future__ import annotations

import uuid

from flask import Response, render_template

from pfa.about import queries
from pfa.about.views.room import blueprint, given
from pfa.accounts.login import actor
from pfa.people.access import note_opened
from pfa.people.queries import person as one_person
from pfa.web.headers import gives_file, plays_sound
from pfa.web.permission import needs
from pfa.web.request import db


@blueprint.get("/of/<uuid:person_id>")
@needs("about:read")
@plays_sound
def of_person(person_id: uuid.UUID) -> str:
    """What one young person shows to whoever asks."""
    person = one_person(db(), actor(), person_id, "about:read")
    note_opened(person, "about.of_person")
    items = queries.for_staff(db(), actor(), person)
    return render_template("about/of_person.html", person=person, items=items)


@blueprint.get("/shown/<uuid:public_id>")
@needs("about:read")
@gives_file
def shown(public_id: uuid.UUID) -> Response:
    """A picture or sound that is shown to whoever of the staff asks."""
    item = queries.staff_item(db(), actor(), public_id)
    note_opened(item.young_person, "about.shown")
    return given(item)


@blueprint.get("/look/<uuid:public_id>")
@needs("about:look")
@gives_file
def look(public_id: uuid.UUID) -> Response:
    """A picture or sound of the safeguarding queue."""
    item = queries.to_look_at(db(), actor(), public_id)
    note_opened(item.young_person, "about.look")
    return given(item)
