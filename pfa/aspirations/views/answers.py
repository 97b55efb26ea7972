"""A person's answers as staff read them, and who changed their mind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import points, queries, services
from pfa.aspirations.forms import PlainForm
from pfa.aspirations.meaning import meanings, to_put_on_record
from pfa.aspirations.models import Answer, Response, Round
from pfa.aspirations.questions import EVERY, Question
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.wordings import place_title
from pfa.calendar.years import academic_year
from pfa.people.access import note_list, note_opened
from pfa.people.models import YoungPerson
from pfa.people.queries import person as one_person
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/people/<uuid:public_id>/answers")
@needs("answer:read")
def answers(public_id: uuid.UUID) -> str:
    """What they said, what the solver is told, and everything they said before."""
    person = one_person(db(), actor(), public_id, "answer:read")
    note_opened(person, "aspirations.answers")
    newest = queries.newest_answers(db(), [person.id]).get(person.id, {})
    more: dict[str, Any] = {"history": queries.history(db(), person), "responses": queries.responses(db(), person)}
    more |= {"changed": frozenset(row.id for row in newest.values() if _is_changed(row, more["history"]))}
    more |= {"held": queries.held_texts(db(), actor(), person), "form": PlainForm()}
    more |= {"questions": _shown(person, more["responses"], newest)}
    more |= {"asked": _to_enter_for(person)}
    more |= {"meanings": meanings(newest, person), "to_put": to_put_on_record(newest, person)}
    return render_template("aspirations/answers.html", person=person, newest=newest, **more, **_told(newest))


def _to_enter_for(person: YoungPerson) -> Round | None:
    """The round for which whoever asks may type in what this person says; None for others."""
    if not actor().can("answer:enter"):
        return None
    return queries.open_round_for(db(), person, today()) or queries.last_round_for(db(), person, today())


@blueprint.post("/people/<uuid:public_id>/answers/noted")
@needs("answer:read")
def note_change(public_id: uuid.UUID) -> ResponseReturnValue:
    """I have seen that they changed their mind."""
    person = one_person(db(), actor(), public_id, "answer:read")
    for response in queries.responses(db(), person):
        services.note_change(db(), response, actor=actor(), now=now())
    return done(url_for("aspirations.answers", public_id=person.public_id), "Noted. They leave the list of changes.")


@blueprint.get("/answers/changed")
@needs("answer:read")
def changes() -> str:
    """Everybody who changed their mind after sending; those one works with first."""
    found = queries.changed(db(), actor())
    note_list("aspirations.changes", len(found))
    return render_template("aspirations/changes.html", responses=found)


def _shown(person: YoungPerson, responses: Sequence[Response], newest: Mapping[str, Answer]) -> list[Question]:
    """The questions they were asked last, or would be today, and those that were retired since they answered them."""
    year = academic_year(today())
    asked = queries.list_of(db(), responses[0]) if responses else queries.list_for(db(), person, year)
    retired = [EVERY[key, row.question_version] for key, row in newest.items() if (key, row.question_version) in EVERY]
    return [*asked.questions, *(one for one in retired if asked.find(one.key) is None)]


def _is_changed(row: Answer, history: Sequence[Answer]) -> bool:
    """Does an answer that counts say something else than before, since they sent?"""
    if row.response.sent_at is None or row.answered_at <= row.response.sent_at:
        return False
    older = [one for one in history if (one.response_id, one.question) == (row.response_id, row.question)]
    before = next(iter(older[older.index(row) + 1 :]), None)
    return before is None or (before.choices, before.text) != (row.choices, row.text)


def _told(newest: dict[str, Answer]) -> dict[str, Any]:
    """What the solver is told, in the words of the staff."""
    told, named = points.table(newest), points.place_table(newest)
    names = {row.target: points.target_name(row.target) for row in told}
    names |= {row.target: place_title(row.target.removeprefix(points.PLACE)) for row in named}
    both = [points.target_name(points.SECTOR + code) for code in points.contradictions(newest)]
    every = sorted([*told, *named], key=lambda row: -row.points)
    return {"told": every, "names": names, "both": both, "facts": points}
