"""One's own account: where one is signed in, the password and the second step."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import login, password_setting, second_factor
from pfa.accounts import sign_in as sign_ins
from pfa.accounts.forms import ChangePasswordForm, PasswordAgainForm
from pfa.accounts.login import actor
from pfa.accounts.models import SignInWay, User
from pfa.accounts.views import second_step
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import NotFound, Refused
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import SIGNED_IN, needs
from pfa.web.request import database, db, now


@blueprint.get("/account")
@needs(SIGNED_IN)
def account() -> str:
    """Where somebody is signed in now, and what they sign in with."""
    user = db().get_one(User, actor().user_id)
    return render_template(
        "accounts/account.html",
        rows=sign_ins.live(db(), user.id, now=now()),
        user=user,
        factor=second_factor.of(db(), user.id),
        codes_left=second_factor.codes_left(db(), user.id),
        here=actor().sign_in_id,
        form=PfaForm(),
    )


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
    _only_for_staff()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            old, new = form.old.data or "", form.password.data or ""
            password_setting.by_owner(login.entrance(), actor(), old, new, login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            login.start(db().get_one(User, actor().user_id), way=SignInWay.password, proved=login.is_proved())
            return done(url_for("accounts.account"), "Your password is changed. You are signed out everywhere else.")
    return render_template("accounts/change_password.html", form=form)


@blueprint.route("/account/second-step", methods=["GET", "POST"])
@needs(SIGNED_IN)
def change_second_step() -> ResponseReturnValue:
    """Set up the second step, or another app for it: first the password again."""
    _only_for_staff()
    form = PasswordAgainForm()
    if form.validate_on_submit():
        try:
            password_setting.ask_again(login.entrance(), actor(), form.password.data or "", login.visitor())
            user = db().get_one(User, actor().user_id)
            return second_step.wait_for("accounts.set_up_second_step", user, to=url_for("accounts.account"))
        except Refused as error:
            form.refuse(error)
    with database().reading() as reading:
        factor = second_factor.of(reading, actor().user_id or 0)
    return render_template("accounts/change_second_step.html", form=form, factor=factor)


@blueprint.route("/account/recovery-codes", methods=["GET", "POST"])
@needs(SIGNED_IN)
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes: first the password again."""
    _only_for_staff()
    user_id, form = actor().user_id or 0, PasswordAgainForm()
    with database().reading() as reading:
        if second_factor.of(reading, user_id) is None:
            return redirect(url_for("accounts.change_second_step"), code=303)
        left = second_factor.codes_left(reading, user_id)
    if form.validate_on_submit():
        try:
            password_setting.ask_again(login.entrance(), actor(), form.password.data or "", login.visitor())
            codes = second_factor.renew_codes(login.entrance(), user_id, login.visitor())
            return second_step.codes_page(user_id, codes, to=url_for("accounts.account"))
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/new_recovery_codes.html", form=form, left=left)


def _only_for_staff() -> None:
    """Raise NotFound for young people and parents: they come in by card."""
    if not actor().is_staff:
        raise NotFound()
