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
from pfa.packages.services import Outcome, accepting
from pfa.packages.views.room import blueprint
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now

WORDS = {
    "outcome_words": [
        (Outcome.new, "get a first draft."),
        (Outcome.renewed, "have a draft nobody has worked on. It is set aside for the new one."),
        (Outcome.kept_edited, "have a draft somebody has edited by hand. It is kept, unless you say otherwise."),
        (Outcome.kept_shared, "have a week that is shared already. It is kept."),
        (Outcome.kept_agreed, "have an agreed week. It is never changed by accepting."),
        (Outcome.closed, "have a closed record and are left out."),
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
