"""One employer: everything known, and the three things people do there most: write down, move, evaluate."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.employers import queries, services
from pfa.employers.forms import EvaluationForm, LogForm, MoveForm
from pfa.employers.models import ActivityKind, Employer
from pfa.employers.views.room import blueprint
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/employers/<uuid:public_id>")
@needs("employer:read")
def employer(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id)
    return _page(found, LogForm(found, today()))


@blueprint.post("/employers/<uuid:public_id>/log")
@needs("employer:edit")
def log(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = LogForm(found, today())
    if form.validate_on_submit():
        try:
            services.log(db(), found, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=public_id), "Written down.")
        except Refused as error:
            form.refuse(error)
    return _page(found, form)


@blueprint.route("/employers/<uuid:public_id>/move", methods=["GET", "POST"])
@needs("employer:edit")
def move(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = MoveForm(found)
    if form.validate_on_submit():
        try:
            stage, because, seen = form.stage.data, form.because_of_stage(), form.seen_version
            services.move(db(), found, stage, because, seen=seen, actor=actor(), now=now())
            return done(_after_move(found), f"{found.organisation.name} was moved.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/move.html", form=form, employer=found)


@blueprint.route("/employers/<uuid:public_id>/evaluate", methods=["GET", "POST"])
@needs("employer:edit")
def evaluate(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = EvaluationForm(today())
    if form.validate_on_submit():
        try:
            services.evaluate(db(), found, form.values(), actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=public_id), "Written down.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/evaluate.html", form=form, employer=found)


def _after_move(found: Employer) -> str:
    """Back to the board, at the column the card now stands in, for who moved it there."""
    if request.args.get("from") == "board":
        return url_for("employers.board", stage=found.stage.value)
    return url_for("employers.employer", public_id=found.public_id)


def _page(found: Employer, form: LogForm) -> str:
    offered = queries.placements(db(), found, from_year=academic_year(today()))
    planned = {one.group.opportunity_id for one in offered}
    return render_template(
        "employers/employer.html",
        employer=found,
        form=form,
        act_form=PfaForm(formdata=None, obj=found),
        checks=queries.checks_of(db(), [found.id], today=today())[found.id],
        all_checks=found.checks,
        placements=offered,
        unplanned=[one for one in queries.open_opportunities(db(), found) if one.id not in planned],
        links=queries.links_of(db(), found),
        evaluations=queries.activities(db(), found, kind=ActivityKind.evaluation).rows,
        timeline=queries.activities(db(), found, page=page_number(request.args.get("page"))),
    )
