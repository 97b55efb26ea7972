"""Interest for a September: counts in bands, no names."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.provision import interest, queries, shown
from pfa.provision.forms.fields import years
from pfa.provision.views.room import blueprint
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, today


@blueprint.get("/interest")
@needs("provision:counts")
def counts() -> ResponseReturnValue:
    choices = years(today())
    asked = request.args.get("year", "")
    year = int(asked) if asked in {str(one) for one in choices} else queries.default_year(today())
    added = interest.sources()
    return render_template(
        "provision/counts.html",
        year=year,
        year_choices=shown.year_choices(choices),
        days_words=shown.days_words,
        page=interest.interest(db(), actor(), year, added, today=today(), number=page_number(request.args.get("page"))),
        by_group=[interest.AGREED, *[one for one in added if one.by_group]],
        by_work=[interest.AGREED, *[one for one in added if one.by_group or one.by_kind_of_work]],
    )
