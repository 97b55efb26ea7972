"""The region: authorities side by side, and publishing one's own figures."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.people import disclosure
from pfa.reporting import queries, services
from pfa.reporting.figures import key, tables
from pfa.reporting.forms import PublishForm
from pfa.reporting.views.room import reports_blueprint, year_asked
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@reports_blueprint.get("/region")
@needs("report:read")
def region() -> str:
    """The published figures of the region's authorities for one cohort, side by side."""
    years = queries.region_years(db(), actor())
    year = year_asked() or (years[0] if years else 0)
    beside = queries.compared(db(), actor(), year)
    own = queries.own(db(), actor())
    tools = {
        "tables": tables([one.figures for one in beside]),
        "key": key,
        "share": disclosure.share,
        "shown": disclosure.shown,
    }
    tools |= {"year_choices": [(each, f"September {each}") for each in years]}
    tools |= {"columns": [{"label": one.authority.name, "numeric": True} for one in beside]}
    return render_template("reporting/region.html", years=years, year=year, beside=beside, own=own, **tools)


@reports_blueprint.route("/region/publish/<int(max=9999):entry_year>", methods=["GET", "POST"])
@needs("report:publish")
def publish(entry_year: int) -> ResponseReturnValue:
    """What an edition would say, figure by figure; and publishing it."""
    form = PublishForm()
    if form.validate_on_submit():
        try:
            services.publish(db(), entry_year, seen=form.seen.data or "", actor=actor(), now=now())
            return done(url_for("reports.region", year=entry_year), "The region can see these figures now.")
        except Refused as error:
            form.refuse(error)
    found = services.preview(db(), actor(), entry_year, now=now())
    form.seen.data = found.digest
    own = queries.own(db(), actor())
    return render_template("reporting/publish.html", form=form, found=found, shown=disclosure.shown, own=own)
