"""Pages of the calendar room."""

from __future__ import annotations

import uuid
from itertools import groupby

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar import holidays, queries, services
from pfa.calendar.forms import ClockForm, PlannerForm, RemoveForm, TermForm
from pfa.calendar.planner import STEP_NAMES
from pfa.calendar.years import academic_year, year_name
from pfa.core.errors import NotFound, Refused
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today

PLANNED_AHEAD = 4  # Septembers: who is in Year 9 now starts in the third from the next one

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")


@blueprint.get("/")
@needs("calendar:edit")
def calendar() -> str:
    """Terms by year, the clock times of half days, the bank holidays ahead."""
    year = academic_year(today())
    planned = queries.planners(db(), actor().authority_id, _entry_years())
    listed = queries.terms(db(), actor().authority_id)
    return render_template(
        "calendar/calendar.html",
        years=[(year_name(key), list(terms)) for key, terms in groupby(listed, lambda term: term.academic_year)],
        times=queries.half_days(db(), actor().authority_id),
        closed=[(year_name(one), holidays.in_year(one)) for one in (year, year + 1)],
        known_until=holidays.known_until(),
        planners=planned,
        step_names=STEP_NAMES,
    )


@blueprint.route("/terms/add", methods=["GET", "POST"])
@needs("calendar:edit")
def add_term() -> ResponseReturnValue:
    form = TermForm()
    if form.validate_on_submit():
        try:
            services.add_term(db(), actor().authority_id, **form.values(), actor=actor(), now=now())
            return done(url_for("calendar.calendar"), "Term added.")
        except Refused as error:
            form.refuse(error)
    return render_template("calendar/term.html", form=form, term=None, removal=None)


@blueprint.route("/terms/<uuid:public_id>", methods=["GET", "POST"])
@needs("calendar:edit")
def term(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change one term."""
    row = queries.term(db(), actor(), public_id)
    form = TermForm(obj=row)
    if form.validate_on_submit():
        try:
            services.edit_term(db(), row, **form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("calendar.calendar"), "Term saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("calendar/term.html", form=form, term=row, removal=RemoveForm(formdata=None, obj=row))


@blueprint.post("/terms/<uuid:public_id>/remove")
@needs("calendar:edit")
def remove_term(public_id: uuid.UUID) -> ResponseReturnValue:
    row = queries.term(db(), actor(), public_id)
    services.remove_term(db(), row, seen=RemoveForm().seen_version, actor=actor(), now=now())
    return done(url_for("calendar.calendar"), "Term removed.")


@blueprint.route("/times", methods=["GET", "POST"])
@needs("calendar:edit")
def times() -> ResponseReturnValue:
    """When half days begin and end."""
    row = queries.clock_times(db(), actor().authority_id)
    form = ClockForm(obj=row or queries.half_days(db(), actor().authority_id))
    if form.validate_on_submit():
        try:
            authority = actor().authority_id
            services.set_clock(db(), authority, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("calendar.calendar"), "Times saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("calendar/times.html", form=form)


@blueprint.route("/planner/<int:entry_year>", methods=["GET", "POST"])
@needs("calendar:edit")
def planner(entry_year: int) -> ResponseReturnValue:
    """The days of the year planner of one September."""
    if entry_year not in _entry_years():
        raise NotFound
    authority = actor().authority_id
    days = {one.step.value: one.on for one in queries.planners(db(), authority, [entry_year])[entry_year]}
    form = PlannerForm(data=days)
    if form.validate_on_submit():
        try:
            services.set_planner(db(), authority, entry_year, form.values(), actor=actor(), now=now())
            return done(url_for("calendar.calendar"), "Dates saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("calendar/planner.html", form=form, year=entry_year)


def _entry_years() -> list[int]:
    """The Septembers that are planned for today: those of Years 9 to 11, and who starts next."""
    first = academic_year(today()) + 1
    return list(range(first, first + PLANNED_AHEAD))
