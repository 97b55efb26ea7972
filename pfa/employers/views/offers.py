"""Staff's side of an offer link: made, shown to be sent, withdrawn, its answer read."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.employers import links, queries, services
from pfa.employers.forms import AskForm
from pfa.employers.models import Employer, OfferLink
from pfa.employers.rules import offer_state
from pfa.employers.views.door import keys
from pfa.employers.views.room import blueprint
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import needs
from pfa.web.request import db, now, settings


@blueprint.route("/employers/<uuid:public_id>/offers/new", methods=["GET", "POST"])
@needs("employer:edit")
def ask(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.employer(db(), actor(), public_id, permission="employer:edit")
    group = queries.group(db(), found, request.args.get("group", type=uuid.UUID))
    form = AskForm(sent_to=_first_to_ask(found))
    if form.validate_on_submit():
        try:
            sent_to, days = form.sent_to.data or "", form.days.data
            link = services.ask(db(), found, group, sent_to=sent_to, days=days, actor=actor(), now=now())
            return done(url_for("employers.offer", public_id=link.public_id), "The link is ready to send.")
        except Refused as error:
            form.refuse(error)
    return render_template("employers/ask.html", form=form, employer=found, group=group)


@blueprint.get("/employers/offers/<uuid:public_id>")
@needs("employer:edit")
def offer(public_id: uuid.UUID) -> ResponseReturnValue:
    link = queries.link(db(), actor(), public_id)
    form = PfaForm(formdata=None, obj=link)
    state = offer_state(link, now())
    return render_template("employers/offer.html", link=link, form=form, state=state, address=_address(link))


@blueprint.post("/employers/offers/<uuid:public_id>/withdraw")
@needs("employer:edit")
def withdraw(public_id: uuid.UUID) -> ResponseReturnValue:
    link = queries.link(db(), actor(), public_id)
    services.withdraw(db(), link, seen=PfaForm().seen_version, actor=actor(), now=now())
    return done(url_for("employers.employer", public_id=link.employer.public_id), "The link does not work any more.")


@blueprint.post("/employers/offers/<uuid:public_id>/read")
@needs("employer:edit")
def read(public_id: uuid.UUID) -> ResponseReturnValue:
    link = queries.link(db(), actor(), public_id)
    services.mark_read(db(), link, seen=PfaForm().seen_version, actor=actor(), now=now())
    return done(url_for("employers.due", part="offers"), "Taken off the list.")


def _address(link: OfferLink) -> str:
    named = links.Named(link.authority_id, link.public_id)
    path = url_for("employers.answer", token=links.token(keys(), named, made_at=link.made_at))
    return f"{settings().public_base_url}{path}"


def _first_to_ask(found: Employer) -> str:
    contact = found.whom_to_ask
    return (contact.email or contact.name) if contact is not None else ""
