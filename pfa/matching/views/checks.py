"""The page before a run: what stands in the way of it."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching import building, queries
from pfa.matching.forms import AskForm, CheckForm
from pfa.matching.inquiring import services
from pfa.matching.inquiring import shown as said
from pfa.matching.models import PolicyRecord
from pfa.matching.services import DEFAULT_NAME
from pfa.matching.views.room import blueprint
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import number_asked
from pfa.web.permission import needs
from pfa.web.request import db, now, today

NAMED = 50  # young people in one list


@blueprint.get("/check")
@needs("run:read")
def check() -> str:
    """What stands in the way of a run for one September, as it was when somebody last asked."""
    years = building.entry_years(db(), today())
    asked = number_asked("year")
    year = asked if asked in years else (years[0] if years else None)
    inquiry = None if year is None else queries.newest_check(db(), actor(), year)
    found = (inquiry.found if inquiry is not None else None) or {}
    closed = queries.people_named(db(), found.get("closed_to", []))
    note_list("matching.check", len(closed))
    return render_template(
        "matching/check.html",
        years=years,
        year=year,
        inquiry=inquiry,
        found=found,
        mends=queries.mends(db(), found.get("repairs", [])),
        closed=list(closed.values()),
        named=NAMED,
        groups=queries.groups_named(db(), [each["group"] for each in found.get("cannot_run", [])]),
        form=_form(years, year),
        stop=AskForm(),
        said=said,
    )


@blueprint.post("/check")
@needs("run:start")
def check_again() -> ResponseReturnValue:
    """Ask the worker to look."""
    form = _form(building.entry_years(db(), today()), None)
    if not form.validate_on_submit():
        raise Refused("Choose a September and a policy of the list.")
    row = services.check_cohort(db(), form.entry_year.data, _policy(form), actor=actor(), now=now())
    return done(
        url_for("matching.check", year=row.entry_year), "The worker has been asked. This page shows what it finds."
    )


def _form(years: list[int], year: int | None) -> CheckForm:
    stored = [(str(row.public_id), row.name) for row in queries.policies(db(), actor())]
    form = CheckForm(entry_year=year) if request.method == "GET" else CheckForm()
    form.choose_from(years, stored or [("", DEFAULT_NAME)])
    return form


def _policy(form: CheckForm) -> PolicyRecord | None:
    return queries.policy(db(), actor(), uuid.UUID(form.policy.data)) if form.policy.data else None
