"""A whole set of symbols: a zip file, every fault or every drawing beside what it replaces, then all or nothing."""

from __future__ import annotations

import uuid

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.symbols import queries, services
from pfa.symbols.files import COLUMNS, Fault, FaultySet
from pfa.symbols.forms import ActForm, LoadSetForm, ShowSetForm
from pfa.symbols.models import SetState, SymbolSet
from pfa.symbols.plan import Effect
from pfa.symbols.views.blueprint import blueprint
from pfa.web.done import done
from pfa.web.headers import gives_file, stays_the_same, takes_upload
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/sets", methods=["GET", "POST"])
@needs("symbol:edit")
@takes_upload
def sets() -> ResponseReturnValue:
    """Load a set; those that were loaded before."""
    form, faults = LoadSetForm(), list[Fault]()
    if form.validate_on_submit():
        try:
            sent = form.file.data
            row = services.load_set(db(), sent.filename or "", sent.read(), actor=actor(), now=now())
            return done(url_for("symbols.one_set", public_id=row.public_id))
        except Refused as error:
            db().commit()  # a file that cannot be taken counts as well: reading it is the work
            form.refuse(error)
            faults = error.faults if isinstance(error, FaultySet) else []
    page = queries.sets(db(), actor(), number=page_number(request.args.get("page")))
    return render_template("symbols/sets.html", form=form, faults=faults, page=page, columns=COLUMNS)


@blueprint.get("/sets/<uuid:public_id>")
@needs("symbol:edit")
def one_set(public_id: uuid.UUID) -> ResponseReturnValue:
    """Every drawing of a set beside what it would replace; later, what came of it."""
    return _one_set(queries.symbol_set(db(), actor(), public_id))


@blueprint.post("/sets/<uuid:public_id>/show")
@needs("symbol:edit")
def show_set(public_id: uuid.UUID) -> ResponseReturnValue:
    """Show everything that the preview showed."""
    row, form = queries.symbol_set(db(), actor(), public_id), ShowSetForm()
    try:
        preview, seen = str(form.preview.data), form.seen_version
        services.show_set(db(), row, preview, seen=seen, actor=actor(), now=now())
        return done(url_for("symbols.one_set", public_id=public_id), "The set is shown from now on.")
    except Refused as error:
        return _refused(public_id, error)


@blueprint.post("/sets/<uuid:public_id>/discard")
@needs("symbol:edit")
def discard_set(public_id: uuid.UUID) -> ResponseReturnValue:
    """Throw a set away that was not shown."""
    row = queries.symbol_set(db(), actor(), public_id)
    services.discard_set(db(), row, seen=ActForm().seen_version, actor=actor(), now=now())
    return done(url_for("symbols.sets"), "The set was thrown away. Nothing was changed.")


@blueprint.post("/sets/<uuid:public_id>/take-back")
@needs("symbol:edit")
def take_back_set(public_id: uuid.UUID) -> ResponseReturnValue:
    """Show again what stood there before a set."""
    row = queries.symbol_set(db(), actor(), public_id)
    try:
        services.take_back_set(db(), row, seen=ActForm().seen_version, actor=actor(), now=now())
        return done(url_for("symbols.one_set", public_id=public_id), "The set is taken back.")
    except Refused as error:
        return _refused(public_id, error)


@blueprint.get("/sets/drawings/<uuid:public_id>/picture")
@needs("symbol:edit")
@gives_file
@stays_the_same
def waiting_picture(public_id: uuid.UUID) -> Response:
    """A drawing that is being looked through, cleaned before it was kept."""
    row = queries.waiting(db(), actor(), public_id)
    return Response(row.content, mimetype=row.media_type)


def _refused(public_id: uuid.UUID, error: Refused) -> str:
    db().rollback()
    return _one_set(queries.symbol_set(db(), actor(), public_id), error)


def _one_set(row: SymbolSet, refusal: Refused | None = None) -> str:
    is_waiting = row.state is SetState.loaded
    plan = queries.plan(db(), row) if is_waiting else None
    form = ShowSetForm(formdata=None, version=row.version, preview=plan.digest if plan else "")
    if refusal is not None:
        form.refuse(refusal)
    act = ActForm(formdata=None, version=row.version)
    drawings = [] if is_waiting else queries.of_set(db(), row)
    live = {one.id for one in queries.shown(db(), {row.authority_id}).values()}
    more = {"effects": Effect, "states": SetState, "drawings": drawings, "live": live}
    return render_template("symbols/one_set.html", row=row, plan=plan, form=form, act=act, **more)
