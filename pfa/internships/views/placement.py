"""One placement: everything about it on a page, who signed, how it begins and ends."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.internships import queries, services
from pfa.internships.charts import week_bars
from pfa.internships.forms import ActForm, EndForm, SignForm
from pfa.internships.models import Signer
from pfa.internships.views.room import blueprint, opened
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/<uuid:public_id>")
@needs("placement:read")
def placement(public_id: uuid.UUID) -> str:
    """Everything about one placement."""
    row = opened(public_id, "internships.placement")
    hours = queries.hours_of(db(), row, today())
    return render_template(
        "internships/placement.html",
        placement=row,
        form=ActForm(version=row.version),
        week=queries.week(db(), row, today()),
        hours=hours,
        chart=week_bars(hours),
        who=queries.user_names(db(), [visit.coach_id for visit in row.visits]),
    )


@blueprint.post("/<uuid:public_id>/begin")
@needs("placement:edit")
def begin(public_id: uuid.UUID) -> ResponseReturnValue:
    """It has begun."""
    row = queries.placement(db(), actor(), public_id, "placement:edit")
    services.begin(db(), row, seen=ActForm().seen_version, today=today(), actor=actor(), now=now())
    return done(url_for("internships.placement", public_id=public_id), "The placement has begun.")


@blueprint.post("/<uuid:public_id>/go-on")
@needs("placement:edit")
def go_on(public_id: uuid.UUID) -> ResponseReturnValue:
    """It goes on after all."""
    row = queries.placement(db(), actor(), public_id, "placement:edit")
    services.go_on(db(), row, seen=ActForm().seen_version, actor=actor(), now=now())
    return done(url_for("internships.placement", public_id=public_id), "The placement goes on.")


@blueprint.route("/<uuid:public_id>/sign/<party>", methods=["GET", "POST"])
@needs("placement:edit")
def sign(public_id: uuid.UUID, party: str) -> ResponseReturnValue:
    """Note who signed for one party."""
    if party not in {each.value for each in Signer}:
        raise NotFound()
    row, signer = opened(public_id, "internships.sign", "placement:edit"), Signer(party)
    signed = next((each for each in row.signatures if each.party is signer), None)
    form = SignForm(obj=signed)
    if form.validate_on_submit():
        name, day = form.name.data or "", form.signed_on.data
        try:
            services.sign(db(), row, signer, name=name, signed_on=day, today=today(), actor=actor(), now=now())
            return done(url_for("internships.placement", public_id=public_id), "The signature has been noted.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/sign.html", form=form, placement=row, signer=signer)


@blueprint.route("/<uuid:public_id>/end", methods=["GET", "POST"])
@needs("placement:edit")
def end(public_id: uuid.UUID) -> ResponseReturnValue:
    """End it, with the reason."""
    row = opened(public_id, "internships.end", "placement:edit")
    form = EndForm(version=row.version, ended_on=min(row.ends_on, today()))
    if form.validate_on_submit():
        said = {"ended_on": form.ended_on.data, "reason": form.why, "words": form.words.data or ""}
        try:
            services.end(db(), row, **said, seen=form.seen_version, today=today(), actor=actor(), now=now())
            return done(url_for("internships.placement", public_id=public_id), "The placement has ended.")
        except Refused as error:
            form.refuse(error)
    return render_template("internships/end.html", form=form, placement=row)
