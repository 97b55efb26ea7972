"""Reviews and visits, for co-ordinators and for the job coach of a placement: the same pages with another way back."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.internships import queries, services
from pfa.internships.forms import ReviewForm, VisitForm
from pfa.internships.models import CoachVisit, Placement
from pfa.internships.views.room import blueprint, opened
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/<uuid:public_id>/reviews/<int:week>", methods=["GET", "POST"])
@needs("placement:edit")
def review(public_id: uuid.UUID, week: int) -> ResponseReturnValue:
    """One review."""
    row = opened(public_id, "internships.review", "placement:edit")
    return review_page(row, week, url_for("internships.placement", public_id=public_id))


@blueprint.route("/<uuid:public_id>/visit", methods=["GET", "POST"])
@needs("placement:edit")
def visit(public_id: uuid.UUID) -> ResponseReturnValue:
    """Log a visit for a coach who cannot."""
    row = opened(public_id, "internships.visit", "placement:edit")
    return visit_page(row, url_for("internships.placement", public_id=public_id))


@blueprint.route("/<uuid:public_id>/visits/<uuid:visit_id>/take-back", methods=["GET", "POST"])
@needs("placement:edit")
def take_back(public_id: uuid.UUID, visit_id: uuid.UUID) -> ResponseReturnValue:
    """Take away a visit that was logged by mistake."""
    row = opened(public_id, "internships.take_back", "placement:edit")
    visit = queries.visit_of(row, visit_id)
    return take_back_page(row, visit, url_for("internships.placement", public_id=public_id))


def review_page(row: Placement, week: int, back: str) -> ResponseReturnValue:
    """A review's form, saved or shown; `back` is where it leads."""
    found = queries.review_of(row, week)
    form = ReviewForm(found)
    if form.validate_on_submit():
        seen = form.seen_version
        try:
            services.record_review(db(), found, form.values(), seen=seen, today=today(), actor=actor(), now=now())
            return done(back, "The review has been saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/review.html", form=form, placement=row, review=found, back=back)


def visit_page(row: Placement, back: str) -> ResponseReturnValue:
    """A visit's form, saved or shown."""
    form = VisitForm(today())
    if form.validate_on_submit():
        try:
            services.log_visit(db(), row, form.values(), today=today(), actor=actor(), now=now())
            return done(back, f"The visit to {row.young_person.called} has been logged.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/visit.html", form=form, placement=row, back=back)


def take_back_page(row: Placement, visit: CoachVisit, back: str) -> ResponseReturnValue:
    """Asked once more, then taken away."""
    form = PfaForm()
    if form.validate_on_submit():
        services.take_back_visit(db(), row, visit, actor=actor(), now=now())
        return done(back, "The visit has been taken back.")
    return render_template("internships/take_back.html", form=form, placement=row, visit=visit, back=back)
