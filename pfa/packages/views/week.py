"""One week by hand: look at it, change it, go back."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching import queries as matching
from pfa.packages import forms, proposing, queries, services, shown
from pfa.packages.content import differences, of_version
from pfa.packages.forms import ActForm, ChangeForm, change_form
from pfa.packages.judging import judge
from pfa.packages.models import Package
from pfa.packages.services.versions import check_seen
from pfa.packages.views.room import blueprint, chosen, opened
from pfa.packages.weekpage import week_page
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/<uuid:public_id>")
@needs("package:read")
def week(public_id: uuid.UUID) -> str:
    """The week of one young person, and what fits the half day that is chosen."""
    package = opened(public_id, "packages.week")
    page = week_page(db(), actor(), package, chosen(), chosen=request.args.get("session", ""), today=today())
    form = ChangeForm(version=package.version)
    run = matching.address_of(db(), actor(), package.run_id) if actor().can("run:read") else ""
    return render_template("packages/week.html", page=page, package=package, form=form, shown=shown, run=run)


@blueprint.post("/<uuid:public_id>/change")
@needs("package:edit")
def change(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change a week: at once if it is plain, else after a page that says what the change means."""
    package = queries.package(db(), actor(), public_id, "package:edit")
    check_seen(package, ChangeForm().seen_version)
    asked = ChangeForm().change()
    rules = judge(db(), package.young_person, entry_year=package.entry_year, today=today(), package=package)
    proposal = proposing.propose(package, asked, rules.groups)
    weighed = services.weigh(rules, package, proposal.content)
    form = change_form(weighed.ask)
    if weighed.is_plain or (form.is_confirmed and form.validate()):
        try:
            return _saved(package, proposal, form)
        except Refused as error:
            if weighed.is_plain:
                raise
            form.refuse(error)
    return _before_saving(package, proposal, weighed, form, asked, rules)


def _saved(package: Package, proposal: proposing.Proposal, form: ChangeForm) -> ResponseReturnValue:
    note = (form.why.data or "").strip()
    version = services.save(
        db(),
        package,
        proposal.content,
        why=f"{proposal.why}. {note}" if note else proposal.why,
        reasons=form.reasons,
        seen=form.seen_version,
        actor=actor(),
        now=now(),
    )
    carried: dict[str, Any] = forms.arguments(chosen())
    after = shown.next_gap(package, version, proposal.session)
    place = url_for("packages.week", public_id=package.public_id, session=after or None, **carried)
    return done(place, f"{proposal.why}. Saved as version {version.number}.")


def _before_saving(
    package: Package,
    proposal: proposing.Proposal,
    weighed: services.Weighed,
    form: ChangeForm,
    asked: proposing.Change,
    rules: Any,
) -> str:
    groups = {**shown.all_groups([package.current]), **rules.groups}
    said = differences(of_version(package.current), proposal.content, groups)
    return render_template(
        "packages/change.html",
        package=package,
        proposal=proposal,
        weighed=weighed,
        form=form,
        asked=asked,
        said=said,
        carried=forms.arguments(chosen()),
    )


@blueprint.get("/<uuid:public_id>/history")
@needs("package:read")
def history(public_id: uuid.UUID) -> str:
    """Every version, what changed with it, and who said what about it."""
    package = opened(public_id, "packages.history")
    versions = queries.versions(db(), package)
    return render_template(
        "packages/history.html",
        package=package,
        lines=shown.history(package, versions, today()),
        names=queries.user_names(db(), [version.made_by_id for version in versions]),
        form=ActForm(version=package.version),
        shown=shown,
        may_edit=package.is_live and package.authority_id in actor().authorities_for("package:edit"),
    )
