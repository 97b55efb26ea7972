"""The room's lists: placements, what is due, who was not seen, what could become a placement, coach hours."""

from __future__ import annotations

import uuid

from flask import render_template, request

from pfa.accounts.login import actor
from pfa.internships import queries
from pfa.internships.charts import week_bars
from pfa.internships.queries import Wanted
from pfa.internships.views.room import blueprint
from pfa.people.access import note_list
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, today


@blueprint.get("/")
@needs("placement:read")
def index() -> str:
    """Every placement, with the room's figures above."""
    wanted = _wanted()
    page = queries.placements(db(), actor(), wanted, number=page_number(request.args.get("page")))
    note_list("internships.index", len(page.rows))
    coaches = [("", "Anybody"), *[(user.public_id, user.name) for user in queries.coaches(db(), actor())]]
    counts = queries.counts(db(), actor(), today())
    return render_template("internships/index.html", page=page, wanted=wanted, counts=counts, coaches=coaches)


@blueprint.get("/due")
@needs("placement:read")
def due() -> str:
    """Reviews, signatures, beginnings, ends and checks that somebody should see to."""
    found = queries.due(db(), actor(), today())
    note_list("internships.due", found.names)
    return render_template("internships/due.html", due=found)


@blueprint.get("/not-seen")
@needs("placement:read")
def not_seen() -> str:
    """Who is at work and was not visited for two weeks."""
    rows = queries.not_seen(db(), actor(), today())
    note_list("internships.not_seen", len(rows))
    return render_template("internships/not_seen.html", rows=rows)


@blueprint.get("/to-make")
@needs("placement:read")
def to_make() -> str:
    """Agreed weeks that hold work and have no placement yet."""
    page = queries.to_make(db(), actor(), number=page_number(request.args.get("page")))
    note_list("internships.to_make", len(page.rows))
    return render_template("internships/to_make.html", page=page)


@blueprint.get("/hours")
@needs("placement:read")
def hours() -> str:
    """Planned and actual coach hours, coach by coach and week by week."""
    coaches = queries.hours_by_coach(db(), actor(), today())
    return render_template(
        "internships/hours.html", coaches=coaches, charts=[week_bars(each.weeks) for each in coaches]
    )


def _wanted() -> Wanted:
    asked = request.args
    return Wanted(
        state=asked.get("state", "live"),
        words=asked.get("search", "")[:100],
        coach=asked.get("coach", type=uuid.UUID),
        sort=asked.get("sort", "start"),
    )
