"""Managing the users of an authority."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import leads, queries, second_factor, users
from pfa.accounts.forms import ROLE_NAMES, InviteForm, RemoveSecondStepForm, RoleForm
from pfa.accounts.login import actor
from pfa.accounts.models import Role, User
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.web.done import commit, done
from pfa.web.forms import PfaForm
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, settings, today


@blueprint.get("/users", endpoint="users")
@needs("user:manage")
def user_list() -> str:
    """The staff who work for the authority in pfa."""
    role = next((role for role in Role if role.value == request.args.get("role")), None)
    words, page = request.args.get("name", ""), page_number(request.args.get("page"))
    found = queries.users(db(), actor(), words=words, role=role, page=page)
    return render_template("accounts/users.html", page=found, role_names=ROLE_NAMES, roles=users.TO_GIVE)


@blueprint.route("/users/new", methods=["GET", "POST"])
@needs("user:manage")
def invite() -> ResponseReturnValue:
    """Give somebody an account and a role."""
    form = InviteForm()
    form.offer(queries.employers_of_staff(db()))
    if form.validate_on_submit():
        try:
            user, token = users.invite(
                db(),
                name=form.name.data or "",
                email=form.email.data or "",
                role=Role(form.role.data),
                organisation=queries.organisation(db(), form.organisation_id()),
                **_by(),
            )
            return _link_page(user, token)
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/invite.html", form=form)


@blueprint.get("/users/<uuid:public_id>", endpoint="user")
@needs("user:manage")
def one_user(public_id: uuid.UUID) -> str:
    """One member of staff: roles, and what can be done."""
    user = queries.user(db(), actor(), public_id)
    last = queries.last_signed_in(db(), [user.id]).get(user.id)
    here = queries.roles_here(user, actor().authorities_for("user:manage"))
    more = {
        "factor": second_factor.of(db(), user.id),
        "is_last_lead": leads.is_last(db(), user, _authority(), today()),
        "role_names": ROLE_NAMES,
        "form": PfaForm(),
    }
    return render_template("accounts/user.html", user=user, roles=here, last=last, **more)


@blueprint.route("/users/<uuid:public_id>/roles/new", methods=["GET", "POST"])
@needs("user:manage")
def give_role(public_id: uuid.UUID) -> ResponseReturnValue:
    """Give a user one more role."""
    user, form = queries.user(db(), actor(), public_id), RoleForm()
    form.offer(queries.employers_of_staff(db()))
    if form.validate_on_submit():
        try:
            organisation = queries.organisation(db(), form.organisation_id())
            users.give_role(db(), user, role=Role(form.role.data), organisation=organisation, **_by())
            return done(url_for("accounts.user", public_id=public_id), "The role is given.")
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/give_role.html", form=form, user=user)


@blueprint.post("/users/<uuid:public_id>/roles/<uuid:role_id>/end")
@needs("user:manage")
def end_role(public_id: uuid.UUID, role_id: uuid.UUID) -> ResponseReturnValue:
    """End a role at once."""
    row = queries.role_of(db(), actor(), public_id, role_id)
    users.end_role(db(), row, actor=actor(), now=now(), today=today())
    return done(url_for("accounts.user", public_id=public_id), "The role is ended.")


@blueprint.post("/users/<uuid:public_id>/stop")
@needs("user:manage")
def stop_user(public_id: uuid.UUID) -> ResponseReturnValue:
    """Stop an account and end its sign-ins."""
    user = queries.user(db(), actor(), public_id)
    users.disable(db(), user, **_by())
    return done(url_for("accounts.user", public_id=public_id), "The account is stopped and signed out everywhere.")


@blueprint.post("/users/<uuid:public_id>/let-in")
@needs("user:manage")
def let_in(public_id: uuid.UUID) -> ResponseReturnValue:
    """Let a stopped account be used again."""
    user = queries.user(db(), actor(), public_id)
    users.enable(db(), user, authority_id=_authority(), actor=actor(), now=now())
    words = "The account can be used again. Make a link so that they can set a new password."
    return done(url_for("accounts.user", public_id=public_id), words)


@blueprint.post("/users/<uuid:public_id>/link")
@needs("user:manage")
def make_link(public_id: uuid.UUID) -> ResponseReturnValue:
    """Make a set-password link and show it, once."""
    user = queries.user(db(), actor(), public_id)
    return _link_page(user, users.make_link(db(), user, authority_id=_authority(), actor=actor(), now=now()))


@blueprint.route("/users/<uuid:public_id>/second-step", methods=["GET", "POST"])
@needs("user:manage")
def remove_second_step(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take away the second step of a colleague who lost their phone and their codes."""
    user, form = queries.user(db(), actor(), public_id), RemoveSecondStepForm()
    if form.validate_on_submit():
        try:
            reason = form.reason.data or ""
            second_factor.remove(db(), user, reason=reason, authority_id=_authority(), actor=actor(), now=now())
            said = f"{user.name} signs in with the password and sets up a new second step."
            return done(url_for("accounts.user", public_id=public_id), said)
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/remove_second_step.html", form=form, user=user)


def _authority() -> int:
    return min(actor().authorities_for("user:manage"))


def _by() -> dict[str, Any]:
    return {"authority_id": _authority(), "actor": actor(), "now": now(), "today": today()}


def _link_page(user: User, token: str | None) -> ResponseReturnValue:
    """The page that shows a new link. A second click does not show it again: it is kept nowhere."""
    answer = commit(url_for("accounts.user", public_id=user.public_id))
    if answer is not None:
        return answer
    path = url_for("accounts.set_password", token=token) if token else None
    password_link = f"{settings().public_base_url}{path}" if path else None
    return render_template("accounts/link.html", user=user, password_link=password_link)
