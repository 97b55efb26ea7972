"""The guard: where what is on offer narrows a wish for some young people more than for others."""

from __future__ import annotations

import datetime as dt

from flask import render_template, request

from pfa.matching.building import entry_years
from pfa.packages.wording import RULE_NAMES
from pfa.reporting import narrowing, queries
from pfa.reporting.views.room import reports_blueprint, year_asked
from pfa.web.permission import needs
from pfa.web.request import db, today

SPLITS = ("Main need", "Plan", "Sex", "School")


@reports_blueprint.get("/wishes-and-offers")
@needs("report:read")
def narrowed() -> str:
    """What is flagged, then each group beside everybody else, for one kind of wish."""
    years = entry_years(db(), today())
    coming = [each for each in years if dt.date(each, 9, 1) > today()] or years
    year = next((each for each in years if each == year_asked()), coming[0] if coming else None)
    wishes = queries.wishes_of(db(), year, today()) if year else []
    names = queries.aim_names(db(), wishes)
    aim = request.args.get("wish", "")
    aim = aim if aim in names else narrowing.ALL_WORK
    found = narrowing.lines(wishes, aim)
    return render_template(
        "reporting/narrowed.html",
        years=[(each, f"September {each}") for each in years],
        year=year,
        aim=aim,
        names=names,
        wishes=wishes,
        flagged=narrowing.flagged(wishes),
        tables=[(split, [line for line in found if line.split == split]) for split in SPLITS],
        rule_names=RULE_NAMES,
        least=narrowing.LEAST_WISHES,
    )
