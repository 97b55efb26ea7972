"""Rounds as staff see them: who is in, how far each has come, who has no local school, response rates."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.forms import YEAR_GROUPS, RoundForm
from pfa.aspirations.models import Response, Round
from pfa.aspirations.views.blueprint import blueprint
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import number_asked, page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

WITH_FIGURES = 5  # the newest rounds; the others show theirs when opened


@blueprint.get("/rounds")
@needs("round:read")
def rounds() -> str:
    """Every round, the newest with their response so far."""
    found = queries.rounds(db(), actor())
    totals = {row.id: queries.rates(db(), actor(), row).total for row in found[:WITH_FIGURES]}
    told = {"changed": len(queries.changed(db(), actor())), "passed": queries.passed_not_taken(db(), actor())}
    return render_template("aspirations/rounds.html", rounds=found, totals=totals, **told)


@blueprint.route("/rounds/new", methods=["GET", "POST"])
@needs("round:edit")
def new_round() -> ResponseReturnValue:
    """Make a round."""
    this_year = academic_year(today())
    form = RoundForm(this_year=this_year, data={"academic_year": this_year, "includes_without_school": True})
    if form.validate_on_submit():
        try:
            made = services.make_round(db(), form.values(), actor=actor(), now=now(), today=today())
            return done(url_for("aspirations.round_", public_id=made.public_id), "The round is made.")
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/round_form.html", form=form, asked=None)


@blueprint.route("/rounds/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("round:edit")
def edit_round(public_id: uuid.UUID) -> ResponseReturnValue:
    """Edit a round."""
    asked = queries.one_round(db(), actor(), public_id, "round:edit")
    form = RoundForm(obj=asked, this_year=asked.academic_year)
    if form.validate_on_submit():
        try:
            services.edit_round(db(), asked, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("aspirations.round_", public_id=asked.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/round_form.html", form=form, asked=asked)


@blueprint.get("/rounds/<uuid:public_id>")
@needs("round:read")
def round_(public_id: uuid.UUID) -> str:
    """Who is in a round and how far each has come, by school, year group and state."""
    asked = queries.one_round(db(), actor(), public_id)
    return _listed(asked, _filter(), "aspirations/round_.html")


@blueprint.get("/rounds/<uuid:public_id>/without-a-school")
@needs("round:read")
def round_without_school(public_id: uuid.UUID) -> str:
    """Those of a round who have no local school: always on a page of their own, so that nobody forgets them."""
    asked = queries.one_round(db(), actor(), public_id)
    return _listed(asked, _filter(without_school=True), "aspirations/round_without_school.html")


@blueprint.get("/rounds/<uuid:public_id>/response")
@needs("round:read")
def round_rates(public_id: uuid.UUID) -> str:
    """Response rates by school, year group, need, plan, sex and ethnicity, and how those who answered did."""
    asked = queries.one_round(db(), actor(), public_id)
    more = {"splits": queries.splits(db(), actor(), asked), "ways": queries.ways(db(), actor(), asked)}
    return render_template(
        "aspirations/round_rates.html", asked=asked, rates=queries.rates(db(), actor(), asked), **more
    )


def _listed(asked: Round, which: queries.MemberFilter, template: str) -> str:
    page = queries.members(db(), actor(), asked, which, number=page_number(request.args.get("page")))
    more = {"schools": queries.schools(db(), actor(), asked), "total": queries.rates(db(), actor(), asked).total}
    more |= {"where": {member.person.id: queries.place(member.enrolment) for member in page.rows}}
    begun = [member.response.id for member in page.rows if member.response is not None]
    more |= {"ways": queries.ways_of(db(), Response.id, Response.id.in_(begun))}
    note_list(request.endpoint or "", len(page.rows))
    return render_template(template, asked=asked, page=page, years=YEAR_GROUPS, state_names=queries.STATE_NAMES, **more)


def _filter(*, without_school: bool = False) -> queries.MemberFilter:
    states = {state.value: state for state in queries.State}
    return queries.MemberFilter(
        school_id=number_asked("school"),
        year_group=number_asked("year"),
        state=states.get(request.args.get("state", "")),
        not_sent=request.args.get("state") == queries.NOT_SENT,
        never_heard=request.args.get("state") == queries.NEVER_HEARD,
        without_school=without_school,
    )
