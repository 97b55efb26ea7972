"""Pages of the demand room: projections for the authority, sheets for those who offer something."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar import queries as calendar
from pfa.calendar.planner import Step
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.demand import exporting, queries, services, shown, words
from pfa.demand.forms import ActForm, PublishForm, ReplyForm
from pfa.demand.services.versions import YEARS_AHEAD
from pfa.provision.queries import works_for
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today

blueprint = Blueprint("demand", __name__, url_prefix="/demand")


@blueprint.get("/")
@needs("demand:read")
def index() -> str:
    """Every entry year that can be projected, with its planner and its versions."""
    first = academic_year(today()) + 1
    listed = queries.versions(db(), actor())
    years = sorted({*range(first, first + YEARS_AHEAD), *(one.version.entry_year for one in listed)})
    return render_template(
        "demand/index.html",
        years=[(year, [one for one in listed if one.version.entry_year == year]) for year in years],
        planners=calendar.planners(db(), actor().authority_id, years),
        steps=(Step.ask, Step.publish, Step.reply),
        open_years=range(first, first + YEARS_AHEAD),
        form=ActForm(),
        range_words=shown.range_words,
        today_is=today(),
    )


@blueprint.post("/<int:entry_year>/project")
@needs("demand:publish")
def project(entry_year: int) -> ResponseReturnValue:
    """Make the next version of an entry year from what is on record today."""
    row = services.project(db(), actor().authority_id, entry_year, actor=actor(), now=now(), today=today())
    words_said = f"Version {row.number} is made. Only you and your colleagues see it until you publish it."
    return done(url_for("demand.version", public_id=row.public_id), words_said)


@blueprint.get("/versions/<uuid:public_id>")
@needs("demand:read")
def version(public_id: uuid.UUID) -> str:
    """One version: likely starters by every dimension, and what they rest on."""
    row = queries.version(db(), actor(), public_id)
    places = queries.places(db(), row)
    return render_template(
        "demand/version.html",
        version=row,
        others=queries.others(db(), row),
        places=places,
        figures=shown.exact(row, places),
        dimensions=shown.dimensions(row),
        unmet=shown.unmet(row),
        undecided=round(row.assumptions["undecided"]["likely"]),
        assumptions=shown.assumptions(row),
    )


@blueprint.get("/versions/<uuid:public_id>/sheets")
@needs("demand:read")
def sheets(public_id: uuid.UUID) -> str:
    """What a version tells each provider, what they answered, and who has not."""
    row = queries.version(db(), actor(), public_id)
    listed = queries.sheets_of(db(), actor(), row)
    return render_template(
        "demand/sheets.html",
        version=row,
        others=queries.others(db(), row),
        sheets=listed,
        silent=shown.not_replied(listed),
        before=queries.said_before(db(), row),
        asked_of=queries.asked_of,
        exact=shown.exact,
        words=words,
        line_name=shown.line_name,
        today_is=today(),
    )


@blueprint.get("/versions/<uuid:public_id>/csv")
@needs("demand:read")
def export(public_id: uuid.UUID) -> Response:
    """One version as a file."""
    row = queries.version(db(), actor(), public_id)
    name = f"demand-{row.entry_year}-version-{row.number}-not-for-publication.csv"
    made = Response(exporting.version(row, queries.sheets_of(db(), actor(), row)), mimetype="text/csv")
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


@blueprint.route("/versions/<uuid:public_id>/publish", methods=["GET", "POST"])
@needs("demand:publish")
def publish(public_id: uuid.UUID) -> ResponseReturnValue:
    """Show a version to providers, with a day to reply by."""
    row = queries.version(db(), actor(), public_id, permission="demand:publish")
    usual = calendar.planned(db(), row.authority_id, row.entry_year, Step.reply)
    form = PublishForm(version=row.version, reply_by=usual if usual > today() else None)
    if form.validate_on_submit():
        try:
            day, seen = form.reply_by.data, form.seen_version
            services.publish(db(), row, day, seen=seen, actor=actor(), now=now(), today=today())
            return done(url_for("demand.sheets", public_id=public_id), f"Version {row.number} is published.")
        except Refused as error:
            form.refuse(error)
    return render_template("demand/publish.html", form=form, version=row, usual=usual, today_is=today())


@blueprint.get("/sheets")
@needs("demand:sheets")
def mine() -> str:
    """The published sheets of the reader's organisations."""
    return render_template("demand/mine.html", sheets=queries.own_sheets(db(), actor()), today_is=today())


@blueprint.get("/sheets/<uuid:version_id>/<uuid:provider_id>")
@needs("demand:reply")
def sheet(version_id: uuid.UUID, provider_id: uuid.UUID) -> str:
    """One provider's sheet: in bands for the provider, in numbers for the authority that answers for it."""
    found = queries.sheet(db(), actor(), version_id, provider_id)
    return render_template(
        "demand/sheet.html",
        sheet=found,
        is_exact=works_for(actor(), "demand:reply", found.provider),
        figures=shown.figures,
        support=shown.support(found.version),
        before=queries.said_before(db(), found.version),
        asked_of=queries.asked_of,
        words=words,
        line_name=shown.line_name,
        today_is=today(),
    )


@blueprint.route("/lines/<uuid:public_id>", methods=["GET", "POST"])
@needs("demand:reply")
def reply(public_id: uuid.UUID) -> ResponseReturnValue:
    """Answer one line, or change the answer."""
    row = queries.line(db(), actor(), public_id)
    before = queries.said_before(db(), row.version).get(queries.asked_of(row))
    form, is_exact = ReplyForm.of(row.reply or before), works_for(actor(), "demand:reply", row.provider)
    if form.validate_on_submit():
        try:
            _, groups = services.reply(db(), row, form.draft(), actor=actor(), now=now())
            version_id, provider_id = row.version.public_id, row.provider.public_id
            place = url_for("demand.sheet", version_id=version_id, provider_id=provider_id)
            return done(place, shown.thanks(row, groups))
        except Refused as error:
            form.refuse(error)
    figures = shown.figures(row, row.places, is_exact=is_exact)
    name = shown.line_name(row)
    said = {"before": None if row.reply else before, "words": words}
    return render_template("demand/reply.html", form=form, line=row, name=name, figures=figures, **said)
