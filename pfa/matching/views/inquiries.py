"""Pages of what the worker finds out about a run: what would have to change, and what one more is worth."""

from __future__ import annotations

import io
import uuid

from flask import abort, jsonify, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.imports.writing import csv_bytes
from pfa.matching import queries, shown
from pfa.matching.forms import AskForm
from pfa.matching.inquiring import services
from pfa.matching.inquiring import shown as said
from pfa.matching.inquiring.models import Inquiry, InquiryKind
from pfa.matching.models import Run
from pfa.matching.views.room import blueprint
from pfa.people import queries as people
from pfa.people.access import note_list
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now

OF_A_RUN = {"changes": InquiryKind.changes, "worth": InquiryKind.worth, "check": InquiryKind.check}
COLUMNS = (
    "One more",
    "First wish met, at least",
    "One of their wishes",
    "Main pathways",
    "Full weeks",
    "Points",
    "How sure",
)


@blueprint.get("/<uuid:public_id>/changes")
@needs("run:read")
def changes(public_id: uuid.UUID) -> str:
    """Wishes that were not met, each with what would have to change and a plan B."""
    run = queries.run(db(), actor(), public_id)
    which = request.args.get("which", "all")
    page = queries.wanted(db(), run, which=which, number=page_number(request.args.get("page")))
    note_list("matching.changes", len(page.rows))
    return render_template(
        "matching/changes.html",
        run=run,
        page=page,
        which=which,
        picks=queries.WHOSE,
        spots=queries.spots(db(), run),
        inquiry=queries.newest_inquiry(db(), run, InquiryKind.changes),
        form=AskForm(),
        shown=shown,
        said=said,
    )


@blueprint.get("/<uuid:public_id>/worth")
@needs("run:read")
def worth(public_id: uuid.UUID) -> str:
    """What one more place, unit or running group brings at least."""
    run = queries.run(db(), actor(), public_id)
    return render_template(
        "matching/worth.html",
        run=run,
        rows=queries.one_more(db(), run),
        inquiry=queries.newest_inquiry(db(), run, InquiryKind.worth),
        form=AskForm(),
        shown=shown,
        said=said,
    )


@blueprint.get("/<uuid:public_id>/worth.csv")
@needs("run:read")
def worth_csv(public_id: uuid.UUID) -> ResponseReturnValue:
    """The same as a file."""
    run = queries.run(db(), actor(), public_id)
    rows = [
        (
            said.more_words(row),
            *map(str, (row.firsts, row.wishes, row.mains, row.full_weeks, row.points)),
            said.how_sure(row),
        )
        for row in queries.one_more(db(), run)
    ]
    content = io.BytesIO(csv_bytes(COLUMNS, rows))
    return send_file(content, "text/csv", as_attachment=True, download_name=f"one-more-{run.entry_year}.csv")


@blueprint.post("/<uuid:public_id>/ask/<kind>")
@needs("run:start")
def ask(public_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Ask the worker something about a whole run."""
    run = queries.run(db(), actor(), public_id)
    wanted = OF_A_RUN.get(kind) or abort(404)
    services.ask_of_run(db(), run, wanted, actor=actor(), now=now())
    return done(_page(run, wanted), "The worker has been asked. This page shows what it finds.")


@blueprint.post("/<uuid:public_id>/people/<uuid:person_id>/ask")
@needs("run:start")
def ask_one(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Ask the worker what would have to change for one young person."""
    run, person = queries.run(db(), actor(), public_id), people.person(db(), actor(), person_id)
    queries.suggested(db(), run, person)
    services.ask_of_run(db(), run, InquiryKind.changes, person=person, actor=actor(), now=now())
    return done(url_for("matching.suggestion", public_id=run.public_id, person_id=person.public_id))


@blueprint.get("/questions/<uuid:public_id>/progress")
@needs("run:read")
def asked(public_id: uuid.UUID) -> ResponseReturnValue:
    """How far a question has come, for its page to ask again and again."""
    row = queries.inquiry(db(), actor(), public_id)
    return jsonify(finished=row.state not in services.UNFINISHED, phase=said.progress_words(row))


@blueprint.post("/questions/<uuid:public_id>/stop")
@needs("run:start")
def ask_stop(public_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a question; what has been found stays."""
    row = queries.inquiry(db(), actor(), public_id)
    services.stop(db(), row, actor=actor(), now=now())
    return done(_back(row), "Stopped. What had been found stays.")


def _back(row: Inquiry) -> str:
    if row.run_id is None:
        return url_for("matching.check", year=row.entry_year)
    return _page(queries.run_numbered(db(), actor(), row.run_id), row.kind)


def _page(run: Run, kind: InquiryKind) -> str:
    endpoint = {InquiryKind.changes: "matching.changes", InquiryKind.worth: "matching.worth"}.get(kind, "matching.run")
    return url_for(endpoint, public_id=run.public_id)
