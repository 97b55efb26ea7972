"""Accepting a run's suggested weeks, for everybody or for some."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching import queries as matching
from pfa.packages import services
from pfa.packages.forms import AcceptForm
from pfa.packages.services import Outcome, accepting, planning
from pfa.packages.views.room import blueprint
from pfa.people import queries as people
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now

WORDS = {
    "outcome_words": [
        (Outcome.new, "A first draft"),
        (Outcome.renewed, "A new draft for one that nobody has worked on; the old one is set aside"),
        (Outcome.kept_edited, "Kept unless you say otherwise, because somebody has edited it by hand"),
        (Outcome.kept_shared, "Kept, because it is shared already"),
        (Outcome.kept_agreed, "Kept, because it is agreed: accepting never changes that"),
        (Outcome.closed, "Left out, because the record is closed"),
    ],
    "short_words": {
        Outcome.new: "First draft",
        Outcome.renewed: "New draft",
        Outcome.kept_edited: "Kept: edited by hand",
        Outcome.kept_shared: "Kept: shared",
        Outcome.kept_agreed: "Kept: agreed",
        Outcome.closed: "Left out: closed",
    },
    "kept_edited": Outcome.kept_edited,
}


@blueprint.route("/accept/<uuid:public_id>", methods=["GET", "POST"])
@needs("package:edit")
def accept(public_id: uuid.UUID) -> ResponseReturnValue:
    """Choose whose weeks of a run become drafts."""
    run = matching.run(db(), actor(), public_id)
    form = AcceptForm()
    if form.validate_on_submit():
        try:
            people = accepting.chosen(db(), run, form.who.data, form.ticked())
            replace = bool(form.replace_edited.data)
            accepted = services.accept(db(), run, people, actor=actor(), now=now(), replace_edited=replace)
            return done(url_for("packages.listing", year=run.entry_year), accepted.words)
        except Refused as error:
            form.refuse(error)
    preview = accepting.preview(db(), run, number=page_number(request.args.get("page")))
    note_list("packages.accept", len(preview.page.rows))
    return render_template(
        "packages/accept.html", run=run, form=form, preview=preview, ticked=set(form.ticked()), **WORDS
    )


@blueprint.post("/plans/<uuid:public_id>/take")
@needs("package:edit")
def take_plan(public_id: uuid.UUID) -> ResponseReturnValue:
    """Make somebody's plan B their draft week."""
    plan, run = matching.change(db(), actor(), public_id)
    person = people.person(db(), actor(), plan.young_person.public_id, "package:edit")
    package = planning.take_plan(db(), person, plan, run, actor=actor(), now=now())
    return done(url_for("packages.week", public_id=package.public_id), "The plan is their draft week now.")
