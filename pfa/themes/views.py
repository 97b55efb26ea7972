"""Themes of a round: what was written, suggested words, counts; one theme with its texts; what colleges see."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.queries import one_round, rates
from pfa.aspirations.views.wordings import wording
from pfa.core.errors import NotFound, Refused
from pfa.people.access import note_list
from pfa.themes import queries, services
from pfa.themes.forms import ActForm, MarkForm, ThemeForm
from pfa.themes.suggesting import suggested
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now

blueprint = Blueprint("themes", __name__)
OTHERS = 40  # texts that are not under a theme, listed at once


@blueprint.get("/rounds/<uuid:public_id>/themes")
@needs("theme:read")
def themes(public_id: uuid.UUID) -> str:
    """The themes of a round with their counts, and words that several people used."""
    asked = one_round(db(), actor(), public_id, "theme:read")
    written = queries.written(db(), actor(), asked)
    rows = [queries.counted(row, written.texts) for row in queries.themes(db(), actor(), asked)]
    known = [word for row in rows for word in row.theme.words]
    terms = suggested([(text.person_id, text.answer.text) for text in written.texts], known)
    years = sorted({name for row in rows for name in row.by_year()})
    places = sorted({name for row in rows for name in row.by_locality()})
    more = {"written": written, "rows": rows, "terms": terms, "years": years, "places": places}
    total = rates(db(), actor(), asked).total
    return render_template("themes/themes.html", asked=asked, total=total, told=queries.told, **more)


@blueprint.route("/rounds/<uuid:public_id>/themes/new", methods=["GET", "POST"])
@needs("theme:edit")
def new(public_id: uuid.UUID) -> ResponseReturnValue:
    """Make a theme, perhaps of a suggested word."""
    asked = one_round(db(), actor(), public_id, "theme:edit")
    word = request.args.get("word", "")[:80]
    form = ThemeForm(data={"name": word[:1].upper() + word[1:], "words": word})
    if form.validate_on_submit():
        try:
            row = services.make(db(), asked, form.values(), actor=actor(), now=now())
            db().flush()
            return done(url_for("themes.theme", public_id=row.public_id), "The theme is made.")
        except Refused as error:
            form.refuse(error)
    return render_template("themes/new.html", asked=asked, form=form)


@blueprint.route("/themes/<uuid:public_id>", methods=["GET", "POST"])
@needs("theme:read")
def theme(public_id: uuid.UUID) -> ResponseReturnValue:
    """One theme: its words, what is under it, and what could be."""
    row = queries.theme(db(), actor(), public_id, "theme:edit" if request.method == "POST" else "theme:read")
    form = ThemeForm(data={"name": row.name, "words": ", ".join(row.words), "version": str(row.version)})
    if form.validate_on_submit():
        try:
            services.edit(db(), row, form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("themes.theme", public_id=public_id), "Saved.")
        except Refused as error:
            form.refuse(error)
    written = queries.written(db(), actor(), row.round)
    under = queries.counted(row, written.texts)
    ids = {text.answer.id for text in under.texts}
    others = [text for text in written.texts if text.answer.id not in ids][:OTHERS]
    note_list("themes.theme", len(under.texts) + len(others))
    more = {"under": under, "others": others, "held": written.held, "marks": queries.marks_of(row)}
    sent = {"formdata": None, "version": row.version}
    more |= {"mark": MarkForm(formdata=None), "act": ActForm(**sent), "wording": wording}
    return render_template("themes/theme.html", theme=row, form=form, **more)


@blueprint.post("/themes/<uuid:public_id>/put")
@needs("theme:edit")
def put(public_id: uuid.UUID) -> ResponseReturnValue:
    """Put an answer under a theme, or take it out: one that the asker may read."""
    row, form = queries.theme(db(), actor(), public_id, "theme:edit"), MarkForm()
    texts = queries.written(db(), actor(), row.round).texts
    found = next((text.answer for text in texts if text.answer.public_id == form.answer_id()), None)
    if found is None:
        raise NotFound("We could not find that text.")
    services.mark(db(), row, found, is_in="take" not in request.form, actor=actor(), now=now())
    return done(url_for("themes.theme", public_id=public_id, _anchor="texts"))


@blueprint.post("/themes/<uuid:public_id>/share")
@needs("theme:edit")
def share(public_id: uuid.UUID) -> ResponseReturnValue:
    """Let colleges see the theme in bands, or no longer."""
    row, form = queries.theme(db(), actor(), public_id, "theme:edit"), ActForm()
    is_shared = row.shared_at is None
    services.share(db(), row, is_shared=is_shared, seen=form.seen_version, actor=actor(), now=now())
    words = "Colleges see its name and a band from now on." if is_shared else "Colleges do not see it any more."
    return done(url_for("themes.theme", public_id=public_id), words)


@blueprint.post("/themes/<uuid:public_id>/remove")
@needs("theme:edit")
def remove(public_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a theme."""
    row, form = queries.theme(db(), actor(), public_id, "theme:edit"), ActForm()
    asked = row.round.public_id
    services.remove(db(), row, seen=form.seen_version, actor=actor(), now=now())
    return done(url_for("themes.themes", public_id=asked), "The theme is removed. What was written stays as it is.")


@blueprint.get("/themes/bands")
@needs("theme:bands")
def bands() -> str:
    """What young people write about, as colleges see it: names of themes and bands."""
    through = {authority for authority, _ in actor().organisations_for("theme:bands")}
    return render_template("themes/bands.html", bands=queries.bands(db(), frozenset(through)))
