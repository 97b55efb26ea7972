"""The second step of signing in as staff, and setting it up: nobody is signed in before it is done."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import login, one_time, second_factor, second_step, sign_in
from pfa.accounts.actor import actor_of
from pfa.accounts.forms import CodeForm, RecoveryCodeForm
from pfa.accounts.models import SignIn, SignInWay, User
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.web.done import commit
from pfa.web.next_page import safe_path
from pfa.web.permission import public
from pfa.web.request import database, db, now, settings, today
from pfa.web.square import square

WAITING = "waiting-staff"  # in the cookie: the token of a sign-in that waits for its second step
TOO_LATE = "That took a while. Sign in once more."


def after_password(user: User) -> ResponseReturnValue:
    """Where whoever gave the right password goes: in, to their code, or to setting up what shows it."""
    if second_factor.of(db(), user.id) is not None:
        return wait_for("accounts.second_step", user)
    if settings().must_have_second_factor and actor_of(user, today()).is_staff:
        return wait_for("accounts.set_up_second_step", user)
    return _come_in(user, proved=False)


def wait_for(endpoint: str, user: User, *, to: str | None = None) -> ResponseReturnValue:
    """Send somebody whose password was right to the page that asks for more. Nobody is signed in by this.

    `to` is where they go in the end; without it to the page they wanted to see.
    """
    sets_up = endpoint == "accounts.set_up_second_step"
    within = sign_in.SET_UP_WITHIN if sets_up else sign_in.SECOND_STEP_WITHIN
    token = sign_in.prepare(db(), user, way=SignInWay.password, now=now(), within=within)
    db().commit()
    session[WAITING] = token
    return redirect(url_for(endpoint, next=to or _next()), code=303)


@blueprint.route("/sign-in/code", methods=["GET", "POST"], endpoint="second_step")
@public
def with_app() -> ResponseReturnValue:
    """The code that the app shows."""
    waiting, form = _waiting(), CodeForm()
    if waiting is None:
        return _back_to_sign_in()
    if form.validate_on_submit():
        try:
            second_step.by_app(login.entrance(), waiting.user_id, form.code.data or "", login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            return _come_in(db().get_one(User, waiting.user_id), proved=True, waiting=waiting)
    return render_template("accounts/second_step.html", form=form, next=_next())


@blueprint.route("/sign-in/recovery-code", methods=["GET", "POST"])
@public
def recovery_code() -> ResponseReturnValue:
    """A recovery code instead of the app's."""
    waiting, form = _waiting(), RecoveryCodeForm()
    if waiting is None:
        return _back_to_sign_in()
    if form.validate_on_submit():
        try:
            code = form.code.data or ""
            left = second_step.by_recovery_code(login.entrance(), waiting.user_id, code, login.visitor())
        except Refused as error:
            form.refuse(error)
        else:
            said = f"That recovery code is used up. You have {left or 'none'} left."
            return _come_in(db().get_one(User, waiting.user_id), proved=True, waiting=waiting, said=said)
    return render_template("accounts/recovery_code.html", form=form, next=_next())


@blueprint.route("/sign-in/set-up", methods=["GET", "POST"])
@public
def set_up_second_step() -> ResponseReturnValue:
    """Set up an app: at the first sign-in, or from one's own account. It counts once it showed the right code."""
    waiting, form, asker = _waiting(), CodeForm(), login.current_actor()
    if waiting is None:
        return _back_to_sign_in()
    with database().reading() as reading:
        email = reading.get_one(User, waiting.user_id).email or ""
        if not second_factor.may_set_up(reading, waiting.user_id, asker):
            return redirect(url_for("accounts.second_step", next=_next()), code=303)
    if form.validate_on_submit():
        try:
            code = form.code.data or ""
            codes = second_factor.set_up(login.entrance(), waiting, code, login.visitor(), asker=asker)
            return codes_page(waiting.user_id, codes, to=_next() or url_for("reporting.home"))
        except Refused as error:
            form.refuse(error)
    secret = second_factor.proposed(login.entrance(), waiting)
    return _app_page(form, secret, one_time.address(secret, email=email))


def codes_page(user_id: int, codes: tuple[str, ...], *, to: str) -> ResponseReturnValue:
    """Sign in anew and show the new recovery codes. A second click does not show them again: they are kept nowhere."""
    login.start(db().get_one(User, user_id), way=SignInWay.password, proved=True)
    answer = commit(url_for("accounts.account"))
    if answer is not None:
        return answer
    return render_template("accounts/recovery_codes.html", codes=codes, next=to)


def _app_page(form: CodeForm, secret: str, address: str) -> str:
    return render_template(
        "accounts/set_up_second_step.html",
        form=form,
        key=one_time.in_fours(secret),
        address=address,
        square=square(address),
        is_first=login.current_actor() is None,
    )


def _come_in(
    user: User, *, proved: bool, waiting: SignIn | None = None, said: str | None = None
) -> ResponseReturnValue:
    to = _next() or url_for("reporting.home")
    if waiting is not None:
        sign_in.end(db(), waiting.id, now=now())
    login.start(user, way=SignInWay.password, proved=proved)
    db().commit()
    if said:
        flash(said)
    return redirect(to, code=303)


def _waiting() -> SignIn | None:
    """The sign-in that waits in this browser, of somebody who still works here.

    Read apart, as a code's hash is made outside any transaction.
    """
    with database().reading() as reading:
        found = sign_in.prepared(reading, session.get(WAITING, ""), ways=(SignInWay.password,), now=now())
        if found is None or not actor_of(reading.get_one(User, found.user_id), today()).grants:
            return None
        return found


def _back_to_sign_in() -> ResponseReturnValue:
    flash(TOO_LATE)
    return redirect(url_for("accounts.sign_in", next=_next()), code=303)


def _next() -> str | None:
    return safe_path(request.args.get("next"))
