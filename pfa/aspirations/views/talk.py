""" "I need to talk to someone": help that is there now, and one button that brings somebody."""

from __future__ import annotations

import datetime as dt

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.accounts.models import Authority
from pfa.aspirations import queries, services
from pfa.aspirations.forms import PlainForm
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.reader import reader
from pfa.people.queries import of_user
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.get("/my/talk")
@needs("survey:answer")
def talk() -> str:
    """Help that is there now, and the button."""
    person = of_user(db(), actor().user_id or 0)
    authority, who = db().get_one(Authority, person.authority_id), reader(person.authority_id)
    asked = queries.open_talk(db(), person, now())
    by = now() + dt.timedelta(hours=authority.talk_hours)
    page = request.args.get("page", "")[:80]
    return render_template(
        "aspirations/talk.html",
        form=PlainForm(),
        who=who,
        by=by,
        asked=asked,
        page=page,
    )


@blueprint.post("/my/talk")
@needs("survey:answer")
def ask_to_talk() -> ResponseReturnValue:
    """File the wish, once."""
    person = of_user(db(), actor().user_id or 0)
    services.ask_to_talk(db(), person, page=request.args.get("page", ""), actor=actor(), now=now())
    return done(url_for("aspirations.talk"))
