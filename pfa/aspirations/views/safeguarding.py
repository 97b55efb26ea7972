"""The safeguarding lead's queue, and what was passed to somebody by name."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import afterwards, queries, services
from pfa.aspirations.forms import OUTCOME_NAMES, ClosingForm, PlainForm
from pfa.aspirations.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.headers import plays_sound
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/safeguarding")
@needs("safeguarding:read")
def queue() -> str:
    """What is open, what is due first at the top; or what was closed."""
    closed = request.args.get("show") == "closed"
    page = queries.queue(db(), actor(), closed=closed, number=page_number(request.args.get("page")))
    waiting = queries.not_taken(db(), actor())
    people = {row.young_person_id for row in [*page.rows, *waiting]}
    more = {"summary": queries.queue_summary(db(), actor(), now()), "places": queries.places(db(), people, today())}
    note_list("aspirations.queue", len(people))
    return render_template(
        "aspirations/queue.html", page=page, closed=closed, not_taken=waiting, outcome_names=OUTCOME_NAMES, **more
    )


@blueprint.route("/safeguarding/<uuid:public_id>", methods=["GET", "POST"])
@needs("safeguarding:act")
@plays_sound
def reading(public_id: uuid.UUID) -> ResponseReturnValue:
    """Read one and close it with an outcome. The form carries the version read: newer words are never closed unseen."""
    shown = queries.reading(db(), actor(), public_id)
    if request.method == "GET":
        note_opened(shown.young_person, "aspirations.reading")
    form = ClosingForm(shown, queries.may_take(db(), shown.young_person, today()), data={"version": shown.version})
    if form.validate_on_submit():
        try:
            closing = form.closing()
            services.close(db(), shown, closing, seen=form.seen_version, actor=actor(), now=now(), today=today())
            afterwards.closed(db(), shown)
            return done(url_for("aspirations.queue"), "Closed.")
        except Refused as error:
            form.refuse(error)
    more = {"texts": queries.texts(db(), shown), "places": queries.places(db(), [shown.young_person_id], today())}
    return render_template("aspirations/reading.html", reading=shown, form=form, outcome_names=OUTCOME_NAMES, **more)


@blueprint.get("/passed-to-me")
@needs("answer:read")
@plays_sound
def passed() -> str:
    """What the safeguarding lead passed to the person who asks."""
    found = queries.passed_to(db(), actor())
    note_list("aspirations.passed", len(found))
    return render_template("aspirations/passed.html", readings=found, form=PlainForm())


@blueprint.post("/passed-to-me/<uuid:public_id>")
@needs("answer:read")
def take_over(public_id: uuid.UUID) -> ResponseReturnValue:
    """I have it."""
    found = queries.one_passed_to(db(), actor(), public_id)
    services.take_over(db(), found, actor=actor(), now=now())
    return done(url_for("aspirations.passed"), "You have taken it over.")
