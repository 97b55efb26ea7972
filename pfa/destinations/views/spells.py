"""Spells: added, said again, corrected, withdrawn."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.destinations import queries, services, words
from pfa.destinations.forms import AgainForm, SpellForm, WithdrawForm
from pfa.destinations.models import Spell
from pfa.destinations.views.room import BOTH, blueprint, opened, place
from pfa.people.access import note_opened
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/leavers/<uuid:public_id>/spells/add", methods=BOTH)
@needs("destination:edit")
def add_spell(public_id: uuid.UUID) -> ResponseReturnValue:
    """What somebody told us they do or did."""
    found = opened(public_id)
    form = SpellForm(today())
    if form.validate_on_submit():
        try:
            values = form.values(place(found, form.where.data))
            services.add_spell(db(), found, values, actor=actor(), now=now(), today=today())
            return done(_line(found.public_id), "Kept.")
        except Refused as error:
            form.refuse(error)
    names = queries.places(db(), actor(), found)
    return render_template("destinations/spell.html", form=form, leaver=found, spell=None, places=names, words=words)


@blueprint.route("/spells/<uuid:public_id>/correct", methods=BOTH)
@needs("destination:edit")
def correct(public_id: uuid.UUID) -> ResponseReturnValue:
    """It was typed in wrongly: the old entry is withdrawn, the right one kept."""
    spell = _spell(public_id)
    leaver, form = spell.leaver, SpellForm(today(), spell)
    if form.validate_on_submit():
        try:
            values, why = form.values(place(leaver, form.where.data)), form.because.data or ""
            seen = form.seen_version
            services.correct(db(), spell, values, why, seen=seen, actor=actor(), now=now(), today=today())
            return done(_line(leaver.public_id), "Corrected. The old entry is kept as withdrawn.")
        except Refused as error:
            form.refuse(error)
    names = queries.places(db(), actor(), leaver)
    return render_template("destinations/spell.html", form=form, leaver=leaver, spell=spell, places=names, words=words)


@blueprint.route("/spells/<uuid:public_id>/again", methods=BOTH)
@needs("destination:edit")
def again(public_id: uuid.UUID) -> ResponseReturnValue:
    """Somebody says that it goes on, or when it ended."""
    spell = _spell(public_id)
    form = AgainForm(data={"version": spell.version, "evidence": spell.evidence, "heard_on": today()})
    if form.validate_on_submit():
        try:
            services.hear_again(
                db(),
                spell,
                evidence=form.evidence.data,
                heard_on=form.heard_on.data,
                ended_on=form.ends_on.data,
                seen=form.seen_version,
                actor=actor(),
                now=now(),
                today=today(),
            )
            return done(_line(spell.leaver.public_id), "Kept.")
        except Refused as error:
            form.refuse(error)
    return render_template("destinations/again.html", form=form, spell=spell, leaver=spell.leaver, words=words)


@blueprint.route("/spells/<uuid:public_id>/withdraw", methods=BOTH)
@needs("destination:edit")
def withdraw(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take an entry out of every figure, with the reason."""
    spell = _spell(public_id)
    form = WithdrawForm(obj=spell)
    if form.validate_on_submit():
        try:
            because = form.because.data or ""
            services.withdraw(db(), spell, because, seen=form.seen_version, actor=actor(), now=now())
            return done(_line(spell.leaver.public_id), "Withdrawn. It stays to be seen and counts no more.")
        except Refused as error:
            form.refuse(error)
    return render_template("destinations/withdraw.html", form=form, spell=spell, leaver=spell.leaver, words=words)


def _spell(public_id: uuid.UUID) -> Spell:
    found = queries.spell(db(), actor(), public_id)
    note_opened(found.leaver.young_person, request.endpoint or "")
    return found


def _line(public_id: uuid.UUID) -> str:
    return url_for("destinations.leaver", public_id=public_id)
