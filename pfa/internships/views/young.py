"""A young person's own pages: where they work and when, and how it is for them."""

from __future__ import annotations

import datetime as dt
import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.views.reader import Reader, reader
from pfa.aspirations.words import soon
from pfa.calendar import queries as calendar
from pfa.core.errors import NotFound
from pfa.internships import ownview, queries, services
from pfa.internships.forms import OwnForm
from pfa.internships.models import Placement
from pfa.internships.views.room import blueprint
from pfa.internships.words import say
from pfa.starts.models import Feeling
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/mine")
@needs("placement:own")
def mine() -> str:
    """My work: where, when, who helps me, and what I said of it."""
    _, rows = queries.own(db(), actor())
    times = {each: calendar.half_days(db(), each) for each in sorted({row.authority_id for row in rows})}
    shown = [ownview.shown(row, times[row.authority_id], today()) for row in rows]
    return render_template("internships/mine.html", say=say, shown=shown)


@blueprint.route("/mine/<uuid:public_id>/say", methods=["GET", "POST"])
@needs("placement:own")
def say_mine(public_id: uuid.UUID) -> ResponseReturnValue:
    """How it is for me there: a face, and words for those who like."""
    row = _mine(public_id)
    review = ownview.open_review(row, today())
    if review is None:
        raise NotFound()
    form, who_reads = OwnForm(), reader(row.authority_id)
    if form.validate_on_submit():
        words = (form.words.data or "").strip() if who_reads is not None else ""
        felt = Feeling(form.felt.data)
        services.say_own(db(), review, row.young_person, felt=felt, words=words, actor=actor(), now=now())
        return done(url_for("internships.mine"), say("say.thanks"))
    who = _reader_words(who_reads)
    return render_template("internships/say_mine.html", say=say, form=form, placement=row, who_reads=who)


def _mine(public_id: uuid.UUID) -> Placement:
    _, rows = queries.own(db(), actor())
    for row in rows:
        if row.public_id == public_id:
            return row
    raise NotFound()


def _reader_words(who: Reader | None) -> str:
    """Who reads what they write, and by when; nothing where nobody would."""
    if who is None:
        return ""
    by = now() + dt.timedelta(hours=who.reading_hours)
    return say("say.reader", who=who.name, moment=soon(by, now()))
