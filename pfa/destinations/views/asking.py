"""Whom to ask, and one check-in."""

from __future__ import annotations

import uuid

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.destinations import queries, services, words
from pfa.destinations.forms import ActForm, CheckInForm
from pfa.destinations.models import CheckIn
from pfa.destinations.queries import Which
from pfa.destinations.views.room import BOTH, blueprint, place
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/")
@needs("destination:read")
def index() -> str:
    """Whom to ask: due now, overdue, not reached three times, soon. Unless named, the first with anybody."""
    named, tally = request.args.get("list", ""), queries.tally(db(), actor(), today=today())
    lists = {each.value: each for each in Which}
    which = lists.get(named) or next((each for each in Which if tally[each]), Which.now)
    page = queries.due(db(), actor(), which, today=today(), number=page_number(request.args.get("page")))
    note_list("destinations.index", len(page.rows))
    return render_template("destinations/index.html", which=which, page=page, tally=tally, words=words)


@blueprint.route("/check-ins/<uuid:public_id>", methods=BOTH)
@needs("destination:edit")
def check_in(public_id: uuid.UUID) -> ResponseReturnValue:
    """One check-in: tried, reached, what they do now, and their own view, in one go."""
    row = queries.check_in(db(), actor(), public_id)
    note_opened(row.leaver.young_person, "destinations.check_in")
    spells = queries.spells_of(db(), row.leaver.young_person)
    lately = queries.lately(spells, today())
    form = CheckInForm(row, lately, today())
    if form.validate_on_submit():
        try:
            return _kept(row, form)
        except Refused as error:
            form.refuse(error)
    more = {"places": queries.places(db(), actor(), row.leaver), "lately": lately, "spells": spells}
    closed = row.leaver.stop_asked_at is not None or row.state.value != "due"
    return render_template(
        "destinations/check_in.html", row=row, form=form, act=ActForm(None, obj=row), closed=closed, words=words, **more
    )


@blueprint.post("/check-ins/<uuid:public_id>/give-up")
@needs("destination:edit")
def give_up(public_id: uuid.UUID) -> ResponseReturnValue:
    """They could not be reached: unknown stays unknown."""
    row = queries.check_in(db(), actor(), public_id)
    try:
        services.give_up(db(), row, seen=ActForm().seen_version, actor=actor(), now=now(), today=today())
    except Refused as error:
        flash(str(error))
        return done(url_for("destinations.check_in", public_id=row.public_id))
    return done(url_for("destinations.index"), "Closed as not reached. What became of them then stays unknown.")


def _kept(row: CheckIn, form: CheckInForm) -> ResponseReturnValue:
    """Keep what was typed, and go on. Raises Refused."""
    how = form.how.data
    if not form.is_reached:
        services.tried(db(), row, how=how, words=form.words.data or "", actor=actor(), now=now(), today=today())
        return done(url_for("destinations.index"), "The try is noted. They stay on the list.")
    services.reached(
        db(),
        row,
        form.heard(place(row.leaver, form.where.data)),
        how=how,
        seen=form.seen_version,
        stop=bool(form.stop.data),
        stop_words=form.stop_words.data or "",
        actor=actor(),
        now=now(),
        today=today(),
    )
    said = "Nobody will ask them again." if form.stop.data else "Check-in done."
    return done(url_for("destinations.leaver", public_id=row.leaver.public_id), said)
