"""Linking parents, their cards, and what they said on paper, typed in."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import cards as card_services
from pfa.accounts import login
from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.family import queries, services
from pfa.family.forms import LinkForm, PlainForm, paper_form
from pfa.family.models import ParentLink
from pfa.family.questions import QUESTIONS
from pfa.family.views.room import blueprint
from pfa.people import cards
from pfa.people.access import note_opened
from pfa.people.queries import person as one_person
from pfa.web.done import commit, done
from pfa.web.permission import needs
from pfa.web.request import db, now, settings, today


@blueprint.route("/of/<uuid:person_id>/link", methods=["GET", "POST"])
@needs("family:link")
def link(person_id: uuid.UUID) -> ResponseReturnValue:
    """Link one of the people beside a young person as a parent or carer."""
    person = one_person(db(), actor(), person_id, "family:link")
    note_opened(person, "family.link")
    form = LinkForm()
    form.offer(person.contacts)
    if form.validate_on_submit():
        try:
            contact = services.contact_or_lost(person, form.contact.data or "")
            services.link(db(), person, contact, form.values(), actor=actor(), now=now())
            return done(_back(person.public_id), f"{contact.name} is linked.")
        except Refused as error:
            form.refuse(error)
        except NotFound:
            form.refuse(Refused("Choose who it is", "contact"))
    return render_template("family/link.html", person=person, form=form, link=None)


@blueprint.route("/links/<uuid:public_id>", methods=["GET", "POST"])
@needs("family:link")
def edit(public_id: uuid.UUID) -> ResponseReturnValue:
    """What the staff know of one parent."""
    row = _link(public_id, "family:link")
    known = "yes" if row.has_responsibility else "no"
    form = LinkForm(data={"has_responsibility": known, "since_on": row.since_on, "version": row.version})
    form.offer(())
    if form.validate_on_submit():
        try:
            services.edit_link(db(), row, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(_back(row.young_person.public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    more = {"plain": PlainForm(formdata=None)}
    return render_template("family/link.html", person=row.young_person, form=form, link=row, **more)


@blueprint.post("/links/<uuid:public_id>/card")
@needs("family:link")
def card(public_id: uuid.UUID) -> ResponseReturnValue:
    """Make a parent's card and show it once, to be printed."""
    door = login.entrance()
    made = card_services.make(1, hasher=door.hasher, peppers=door.peppers)[0]
    row = _link(public_id, "family:link")
    printed = services.give_card(db(), row, made, base_url=settings().public_base_url, actor=actor(), now=now())
    back = _back(row.young_person.public_id)
    return commit(back) or render_template(
        "family/card.html", printed=[printed], last_day=cards.last_day(today()), back=back
    )


@blueprint.post("/links/<uuid:public_id>/end")
@needs("family:link")
def end(public_id: uuid.UUID) -> ResponseReturnValue:
    """End a parent's link today."""
    row = _link(public_id, "family:link")
    services.end(db(), row, actor=actor(), now=now())
    return done(_back(row.young_person.public_id), f"{row.name}'s link has ended.")


@blueprint.route("/links/<uuid:public_id>/paper", methods=["GET", "POST"])
@needs("family:enter")
def paper(public_id: uuid.UUID) -> ResponseReturnValue:
    """Type in what a parent said on paper or in a talk."""
    row = _link(public_id, "family:enter")
    asked = queries.asked_round(db(), row.young_person, today())
    if asked is None or row.ended_on is not None:
        raise NotFound()
    form = paper_form(row.young_person.called)()
    if form.validate_on_submit():
        try:
            services.enter(db(), row, asked, form.said(), shows=form.shows.data, actor=actor(), now=now())
            return done(_back(row.young_person.public_id), "The answers are saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("family/paper.html", link=row, asked=asked, form=form, questions=QUESTIONS)


def _link(public_id: uuid.UUID, permission: str) -> ParentLink:
    """One link, with the opening of whom it names recorded. Raises NotFound."""
    row = queries.one(db(), actor(), public_id, permission)
    note_opened(row.young_person, request.endpoint or "")
    return row


def _back(person_id: uuid.UUID) -> str:
    return url_for("family.of_person", person_id=person_id)
