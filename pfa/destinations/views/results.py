"""What lasted, by group; the same as a file; and how it is counted."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.destinations import codes, exporting, words
from pfa.destinations.forms import ExportForm
from pfa.destinations.report import BY_NAMES, Asked, By, cohort_name, report
from pfa.destinations.results import Measure
from pfa.destinations.views.room import BOTH, blueprint
from pfa.provision.kinds import KIND_NAMES, OpportunityKind
from pfa.web.pages import number_asked
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/results")
@needs("destination:read")
def results() -> str:
    """What lasted, by group, with their own view beside."""
    made = report(db(), actor(), asked(), today=today())
    return render_template(
        "destinations/results.html", report=made, words=words, by_names=BY_NAMES, kinds=KIND_NAMES, name=cohort_name
    )


@blueprint.route("/results/export", methods=BOTH)
@needs("destination:export")
def export() -> ResponseReturnValue:
    """The figures, or the leavers by name, as a file for a stated purpose."""
    form = ExportForm()
    if form.validate_on_submit():
        made = exporting.export(
            db(),
            actor(),
            asked(),
            with_names=form.what.data == "people",
            kind=form.kind.data or "",
            purpose=form.purpose.data or "",
            today=today(),
            now=now(),
        )
        db().commit()
        named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return Response(made.body, mimetype=made.mimetype, headers=named)
    made_of = report(db(), actor(), asked(), today=today())
    return render_template("destinations/export.html", form=form, report=made_of)


@blueprint.get("/definitions")
@needs("destination:read")
def definitions() -> str:
    """How it is counted, and every code with its source."""
    return render_template("destinations/definitions.html", codes=codes, words=words, today_on=today())


def asked() -> Asked:
    """What the address asks for; what cannot be read asks for nothing."""
    said = request.args
    by = {each.value: each for each in By}
    measures = {each.value: each for each in Measure}
    pathways = {each.value: each for each in OpportunityKind}
    return Asked(
        by=by.get(said.get("by", ""), By.cohort),
        measure=measures.get(said.get("measure", ""), Measure.two_terms),
        cohort=number_asked("cohort"),
        pathway=pathways.get(said.get("pathway", "")),
    )
