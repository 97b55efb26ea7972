"""Pages of the employers room."""

from __future__ import annotations

import uuid

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.employers import queries, services
from pfa.employers.forms import EmployerForm
from pfa.employers.queries import Wanted
from pfa.provision import queries as provision
from pfa.provision.forms.fields import years
from pfa.provision.forms.providers import ORGANISATION_KINDS
from pfa.provision.kinds import KIND_NAMES
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

blueprint = Blueprint("employers", __name__, url_prefix="/employers")


@blueprint.get("/")
@needs("employer:read")
def index() -> ResponseReturnValue:
    wanted = _wanted()
    owners = queries.owners(db(), actor().authority_id)
    return render_template(
        "employers/index.html",
        page=queries.employers(db(), actor(), wanted, page=page_number(request.args.get("page"))),
        wanted=wanted,
        year_choices=[(str(year), f"September {year}") for year in years(today())],
        owner_choices=[("", "Anybody"), *[(str(user.public_id), user.name) for user in owners]],
    )


@blueprint.get("/<uuid:public_id>")
@needs("employer:read")
def employer(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id)
    places = queries.providers_of(db(), found)
    return render_template("employers/employer.html", employer=found, providers=places, kinds=KIND_NAMES)


@blueprint.get("/find")
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


@blueprint.route("/new", methods=["GET", "POST"])
@needs("employer:edit")
def add() -> ResponseReturnValue:
    chosen, authority = request.args.get("organisation", type=uuid.UUID), actor().authority_id
    organisation = provision.organisation(db(), chosen) if chosen is not None else None
    form = EmployerForm(organisation, None, queries.owners(db(), authority))
    if form.validate_on_submit():
        try:
            known = organisation or form.organisation_name.data or ""
            row = services.add_employer(db(), known, form.values(), authority_id=authority, actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=row.public_id), "Employer added.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/add.html", form=form, organisation=organisation)


@blueprint.route("/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("employer:edit")
def edit(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = EmployerForm(found.organisation, found, queries.owners(db(), found.authority_id))
    if form.validate_on_submit():
        services.edit_employer(db(), found, form.values(), seen=form.seen_version, actor=actor(), now=now())
        return done(url_for("employers.employer", public_id=found.public_id), "Saved.")
    return render_template("employers/edit.html", form=form, employer=found)


@blueprint.get("/<uuid:public_id>/placement")
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


def _wanted() -> Wanted:
    """What the list is narrowed to, from the address; what cannot be read narrows nothing."""
    asked, choices = request.args, years(today())
    year = asked.get("year", "")
    return Wanted(
        entry_year=int(year) if year in {str(one) for one in choices} else provision.default_year(today()),
        words=asked.get("search", "")[:100],
        owner=asked.get("owner", type=uuid.UUID),
        offering={"yes": True, "no": False}.get(asked.get("offering", "")),
        sort=asked.get("sort", "name"),
        descending=asked.get("order") == "down",
    )
