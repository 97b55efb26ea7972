"""How young people sign in: by card, by link, with their class. One idea a page."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import cards, login, sign_in, words
from pfa.accounts.forms import CardForm, ClassForm, PictureForm
from pfa.accounts.login import actor
from pfa.accounts.models import SignInWay, User
from pfa.accounts.views.blueprint import blueprint
from pfa.accounts.views.passwords import without_referrer
from pfa.core.errors import NotFound, Refused
from pfa.web.done import done
from pfa.web.forms import PfaForm, option
from pfa.web.permission import needs, public
from pfa.web.request import database, db, now, reads_first, today
from pfa.web.symbols import SYMBOLS

WAITING = "waiting"  # in the cookie: the token of a sign-in that waits for "yes, this is me"
BY_CODE = (SignInWay.card_code, SignInWay.supervised)
PICTURES = {name: said for name, said in SYMBOLS.items() if name.startswith("picture-")}


@blueprint.route("/card", methods=["GET", "POST"])
@public
@reads_first
def card() -> ResponseReturnValue:
    """The number and code of a card, typed."""
    form = CardForm()
    if form.validate_on_submit():
        try:
            user_id = login.entrance().by_card(form.number.data or "", form.whole_code(), login.visitor())
            return _ask_if_it_is_them(user_id, SignInWay.card_code)
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/card.html", form=form)


@blueprint.route("/class", methods=["GET", "POST"], endpoint="class")
@public
def with_class() -> ResponseReturnValue:
    """The number and code that the adult in the room gave out."""
    form = ClassForm()
    if form.validate_on_submit():
        try:
            user_id = login.entrance().by_class(form.number.data or "", form.code.data or "", login.visitor())
            return _ask_if_it_is_them(user_id, SignInWay.supervised)
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/class.html", form=form)


@blueprint.route("/card/yes", methods=["GET", "POST"])
@public
def this_is_me() -> ResponseReturnValue:
    """Yes, this is me: after a code that was right."""
    waiting = sign_in.prepared(db(), session.get(WAITING, ""), ways=BY_CODE, now=now())
    if waiting is None:
        return _back_to_card(words.NOT_CONFIRMED)
    user, form = db().get_one(User, waiting.user_id), PfaForm()
    if form.validate_on_submit():
        sign_in.end(db(), waiting.id, now=now())
        return _come_in(user, waiting.way)
    return _me_page(user, form)


@blueprint.route("/card/<token>", methods=["GET", "POST"])
@public
def card_link(token: str) -> ResponseReturnValue:
    """Yes, this is me: by the square code on a card. Looking changes nothing."""
    try:
        user_id, form = login.entrance().by_link(token, login.visitor()), PfaForm()
    except Refused as error:
        return _back_to_card(str(error))
    if form.validate_on_submit():
        return _come_in(db().get_one(User, user_id), SignInWay.card_link)
    with database().reading() as reading:
        return _me_page(reading.get_one(User, user_id), form)


@blueprint.route("/picture", methods=["GET", "POST"])
@needs("survey:answer")
def picture() -> ResponseReturnValue:
    """The picture a young person wants to see when they sign in."""
    form, mine = PictureForm(), cards.live(db(), [actor().user_id or 0], today=today())
    if not mine:
        raise NotFound()
    form.picture.choices = [option(name, said) for name, said in PICTURES.items()]
    if form.validate_on_submit():
        cards.choose_picture(db(), actor().user_id or 0, form.picture.data or "", choices=PICTURES)
        return done(url_for("reporting.home"), words.PICTURE_KEPT)
    chosen = next(iter(mine.values())).picture
    return render_template("accounts/picture.html", form=form, pictures=PICTURES, chosen=chosen)


def _back_to_card(said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("accounts.card"), code=303)


def _ask_if_it_is_them(user_id: int, way: SignInWay) -> ResponseReturnValue:
    token = sign_in.prepare(db(), db().get_one(User, user_id), way=way, now=now())
    db().commit()
    session[WAITING] = token
    return redirect(url_for("accounts.this_is_me"), code=303)


def _me_page(user: User, form: PfaForm) -> ResponseReturnValue:
    login.wait_at_the_door(user)
    mine = cards.live(db(), [user.id], today=today()).get(user.id)
    last = sign_in.last_before(db(), user.id)
    page = render_template(
        "accounts/this_is_me.html",
        form=form,
        user=user,
        picture=mine.picture if mine else "",
        last=last,
        titles=PICTURES,
    )
    return without_referrer(page)


def _come_in(user: User, way: SignInWay) -> ResponseReturnValue:
    login.start(user, way=way)
    db().commit()
    return redirect(url_for("reporting.home"), code=303)
