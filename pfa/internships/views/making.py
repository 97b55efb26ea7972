"""Making a placement from an agreed week, changing what is planned, choosing the employer."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.internships import queries, services
from pfa.internships.forms import ChooseForm, PlacementForm, plan_form
from pfa.internships.views.room import blueprint, opened
from pfa.people.access import note_opened
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/make/<uuid:package_id>/<uuid:group_id>", methods=["GET", "POST"])
@needs("placement:edit")
def make(package_id: uuid.UUID, group_id: uuid.UUID) -> ResponseReturnValue:
    """Make a placement of one thing in an agreed week."""
    found = queries.one_to_make(db(), actor(), package_id, group_id)
    note_opened(found.package.young_person, "internships.make")
    form = PlacementForm(queries.coaches(db(), actor()), group=found.group)
    if form.validate_on_submit():
        try:
            made = services.make(db(), found.package, found.group, form.values(), actor=actor(), now=now())
            return done(url_for("internships.placement", public_id=made.public_id), "The placement has been made.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/make.html", form=form, found=found)


@blueprint.route("/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("placement:edit")
def edit(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change dates, half days, hours, coach or contact."""
    row = opened(public_id, "internships.edit", "placement:edit")
    form = PlacementForm(queries.coaches(db(), actor()), placement=row)
    if form.validate_on_submit():
        try:
            services.edit(db(), row, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("internships.placement", public_id=public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/edit.html", form=form, placement=row)


@blueprint.route("/<uuid:public_id>/employer", methods=["GET", "POST"])
@needs("placement:edit")
def employer(public_id: uuid.UUID) -> ResponseReturnValue:
    """Say at which employer it is: search, then choose."""
    row = opened(public_id, "internships.employer", "placement:edit")
    form, words = ChooseForm(), request.args.get("search", "")[:100]
    if form.validate_on_submit():
        chosen = queries.employer(db(), actor(), _id(form.chosen.data))
        services.choose_employer(db(), row, chosen, actor=actor(), now=now())
        return done(url_for("internships.placement", public_id=public_id), "The employer has been noted.")
    found = queries.employers_named(db(), actor(), words)
    return render_template("internships/employer.html", form=form, placement=row, words=words, found=found)


@blueprint.route("/<uuid:public_id>/plan", methods=["GET", "POST"])
@needs("placement:edit")
def plan(public_id: uuid.UUID) -> ResponseReturnValue:
    """Plan how coach hours fade."""
    row = opened(public_id, "internships.plan", "placement:edit")
    form = plan_form(row)
    if form.validate_on_submit():
        try:
            services.set_plan(db(), row, form.steps(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("internships.placement", public_id=public_id), "The plan has been saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/plan.html", form=form, placement=row)


def _id(text: str | None) -> uuid.UUID:
    """An id as a form carries it; one that no row has for anything that is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return uuid.UUID(int=0)
