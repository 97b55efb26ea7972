"""A young person's own pages: their visits, how a start goes, and "I want to change something"."""

from __future__ import annotations

import datetime as dt
import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.views.reader import reader
from pfa.aspirations.words import soon
from pfa.core.errors import NotFound
from pfa.people.models import YoungPerson
from pfa.starts import queries, services
from pfa.starts.forms import OwnChangeForm, OwnStartForm, OwnVisitForm
from pfa.starts.models import Feeling, TrainingState, Visit, VisitState
from pfa.starts.names import OWN_PAGE
from pfa.starts.services import CheckValues
from pfa.starts.views.room import blueprint
from pfa.starts.words import say
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today

SHOWN = (VisitState.booked, VisitState.done)


@blueprint.get("/mine")
@needs("start:own")
def mine() -> str:
    """My visits, and how my start goes."""
    person = queries.own(db(), actor())
    visits = [row for row in queries.visits_of(db(), person) if row.state in SHOWN]
    return render_template(
        "starts/mine.html",
        say=say,
        coming=[row for row in reversed(visits) if row.on >= today() and row.state is VisitState.booked],
        been=[row for row in visits if row.on <= today()],
        ways=[row for row in queries.trainings_of(db(), person) if row.state is not TrainingState.stopped],
        check=queries.own_check(db(), person, today()),
        wish=next((row for row in queries.changes_of(db(), person) if row.closed_at is None), None),
    )


@blueprint.route("/mine/visits/<uuid:public_id>", methods=["GET", "POST"])
@needs("start:own")
def say_visit(public_id: uuid.UUID) -> ResponseReturnValue:
    """What I thought of a visit."""
    row = _mine(public_id)
    form = OwnVisitForm()
    reads = who_reads(row.young_person)
    if form.validate_on_submit():
        felt, words = Feeling(form.felt.data), (form.words.data or "") if reads else ""
        services.say_visit(db(), row, felt=felt, words=words, today=today(), actor=actor(), now=now())
        return done(url_for("starts.mine"), say("say.thanks"))
    return render_template("starts/say_visit.html", say=say, form=form, visit=row, who_reads=reads)


@blueprint.route("/mine/start", methods=["GET", "POST"])
@needs("start:own")
def say_start() -> ResponseReturnValue:
    """How my start goes."""
    person = queries.own(db(), actor())
    due = queries.own_check(db(), person, today())
    if due is None:
        raise NotFound()
    form, reads = OwnStartForm(), who_reads(person)
    if form.validate_on_submit():
        words = (form.words.data or "") if reads else ""
        said = CheckValues(OWN_PAGE, Feeling(form.felt.data), words, bool(form.wants_change.data))
        services.say_start(db(), due, said, today=today(), actor=actor(), now=now())
        return done(url_for("starts.mine"), say("say.thanks"))
    return render_template("starts/say_start.html", say=say, form=form, who_reads=reads)


@blueprint.route("/mine/change", methods=["GET", "POST"])
@needs("start:own")
def ask_change() -> ResponseReturnValue:
    """I want to change something."""
    person = queries.own(db(), actor())
    form, reads = OwnChangeForm(), who_reads(person)
    if form.validate_on_submit():
        words = (form.words.data or "") if reads else ""
        services.ask_change(db(), person, words, actor=actor(), now=now())
        return done(url_for("starts.mine"), say("change.thanks"))
    return render_template("starts/ask_change.html", say=say, form=form, who_reads=reads)


def who_reads(person: YoungPerson) -> str:
    """Who reads what they write, and by when; nothing where nobody would."""
    who = reader(person.authority_id)
    if who is None:
        return ""
    by = now() + dt.timedelta(hours=who.reading_hours)
    return say("say.reader", who=who.name, moment=soon(by, now()))


def _mine(public_id: uuid.UUID) -> Visit:
    """One of my own visits that has been. Raises NotFound."""
    person = queries.own(db(), actor())
    for row in queries.visits_of(db(), person):
        if row.public_id == public_id and row.state in SHOWN and row.on <= today():
            return row
    raise NotFound()
