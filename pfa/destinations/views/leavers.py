"""Leavers: the list, one person's line, whom to follow, and "stop asking"."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.destinations import leaverpage, queries, report, services, words
from pfa.destinations.forms import AskAgainForm, FollowForm, LeavingForm, StopForm
from pfa.destinations.queries import Chosen
from pfa.destinations.views.room import BOTH, blueprint, opened
from pfa.people import queries as people
from pfa.people.access import note_list, note_opened
from pfa.people.codes import NEED_TYPES
from pfa.provision.kinds import KIND_NAMES, OpportunityKind
from pfa.web.done import done
from pfa.web.pages import number_asked, page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

PATHWAYS = {kind.value: kind for kind in OpportunityKind}


@blueprint.get("/leavers")
@needs("destination:read")
def leavers() -> str:
    """Everybody who left something, by year."""
    chosen = _chosen()
    page = queries.listed(db(), actor(), chosen, today=today(), number=page_number(request.args.get("page")))
    choices = {
        "cohorts": queries.cohorts(db(), actor()),
        "providers": queries.providers(db(), actor()),
        "employers": queries.employers(db(), actor()),
        "pathways": {kind.value: KIND_NAMES[kind] for kind in queries.pathways()},
    }
    note_list("destinations.leavers", len(page.rows))
    return render_template(
        "destinations/leavers.html",
        page=page,
        chosen=chosen,
        needs=NEED_TYPES,
        kinds=KIND_NAMES,
        words=words,
        cohort_name=report.cohort_name,
        **choices,
    )


@blueprint.get("/leavers/<uuid:public_id>")
@needs("destination:read")
def leaver(public_id: uuid.UUID) -> str:
    """One person after leaving: the line of what they did, every check-in, and what lasted."""
    found = opened(public_id, "destination:read")
    page = leaverpage.read(db(), found, today())
    return render_template("destinations/leaver.html", leaver=found, page=page, words=words, kinds=KIND_NAMES)


@blueprint.get("/of/<uuid:person_id>")
@needs("destination:read")
def of_person(person_id: uuid.UUID) -> ResponseReturnValue:
    """What became of somebody: their last leaving, or the way to follow them."""
    person = people.person(db(), actor(), person_id, "destination:read")
    found = queries.last_leaving(db(), person)
    if found is not None:
        return redirect(url_for("destinations.leaver", public_id=found.public_id))
    note_opened(person, "destinations.of_person")
    return render_template("destinations/of_person.html", person=person)


@blueprint.route("/ended", methods=BOTH)
@needs("destination:edit")
def ended() -> ResponseReturnValue:
    """Who has come to the end of something and is not followed yet."""
    found = queries.endings(db(), actor(), today=today())
    form = FollowForm()
    if form.validate_on_submit():
        ticked = set(form.ticked())
        chosen = [(each.person, each.left) for each in found if each.key in ticked]
        rows = services.follow_all(db(), chosen, actor=actor(), now=now(), today=today())
        return done(url_for("destinations.ended"), f"Followed from now on: {len(rows)}.")
    note_list("destinations.ended", len(found))
    return render_template("destinations/ended.html", found=found, form=form, kinds=KIND_NAMES)


@blueprint.route("/people/<uuid:person_id>/add", methods=BOTH)
@needs("destination:edit")
def add(person_id: uuid.UUID) -> ResponseReturnValue:
    """Follow somebody by hand."""
    person = people.person(db(), actor(), person_id, "destination:edit")
    note_opened(person, "destinations.add")
    form = LeavingForm(queries.opportunities(db(), actor(), person))
    if form.validate_on_submit():
        try:
            left = form.left(*queries.place_left(db(), person.authority_id, form.chosen, form.where.data or ""))
            row = services.add_leaver(db(), person, left, actor=actor(), now=now(), today=today())
            return done(url_for("destinations.leaver", public_id=row.public_id), "They are followed from now on.")
        except Refused as error:
            form.refuse(error)
    return render_template("destinations/add.html", form=form, person=person)


@blueprint.route("/leavers/<uuid:public_id>/stop", methods=BOTH)
@needs("destination:edit")
def stop(public_id: uuid.UUID) -> ResponseReturnValue:
    """They asked us to stop asking."""
    found, form = opened(public_id), StopForm()
    if form.validate_on_submit():
        services.stop_asking(db(), found, form.words.data or "", actor=actor(), now=now())
        return done(url_for("destinations.leaver", public_id=found.public_id), "Nobody will ask them again.")
    return render_template("destinations/stop.html", leaver=found, form=form)


@blueprint.route("/leavers/<uuid:public_id>/ask-again", methods=BOTH)
@needs("destination:edit")
def ask_again(public_id: uuid.UUID) -> ResponseReturnValue:
    """They told us themselves that we may ask again."""
    found = opened(public_id)
    form = AskAgainForm(obj=found)
    if form.validate_on_submit():
        try:
            said, seen = form.words.data or "", form.seen_version
            services.ask_again(db(), found, said, seen=seen, actor=actor(), now=now(), today=today())
            return done(url_for("destinations.leaver", public_id=found.public_id), "They will be asked again.")
        except Refused as error:
            form.refuse(error)
    return render_template("destinations/ask_again.html", leaver=found, form=form)


def _chosen() -> Chosen:
    """What the list is narrowed to, from the address; what cannot be read narrows nothing."""
    asked = request.args
    return Chosen(
        search=asked.get("search", "")[:80],
        cohort=number_asked("cohort"),
        pathway=PATHWAYS.get(asked.get("pathway", "")),
        provider=asked.get("provider", type=uuid.UUID),
        employer=asked.get("employer", type=uuid.UUID),
        need=asked.get("need", "") if asked.get("need") in NEED_TYPES else "",
        asked=asked.get("asked", "") if asked.get("asked") in ("asked", "stopped") else "",
        sort="name" if asked.get("sort") == "name" else "left",
        descending=asked.get("order") == "down",
    )
