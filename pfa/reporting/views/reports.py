"""Reports for the authority: the way from wish to life of a cohort, and who answered."""

from __future__ import annotations

import uuid

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries as aspirations
from pfa.core.errors import NotFound
from pfa.reporting import exporting, funnel, queries
from pfa.reporting.views.room import reports_blueprint, year_asked
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@reports_blueprint.get("/")
@needs("report:read")
def index() -> str:
    """Every report, with what it answers."""
    return render_template("reporting/index.html", region=queries.own(db(), actor()).region)


@reports_blueprint.get("/cohorts")
@needs("report:read")
def cohorts() -> str:
    """One cohort from aspiration to sustained outcome, and the cohorts before it beside it."""
    years = queries.cohort_years(db(), actor())
    year = year_asked() or funnel.first_shown(years, today())
    shown = [each for each in years if each <= year][: funnel.BESIDE] or [year]
    found = [queries.cohort(db(), actor(), each, today()) for each in shown]
    more = {
        "chart": funnel.chart(found[0]),
        "columns": funnel.columns(shown),
        "meanings": funnel.MEANINGS,
        "not_yet": funnel.NOT_YET,
    }
    more |= {"year_choices": [(each, f"September {each}") for each in years]}
    return render_template("reporting/funnel.html", years=years, year=year, cohorts=found, **more)


@reports_blueprint.get("/response")
@needs("report:read")
def response() -> str:
    """Who was asked in a round and who answered, counted six ways."""
    rounds = aspirations.rounds(db(), actor())
    asked = next((row for row in rounds if str(row.public_id) == request.args.get("round")), None)
    asked = asked or (rounds[0] if rounds else None)
    found = queries.turnout(db(), actor(), asked) if asked else None
    choices = [(row.public_id, row.name) for row in rounds]
    return render_template("reporting/response.html", rounds=rounds, asked=asked, found=found, round_choices=choices)


@reports_blueprint.get("/response/<uuid:public_id>/response.csv")
@needs("report:read")
def response_file(public_id: uuid.UUID) -> ResponseReturnValue:
    """The same as a file that may leave the authority: small numbers hidden, the others rounded."""
    asked = aspirations.one_round(db(), actor(), public_id, "report:read")
    body = exporting.turnout(queries.turnout(db(), actor(), asked), asked, now())
    if not body:
        raise NotFound()
    named = {"Content-Disposition": 'attachment; filename="response-rates.csv"'}
    return Response(body, mimetype="text/csv", headers=named)
