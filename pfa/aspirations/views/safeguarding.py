"""The safeguarding lead's queue: what is open, what was passed on, and what was closed."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import afterwards, queries, services
from pfa.aspirations.forms import OUTCOME_NAMES, ClosingForm, PlainForm
from pfa.aspirations.models import Reading
from pfa.aspirations.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.headers import plays_sound
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

AT_THE_TOP = 10  # of what was passed on and needs the lead; the rest is a link away


@blueprint.get("/safeguarding")
@needs("safeguarding:read")
def queue() -> str:
    """What is open, what is due first at the top; or what was closed."""
    closed = request.args.get("show") == "closed"
    page = queries.queue(db(), actor(), closed=closed, number=page_number(request.args.get("page")))
    urgent = [] if closed else queries.needing_the_lead(db(), actor(), now(), today(), at_most=AT_THE_TOP)
    people = {row.young_person_id for row in [*page.rows, *[each.reading for each in urgent]]}
    note_list("aspirations.queue", len(people))
    more = {"urgent": urgent, "places": queries.places(db(), people, today()), "outcome_names": OUTCOME_NAMES}
    shown = "closed" if closed else "open"
    return render_template("aspirations/queue.html", page=page, shown=shown, summary=_summary(), **more)


@blueprint.get("/safeguarding/passed")
@needs("safeguarding:read")
def passed_on() -> str:
    """What was passed on and is not done: with whom it is, and what nobody has."""
    page = queries.passed_on(db(), actor(), today(), number=page_number(request.args.get("page")))
    note_list("aspirations.passed_on", len({row.reading.young_person_id for row in page.rows}))
    return render_template("aspirations/passed_on.html", page=page, shown="passed", summary=_summary())


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
    return render_template("aspirations/reading.html", reading=shown, form=form, **_beside(shown))


@blueprint.post("/safeguarding/<uuid:public_id>/take-back")
@needs("safeguarding:act")
def take_back(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take back what was passed on and nobody has."""
    shown, form = queries.reading(db(), actor(), public_id), PlainForm()
    services.take_back(db(), shown, seen=form.seen_version, actor=actor(), now=now(), today=today())
    return done(url_for("aspirations.reading", public_id=public_id), "It is open in the queue again.")


def _summary() -> queries.QueueSummary:
    return queries.queue_summary(db(), actor(), now(), today())


def _beside(shown: Reading) -> dict[str, Any]:
    """What stands beside the words: what else they wrote, where they are, and with whom it is."""
    return {
        "texts": queries.texts(db(), shown),
        "places": queries.places(db(), [shown.young_person_id], today()),
        "hand_overs": queries.hand_overs_of(db(), shown),
        "passed": queries.with_whom(db(), shown, today()),
        "outcome_names": OUTCOME_NAMES,
    }
