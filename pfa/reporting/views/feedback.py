"""You said, we did: seen before it is released, read by young people, printed for an assembly."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.reporting import queries, services
from pfa.reporting.feedback import DID, NAMED, NOT_YET, Said
from pfa.reporting.forms import ActForm, ReleaseForm
from pfa.reporting.models import Feedback
from pfa.reporting.services import ReleasedWords
from pfa.reporting.views.room import reports_blueprint
from pfa.reporting.words import people, say
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


def _words(said: Said | None, row: Feedback | None = None) -> dict[str, Any]:
    return {"said": said, "row": row, "say": say, "people": people, "works": KINDS_OF_WORK, "parts": (DID, NOT_YET)} | {
        "named": NAMED
    }


@reports_blueprint.get("/what-came-of-it")
@needs("feedback:read")
def feedback() -> str:
    """Every release, and the entry years for which one can be made."""
    years = queries.cohort_years(db(), actor()) if actor().can("report:publish") else []
    return render_template("reporting/feedback/list.html", rows=queries.released(db(), actor()), years=years)


@reports_blueprint.route("/what-came-of-it/new/<int(max=9999):entry_year>", methods=["GET", "POST"])
@needs("report:publish")
def release(entry_year: int) -> ResponseReturnValue:
    """What would be released, beside what it rests on; and the release itself."""
    form = ReleaseForm()
    found = queries.facts(db(), actor(), entry_year)
    if form.validate_on_submit():
        try:
            said = ReleasedWords(form.words.data or "", form.next_steps())
            made = services.release(db(), entry_year, said, actor=actor(), now=now())
            return done(url_for("reports.released", public_id=made.public_id), "Young people can read it now.")
        except Refused as error:
            form.refuse(error)
    more = _words(queries.draft(found, form.next_steps()))
    return render_template("reporting/feedback/release.html", form=form, facts=found, entry_year=entry_year, **more)


@reports_blueprint.get("/what-came-of-it/<uuid:public_id>")
@needs("feedback:read")
def released(public_id: uuid.UUID) -> str:
    """One release as young people read it, for the staff."""
    row = queries.one_release(db(), actor(), public_id)
    may = row.authority_id in actor().authorities_for("report:publish")
    more = _words(queries.as_said(row), row)
    return render_template("reporting/feedback/released.html", may_withdraw=may, form=ActForm(obj=row), **more)


@reports_blueprint.get("/what-came-of-it/<uuid:public_id>/print")
@needs("feedback:read")
def printed(public_id: uuid.UUID) -> str:
    """The same, large, to print for an assembly."""
    row = queries.one_release(db(), actor(), public_id)
    return render_template("reporting/feedback/print.html", **_words(queries.as_said(row), row))


@reports_blueprint.post("/what-came-of-it/<uuid:public_id>/withdraw")
@needs("report:publish")
def withdraw(public_id: uuid.UUID) -> ResponseReturnValue:
    """Take a release back."""
    row = queries.one_release(db(), actor(), public_id, "report:publish")
    services.withdraw(db(), row, seen=ActForm().seen_version, actor=actor(), now=now())
    return done(url_for("reports.released", public_id=row.public_id), "Young people no longer see it.")


@reports_blueprint.get("/mine")
@needs("feedback:own")
def mine() -> str:
    """What came of what I and the others said."""
    row = queries.my_release(db(), actor())
    said = queries.as_said(row) if row is not None else None
    return render_template("reporting/feedback/mine.html", **_words(said, row))
