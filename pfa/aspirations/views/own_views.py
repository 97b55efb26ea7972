""" "My views": what somebody wants in their own words and pictures, to take to the annual review."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

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

    @property
    def answers(self) -> tuple[Answer, ...]:
        return (self.answer, self.before) if self.before else (self.answer,)


@blueprint.get("/my/views")
@needs("survey:answer")
@plays_sound
def my_views() -> ResponseReturnValue:
    """Theirs, to read and to print. With somebody beside them their written words stay closed."""
    person = of_user(db(), actor().user_id or 0)
    every = _views(person)
    hidden = {answer.id for view in every for answer in view.answers} if actor().helped_by else set()
    more = {"responses": queries.responses(db(), person), "held": hidden, **_shown(every)}
    return render_template("aspirations/my_views.html", person=person, **more)


@blueprint.get("/people/<uuid:public_id>/answers/print")
@needs("answer:read")
@plays_sound
def views_of(public_id: uuid.UUID) -> str:
    """The same for staff, to print for the annual review."""
    person = one_person(db(), actor(), public_id, "answer:read")
    note_opened(person, "aspirations.views_of")
    more = {"responses": queries.responses(db(), person), **_shown(_views(person))}
    held = queries.held_texts(db(), actor(), person)
    return render_template("aspirations/views_of.html", person=person, held=held, **more)


def _views(person: YoungPerson) -> list[View]:
    """What was answered, or was once, in the order of the questions."""
    told: dict[str, list[Answer]] = {}
    for answer in queries.history(db(), person):  # newest first
        told.setdefault(answer.question, []).append(answer)
    order = {key: place for place, key in enumerate(BY_KEY)}
    ordered = sorted(told, key=lambda key: (order.get(key, len(order)), key))
    return [View(told[key][0], _before(told[key])) for key in ordered]


def _shown(views: list[View]) -> dict[str, Any]:
    """What the page shows, by outcome. What was said before, or taken back, nobody is shown unasked."""
    shows_before = "before" in request.args
    rows = [view for view in views if _says(view.answer) or (shows_before and view.before)]
    parts = {part: [view for view in rows if _outcome(view.answer.question) is part] for part in PARTS}
    return {
        "parts": {part: found for part, found in parts.items() if found},
        "has_before": any(view.before for view in views),
        "shows_before": shows_before,
    }


def _before(rows: list[Answer]) -> Answer | None:
    """The answer before the one that counts, if it said something else, be it in words alone.

    A form saves by itself while somebody still writes: what is half written is not what they said before.
    """
    newest = rows[0]
    others = (row for row in rows[1:] if _form(row) != _form(newest) and _says(row))
    return next((row for row in others if (row.choices, row.text) != (newest.choices, newest.text)), None)


def _form(answer: Answer) -> tuple[int, str]:
    """The shown form that an answer was saved by; the answer itself where nothing names one."""
    key = answer.submission_key or str(answer.id)
    return answer.response_id, key.partition(".")[0]


def _says(answer: Answer) -> bool:
    return bool(answer.choices or answer.text)


def _outcome(key: str) -> Outcome | None:
    return BY_KEY[key].outcome if key in BY_KEY else None
