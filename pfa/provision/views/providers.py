"""Providers: the list, one provider, and the way from a shared organisation to a provider of one's own."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.provision import queries, services, shown
from pfa.provision.forms import ProviderForm
from pfa.provision.forms.providers import ORGANISATION_KINDS
from pfa.provision.kinds import KIND_NAMES
from pfa.provision.queries import Wanted
from pfa.provision.views.room import blueprint
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/providers")
@needs("provision:read")
def providers() -> ResponseReturnValue:
    words, number = request.args.get("search", "")[:100], page_number(request.args.get("page"))
    return render_template(
        "provision/providers.html",
        page=queries.providers(db(), actor(), words=words, number=number),
        words=words,
        offers=queries.open_by_provider(db(), actor()),
        kinds=ORGANISATION_KINDS,
    )


@blueprint.get("/providers/<uuid:public_id>")
@needs("provision:read")
def provider(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.provider(db(), actor(), public_id)
    wanted = Wanted(provider=found.public_id)
    page = queries.opportunities(db(), actor(), wanted, page=page_number(request.args.get("page")))
    return render_template(
        "provision/provider.html",
        provider=found,
        page=page,
        exact=shown.exactly(actor(), page.rows),
        may_edit=queries.may(actor(), "provision:edit", found),
        organisation_kinds=ORGANISATION_KINDS,
        kinds=KIND_NAMES,
        next_year=queries.default_year(today()),
    )


@blueprint.get("/providers/find")
@needs("provider:edit")
def find_organisation() -> ResponseReturnValue:
    words = request.args.get("search", "")[:100]
    return render_template(
        "provision/find_organisation.html",
        words=words,
        found=queries.organisations_named(db(), words),
        kinds=ORGANISATION_KINDS,
    )


@blueprint.route("/providers/new", methods=["GET", "POST"])
@needs("provider:edit")
def add_provider() -> ResponseReturnValue:
    chosen = request.args.get("organisation", type=uuid.UUID)
    organisation = queries.organisation(db(), chosen) if chosen is not None else None
    form = ProviderForm(organisation)
    if form.validate_on_submit():
        try:
            known = organisation or form.named()
            authority = actor().authority_id
            row = services.add_provider(db(), known, form.values(), authority_id=authority, actor=actor(), now=now())
            return done(url_for("provision.provider", public_id=row.public_id), "Provider added.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/add_provider.html", form=form, organisation=organisation)


@blueprint.route("/providers/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("provider:edit")
def edit_provider(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.provider(db(), actor(), public_id, permission="provider:edit")
    form = ProviderForm(queries.organisation(db(), found.organisation.public_id), found)
    if form.validate_on_submit():
        try:
            services.edit_provider(db(), found, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("provision.provider", public_id=found.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/edit_provider.html", form=form, provider=found)
