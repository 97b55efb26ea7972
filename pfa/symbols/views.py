"""An authority's own symbols: a preview of the whole set with what is missing, one concept, and the pictures."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.symbols import queries, services
from pfa.symbols.forms import ActForm, LoadForm
from pfa.web.done import done
from pfa.web.headers import gives_file, stays_the_same, takes_upload
from pfa.web.permission import needs
from pfa.web.request import db, now
from pfa.web.symbols import SYMBOLS

blueprint = Blueprint("symbols", __name__, url_prefix="/symbols")
PARTS = ("all", "own", "missing")


@blueprint.get("/", endpoint="index")
@needs("symbol:edit")
def symbol_set() -> str:
    """Every concept with the picture that stands for it, and which have none of the authority's own."""
    own = queries.shown(db(), actor().authorities_for("symbol:edit"))
    part = request.args.get("show", "all")
    kept = {name: words for name, words in SYMBOLS.items() if part not in PARTS[1:] or (name in own) == (part == "own")}
    return render_template("symbols/index.html", own=own, kept=kept, part=part, count=len(SYMBOLS))


@blueprint.route("/of/<concept>", methods=["GET", "POST"])
@needs("symbol:edit")
@takes_upload
def concept(concept: str) -> ResponseReturnValue:
    """One concept: ours, the authority's own, its earlier versions, and loading another."""
    if concept not in SYMBOLS:
        raise NotFound("There is no symbol of that name.")
    form = LoadForm()
    if form.validate_on_submit():
        try:
            services.load(db(), concept, form.file.data.read(), form.words.data or "", actor=actor(), now=now())
            return done(url_for("symbols.concept", concept=concept), "The drawing is shown from now on.")
        except Refused as error:
            form.refuse(error)
    rows = queries.versions(db(), actor(), concept)
    live = next((row for row in rows if row.removed_at is None), None)
    more = {"versions": rows, "live": live, "act": ActForm(formdata=None)}
    return render_template("symbols/concept.html", name=concept, words=SYMBOLS[concept], form=form, **more)


@blueprint.post("/of/<concept>/remove")
@needs("symbol:edit")
def remove(concept: str) -> ResponseReturnValue:
    """Take the authority's own drawing away."""
    services.remove(db(), concept, actor=actor(), now=now())
    return done(url_for("symbols.concept", concept=concept), "Taken away. Our own symbol is shown again.")


@blueprint.post("/<uuid:public_id>/again")
@needs("symbol:edit")
def again(public_id: uuid.UUID) -> ResponseReturnValue:
    """Show an earlier drawing again."""
    row = queries.drawing(db(), actor().authorities_for("symbol:edit"), public_id)
    services.bring_back(db(), row, actor=actor(), now=now())
    return done(url_for("symbols.concept", concept=row.concept), "That version is shown again.")


@blueprint.get("/<uuid:public_id>/picture")
@needs("symbol:see")
@gives_file
@stays_the_same
def picture(public_id: uuid.UUID) -> Response:
    """A drawing, cleaned before it was kept. Opened by itself it may do nothing."""
    row = queries.drawing(db(), actor().authority_ids, public_id)
    return Response(row.content, mimetype=row.media_type)
