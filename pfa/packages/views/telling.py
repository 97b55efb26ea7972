"""Telling a young person why a wish is not in their week, once somebody has talked with them."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching.shown import reason_words
from pfa.packages import queries, services
from pfa.packages.forms import ActForm, tell_form
from pfa.packages.ownview import worker_name
from pfa.packages.views.room import blueprint, opened
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/<uuid:public_id>/reasons", methods=["GET", "POST"])
@needs("package:edit")
def reasons(public_id: uuid.UUID) -> ResponseReturnValue:
    """Each wish that is not in the week: why, for staff; and what the young person is to read."""
    package = opened(public_id, "packages.reasons", "package:edit")
    wishes, told = queries.unmet(db(), package), queries.told(db(), package)
    before = {row.target: (row.told, row.next_step) for row in told}
    form = tell_form(wishes, worker_name(package.young_person), before, version=package.version)
    if form.validate_on_submit() and form.talked_on.data is not None:
        try:
            common: dict[str, Any] = {"seen": form.seen_version, "actor": actor(), "now": now()}
            services.tell(db(), package, form.wordings(wishes), talked_on=form.talked_on.data, **common)
            return done(url_for("packages.week", public_id=package.public_id), "They can read it with their week now.")
        except Refused as error:
            form.refuse(error)
    back = ActForm(version=package.version)
    more = {"wishes": wishes, "told": told, "take_back": back, "reason_words": reason_words}
    return render_template("packages/reasons.html", package=package, form=form, **more)


@blueprint.post("/<uuid:public_id>/reasons/take-back")
@needs("package:edit")
def take_reasons_back(public_id: uuid.UUID) -> ResponseReturnValue:
    """The young person no longer reads it."""
    package = opened(public_id, "packages.reasons", "package:edit")
    form = ActForm(version=package.version)
    if form.validate_on_submit():
        services.take_back(db(), package, seen=form.seen_version, actor=actor(), now=now())
    return done(url_for("packages.reasons", public_id=package.public_id), "They no longer read it.")
