"""One's own account: where one is signed in, and the password."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import login, password_setting
from pfa.accounts import sign_in as sign_ins
from pfa.accounts.forms import ChangePasswordForm
from pfa.accounts.login import actor
from pfa.accounts.models import Role, SignInWay, User
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import NotFound, Refused
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import SIGNED_IN, needs
from pfa.web.request import db, now


@blueprint.get("/account")
@needs(SIGNED_IN)
def account() -> str:
    """Where somebody is signed in now."""
    rows = sign_ins.live(db(), actor().user_id or 0, now=now())
    user = db().get_one(User, actor().user_id)
    return render_template("accounts/account.html", rows=rows, user=user, here=actor().sign_in_id, form=PfaForm())


@blueprint.post("/account/sign-out-everywhere")
@needs(SIGNED_IN)
def sign_out_everywhere() -> ResponseReturnValue:
    """End every sign-in of whoever asks, this one included."""
    sign_ins.end_all(db(), actor().user_id or 0, now=now())
    login.stop()
    db().commit()
    return redirect(url_for("accounts.signed_out"), code=303)


@blueprint.post("/account/stay")
@needs(SIGNED_IN)
def stay() -> ResponseReturnValue:
    """Keep a sign-in alive: somebody answered the warning that it was about to end. Asking for any page does it."""
    return {"seconds": login.seconds_left()}


@blueprint.route("/account/password", methods=["GET", "POST"])
@needs(SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other sign-in ends."""
    if actor().is_a(Role.young_person) or actor().is_a(Role.parent):  # they come in by card
        raise NotFound()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            old, new = form.old.data or "", form.password.data or ""
            password_setting.by_owner(login.entrance(), actor(), old, new, login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            login.start(db().get_one(User, actor().user_id), way=SignInWay.password)
            return done(url_for("accounts.account"), "Your password is changed. You are signed out everywhere else.")
    return render_template("accounts/change_password.html", form=form)
