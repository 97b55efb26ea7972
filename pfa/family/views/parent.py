"""A parent's or carer's own pages: their children, what they are asked, and what a young person shows them."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from pfa.about import queries as about
from pfa.about.views.room import given
from pfa.accounts.login import actor
from pfa.aspirations.views.comfort import ON_THIS_DEVICE, comforts
from pfa.core.errors import NotFound, Refused
from pfa.family import queries, services
from pfa.family.forms import AskForm, CheckForm
from pfa.family.forms.parents import LOOKS, look_form
from pfa.family.models import ParentAnswer, ParentLink, ParentWay
from pfa.family.questions import BY_KEY, QUESTIONS, after, before
from pfa.family.views.room import PARENT, blueprint, mine, who_reads
from pfa.people.access import note_opened
from pfa.web.done import done
from pfa.web.headers import gives_file, plays_sound
from pfa.web.permission import needs
from pfa.web.request import db, now, today

KEY = f"<any({', '.join(BY_KEY)}):key>"


@blueprint.get("/")
@needs("family:own")
def children() -> str:
    """The young people they are a parent or carer of, and what there is to do."""
    rows = []
    for link, _facts in queries.of_parent(db(), actor(), today()):
        asked = queries.asked_round(db(), link.young_person, today())
        response = queries.response_of(db(), link, asked) if asked else None
        rows.append((link, asked, response))
    return render_template("family/children.html", rows=rows)


@blueprint.route(f"/mine/<uuid:public_id>/ask/{KEY}", methods=["GET", "POST"])
@needs("family:own")
def ask(public_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """One question. It is saved when they go on."""
    link, _facts = mine(public_id)
    asked = queries.asked_round(db(), link.young_person, today())
    if asked is None:
        raise NotFound()
    form, question, reads = AskForm(), BY_KEY[key], who_reads(link.authority_id)
    if form.validate_on_submit() and (reads or not question.takes_text):
        try:
            response = services.begin(db(), link, asked, ParentWay.account, actor=actor(), now=now())
            services.answer(db(), response, question, form.said(), actor=actor(), now=now())
            following = after(key)
            if following is None:
                return done(url_for("family.check", public_id=public_id))
            return done(url_for("family.ask", public_id=public_id, key=following.key))
        except Refused as error:
            form.refuse(error)
    more: dict[str, Any] = {"last": _answers(link).get(key), "reads": reads, "number": QUESTIONS.index(question) + 1}
    more |= {"count": len(QUESTIONS), "earlier": before(key), "following": after(key)}
    return render_template("family/ask.html", link=link, form=form, question=question, **more)


@blueprint.route("/mine/<uuid:public_id>/check", methods=["GET", "POST"])
@needs("family:own")
def check(public_id: uuid.UUID) -> ResponseReturnValue:
    """What they said, to check and to send; and whether the young person may read it."""
    link, _facts = mine(public_id)
    asked = queries.asked_round(db(), link.young_person, today())
    response = queries.response_of(db(), link, asked) if asked else None
    if response is None:
        return redirect(url_for("family.children"), code=303)
    form = CheckForm(data={"shows": response.shows_young_person})
    if form.validate_on_submit():
        services.send(db(), response, shows=bool(form.shows.data), actor=actor(), now=now())
        return done(url_for("family.children"), "Thank you. We have what you said.")
    more = {"response": response, "answers": _answers(link), "questions": QUESTIONS}
    return render_template("family/check.html", link=link, form=form, **more)


@blueprint.get("/mine/<uuid:public_id>/said")
@needs("family:own")
@plays_sound
def said(public_id: uuid.UUID) -> str:
    """What a young person sent and shows; the same words in every case in which there is nothing to see."""
    link, facts = mine(public_id)
    note_opened(link.young_person, "family.said")
    answers = queries.seen_by_parent(db(), link, facts)
    items = about.shown_to(db(), link.young_person_id, PARENT) if not facts.is_closed else []
    return render_template("family/said.html", link=link, answers=answers, items=items)


@blueprint.get("/mine/<uuid:public_id>/about/<uuid:item_id>")
@needs("family:own")
@gives_file
def shown(public_id: uuid.UUID, item_id: uuid.UUID) -> Response:
    """A picture or sound that a young person shows to their parents."""
    link, facts = mine(public_id)
    items = about.shown_to(db(), link.young_person_id, PARENT) if not facts.is_closed else []
    for item in items:
        if item.public_id == item_id:
            note_opened(link.young_person, "family.shown")
            return given(item)
    raise NotFound()


@blueprint.route("/comfort", methods=["GET", "POST"])
@needs("family:own")
def comfort() -> ResponseReturnValue:
    """How a parent's pages look, on this device until they sign out."""
    form = look_form()(data={setting: comforts().option(setting) for setting in LOOKS})
    if form.validate_on_submit():
        session[ON_THIS_DEVICE] = comforts().changed(form.values())
        return done(url_for("family.children"), "Saved for this device.")
    return render_template("family/comfort.html", form=form)


def _answers(link: ParentLink) -> dict[str, ParentAnswer]:
    """What they said so far in the round they are asked in."""
    asked = queries.asked_round(db(), link.young_person, today())
    response = queries.response_of(db(), link, asked) if asked else None
    return queries.answers_of(db(), [response.id]).get(response.id, {}) if response else {}
