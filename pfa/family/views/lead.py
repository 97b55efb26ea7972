"""What a safeguarding lead closes for parents, at once and without a word to anybody."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.family import queries, services
from pfa.family.forms import PlainForm, QuestionsForm, ViewForm
from pfa.family.views.room import blueprint, question_names
from pfa.people.access import note_opened
from pfa.people.queries import person as one_person
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/links/<uuid:public_id>/view", methods=["GET", "POST"])
@needs("family:close")
def view(public_id: uuid.UUID) -> ResponseReturnValue:
    """Close what one parent's account sees."""
    row = queries.one(db(), actor(), public_id, "family:close")
    note_opened(row.young_person, "family.view")
    form = ViewForm()
    if form.validate_on_submit():
        try:
            services.close_view(db(), row, form.because.data or "", actor=actor(), now=now())
            return done(url_for("family.of_person", person_id=row.young_person.public_id), "Closed. Nobody is told.")
        except Refused as error:
            form.refuse(error)
    return render_template("family/view.html", link=row, form=form, plain=PlainForm(formdata=None))


@blueprint.post("/links/<uuid:public_id>/view/open")
@needs("family:close")
def open_view(public_id: uuid.UUID) -> ResponseReturnValue:
    """Open it again."""
    row = queries.one(db(), actor(), public_id, "family:close")
    services.open_view(db(), row, actor=actor(), now=now())
    return done(url_for("family.of_person", person_id=row.young_person.public_id), "Open again.")


@blueprint.route("/of/<uuid:person_id>/questions", methods=["GET", "POST"])
@needs("family:close")
def questions(person_id: uuid.UUID) -> ResponseReturnValue:
    """Close questions for every parent of one young person."""
    person = one_person(db(), actor(), person_id, "family:close")
    note_opened(person, "family.questions")
    sight = queries.sight_of(db(), person.id)
    form = QuestionsForm(data={"closed": sight.lead_closed if sight else []})
    names = question_names(person)
    form.offer(names)
    if form.validate_on_submit():
        services.close_questions(db(), person, form.closed.data or [], names, by_lead=True, actor=actor(), now=now())
        return done(url_for("family.of_person", person_id=person.public_id), "Saved. Nobody is told.")
    return render_template("family/questions.html", person=person, form=form)
