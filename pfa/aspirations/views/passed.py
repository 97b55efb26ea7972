"""What safeguarding leads passed to whoever asks, by name: taking it over, and saying what came of it."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.forms import OutcomeForm, PlainForm
from pfa.aspirations.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.headers import plays_sound
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.get("/passed-to-me")
@needs("answer:read")
@plays_sound
def passed() -> str:
    """What is with the person who asks."""
    found = queries.passed_to(db(), actor())
    note_list("aspirations.passed", len(found))
    return render_template("aspirations/passed.html", hand_overs=found, form=PlainForm())


@blueprint.post("/passed-to-me/<uuid:public_id>")
@needs("answer:read")
def take_over(public_id: uuid.UUID) -> ResponseReturnValue:
    """I have it."""
    found = queries.one_passed_to(db(), actor(), public_id)
    services.take_over(db(), found, actor=actor(), now=now())
    return done(url_for("aspirations.passed"), "You have taken it over.")


@blueprint.route("/passed-to-me/<uuid:public_id>/what-came-of-it", methods=["GET", "POST"])
@needs("answer:read")
@plays_sound
def what_came_of_it(public_id: uuid.UUID) -> ResponseReturnValue:
    """It is done, or it goes back to the lead."""
    row = queries.one_passed_to(db(), actor(), public_id)
    if request.method == "GET":
        note_opened(row.reading.young_person, "aspirations.what_came_of_it")
    form = OutcomeForm(data={"version": row.version})
    if form.validate_on_submit():
        act, said = (services.finish, "Thank you.") if form.is_done else (services.give_back, "It is with the lead.")
        try:
            act(db(), row, form.words, seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("aspirations.passed"), said)
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/what_came_of_it.html", hand_over=row, form=form)
