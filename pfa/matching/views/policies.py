"""Pages of policies: what a week is worth."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching import forms, policies, queries, services
from pfa.matching.models import PolicyRecord
from pfa.matching.views.room import blueprint
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.get("/policies")
@needs("run:read")
def policy_list() -> str:
    """The authority's policies."""
    return render_template(
        "matching/policy_list.html", policies=queries.policies(db(), actor()), read=policies.from_json
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
