"""Attendance: everybody of a day, or a week of one placement."""

from __future__ import annotations

import datetime as dt
import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.internships import queries, services
from pfa.internships.forms import AttendanceForm, attendance_form
from pfa.internships.models import Placement
from pfa.internships.schedule import WEEK, monday
from pfa.internships.views.room import asked_day, blueprint, opened
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.filters import plural
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/today", endpoint="today")
@needs("placement:read")
def who_is_where() -> ResponseReturnValue:
    """Who is where on a day; today unless the address says another."""
    return _day_page(attendance_form(queries.on_day(db(), actor(), asked_day("day"))))


@blueprint.post("/today")
@needs("placement:edit")
def mark_day() -> ResponseReturnValue:
    """Mark attendance of everybody on a day."""
    day = asked_day("day")
    form = attendance_form(queries.on_day(db(), actor(), day, "placement:edit"))
    saved = save(form)
    if saved is not None:
        return done(url_for("internships.today", day=day if day != today() else None), saved)
    return _day_page(form)


@blueprint.route("/<uuid:public_id>/attendance", methods=["GET", "POST"])
@needs("placement:edit")
def attendance(public_id: uuid.UUID) -> ResponseReturnValue:
    """A week of one placement."""
    row = opened(public_id, "internships.attendance", "placement:edit")
    return week_page(row, "internships.attendance", "internships.placement")


def week_page(row: Placement, endpoint: str, back: str) -> ResponseReturnValue:
    """The page of one week, for whoever may mark it: `endpoint` is the page itself, `back` where it leads."""
    first = monday(asked_day("week"))
    form = attendance_form(queries.week(db(), row, first))
    saved = save(form)
    if saved is not None:
        return done(url_for(endpoint, public_id=row.public_id, week=first), saved)
    beside = [url_for(endpoint, public_id=row.public_id, week=each) for each in (first - WEEK, first + WEEK)]
    return render_template(
        "internships/attendance.html",
        form=form,
        placement=row,
        first=first,
        before=beside[0],
        after=beside[1],
        back=url_for(back, public_id=row.public_id),
    )


def save(form: AttendanceForm) -> str | None:
    """Keep what was marked; the words to show, or None where nothing was sent or a rule said no."""
    if not form.validate_on_submit():
        return None
    try:
        count = services.mark(db(), form.marked(), today=today(), actor=actor(), now=now())
    except Refused as error:
        form.refuse(error)
        return None
    return f"{plural(count, 'half day')} marked." if count else "Nothing was changed."


def _day_page(form: AttendanceForm) -> ResponseReturnValue:
    day = asked_day("day")
    note_list("internships.today", len({slot.placement.id for slot in form.slots}))
    one = dt.timedelta(days=1)
    return render_template("internships/today.html", form=form, day=day, before=day - one, after=day + one)
