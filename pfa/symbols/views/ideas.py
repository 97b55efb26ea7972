"""An authority's own symbols: a preview of the whole set with what is missing, one idea, and the pictures."""

from __future__ import annotations

import uuid

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.symbols import drawn, files, queries, services
from pfa.symbols.forms import ActForm, LoadForm
from pfa.symbols.views.blueprint import blueprint
from pfa.web.done import done
from pfa.web.headers import gives_file, stays_the_same, takes_upload
from pfa.web.permission import needs
from pfa.web.request import db, now
from pfa.web.symbols import SYMBOLS

PARTS = ("all", "own", "missing")


@blueprint.get("/", endpoint="index")
@needs("symbol:edit")
def symbol_set() -> str:
    """Every idea with the picture that stands for it, and which have none of the authority's own."""
    own, ideas = queries.shown(db(), actor().authorities_for("symbol:edit")), queries.ideas(db(), actor())
    part = request.args.get("show", "all")
    kept = {name: words for name, words in ideas.items() if part not in PARTS[1:] or (name in own) == (part == "own")}
    return render_template("symbols/index.html", own=own, kept=kept, part=part, count=len(ideas))


@blueprint.route("/of/<concept>", methods=["GET", "POST"])
@needs("symbol:edit")
@takes_upload
def concept(concept: str) -> ResponseReturnValue:
    """One idea: ours, the authority's own, its earlier versions, and loading another."""
    form = LoadForm()
    if form.validate_on_submit():
        try:
            said = {"words": form.words.data or "", "credit": form.credit.data or ""}
            services.load(db(), concept, form.file.data.read(), **said, actor=actor(), now=now())
            return done(url_for("symbols.concept", concept=concept), "The drawing is shown from now on.")
        except Refused as error:
            form.refuse(error)
    return _concept(concept, form)


@blueprint.post("/of/<concept>/remove")
@needs("symbol:edit")
def remove(concept: str) -> ResponseReturnValue:
    """Take the authority's own drawing away."""
    try:
        services.remove(db(), concept, actor=actor(), now=now())
        return done(url_for("symbols.concept", concept=concept), "Taken away.")
    except Refused as error:
        form = LoadForm(formdata=None)
        form.refuse(error)
        return _concept(concept, form)


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


@blueprint.get("/credits")
@needs("symbol:see")
def credits() -> str:
    """Who drew the authority's own drawings: many licences ask that everybody who sees them is told."""
    return render_template("symbols/credits.html")


@blueprint.get("/ours.zip")
@needs("symbol:edit")
def download_ours() -> Response:
    """Our drawings with their table, to start a set from."""
    return _zip("symbols-ours", files.written(drawn.ours().values()))


@blueprint.get("/in-use.zip")
@needs("symbol:edit")
def download_in_use() -> Response:
    """Every drawing that is shown now with their table: a copy to keep, or to start a set from."""
    return _zip("symbols-in-use", files.written(queries.in_use(db(), actor().authorities_for("symbol:edit"))))


def _concept(name: str, form: LoadForm) -> str:
    rows = queries.versions(db(), actor(), name)
    if name not in SYMBOLS and not rows:
        raise NotFound("There is no symbol of that name.")
    live = next((row for row in rows if row.removed_at is None), None)
    words = SYMBOLS.get(name) or (live or rows[0]).title
    more = {"versions": rows, "live": live, "act": ActForm(formdata=None), "is_ours": name in SYMBOLS}
    return render_template("symbols/concept.html", name=name, words=words, form=form, **more)


def _zip(name: str, body: bytes) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Response(body, mimetype="application/zip", headers=named)
