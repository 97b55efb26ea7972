"""Pages of the imports room: a file, its columns, every fault or every change, then all or nothing."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import access
from pfa.accounts.login import actor
from pfa.core.errors import NotFound, Refused
from pfa.imports import kinds, queries, services, writing
from pfa.imports.forms import CommitForm, DiscardForm, MatchForm, UploadForm
from pfa.imports.models import ImportFile, ImportState
from pfa.imports.reader import Unreadable
from pfa.web.done import done
from pfa.web.headers import takes_upload
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now

blueprint = Blueprint("imports", __name__, url_prefix="/imports")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
@needs("import:use")
def imports() -> str:
    """What can be brought in, and what was."""
    offered = kinds.offered(actor())
    names = [kind.name for kind in offered]
    page = queries.files(db(), actor(), names, number=page_number(request.args.get("page")))
    return render_template("imports/imports.html", kinds=offered, page=page, titles={k.name: k.title for k in offered})


@blueprint.route("/new/<kind>", methods=["GET", "POST"])
@needs("import:use")
@takes_upload
def upload(kind: str) -> ResponseReturnValue:
    """Choose a file of one kind."""
    found = kinds.find(actor(), kind)
    form = UploadForm()
    if form.validate_on_submit():
        sent = form.file.data
        try:
            authority = min(actor().authorities_for(found.permission))
            name, data = sent.filename or "", sent.read()
            row = services.upload(db(), found, authority, file_name=name, data=data, actor=actor(), now=now())
            return done(url_for("imports.columns", public_id=row.public_id))
        except Unreadable as error:
            db().commit()  # a file that cannot be read counts as well: reading it is the work
            for words in (str(error), *error.more):
                form.form_errors.append(words)
    return render_template("imports/upload.html", form=form, kind=found)


@blueprint.route("/<uuid:public_id>/columns", methods=["GET", "POST"])
@needs("import:use")
def columns(public_id: uuid.UUID) -> ResponseReturnValue:
    """Match the file's headings with our columns."""
    row = queries.file(db(), actor(), public_id)
    kind = kinds.find(actor(), row.kind)
    form = MatchForm(obj=row)
    mapping = row.mapping
    if form.validate_on_submit():
        mapping = form.chosen(row.headings, request.form)
        try:
            services.match(db(), row, kind, mapping, seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("imports.file", public_id=row.public_id))
        except Refused as error:
            form.refuse(error)
    if row.state not in services.ON_ITS_WAY:
        return redirect(url_for("imports.file", public_id=row.public_id))
    return render_template("imports/columns.html", form=form, row=row, kind=kind, mapping=mapping)


@blueprint.get("/<uuid:public_id>")
@needs("import:use")
def file(public_id: uuid.UUID) -> ResponseReturnValue:
    """Every fault of the file, or what it would change; for a file that is done with, what came of it."""
    row = queries.file(db(), actor(), public_id)
    return _preview(row, None)


@blueprint.post("/<uuid:public_id>/commit")
@needs("import:use")
def commit(public_id: uuid.UUID) -> ResponseReturnValue:
    """Save everything that the preview showed."""
    row = queries.file(db(), actor(), public_id)
    kind, form = kinds.find(actor(), row.kind), CommitForm()
    try:
        seen, preview = form.seen_version, str(form.preview.data)
        services.commit(db(), row, kind, preview, seen=seen, actor=actor(), now=now())
        return done(url_for("imports.file", public_id=row.public_id), f"{row.summary}.")
    except Refused as error:
        db().rollback()
        return _preview(queries.file(db(), actor(), public_id), error)


@blueprint.post("/<uuid:public_id>/discard")
@needs("import:use")
def discard(public_id: uuid.UUID) -> ResponseReturnValue:
    row = queries.file(db(), actor(), public_id)
    services.discard(db(), row, seen=DiscardForm().seen_version, actor=actor(), now=now())
    return done(url_for("imports.imports"), "The file was thrown away. Nothing was saved.")


@blueprint.get("/template/<kind>.<ending>")
@needs("import:use")
def template(kind: str, ending: str) -> Response:
    """An empty file of a kind, with one invented row to show how."""
    found = kinds.find(actor(), kind)
    headings = [column.title for column in found.columns]
    example = [column.example for column in found.columns]
    if ending == "csv":
        body, kind_of_file = writing.csv_bytes(headings, [example]), "text/csv"
    elif ending == "xlsx":
        body, kind_of_file = writing.xlsx_bytes(found.title, headings, [example]), XLSX
    else:
        raise NotFound()
    named = {"Content-Disposition": f'attachment; filename="{found.name}.{ending}"'}
    return Response(body, mimetype=kind_of_file, headers=named)


def _preview(row: ImportFile, refusal: Refused | None) -> ResponseReturnValue:
    kind = kinds.find(actor(), row.kind)
    if row.state is ImportState.uploaded:
        return redirect(url_for("imports.columns", public_id=row.public_id))
    checked = None
    if row.state is ImportState.matched:
        checked = services.checked(db(), row, kind, actor=actor(), now=now())
        access.note("imports.file", authority_id=row.authority_id, count=len(checked.changes))
    preview = checked.digest if checked else ""
    form = CommitForm(formdata=None, version=row.version, preview=preview)
    if refusal is not None:
        form.refuse(refusal)
    return render_template(
        "imports/file.html",
        row=row,
        kind=kind,
        checked=checked,
        form=form,
        throw_away=DiscardForm(formdata=None, version=row.version),
        earlier=queries.same_file(db(), row),
    )
