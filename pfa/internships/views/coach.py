"""A job coach's pages, made for a phone: only their own placements, and a visit logged in three touches."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.internships import queries
from pfa.internships.views.attendance import week_page
from pfa.internships.views.room import blueprint, opened
from pfa.internships.views.saying import review_page, take_back_page, visit_page
from pfa.people.access import note_list
from pfa.starts import queries as starts
from pfa.starts.forms import TrainingForm
from pfa.starts.views import training as travel
from pfa.web.permission import needs
from pfa.web.request import db, today

COACH = "placement:coach"


@blueprint.get("/coach")
@needs(COACH)
def coach() -> str:
    """My own list: who is at work today, what is due, whom I have not seen."""
    desk = queries.coach_desk(db(), actor(), today())
    note_list("internships.coach", desk.names)
    return render_template("internships/coach.html", desk=desk)


@blueprint.get("/coach/<uuid:public_id>")
@needs(COACH)
def coach_placement(public_id: uuid.UUID) -> str:
    """One of my placements."""
    row = opened(public_id, "internships.coach_placement", COACH)
    week = queries.week(db(), row, today())
    ways = starts.trainings_of(db(), row.young_person, queries.places_of(db(), row))
    return render_template("internships/coach_placement.html", placement=row, week=week, me=actor().user_id, ways=ways)


@blueprint.route("/coach/<uuid:public_id>/visit", methods=["GET", "POST"])
@needs(COACH)
def coach_visit(public_id: uuid.UUID) -> ResponseReturnValue:
    """Log a visit."""
    row = opened(public_id, "internships.coach_visit", COACH)
    return visit_page(row, url_for("internships.coach"))


@blueprint.route("/coach/<uuid:public_id>/visits/<uuid:visit_id>/take-back", methods=["GET", "POST"])
@needs(COACH)
def coach_take_back(public_id: uuid.UUID, visit_id: uuid.UUID) -> ResponseReturnValue:
    """Take away a visit that I logged by mistake."""
    row = opened(public_id, "internships.coach_take_back", COACH)
    visit = queries.visit_of(row, visit_id, logged_by=actor().user_id)
    return take_back_page(row, visit, url_for("internships.coach_placement", public_id=public_id))


@blueprint.route("/coach/<uuid:public_id>/attendance", methods=["GET", "POST"])
@needs(COACH)
def coach_attendance(public_id: uuid.UUID) -> ResponseReturnValue:
    """Attendance of a week."""
    row = opened(public_id, "internships.coach_attendance", COACH)
    return week_page(row, "internships.coach_attendance", "internships.coach_placement")


@blueprint.route("/coach/<uuid:public_id>/reviews/<int:week>", methods=["GET", "POST"])
@needs(COACH)
def coach_review(public_id: uuid.UUID, week: int) -> ResponseReturnValue:
    """A review of one of my placements."""
    row = opened(public_id, "internships.coach_review", COACH)
    return review_page(row, week, url_for("internships.coach_placement", public_id=public_id))


@blueprint.route("/coach/<uuid:public_id>/training", methods=["GET", "POST"])
@needs(COACH)
def coach_train(public_id: uuid.UUID) -> ResponseReturnValue:
    """Record travel training to where one of my placements is."""
    row = opened(public_id, "internships.coach_train", COACH)
    form = TrainingForm(queries.places_of(db(), row), today=today())
    return travel.train_page(row.young_person, form, _back(public_id))


@blueprint.route("/coach/<uuid:public_id>/training/<uuid:training_id>", methods=["GET", "POST"])
@needs(COACH)
def coach_training(public_id: uuid.UUID, training_id: uuid.UUID) -> ResponseReturnValue:
    """Change travel training to where one of my placements is."""
    row = opened(public_id, "internships.coach_training", COACH)
    found = starts.training_to(db(), row.young_person, queries.places_of(db(), row), training_id)
    take_back = url_for("internships.coach_take_back_training", public_id=public_id, training_id=training_id)
    return travel.training_page(found, _back(public_id), take_back if found.recorded_by_id == actor().user_id else "")


@blueprint.route("/coach/<uuid:public_id>/training/<uuid:training_id>/take-back", methods=["GET", "POST"])
@needs(COACH)
def coach_take_back_training(public_id: uuid.UUID, training_id: uuid.UUID) -> ResponseReturnValue:
    """Take away travel training that I recorded by mistake."""
    row = opened(public_id, "internships.coach_take_back_training", COACH)
    places = queries.places_of(db(), row)
    found = starts.training_to(db(), row.young_person, places, training_id, recorded_by=actor().user_id)
    return travel.take_back_page(found, _back(public_id))


def _back(public_id: uuid.UUID) -> str:
    return url_for("internships.coach_placement", public_id=public_id)
