"""Sharing a week, noting what people say, agreeing, opening again, setting aside."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.packages import queries, services, shown
from pfa.packages.forms import ActForm, AnswerForm, ApplicationForm, ReasonForm, ReplyForm
from pfa.packages.models import Package, Party, Said
from pfa.packages.services.sharing import decides_alone
from pfa.packages.views.room import blueprint, opened
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today


def _week(package: Package) -> str:
    return url_for("packages.week", public_id=package.public_id)


@blueprint.route("/<uuid:public_id>/share", methods=["GET", "POST"])
@needs("package:edit")
def share(public_id: uuid.UUID) -> ResponseReturnValue:
    """Say who will be asked and by when, then share."""
    package = opened(public_id, "packages.share", "package:edit")
    form = ActForm(version=package.version)
    if form.validate_on_submit():
        try:
            services.share(db(), package, seen=form.seen_version, actor=actor(), now=now())
            return done(_week(package), "Shared. Everyone who has a say is being asked.")
        except Refused as error:
            form.refuse(error)
    return render_template(
        "packages/share.html",
        package=package,
        form=form,
        asked=services.who_is_asked(db(), package, today=today()),
        alone=decides_alone(package.young_person),
        shown=shown,
    )


@blueprint.route("/<uuid:public_id>/answers/<uuid:answer_id>", methods=["GET", "POST"])
@needs("package:edit")
def answer(public_id: uuid.UUID, answer_id: uuid.UUID) -> ResponseReturnValue:
    """Note what one party said: by phone, at a meeting, by letter. The authority answers for itself."""
    package = opened(public_id, "packages.answer", "package:edit")
    row = queries.answer_of(package, answer_id)
    form = AnswerForm(version=package.newest)
    if form.validate_on_submit():
        try:
            answered = services.answer(
                db(),
                package,
                party=row.party,
                provider_id=row.provider_id,
                said=Said(form.said.data),
                number=form.seen_version,
                how=form.how.data or "",
                note=form.note.data or "",
                actor=actor(),
                now=now(),
            )
            return done(_week(package), shown.answered_words(answered))
        except Refused as error:
            form.refuse(error)
    who = shown.party_name(row, package.young_person)
    return render_template("packages/answer.html", package=package, row=row, form=form, who=who, shown=shown)


@blueprint.get("/approvals")
@needs("package:approve")
def approvals() -> str:
    """Weeks that wait for the authority's answer."""
    ready = request.args.get("answers") == "yes"
    page = queries.approvals_page(db(), actor(), ready=ready, number=page_number(request.args.get("page")))
    note_list("packages.approvals", len(page.rows))
    return render_template("packages/approvals.html", page=page, shown=shown)


@blueprint.route("/<uuid:public_id>/approve", methods=["GET", "POST"])
@needs("package:approve")
def approve(public_id: uuid.UUID) -> ResponseReturnValue:
    """The authority's own answer about a week."""
    package = opened(public_id, "packages.approve", "package:approve")
    form = ReplyForm(version=package.newest)
    if form.validate_on_submit():
        try:
            answered = services.answer(
                db(),
                package,
                party=Party.authority,
                said=Said(form.said.data),
                number=form.seen_version,
                how="In the app",
                note=form.note.data or "",
                actor=actor(),
                now=now(),
            )
            return done(url_for("packages.approvals"), shown.answered_words(answered))
        except Refused as error:
            form.refuse(error)
    names = queries.provider_names(db(), [item.group for item in package.current.items])
    return render_template(
        "packages/approve.html", package=package, form=form, shown=shown, names=names, today_is=today()
    )


@blueprint.route("/<uuid:public_id>/reopen", methods=["GET", "POST"])
@needs("package:edit")
def reopen(public_id: uuid.UUID) -> ResponseReturnValue:
    """Open an agreed week again, with a reason."""
    package = opened(public_id, "packages.reopen", "package:edit")
    form = ReasonForm(version=package.version)
    if form.validate_on_submit():
        reason = form.reason.data or ""
        services.reopen(db(), package, reason=reason, seen=form.seen_version, actor=actor(), now=now())
        return done(_week(package), "Opened again. Its places have been given back.")
    return render_template("packages/reopen.html", package=package, form=form)


@blueprint.route("/<uuid:public_id>/set-aside", methods=["GET", "POST"])
@needs("package:edit")
def set_aside(public_id: uuid.UUID) -> ResponseReturnValue:
    """Put a week away that nobody wants any more, with a reason."""
    package = opened(public_id, "packages.set_aside", "package:edit")
    form = ReasonForm(version=package.version)
    if form.validate_on_submit():
        reason = form.reason.data or ""
        services.set_aside(db(), package, reason=reason, seen=form.seen_version, actor=actor(), now=now())
        return done(url_for("packages.listing", year=package.entry_year), "The week was set aside.")
    return render_template("packages/set_aside.html", package=package, form=form)


@blueprint.route("/<uuid:public_id>/application", methods=["GET", "POST"])
@needs("package:edit")
def application(public_id: uuid.UUID) -> ResponseReturnValue:
    """How far an own application is, for somebody without a plan."""
    package = opened(public_id, "packages.application", "package:edit")
    form = ApplicationForm(obj=package)
    if form.validate_on_submit():
        try:
            stopped = services.record_application(
                db(),
                package,
                applied_on=form.applied_on.data,
                offered_on=form.offered_on.data,
                enrolled_on=form.enrolled_on.data,
                seen=form.seen_version,
                actor=actor(),
                now=now(),
            )
            return done(_week(package), stopped or "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("packages/application.html", package=package, form=form)
