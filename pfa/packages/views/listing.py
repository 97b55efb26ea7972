"""The list of an entry year's weeks, and those who have none yet."""

from __future__ import annotations

import uuid
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.packages import forms, queries, services, shown
from pfa.packages.forms import ActForm
from pfa.packages.views.room import blueprint, chosen
from pfa.people import queries as people
from pfa.people.access import note_list, note_opened
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/")
@needs("package:read")
def listing() -> str:
    """Every week of an entry year: its state, its picture, its gaps, who is waited for."""
    choice = chosen()
    page = queries.listed(db(), actor(), choice, today=today(), number=page_number(request.args.get("page")))
    note_list("packages.listing", len(page.rows))
    tally = queries.tally(db(), actor(), choice.entry_year, today=today())
    return render_template(
        "packages/listing.html", page=page, choice=choice, tally=tally, shown=shown, **_filters(choice)
    )


def _filters(choice: queries.Choice) -> dict[str, Any]:
    years = queries.entry_years(db(), actor())
    schools = queries.schools(db(), actor(), today=today())
    providers = queries.providers(db(), actor(), choice)
    return {
        "carried": forms.arguments(choice),
        "years": years,
        "years_options": [(year, f"September {year}") for year in years],
        "schools_options": [("", "Any"), *[(row.public_id, row.name) for row in schools]],
        "providers_options": [("", "Any"), *[(row.public_id, row.name) for row in providers]],
        "states": queries.STATES,
        "waiting": queries.WAITING,
    }


@blueprint.get("/without/<int(max=9999):entry_year>")
@needs("package:read")
def without(entry_year: int) -> str:
    """Young people who start that September and have no week yet."""
    page = queries.without_week(db(), actor(), entry_year, number=page_number(request.args.get("page")))
    note_list("packages.without", len(page.rows))
    return render_template("packages/without.html", page=page, entry_year=entry_year, form=ActForm())


@blueprint.get("/of/<uuid:person_id>")
@needs("package:read")
def of_person(person_id: uuid.UUID) -> ResponseReturnValue:
    """The week somebody has now; if there is none, a page that says so and lets one be begun."""
    person = people.person(db(), actor(), person_id, "package:read")
    package = queries.live_week(db(), actor(), person)
    if package is not None:
        return redirect(url_for("packages.week", public_id=package.public_id, year=package.entry_year))
    note_opened(person, "packages.of_person")
    return render_template("packages/of_person.html", person=person, form=ActForm())


@blueprint.post("/start/<uuid:person_id>/<int(max=9999):entry_year>")
@needs("package:edit")
def start(person_id: uuid.UUID, entry_year: int) -> ResponseReturnValue:
    """Begin a week by hand."""
    person = people.person(db(), actor(), person_id, "package:edit")
    package = services.start(db(), person, entry_year=entry_year, actor=actor(), now=now())
    return done(url_for("packages.week", public_id=package.public_id), "An empty week has been begun.")
