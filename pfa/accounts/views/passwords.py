"""Setting a password with a link that works once."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import login, password_setting
from pfa.accounts.forms import SetPasswordForm
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.web.permission import public
from pfa.web.request import database, now, today


@blueprint.route("/set-password/<token>", methods=["GET", "POST"])
@public
def set_password(token: str) -> ResponseReturnValue:
    """Looking at the page changes nothing, so mail scanners cannot use the link up; sending the form does."""
    with database().reading() as reading:
        user = password_setting.owner_of(reading, token, now=now(), today=today())
    form = SetPasswordForm()
    if form.validate_on_submit():
        try:
            password_setting.by_link(login.entrance(), token, form.password.data or "", login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            flash("Your password is set. Sign in with it now.")
            return redirect(url_for("accounts.sign_in"), code=303)
    return without_referrer(render_template("accounts/set_password.html", form=form, user=user))


def without_referrer(page: str) -> Response:
    """A page whose address is a secret: the browser tells no other page that it came from here."""
    response = make_response(page)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
