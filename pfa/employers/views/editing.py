"""An employer found, added and changed."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.employers import queries, services
from pfa.employers.forms import AddForm, EmployerForm
from pfa.employers.views.room import blueprint
from pfa.provision import queries as provision
from pfa.provision.forms.providers import ORGANISATION_KINDS
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.get("/employers/find")
@needs("employer:edit")
def find() -> ResponseReturnValue:
    words = request.args.get("search", "")[:100]
    return render_template(
        "employers/find.html",
        words=words,
        found=provision.organisations_named(db(), words),
        known=queries.known_employers(db(), actor().authority_id, words),
        kinds=ORGANISATION_KINDS,
    )


@blueprint.route("/employers/new", methods=["GET", "POST"])
@needs("employer:edit")
def add() -> ResponseReturnValue:
    chosen, authority = request.args.get("organisation", type=uuid.UUID), actor().authority_id
    organisation = provision.organisation(db(), chosen) if chosen is not None else None
    form = AddForm(organisation, queries.owners(db(), authority))
    if form.validate_on_submit():
        try:
            known, first = organisation or form.organisation_name.data or "", form.contact()
            row = services.add_employer(db(), known, form.values(), authority_id=authority, actor=actor(), now=now())
            if first is not None:
                services.add_contact(db(), row, first, actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=row.public_id), "Employer added.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/add.html", form=form, organisation=organisation)


@blueprint.route("/employers/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("employer:edit")
def edit(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = EmployerForm(found, queries.owners(db(), found.authority_id))
    if form.validate_on_submit():
        services.edit_employer(db(), found, form.values(), seen=form.seen_version, actor=actor(), now=now())
        return done(url_for("employers.employer", public_id=found.public_id), "Saved.")
    return render_template("employers/edit.html", form=form, employer=found)


@blueprint.get("/employers/<uuid:public_id>/placement")
@needs("employer:edit")
def placement(public_id: uuid.UUID) -> ResponseReturnValue:
    """A placement is provision like any other: go to its form with the provider chosen, made first if there is none."""
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    places = queries.providers_of(db(), found)
    if not places:
        return redirect(url_for("provision.add_provider", organisation=found.organisation.public_id))
    if len(places) == 1:
        return redirect(url_for("provision.add_opportunity", public_id=places[0].public_id))
    return render_template("employers/placement.html", employer=found, providers=places)
