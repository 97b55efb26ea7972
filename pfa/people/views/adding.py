"""A young person is added, and where they are in each year; a record is closed and opened again."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar.years import academic_year, year_group, year_name
from pfa.core.errors import NotFound, Refused
from pfa.people import queries, services
from pfa.people.forms import CloseForm, DetailsForm, PlainForm, YearForm
from pfa.people.views.room import BOTH, blueprint, opened, subject
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/add", methods=BOTH)
@needs("person:edit")
def add() -> ResponseReturnValue:
    form = DetailsForm()
    if form.validate_on_submit():
        try:
            authority = min(actor().authorities_for("person:edit"))
            person = services.add(db(), authority, form.values(), actor=actor(), now=now())
            year = academic_year(today())
            return done(url_for("people.year", public_id=person.public_id, year=year), "Young person added.")
        except Refused as error:
            form.refuse(error)
    return render_template("people/details.html", form=form, person=None)


@blueprint.route("/<uuid:public_id>/details", methods=BOTH)
@needs("person:edit")
def details(public_id: uuid.UUID) -> ResponseReturnValue:
    """Who they are."""
    person = opened(public_id)
    form = DetailsForm(obj=person)
    return subject(
        form,
        person,
        "Details saved.",
        lambda: services.edit_details(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
    )


@blueprint.route("/<uuid:public_id>/year", methods=BOTH)
@needs("person:edit")
def year(public_id: uuid.UUID) -> ResponseReturnValue:
    """Where they are in one academic year: this one, unless the address names another."""
    person = opened(public_id)
    this = academic_year(today())
    chosen = request.args.get("year", this, type=int)
    if not this - 15 <= chosen <= this + 1:
        raise NotFound()
    row = queries.enrolment(person, chosen)
    group = year_group(person.born_on, chosen)
    form = YearForm(chosen, queries.schools(db()), row, group, version=person.version)
    return subject(
        form,
        person,
        f"{year_name(chosen)} saved.",
        lambda: services.set_year(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        year_name=year_name(chosen),
        year=chosen,
        this_year=this,
        group=group,
    )


@blueprint.route("/<uuid:public_id>/close", methods=BOTH)
@needs("person:edit")
def close(public_id: uuid.UUID) -> ResponseReturnValue:
    """Close a record."""
    person = opened(public_id)
    form = CloseForm(obj=person)
    return subject(
        form,
        person,
        "Record closed.",
        lambda: services.close(db(), person, form.value(), seen=form.seen_version, actor=actor(), now=now()),
    )


@blueprint.route("/<uuid:public_id>/reopen", methods=BOTH)
@needs("person:edit")
def reopen(public_id: uuid.UUID) -> ResponseReturnValue:
    """Open a closed record again."""
    person = opened(public_id)
    form = PlainForm(obj=person)
    return subject(
        form,
        person,
        "Record opened again.",
        lambda: services.reopen(db(), person, seen=form.seen_version, actor=actor(), now=now()),
    )
