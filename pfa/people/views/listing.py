"""The list of young people, one person's page, and the list as a file."""

from __future__ import annotations

import uuid

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar.picture import Cell
from pfa.calendar.years import academic_year, compulsory_age_ends_on
from pfa.people import access, exporting, queries, settle, words
from pfa.people.codes import LEARNING_AGE_GROUPS, NEED_TYPES, NO_SCHOOL_NAMES, OWN_SESSION_NAMES, PLAN_NAMES
from pfa.people.forms import ExportForm
from pfa.people.models import YoungPerson
from pfa.people.queries import Chosen
from pfa.people.views.room import BOTH, blueprint, opened
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


def chosen() -> Chosen:
    """What the address asks the list for."""
    given = {name: (request.args.get(name) or "").strip()[:80] for name in Chosen.__slots__ if name != "descending"}
    return Chosen(**given, descending=request.args.get("order") == "down")


@blueprint.get("/")
@needs("person:read")
def people() -> str:
    """Everybody whom the person who asks may see, a page at a time."""
    year = academic_year(today())
    number = page_number(request.args.get("page"))
    page = queries.listed(db(), actor(), chosen(), academic_year=year, month=today().month, number=number)
    choices = {
        "schools": queries.schools_now(db(), actor(), year),
        "workers": queries.workers_now(db(), actor()),
        "entry_years": queries.entry_years(db(), actor()),
    }
    access.note_list("people.people", len(page.rows))
    return render_template(
        "people/people.html",
        page=page,
        chosen=chosen(),
        groups=LEARNING_AGE_GROUPS,
        plans=PLAN_NAMES,
        needs=NEED_TYPES,
        without=NO_SCHOOL_NAMES,
        words=words,
        **choices,
    )


@blueprint.get("/<uuid:public_id>")
@needs("person:read")
def person(public_id: uuid.UUID) -> str:
    """One young person's page."""
    found = opened(public_id, "person:read")
    year = academic_year(today())
    return render_template(
        "people/person.html",
        person=found,
        enrolment=queries.enrolment(found, year),
        this_year=year,
        open_points=settle.open_points(found, today()),
        decides_from=compulsory_age_ends_on(found.born_on),
        may_edit=found.authority_id in actor().authorities_for("person:edit") and found.closed_on is None,
        may_reopen=found.authority_id in actor().authorities_for("person:edit"),
        week=week_cells(found),
        words=words,
    )


@blueprint.route("/export", methods=BOTH)
@needs("person:export")
def export() -> ResponseReturnValue:
    """The list that was asked for as a file, for a stated purpose."""
    form = ExportForm()
    if form.validate_on_submit():
        purpose = form.purpose.data or ""
        body = exporting.people(db(), actor(), chosen(), purpose=purpose, today=today(), now=now())
        db().commit()
        named = {"Content-Disposition": 'attachment; filename="young-people.csv"'}
        return Response(body, mimetype="text/csv", headers=named)
    year = academic_year(today())
    page = queries.listed(db(), actor(), chosen(), academic_year=year, month=1, number=1, size=1)
    return render_template("people/export.html", form=form, count=page.total, columns=exporting.COLUMNS)


def week_cells(person: YoungPerson) -> list[Cell]:
    """The week they want as the picture of the week: their own time, what is not available, what is open."""
    own = [Cell(row.session, "own", title=row.label or OWN_SESSION_NAMES[row.kind]) for row in person.own_sessions]
    return [*own, *[Cell(session, "own", title="Not available") for session in person.unavailable]]
