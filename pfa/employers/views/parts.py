"""What hangs on an employer: its people and its checks."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.employers import queries, services
from pfa.employers.forms import CheckForm, ContactForm
from pfa.employers.views.room import blueprint
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/employers/<uuid:public_id>/contacts/new", methods=["GET", "POST"])
@needs("employer:edit")
def add_contact(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = ContactForm(found)
    if form.validate_on_submit():
        try:
            services.add_contact(db(), found, form.values(), actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=public_id), "Contact added.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/contact.html", form=form, employer=found, contact=None)


@blueprint.route("/employers/contacts/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("employer:edit")
def edit_contact(public_id: uuid.UUID) -> ResponseReturnValue:
    contact, found = queries.contact(db(), actor(), public_id)
    form = ContactForm(found, contact)
    if form.validate_on_submit():
        try:
            services.edit_contact(db(), contact, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=found.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/contact.html", form=form, employer=found, contact=contact)


@blueprint.route("/employers/<uuid:public_id>/checks/new", methods=["GET", "POST"])
@needs("employer:edit")
def record_check(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    form = CheckForm(found)
    if form.validate_on_submit():
        try:
            services.record_check(db(), found, form.values(), actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=public_id), "Check recorded.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/check.html", form=form, employer=found, check=None)


@blueprint.route("/employers/checks/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("employer:edit")
def edit_check(public_id: uuid.UUID) -> ResponseReturnValue:
    check, found = queries.check(db(), actor(), public_id)
    form = CheckForm(found, check)
    if form.validate_on_submit():
        try:
            services.edit_check(db(), check, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("employers.employer", public_id=found.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/check.html", form=form, employer=found, check=check)
