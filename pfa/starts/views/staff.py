"""Staff pages: what waits, one person's visits and check-ins, wishes to change."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.forms.worries import YES
from pfa.core.errors import Refused
from pfa.people.access import note_list, note_opened
from pfa.starts import queries, services
from pfa.starts.forms import ActForm, BookForm, CheckForm, OutcomeForm, VisitForm, WishForm
from pfa.starts.models import ChangeRequest
from pfa.starts.views.room import blueprint, opened
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/")
@needs("start:read")
def index() -> str:
    """Wishes to change, check-ins due, visits to hear about and to come."""
    lists = queries.lists(db(), actor(), today())
    note_list("starts.index", lists.names)
    return render_template("starts/index.html", lists=lists)


@blueprint.get("/of/<uuid:person_id>")
@needs("start:read")
def person(person_id: uuid.UUID) -> str:
    """One person's visits, check-ins and wishes to change."""
    found = opened(person_id, "starts.person")
    return render_template(
        "starts/person.html",
        person=found,
        visits=queries.visits_of(db(), found),
        trainings=queries.trainings_of(db(), found),
        starts=queries.starts_of(db(), found),
        made={(row.package_id, row.weeks): row for row in queries.checks_of(db(), found)},
        changes=queries.changes_of(db(), found),
    )


@blueprint.route("/of/<uuid:person_id>/book", methods=["GET", "POST"])
@needs("start:edit")
def book(person_id: uuid.UUID) -> ResponseReturnValue:
    """Book a visit."""
    found = opened(person_id, "starts.book", "start:edit")
    form = BookForm(queries.places(db(), found), queries.places_of_week(db(), found))
    if form.validate_on_submit():
        try:
            services.book(db(), found, form.values(), today=today(), actor=actor(), now=now())
            return done(url_for("starts.person", person_id=person_id), "The visit has been booked.")
        except Refused as error:
            form.refuse(error)
    return render_template("starts/book.html", form=form, person=found)


@blueprint.route("/visits/<uuid:public_id>", methods=["GET", "POST"])
@needs("start:edit")
def visit(public_id: uuid.UUID) -> ResponseReturnValue:
    """Note what came of a visit."""
    row = queries.visit(db(), actor(), public_id)
    note_opened(row.young_person, "starts.visit")
    form = VisitForm(row)
    if form.validate_on_submit():
        try:
            services.tell(db(), row, form.values(), seen=form.seen_version, today=today(), actor=actor(), now=now())
            return done(url_for("starts.person", person_id=row.young_person.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("starts/visit.html", form=form, visit=row, person=row.young_person)


@blueprint.route("/check/<uuid:public_id>/<int:weeks>", methods=["GET", "POST"])
@needs("start:edit")
def check(public_id: uuid.UUID, weeks: int) -> ResponseReturnValue:
    """Ask how a start goes."""
    due = queries.check_of(db(), actor(), public_id, weeks, "start:edit")
    who = due.package.young_person
    note_opened(who, "starts.check")
    form = CheckForm(queries.row_of(db(), due))
    if form.validate_on_submit():
        try:
            seen = form.seen_version
            services.record_check(db(), due, form.values(), seen=seen, today=today(), actor=actor(), now=now())
            return done(url_for("starts.person", person_id=who.public_id), "The check-in has been saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("starts/check.html", form=form, due=due, person=who)


@blueprint.route("/of/<uuid:person_id>/change", methods=["GET", "POST"])
@needs("start:edit")
def want_change(person_id: uuid.UUID) -> ResponseReturnValue:
    """Note that somebody wants to change something."""
    found = opened(person_id, "starts.want_change", "start:edit")
    form = WishForm()
    if form.validate_on_submit():
        worries = form.worries.data == YES
        services.want_change(db(), found, form.words.data or "", worries=worries, actor=actor(), now=now())
        return done(url_for("starts.person", person_id=person_id), "It is on the list.")
    return render_template("starts/want_change.html", form=form, person=found)


@blueprint.route("/changes/<uuid:public_id>", methods=["GET", "POST"])
@needs("start:edit")
def change(public_id: uuid.UUID) -> ResponseReturnValue:
    """One wish to change: take it up, or say what came of it."""
    row = _wish(public_id, "starts.change")
    form = OutcomeForm(version=row.version)
    if form.validate_on_submit():
        try:
            services.close(db(), row, form.outcome.data or "", seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("starts.index"), "The outcome has been saved.")
        except Refused as error:
            form.refuse(error)
    take = ActForm(formdata=None, version=row.version)
    return render_template("starts/change.html", form=form, take=take, wish=row, person=row.young_person)


@blueprint.post("/changes/<uuid:public_id>/take")
@needs("start:edit")
def take_up(public_id: uuid.UUID) -> ResponseReturnValue:
    """I see to it."""
    row = queries.change(db(), actor(), public_id)
    services.take_up(db(), row, seen=ActForm().seen_version, actor=actor(), now=now())
    return done(url_for("starts.change", public_id=public_id), "It is yours now.")


def _wish(public_id: uuid.UUID, page: str) -> ChangeRequest:
    row = queries.change(db(), actor(), public_id)
    note_opened(row.young_person, page)
    return row
