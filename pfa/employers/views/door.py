"""The page an employer opens without an account: one placement, one answer.

The address is all there is. Nothing is read from the database before its signature is checked, and then only for the
authority it names. The page shows no young person and leads nowhere else.
"""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import throttle
from pfa.accounts.actor import system
from pfa.accounts.models import Authority
from pfa.accounts.views.passwords import without_referrer
from pfa.core.errors import Refused
from pfa.employers import links, queries, services
from pfa.employers.forms import AnswerForm
from pfa.employers.models import OfferLink
from pfa.employers.rules import OfferState, offer_state
from pfa.employers.views.room import blueprint
from pfa.web import logs
from pfa.web.permission import public
from pfa.web.request import ask_for, database, db, now, settings

FORGED_AN_ADDRESS = (throttle.Window(30, dt.timedelta(minutes=10)), throttle.Window(300, throttle.DAY))
RESTS = "There were too many links that do not work from this place. Try again in a while."
CLOSED = {
    OfferState.answered: (
        "This link was used",
        "We have your answer, thank you. There is nothing more to do. If something has changed, tell whoever sent you "
        "the link.",
    ),
    OfferState.late: (
        "This link is too old",
        "It has passed its last day. If you still want to answer, ask whoever sent it for a new one.",
    ),
    OfferState.withdrawn: (
        "This link was withdrawn",
        "We do not need an answer any more. If you think that is wrong, ask whoever sent it.",
    ),
}
UNKNOWN = (
    "This link does not work",
    "Check that you opened the whole link, with nothing missing at its end. If it still does not work, ask whoever "
    "sent it for a new one.",
)
THANKS = ("Thank you", "We have your answer, and the person who asked you will read it. You can close this page.")


@blueprint.route("/offer/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> ResponseReturnValue:
    link = _link(token)
    if isinstance(link, Response):
        return link
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            by = system(link.authority_id, "employer by a link")
            services.answer(db(), link, form.answer(), actor=by, now=now())
            db().commit()
            return _thanks()
        except Refused as error:
            form.refuse(error)
    council = db().get_one(Authority, link.authority_id)
    return without_referrer(render_template("employers/answer.html", form=form, link=link, council=council))


@blueprint.get("/offer/thank-you")
@public
def answered() -> ResponseReturnValue:
    """After the answer: a page that says nothing about anybody."""
    title, words = THANKS
    return render_template("employers/closed.html", title=title, words=words)


def keys() -> list[str]:
    """The application's keys, the one that signs last."""
    return [key for key in (settings().secret_key_old, settings().secret_key) if key]


def _link(token: str) -> OfferLink | Response:
    """The open link an address names, with the database opened for its authority alone; or the page that says why not.

    Raises TooMany where somebody tries one address after another.
    """
    named = links.read(keys(), token, now=now())
    if named is links.Useless.late:
        return _closed(CLOSED[OfferState.late], HTTPStatus.GONE)
    if isinstance(named, links.Useless):
        _count_forged()
        return _closed(UNKNOWN, HTTPStatus.NOT_FOUND)
    ask_for(frozenset({named.authority_id}))
    link = queries.link_to_answer(db(), named.link, hold=request.method == "POST")
    if link is None:
        return _closed(UNKNOWN, HTTPStatus.NOT_FOUND)
    state = offer_state(link, now())
    return link if state is OfferState.open else _closed(CLOSED[state], HTTPStatus.GONE)


def _count_forged() -> None:
    key = throttle.key_of("offer-link", request.remote_addr or "", settings().secret_key)
    with database().writing() as session:
        throttle.refuse_over(session, key, FORGED_AN_ADDRESS, now=now(), words=RESTS)
        throttle.count(session, key, now=now())
        session.commit()
    logs.security("offer-link.refused")


def _thanks() -> Response:
    response = make_response(redirect(url_for("employers.answered"), code=303))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _closed(said: tuple[str, str], status: HTTPStatus) -> Response:
    title, words = said
    response = without_referrer(render_template("employers/closed.html", title=title, words=words))
    response.status_code = status
    return response
