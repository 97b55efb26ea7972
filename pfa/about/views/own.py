"""A young person's own page about themselves."""

from __future__ import annotations

import uuid

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.about import queries, services
from pfa.about.forms import AddForm, ItemForm, PlainForm
from pfa.about.models import AboutKind, Audience
from pfa.about.views.room import blueprint, given
from pfa.about.words import say
from pfa.accounts.login import actor
from pfa.aspirations.views.reader import Reader, reader
from pfa.core.errors import Refused
from pfa.web.done import done
from pfa.web.forms import check_version
from pfa.web.headers import gives_file, plays_sound, records_sound, takes_upload
from pfa.web.permission import needs
from pfa.web.request import db, now

KIND = "<any(photo, drawing, voice, good, matters, support):kind>"


@blueprint.get("/mine")
@needs("about:own")
@plays_sound
def mine() -> str:
    """Everything, by kind, and what can be added."""
    person = queries.own(db(), actor())
    every = queries.own_items(db(), person)
    shown = [item for item in every if not queries.is_kept_from(item, actor().helped_by)]
    full = {kind for kind in AboutKind if services.is_full(kind, every)}
    more = {"who": reader(person.authority_id), "kept": len(shown) < len(every), "full": full}
    return render_template("about/mine.html", items=shown, **more)


@blueprint.route(f"/mine/add/{KIND}", methods=["GET", "POST"])
@needs("about:own")
@takes_upload
@records_sound
def add(kind: str) -> ResponseReturnValue:
    """Add a photo, a drawing, a voice note or words."""
    what, form, public_id = AboutKind(kind), AddForm(), uuid.uuid4()
    if form.validate_on_submit():
        try:
            file = form.cleaned(what)
            person = queries.own(db(), actor())
            _reader_or_refuse(person.authority_id)
            new = form.new(what, file, public_id, url_for("about.look", public_id=public_id))
            services.add(db(), person, new, actor=actor(), now=now())
            return done(url_for("about.mine"), say("add.done"))
        except Refused as error:
            form.refuse(error)
    person = queries.own(db(), actor())
    return render_template("about/add.html", form=form, kind=what, who=reader(person.authority_id))


@blueprint.route("/mine/<uuid:public_id>", methods=["GET", "POST"])
@needs("about:own")
@plays_sound
def item(public_id: uuid.UUID) -> ResponseReturnValue:
    """Change one thing: its words, and who sees it."""
    row = queries.own_item(db(), actor(), public_id)
    form, who = ItemForm(row), reader(row.authority_id)
    if form.validate_on_submit():
        try:
            check_version(row, form.seen_version)
            if who is not None:
                services.say_anew(db(), row, form.words.data or "", actor=actor(), now=now())
            printed = bool(form.is_printed.data)
            services.show(db(), row, form.audience(), is_printed=printed, actor=actor(), now=now())
            return done(url_for("about.mine"), say("item.saved"))
        except Refused as error:
            form.refuse(error)
    return render_template("about/item.html", item=row, form=form, who=who, audiences=Audience)


@blueprint.route("/mine/<uuid:public_id>/away", methods=["GET", "POST"])
@needs("about:own")
@plays_sound
def away(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take one thing away, for good."""
    row, form = queries.own_item(db(), actor(), public_id), PlainForm()
    if form.validate_on_submit():
        services.take_away(db(), row, actor=actor(), now=now())
        return done(url_for("about.mine"), say("away.done"))
    return render_template("about/away.html", item=row, form=form, who=reader(row.authority_id))


@blueprint.get("/mine/<uuid:public_id>/file")
@needs("about:own")
@gives_file
def own_file(public_id: uuid.UUID) -> Response:
    """The picture or sound itself."""
    return given(queries.own_item(db(), actor(), public_id))


def _reader_or_refuse(authority_id: int) -> Reader:
    """Nothing is taken that nobody would look at."""
    found = reader(authority_id)
    if found is None:
        raise Refused(say("mine.closed"))
    return found
