"""A college's pages: what it is asked about young people who may come, and its reply."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.packages import queries, services
from pfa.packages.forms import ReplyForm
from pfa.packages.models import Party, Said
from pfa.packages.views.room import blueprint
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/consultations")
@needs("package:consult")
def consultations() -> str:
    """The consultations addressed to the reader's organisation."""
    page = queries.consultations_page(db(), actor(), number=page_number(request.args.get("page")))
    note_list("packages.consultations", len(page.rows))
    return render_template("packages/consultations.html", page=page, today_is=today())


@blueprint.route("/consultations/<uuid:public_id>", methods=["GET", "POST"])
@needs("package:consult")
def consultation(public_id: uuid.UUID) -> ResponseReturnValue:
    """One consultation, and the college's reply."""
    asked, row = queries.consultation(db(), actor(), public_id)
    note_opened(row.version.package.young_person, "packages.consultation")
    form = ReplyForm(version=asked.number)
    if form.validate_on_submit():
        try:
            services.answer(
                db(),
                row.version.package,
                party=Party.provider,
                provider_id=row.provider_id,
                said=Said(form.said.data),
                number=form.seen_version,
                how="In the app",
                note=form.note.data or "",
                actor=actor(),
                now=now(),
            )
            return done(url_for("packages.consultations"), "Thank you. Your reply has been sent.")
        except Refused as error:
            form.refuse(error)
    return render_template("packages/consultation.html", asked=asked, form=form, today_is=today())
