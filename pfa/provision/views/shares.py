"""Places shared with other authorities: what is offered and received, offering, answering, ending."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import authorities
from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.people.codes import ACCESS_NEEDS, LEVELS
from pfa.provision import queries, services
from pfa.provision.forms import PlacesForm, ShareForm, VersionForm
from pfa.provision.kinds import KIND_NAMES, KINDS_OF_WORK, OpportunityKind
from pfa.provision.shown import days_words
from pfa.provision.views.room import blueprint
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.get("/shares")
@needs("share:read")
def shares() -> ResponseReturnValue:
    return render_template(
        "provision/shares.html",
        shares=queries.shares(db(), actor()),
        here=actor().authorities_for("share:read"),
        region=authorities.region(db(), actor().authority_id),
    )


@blueprint.get("/shares/<uuid:public_id>")
@needs("share:read")
def share(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.share(db(), actor(), public_id)
    return render_template(
        "provision/share.html",
        share=found,
        is_ours=found.owner_id in actor().authorities_for("share:read"),
        place=queries.place(db(), found.offer["at"]),
        kind=KIND_NAMES[OpportunityKind(found.offer["opportunity"]["kind"])],
        kinds_of_work=KINDS_OF_WORK,
        levels=LEVELS,
        features=ACCESS_NEEDS,
        days=days_words(found.offer["group"]["sessions"]),
        form=VersionForm(obj=found),
    )


@blueprint.route("/groups/<uuid:public_id>/share", methods=["GET", "POST"])
@needs("share:edit")
def share_group(public_id: uuid.UUID) -> ResponseReturnValue:
    group = queries.group(db(), actor(), public_id, permission="share:edit")
    neighbours = authorities.neighbours(db(), group.authority_id)
    form = ShareForm(neighbours, group.places)
    if form.validate_on_submit():
        try:
            row = services.offer(db(), group, form.chosen, form.places.data, actor=actor(), now=now())
            return done(url_for("provision.share", public_id=row.public_id), "Offered. They can accept it now.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/share_group.html", form=form, group=group, neighbours=neighbours)


@blueprint.route("/shares/<uuid:public_id>/places", methods=["GET", "POST"])
@needs("share:edit")
def share_places(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.owned(db(), actor(), public_id)
    form = PlacesForm(found, queries.places_of(db(), found))
    if form.validate_on_submit():
        try:
            services.change(db(), found, form.places.data, seen=form.seen_version, actor=actor(), now=now())
            return done(_page(public_id), "Saved. It counts once they agree to it.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/share_places.html", form=form, share=found)


@blueprint.post("/shares/<uuid:public_id>/accept")
@needs("share:edit")
def share_accept(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.received(db(), actor(), public_id)
    services.accept(db(), found, seen=VersionForm().seen_version, actor=actor(), now=now())
    return done(_page(public_id), "Accepted. It is among what is on offer to your young people.")


@blueprint.post("/shares/<uuid:public_id>/decline")
@needs("share:edit")
def share_decline(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.received(db(), actor(), public_id)
    services.decline(db(), found, seen=VersionForm().seen_version, actor=actor(), now=now())
    return done(_page(public_id), "Declined.")


@blueprint.post("/shares/<uuid:public_id>/end")
@needs("share:edit")
def share_end(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.share(db(), actor(), public_id, permission="share:edit")
    services.end(db(), found, seen=VersionForm().seen_version, actor=actor(), now=now())
    return done(_page(public_id), "Ended. It stays on record.")


def _page(public_id: uuid.UUID) -> str:
    return url_for("provision.share", public_id=public_id)
