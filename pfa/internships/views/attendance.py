"""Attendance: everybody of a day, or a week of one placement."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from flask import render_template, request, url_for
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
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/today", endpoint="today")
@needs("placement:read")
def who_is_where() -> ResponseReturnValue:
    """Who is where on a day; today unless the address says another."""
    return _day_page()


@blueprint.post("/today")
@needs("placement:edit")
def mark_day() -> ResponseReturnValue:
    """Mark attendance of everybody on the page of a day."""
    return _day_page("placement:edit")


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


def _day_page(permission: str = "placement:read") -> ResponseReturnValue:
    """A day's page, saved or shown."""
    day, number = asked_day("day"), page_number(request.args.get("page"))
    page = queries.day_page(db(), actor(), day, number=number, permission=permission)
    form = attendance_form(queries.slots_on(db(), page.rows, day))
    note_list("internships.today", len(page.rows))
    saved = save(form)
    if saved is not None:
        asked: dict[str, Any] = {"day": day if day != today() else None, "page": number if number > 1 else None}
        return done(url_for("internships.today", **asked), saved)
    one = dt.timedelta(days=1)
    return render_template("internships/today.html", form=form, page=page, day=day, before=day - one, after=day + one)
