"""A college's pages: what it is asked about young people who may come, and its reply."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.about import queries as about
from pfa.about.models import AboutItem, Audience
from pfa.about.views.room import given
from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.packages import queries, services
from pfa.packages.forms import ReplyForm
from pfa.packages.models import PackageAnswer, Party, Said
from pfa.packages.views.room import blueprint
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.headers import gives_file, plays_sound
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
@plays_sound
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
    return render_template("packages/consultation.html", asked=asked, form=form, today_is=today(), about=_shown(row))


@blueprint.get("/consultations/<uuid:public_id>/about/<uuid:item_id>")
@needs("package:consult")
@gives_file
def about_shown(public_id: uuid.UUID, item_id: uuid.UUID) -> Response:
    """A picture or sound that the young person shows to the college that is asked about them."""
    _asked, row = queries.consultation(db(), actor(), public_id)
    for item in _shown(row):
        if item.public_id == item_id:
            note_opened(row.version.package.young_person, "packages.about_shown")
            return given(item)
    raise NotFound()


def _shown(row: PackageAnswer) -> Sequence[AboutItem]:
    """What the young person tells of themselves to the college that is asked."""
    return about.shown_to(db(), row.version.package.young_person_id, (Audience.college.value,))
