"""Whom young people want to be with: typed names matched to records by staff, and where both asked."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.forms import CompanionForm
from pfa.aspirations.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/answers/together")
@needs("companion:match")
def companions() -> str:
    """Names to match, and what came of those that were: both asked, or one."""
    shown = request.args.get("show", queries.TO_MATCH)
    page = queries.companions(db(), actor(), shown, number=page_number(request.args.get("page")))
    note_list("aspirations.companions", len(page.rows))
    held = queries.held_names(db(), actor())
    return render_template("aspirations/companions.html", page=page, shown=shown, held=held)


@blueprint.route("/answers/together/<uuid:public_id>", methods=["GET", "POST"])
@needs("companion:match")
def companion(public_id: uuid.UUID) -> ResponseReturnValue:
    """Say whom one name means: those of a like name first, or anybody looked for."""
    wish = queries.companion(db(), actor(), public_id)
    note_opened(wish.young_person, "aspirations.companion")
    find = " ".join(request.args.get("find", "").split())[:80]
    found = queries.called_like(db(), actor(), wish, find or wish.asked_name)
    form = CompanionForm(found, data={"other": str(wish.other_person.public_id) if wish.other_person else ""})
    if form.validate_on_submit():
        try:
            services.match_companion(db(), wish, form.chosen(), actor=actor(), now=now())
            return done(url_for("aspirations.companions"), "Saved.")
        except Refused as error:
            form.refuse(error)
    places = queries.places(db(), [person.id for person in found], today())
    return render_template("aspirations/companion.html", wish=wish, form=form, found=found, find=find, places=places)
