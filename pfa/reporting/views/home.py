"""The first page, and the council's own colour."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.actor import Actor
from pfa.accounts.login import current_actor
from pfa.accounts.models import Role
from pfa.internships import queries as internships
from pfa.matching.shown import state_words
from pfa.people.access import note_list
from pfa.reporting import queries
from pfa.reporting.colour import Accent
from pfa.reporting.example import EXAMPLE
from pfa.reporting.views.room import blueprint
from pfa.reporting.words import say
from pfa.web.permission import public
from pfa.web.request import db, now, today


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """The first page of whoever asks: two ways in, or what waits for them."""
    who = current_actor()
    if who is None:
        return render_template("reporting/front.html", example=EXAMPLE, say=say)
    if who.is_a(Role.young_person):
        return render_template("reporting/mine.html", mine=queries.mine(db(), who, today()), say=say)
    if who.is_a(Role.parent):
        return redirect(url_for("family.children"), code=303)
    return _staff_home(who)


def _staff_home(who: Actor) -> str:
    desk = queries.desk(db(), who, today()) if who.can("run:start") else None
    charge = queries.in_charge(db(), who, now(), today())
    way = queries.way(db(), who, today()) if desk else None
    coach = internships.coach_desk(db(), who, today()) if who.can("placement:coach") else None
    school = queries.at_school(db(), who, today()) if who.is_a(Role.school_staff) else None
    college = queries.at_college(db(), who, today()) if who.is_a(Role.college_staff) else None
    named = charge.names + (desk.names if desk else 0) + (len(school.silent) if school else 0)
    named += (len(college.waiting) if college else 0) + (coach.names if coach else 0)
    note_list("reporting.home", named)
    parts = {"desk": desk, "way": way, "coach": coach, "charge": charge, "school": school, "college": college}
    return render_template("reporting/home.html", run_state=state_words, **parts)


@blueprint.get("/accent/<colour>.css")
@public
def accent(colour: str) -> Response:
    """The style sheet that gives every page the council's colour."""
    chosen = Accent.parse(colour)
    if chosen is None:
        abort(404)
    return Response(chosen.style_sheet(), mimetype="text/css")
