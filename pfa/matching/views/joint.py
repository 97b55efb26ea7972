"""Pages of runs of several authorities: proposing one, answering, beginning it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import authorities
from pfa.accounts.login import actor
from pfa.aspirations.points import WISH_POINTS
from pfa.core.errors import Refused
from pfa.matching import building, forms, policies, queries
from pfa.matching.joint import queries as joint
from pfa.matching.joint import services
from pfa.matching.joint.forms import JointForm, PartForm
from pfa.matching.joint.words import part_words
from pfa.matching.models import PolicyRecord
from pfa.matching.services import DEFAULT_NAME, default_policy
from pfa.matching.views.room import blueprint
from pfa.provision.kinds import FUNDERS
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, settings, today


@blueprint.get("/joint")
@needs("joint:read")
def joint_runs() -> ResponseReturnValue:
    """The joint runs this authority was asked to take part in, its own proposals among them."""
    page = joint.parts(db(), actor(), number=page_number(request.args.get("page")))
    near = authorities.neighbours(db(), actor().authority_id)
    return render_template("matching/joint_runs.html", page=page, neighbours=near, part_words=part_words)


@blueprint.route("/joint/new", methods=["GET", "POST"])
@needs("joint:edit")
def joint_new() -> ResponseReturnValue:
    """Propose a run to other authorities of the region."""
    near = authorities.neighbours(db(), actor().authority_id)
    stored = queries.policies(db(), actor())
    form = JointForm(seconds=settings().solver_seconds, seed=0)
    named = [(str(row.public_id), row.name) for row in stored]
    form.choose_terms(building.entry_years(db(), today()), named or [("", DEFAULT_NAME)])
    form.choose_others(near)
    if form.validate_on_submit():
        try:
            policy = _policy(form.policy.data)
            part = services.propose(db(), policy=policy, **form.terms(near), actor=actor(), now=now())
            return done(url_for("matching.joint_run", public_id=part.public_id), "Proposed. They can answer now.")
        except Refused as error:
            form.refuse(error)
    return render_template("matching/joint_new.html", form=form, neighbours=near)


@blueprint.get("/joint/<uuid:public_id>")
@needs("joint:read")
def joint_run(public_id: uuid.UUID) -> ResponseReturnValue:
    """One joint run as this authority may see it: its terms, and what was said."""
    part = joint.part(db(), actor(), public_id)
    return render_template(
        "matching/joint_run.html",
        part=part,
        others=joint.others(db(), part) if part.is_the_leads else (),
        run=joint.run_of(db(), part),
        settings=policies.from_json(part.terms["policy"]),
        words=policies,
        wish_points=WISH_POINTS,
        kinds=forms.kind_words,
        funders=FUNDERS,
        part_words=part_words,
        form=PartForm(version=part.version),
    )


@blueprint.post("/joint/<uuid:public_id>/agree")
@needs("joint:edit")
def joint_agree(public_id: uuid.UUID) -> ResponseReturnValue:
    """Agree to take part, on the terms as they stand."""
    return _said(public_id, services.agree, "Agreed. You can withdraw until the run begins.")


@blueprint.post("/joint/<uuid:public_id>/decline")
@needs("joint:edit")
def joint_decline(public_id: uuid.UUID) -> ResponseReturnValue:
    """Say no."""
    return _said(public_id, services.decline, "Declined.")


@blueprint.post("/joint/<uuid:public_id>/withdraw")
@needs("joint:edit")
def joint_withdraw(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's agreement back; of the lead, the whole proposal."""
    return _said(public_id, services.withdraw, "Withdrawn.")


@blueprint.post("/joint/<uuid:public_id>/begin")
@needs("joint:edit")
def joint_begin(public_id: uuid.UUID) -> ResponseReturnValue:
    """Begin with those who have agreed."""
    part = joint.led(db(), actor(), public_id)
    run = services.begin(db(), part, seen=PartForm().seen_version, actor=actor(), now=now())
    return done(url_for("matching.run", public_id=run.public_id), "The run has been started.")


def _policy(chosen: str) -> PolicyRecord:
    if chosen:
        return queries.policy(db(), actor(), uuid.UUID(chosen))
    return default_policy(db(), actor=actor(), now=now())


def _said(public_id: uuid.UUID, verb: Callable[..., Any], words: str) -> ResponseReturnValue:
    part = joint.part(db(), actor(), public_id, permission="joint:edit")
    verb(db(), part, seen=PartForm().seen_version, actor=actor(), now=now())
    return done(url_for("matching.joint_run", public_id=public_id), words)
