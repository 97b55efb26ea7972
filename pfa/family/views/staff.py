"""Parents and the two views of one young person, and of a round, as the staff see them."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries as aspirations
from pfa.core.errors import NotFound, Refused
from pfa.family import queries, services
from pfa.family.forms import PlainForm, TalkForm
from pfa.family.questions import QUESTIONS
from pfa.family.views.room import blueprint
from pfa.people.access import note_list, note_opened
from pfa.people.queries import person as one_person
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/of/<uuid:person_id>")
@needs("family:read")
def of_person(person_id: uuid.UUID) -> str:
    """The parents of one young person, what they said, and the two views side by side."""
    person = one_person(db(), actor(), person_id, "family:read")
    note_opened(person, "family.of_person")
    responses = queries.responses_of(db(), person)
    more: dict[str, Any] = {"links": queries.of_person(db(), person, today()), "talks": queries.talks(db(), person)}
    more |= {"pairs": queries.pairs(db(), responses), "asked": queries.asked_round(db(), person, today())}
    more |= {"answers": queries.answers_of(db(), [row.id for row in responses]), "questions": QUESTIONS}
    more |= {"sight": queries.sight_of(db(), person.id), "reads_all": actor().can("safeguarding:read")}
    return render_template("family/of_person.html", person=person, form=PlainForm(), **more)


@blueprint.get("/rounds/<uuid:public_id>", endpoint="round")
@needs("family:read")
def of_round(public_id: uuid.UUID) -> str:
    """Everybody of a round whose parent answered, with what there is to talk about."""
    asked = aspirations.one_round(db(), actor(), public_id, "family:read")
    page = queries.of_round(db(), actor(), asked, number=page_number(request.args.get("page")))
    note_list("family.round", len(page.rows))
    more = {
        "schools": aspirations.schools(db(), actor(), asked),
        "tutors": aspirations.tutor_groups(db(), actor(), asked),
    }
    return render_template("family/round.html", asked=asked, page=page, **more)


@blueprint.route("/of/<uuid:person_id>/talk", methods=["GET", "POST"])
@needs("family:talk")
def talk(person_id: uuid.UUID) -> ResponseReturnValue:
    """Note that somebody talked about where the two views differ."""
    person = one_person(db(), actor(), person_id, "family:talk")
    note_opened(person, "family.talk")
    asked = queries.asked_round(db(), person, today())
    if asked is None:
        raise NotFound()
    form = TalkForm(data={"talked_on": today()})
    if form.validate_on_submit():
        try:
            services.note_talk(db(), person, asked, form.values(), actor=actor(), now=now())
            return done(url_for("family.of_person", person_id=person.public_id), "Noted.")
        except Refused as error:
            form.refuse(error)
    return render_template("family/talk.html", person=person, form=form)
