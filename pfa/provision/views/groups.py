"""Weekly groups: adding, changing, who stays on, and last year's groups for a new year."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.provision import queries, services, shown
from pfa.provision.forms import ContinuingForm, CopyForm, GroupForm
from pfa.provision.forms.fields import years
from pfa.provision.models import Group, Opportunity
from pfa.provision.views.room import blueprint
from pfa.web.done import done
from pfa.web.filters import plural
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/opportunities/<uuid:public_id>/groups/new", methods=["GET", "POST"])
@needs("provision:edit")
def add_group(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.opportunity(db(), actor(), public_id, permission="provision:edit")
    form = _form(found, None)
    if not form.is_looking and form.validate_on_submit():
        try:
            services.add_group(db(), found, form.draft(), actor=actor(), now=now())
            return done(_page(found), "Group added.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/add_group.html", form=form, opportunity=found)


@blueprint.route("/groups/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("provision:edit")
def edit_group(public_id: uuid.UUID) -> ResponseReturnValue:
    group = queries.group(db(), actor(), public_id)
    form = _form(group.opportunity, group)
    if not form.is_looking and form.validate_on_submit():
        try:
            services.edit_group(db(), group, form.draft(), seen=form.seen_version, actor=actor(), now=now())
            return done(_page(group.opportunity), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/edit_group.html", form=form, group=group, opportunity=group.opportunity)


@blueprint.route("/groups/<uuid:public_id>/continuing", methods=["GET", "POST"])
@needs("provision:edit")
def continuing(public_id: uuid.UUID) -> ResponseReturnValue:
    group = queries.group(db(), actor(), public_id)
    form = ContinuingForm(obj=queries.continuing(db(), group))
    if form.validate_on_submit():
        try:
            services.set_continuing(db(), group, *form.numbers(), actor=actor(), now=now())
            return done(_page(group.opportunity), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/continuing.html", form=form, group=group, opportunity=group.opportunity)


@blueprint.route("/copy", methods=["GET", "POST"])
@needs("provision:edit")
def copy() -> ResponseReturnValue:
    choices = years(today())
    from_year, to_year = _year("from", choices[0], choices), _year("to", choices[0] + 1, choices)
    found = queries.not_yet_copied(db(), actor(), from_year, to_year)
    form = CopyForm(found)
    if form.validate_on_submit():
        chosen = [one for one in found if one.public_id in (form.chosen.data or [])]
        added = services.copy_groups(db(), chosen, from_year=from_year, to_year=to_year, actor=actor(), now=now())
        return done(
            url_for("provision.index", year=to_year), f"Copied {plural(added, 'group')} to September {to_year}."
        )
    return render_template(
        "provision/copy.html",
        form=form,
        found=found,
        at_once=queries.COPIED_AT_ONCE,
        from_year=from_year,
        to_year=to_year,
        year_choices=shown.year_choices(choices),
    )


def _form(opportunity: Opportunity, group: Group | None) -> GroupForm:
    return GroupForm(
        opportunity,
        group,
        places_elsewhere=queries.places_elsewhere(db(), actor(), opportunity.provider, **GroupForm.asked_for()),
        pools=queries.pools_for(db(), actor(), opportunity.provider),
        today=today(),
        entry_year=_year("year", queries.default_year(today()), years(today())),
    )


def _year(name: str, otherwise: int, choices: list[int]) -> int:
    text = request.args.get(name, "")
    return int(text) if text in {str(year) for year in choices} else otherwise


def _page(opportunity: Opportunity) -> str:
    return url_for("provision.opportunity", public_id=opportunity.public_id)
