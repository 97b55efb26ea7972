"""Pages of policies: what a week is worth."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.points import WISH_POINTS
from pfa.core.errors import Refused
from pfa.matching import forms, policies, queries, services
from pfa.matching.models import PolicyRecord
from pfa.matching.views.room import blueprint
from pfa.provision.kinds import FUNDERS
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/policies")
@needs("run:read")
def policy_list() -> str:
    """The authority's policies."""
    return render_template(
        "matching/policy_list.html",
        policies=queries.policies(db(), actor()),
        read=policies.from_json,
        wish_points=WISH_POINTS,
    )


@blueprint.route("/policies/new", methods=["GET", "POST"])
@needs("policy:edit")
def policy_new() -> ResponseReturnValue:
    """Add a policy."""
    form = forms.PolicyForm()
    if request.method == "GET":
        form.fill("", policies.PolicySettings())
    return _policy(form, None)


@blueprint.route("/policies/<uuid:public_id>", methods=["GET", "POST"])
@needs("policy:edit")
def policy(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change a policy; runs already made keep theirs."""
    row = queries.policy(db(), actor(), public_id)
    form = forms.PolicyForm(version=row.version)
    if request.method == "GET":
        form.fill(row.name, policies.from_json(row.settings))
    return _policy(form, row)


@blueprint.get("/policies/<uuid:public_id>/criteria")
@needs("run:read")
def criteria(public_id: uuid.UUID) -> str:
    """By what a run decides, in plain words, to print and to agree before it is made."""
    row = queries.policy(db(), actor(), public_id)
    return render_template(
        "matching/criteria.html",
        policy=row,
        settings=policies.from_json(row.settings),
        agreed=services.agreements(db(), row),
        words=policies,
        wish_points=WISH_POINTS,
        kinds=forms.kind_words,
        funders=FUNDERS,
    )


@blueprint.route("/policies/<uuid:public_id>/agreement", methods=["GET", "POST"])
@needs("policy:edit")
def agreement(public_id: uuid.UUID) -> ResponseReturnValue:
    """Record who agreed a policy as it stands."""
    row = queries.policy(db(), actor(), public_id)
    form = forms.AgreementForm()
    if form.validate_on_submit():
        try:
            who, on = (form.who.data or "").strip(), form.agreed_on.data
            services.record_agreement(db(), row, who=who, agreed_on=on, actor=actor(), now=now(), today=today())
            return done(url_for("matching.criteria", public_id=row.public_id), "Recorded.")
        except Refused as error:
            form.refuse(error)
    return render_template("matching/agreement.html", form=form, policy=row)


def _policy(form: forms.PolicyForm, row: PolicyRecord | None) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            services.save_policy(
                db(),
                row,
                name=form.name.data or "",
                settings=form.settings(),
                seen=form.seen_version,
                actor=actor(),
                now=now(),
            )
            return done(url_for("matching.policy_list"), "The policy was saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("matching/policy.html", form=form, policy=row)
