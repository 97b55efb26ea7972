"""Pages of hints and locks: what every run has to keep to for one young person."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries as answers
from pfa.core.errors import Refused
from pfa.matching import hinting, queries
from pfa.matching.forms import EndForm, HintForm
from pfa.matching.hinting import HINT_NAMES
from pfa.matching.models import Hint, HintRule
from pfa.matching.together import has_passed
from pfa.matching.views.room import blueprint
from pfa.people import queries as people
from pfa.people.access import note_list, note_opened
from pfa.provision.shown import days_words
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

RULES = {rule.value: rule for rule in HintRule}


@blueprint.get("/hints")
@needs("hint:read")
def hints() -> str:
    """Everything that every run keeps to, by name."""
    ended = request.args.get("which") == "ended"
    page = queries.hints(db(), actor(), today(), ended=ended, number=page_number(request.args.get("page")))
    note_list("matching.hints", len(page.rows))
    return render_template("matching/hints.html", page=page, ended=ended, **_shown(page.rows))


@blueprint.get("/hints/of/<uuid:person_id>")
@needs("hint:read")
def hints_of(person_id: uuid.UUID) -> str:
    """What every run keeps to for one young person."""
    person = people.person(db(), actor(), person_id, "hint:read")
    note_opened(person, "matching.hints_of")
    found = queries.hints_of(db(), actor(), person, today())
    asked = [(each, has_passed(person, each.row.asked_at)) for each in answers.companions_of(db(), person)]
    return render_template("matching/hints_of.html", person=person, hints=found, asked=asked, **_shown(found))


@blueprint.route("/hints/of/<uuid:person_id>/<rule>", methods=["GET", "POST"])
@needs("hint:edit")
def hint_new(person_id: uuid.UUID, rule: str) -> ResponseReturnValue:
    """Add one: what, why, and until when."""
    person = people.person(db(), actor(), person_id, "hint:edit")
    kind = RULES.get(rule) or abort(404)
    form = HintForm(queries.targets(db(), actor(), person, kind, today()), HINT_NAMES[kind].field)
    if form.validate_on_submit():
        try:
            hinting.add(db(), person, kind, form.values(), actor=actor(), now=now(), today=today())
            return done(url_for("matching.hints_of", person_id=person.public_id), "Added. Every run keeps to it.")
        except Refused as error:
            form.refuse(error)
    else:
        note_opened(person, "matching.hint_new")
    return render_template("matching/hint_new.html", person=person, form=form, rule=kind, words=HINT_NAMES[kind])


@blueprint.post("/hints/<uuid:public_id>/end")
@needs("hint:edit")
def hint_end(public_id: uuid.UUID) -> ResponseReturnValue:
    """End one: runs from now on are free of it. It stays on record."""
    hint = queries.hint(db(), actor(), public_id)
    hinting.end(db(), hint, seen=EndForm().seen_version, actor=actor(), now=now())
    return done(url_for("matching.hints_of", person_id=hint.young_person.public_id), "Ended. It stays on record.")


def _shown(hints: Iterable[Hint]) -> dict[str, Any]:
    """What the table of hints needs: words, and a form for each button."""
    forms = {hint.id: EndForm(version=hint.version) for hint in hints}
    return {"names": HINT_NAMES, "forms": forms, "days_words": days_words}
