"""Adding, changing, closing and opening opportunities."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.provision import queries, services
from pfa.provision.forms import OpportunityForm, VersionForm
from pfa.provision.models import Opportunity
from pfa.provision.views.room import blueprint
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/opportunities/new")
@needs("provision:edit")
def choose_provider() -> ResponseReturnValue:
    words, number = request.args.get("search", "")[:100], page_number(request.args.get("page"))
    page = queries.providers(db(), actor(), words=words, number=number, permission="provision:edit")
    if page.total == 1 and not words:
        return redirect(url_for("provision.add_opportunity", public_id=page.rows[0].public_id))
    return render_template("provision/choose_provider.html", page=page, words=words)


@blueprint.route("/providers/<uuid:public_id>/opportunities/new", methods=["GET", "POST"])
@needs("provision:edit")
def add_opportunity(public_id: uuid.UUID) -> ResponseReturnValue:
    provider = queries.provider(db(), actor(), public_id, permission="provision:edit")
    form = OpportunityForm()
    if form.validate_on_submit():
        try:
            row = services.add_opportunity(db(), provider, form.draft(), actor=actor(), now=now())
            return done(url_for("provision.add_group", public_id=row.public_id), "Saved. Now say when it runs.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/add_opportunity.html", form=form, provider=provider)


@blueprint.route("/opportunities/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("provision:edit")
def edit_opportunity(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.opportunity(db(), actor(), public_id, permission="provision:edit")
    form = OpportunityForm(found)
    if form.validate_on_submit():
        try:
            services.edit_opportunity(db(), found, form.draft(), seen=form.seen_version, actor=actor(), now=now())
            return done(_page(found), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/edit_opportunity.html", form=form, opportunity=found, provider=found.provider)


@blueprint.route("/opportunities/<uuid:public_id>/close", methods=["GET", "POST"])
@needs("provision:edit")
def close_opportunity(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.opportunity(db(), actor(), public_id, permission="provision:edit")
    form = VersionForm(obj=found)
    if form.validate_on_submit():
        try:
            services.close_opportunity(db(), found, on=today(), seen=form.seen_version, actor=actor(), now=now())
            return done(_page(found), "Closed. It stays here, and agreed weeks keep it.")
        except Refused as error:
            form.refuse(error)
    gone = queries.taken_of(db(), [group.id for group in found.groups])
    return render_template(
        "provision/close_opportunity.html",
        form=form,
        opportunity=found,
        in_weeks=any(one.agreed for one in gone.values()),
    )


@blueprint.post("/opportunities/<uuid:public_id>/reopen")
@needs("provision:edit")
def reopen_opportunity(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.opportunity(db(), actor(), public_id, permission="provision:edit")
    form = VersionForm(obj=found)
    services.reopen_opportunity(db(), found, seen=form.seen_version, actor=actor(), now=now())
    return done(_page(found), "Open again.")


def _page(opportunity: Opportunity) -> str:
    return url_for("provision.opportunity", public_id=opportunity.public_id)
