"""Travel training: recorded, changed, taken back. A job coach's pages in another room show the same forms."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.people.access import note_opened
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider
from pfa.starts import queries, services
from pfa.starts.forms import TrainingForm
from pfa.starts.models import TravelTraining
from pfa.starts.views.room import blueprint, opened
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/of/<uuid:person_id>/training", methods=["GET", "POST"])
@needs("start:edit")
def train(person_id: uuid.UUID) -> ResponseReturnValue:
    """Record travel training."""
    found = opened(person_id, "starts.train", "start:edit")
    form = TrainingForm(queries.places(db(), found), queries.places_of_week(db(), found), today=today())
    return train_page(found, form, url_for("starts.person", person_id=person_id))


@blueprint.route("/training/<uuid:public_id>", methods=["GET", "POST"])
@needs("start:edit")
def training(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change travel training."""
    row = _theirs(public_id, "starts.training")
    back = url_for("starts.person", person_id=row.young_person.public_id)
    return training_page(row, back, url_for("starts.take_back_training", public_id=public_id))


@blueprint.route("/training/<uuid:public_id>/take-back", methods=["GET", "POST"])
@needs("start:edit")
def take_back_training(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take away travel training that was recorded by mistake."""
    row = _theirs(public_id, "starts.take_back_training")
    return take_back_page(row, url_for("starts.person", person_id=row.young_person.public_id))


def train_page(person: YoungPerson, form: TrainingForm, back: str) -> ResponseReturnValue:
    """The form of new travel training, saved or shown; `back` is where it leads."""
    if form.validate_on_submit():
        try:
            services.train(db(), person, form.values(), today=today(), actor=actor(), now=now())
            return done(back, "The travel training has been recorded.")
        except Refused as error:
            form.refuse(error)
    return render_template("starts/training.html", form=form, person=person, row=None, back=back, take_back="")


def training_page(row: TravelTraining, back: str, take_back: str) -> ResponseReturnValue:
    """The form of travel training that stands, saved or shown; `take_back` is where it can be taken back, or empty."""
    places: Sequence[Provider] = [row.provider]
    form = TrainingForm(places, row=row, today=today())
    if form.validate_on_submit():
        try:
            seen, values = form.seen_version, form.values()
            services.change_training(db(), row, values, seen=seen, today=today(), actor=actor(), now=now())
            return done(back, "Saved.")
        except Refused as error:
            form.refuse(error)
    more = {"person": row.young_person, "row": row, "back": back, "take_back": take_back}
    return render_template("starts/training.html", form=form, **more)


def take_back_page(row: TravelTraining, back: str) -> ResponseReturnValue:
    """Asked once more, then taken away."""
    form = PfaForm()
    if form.validate_on_submit():
        services.take_back_training(db(), row, actor=actor(), now=now())
        return done(back, "The travel training has been taken back.")
    return render_template("starts/take_back_training.html", form=form, row=row, person=row.young_person, back=back)


def _theirs(public_id: uuid.UUID, page: str) -> TravelTraining:
    row = queries.training(db(), actor(), public_id)
    note_opened(row.young_person, page)
    return row
