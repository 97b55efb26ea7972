"""Signing in as staff, and signing out."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import login
from pfa.accounts.forms import SignInForm
from pfa.accounts.models import Role, User
from pfa.accounts.views import second_step
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.web.permission import public
from pfa.web.request import db


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in page for staff."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            user_id = login.entrance().by_password(form.email.data or "", form.password.data or "", login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            return second_step.after_password(db().get_one(User, user_id))
    return render_template("accounts/sign_in.html", form=form)


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the sign-in at the server and ask the browser to forget what it kept."""
    who = login.current_actor()
    by_card = who is not None and (who.is_a(Role.young_person) or who.is_a(Role.parent))
    login.stop()
    db().commit()
    response = redirect(url_for("accounts.signed_out", card=1 if by_card else None), code=303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/signed-out")
@public
def signed_out() -> str:
    """You are signed out, and how to come back."""
    return render_template("accounts/signed_out.html", by_card=bool(request.args.get("card")))
