""" "My views": what somebody wants in their own words and pictures, to take to the annual review."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries
from pfa.aspirations.models import Answer
from pfa.aspirations.questions import BY_KEY, Outcome
from pfa.aspirations.views.blueprint import blueprint
from pfa.people.access import note_opened
from pfa.people.models import YoungPerson
from pfa.people.queries import of_user
from pfa.people.queries import person as one_person
from pfa.web.headers import plays_sound
from pfa.web.permission import needs
from pfa.web.request import db

PARTS: tuple[Outcome | None, ...] = (*Outcome, None)


@dataclass(frozen=True, slots=True)
class View:
    """One answer that counts, and the one before it if that said something else."""

    answer: Answer
    before: Answer | None


@blueprint.get("/my/views")
@needs("survey:answer")
@plays_sound
def my_views() -> ResponseReturnValue:
    """Theirs, to read and to print. With somebody beside them their written words stay closed."""
    person = of_user(db(), actor().user_id or 0)
    parts, newest = _parts(person), queries.responses(db(), person)
    hidden = {view.answer.id for views in parts.values() for view in views} if actor().helped_by else set()
    more = {"responses": newest, "held": hidden, **_before_them(parts)}
    return render_template("aspirations/my_views.html", person=person, parts=parts, **more)


@blueprint.get("/people/<uuid:public_id>/answers/print")
@needs("answer:read")
@plays_sound
def views_of(public_id: uuid.UUID) -> str:
    """The same for staff, to print for the annual review."""
    person = one_person(db(), actor(), public_id, "answer:read")
    note_opened(person, "aspirations.views_of")
    parts = _parts(person)
    more = {"parts": parts, "responses": queries.responses(db(), person), **_before_them(parts)}
    held = queries.held_texts(db(), actor(), person)
    return render_template("aspirations/views_of.html", person=person, held=held, **more)


def _parts(person: YoungPerson) -> Mapping[Outcome | None, list[View]]:
    """What was answered, by outcome, in the order of the questions; parts without an answer are left out."""
    told: dict[str, list[Answer]] = {}
    for answer in queries.history(db(), person):  # newest first
        told.setdefault(answer.question, []).append(answer)
    views = {key: View(rows[0], _before(rows)) for key, rows in told.items() if rows[0].choices or rows[0].text}
    order = {key: place for place, key in enumerate(BY_KEY)}
    ordered = sorted(views, key=lambda key: (order.get(key, len(order)), key))
    found = {part: [views[key] for key in ordered if _outcome(key) is part] for part in PARTS}
    return {part: rows for part, rows in found.items() if rows}


def _before_them(parts: Mapping[Outcome | None, list[View]]) -> dict[str, bool]:
    """Is there anything that was said before, and did somebody ask to see it? Nobody is shown it unasked."""
    has = any(view.before for views in parts.values() for view in views)
    return {"has_before": has, "shows_before": has and "before" in request.args}


def _before(rows: list[Answer]) -> Answer | None:
    return next((row for row in rows[1:] if row.choices and row.choices != rows[0].choices), None)


def _outcome(key: str) -> Outcome | None:
    return BY_KEY[key].outcome if key in BY_KEY else None
