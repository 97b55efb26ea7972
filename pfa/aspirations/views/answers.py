"""A person's answers as staff read them, answers typed in by staff, and who changed their mind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import points, queries, services
from pfa.aspirations.forms import PlainForm, paper_form
from pfa.aspirations.models import Answer, Response, Round, Way
from pfa.aspirations.questions import EVERY, Question
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views.blueprint import blueprint
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
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
    more |= {"held": queries.held_texts(db(), actor(), person), "form": PlainForm()}
    more |= {"questions": _shown(person, more["responses"], newest)}
    more |= {"asked": None if newest else _to_enter_for(person)}
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


@blueprint.route("/rounds/<uuid:public_id>/paper/<uuid:person_id>", methods=["GET", "POST"])
@needs("answer:enter")
def paper(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Type in answers that were given on paper, at the annual review, in a group, through an advocate, or observed."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    person = one_person(db(), actor(), person_id, "answer:enter")
    member = queries.member(db(), actor(), asked, person)
    form = paper_form(questions_of(member, asked))(data={"way": Way.paper.value})
    if form.validate_on_submit():
        try:
            key = str(form.idempotency_key.data)[:40]
            values, given = form.values(), form.given()
            services.enter_answers(db(), person, asked, values, given, key=key, actor=actor(), now=now())
            return done(url_for("aspirations.answers", public_id=person.public_id), "The answers are saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/paper.html", asked=asked, member=member, form=form)


def _shown(person: YoungPerson, responses: Sequence[Response], newest: Mapping[str, Answer]) -> list[Question]:
    """The questions they were asked last, or would be today, and those that were retired since they answered them."""
    year = academic_year(today())
    asked = queries.list_of(db(), responses[0]) if responses else queries.list_for(db(), person, year)
    retired = [EVERY[key, row.question_version] for key, row in newest.items() if (key, row.question_version) in EVERY]
    return [*asked.questions, *(one for one in retired if asked.find(one.key) is None)]


def questions_of(member: queries.Member, asked: Round) -> QuestionList:
    """The questions of a paper: those they began with on screen, else those they would be asked today."""
    if member.response is not None:
        return queries.list_of(db(), member.response)
    return queries.list_for(db(), member.person, asked.academic_year)


def _told(newest: dict[str, Answer]) -> dict[str, Any]:
    """What the solver is told, in the words of the staff."""
    told = points.table(newest)
    names = {row.target: points.target_name(row.target) for row in told}
    both = [points.target_name(points.SECTOR + code) for code in points.contradictions(newest)]
    return {"told": told, "names": names, "both": both, "facts": points}
