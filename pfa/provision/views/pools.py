"""Coach pools: job-coach time that several groups share."""

from __future__ import annotations

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar.week import DAY_NAMES, DAYS, HALF_NAMES
from pfa.core.errors import Refused
from pfa.provision import queries, services, shown
from pfa.provision.forms import PoolForm
from pfa.provision.forms.fields import years
from pfa.provision.models import CoachPool
from pfa.provision.views.room import blueprint
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.get("/pools")
@needs("pool:edit")
def pools() -> ResponseReturnValue:
    year = _year()
    return render_template(
        "provision/pools.html",
        pools=queries.pools_in_use(db(), actor(), year),
        year=year,
        year_choices=shown.year_choices(years(today())),
        days=DAYS,
        day_columns=[{"label": name, "numeric": True} for name in DAY_NAMES.values()],
        halves=[(half, name.capitalize()) for half, name in HALF_NAMES.items()],
    )


@blueprint.route("/pools/new", methods=["GET", "POST"])
@needs("pool:edit")
def add_pool() -> ResponseReturnValue:
    form = PoolForm(None, today=today(), entry_year=_year())
    if form.validate_on_submit():
        try:
            pool = services.add_pool(db(), form.draft(), authority_id=actor().authority_id, actor=actor(), now=now())
            return done(_list(pool), "Coach pool added.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/add_pool.html", form=form)


@blueprint.route("/pools/<uuid:public_id>/edit", methods=["GET", "POST"])
@needs("pool:edit")
def edit_pool(public_id: uuid.UUID) -> ResponseReturnValue:
    pool = queries.pool(db(), actor(), public_id)
    form = PoolForm(pool, today=today())
    if form.validate_on_submit():
        try:
            services.edit_pool(db(), pool, form.draft(), seen=form.seen_version, actor=actor(), now=now())
            return done(_list(pool), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("provision/edit_pool.html", form=form, pool=pool)


def _year() -> int:
    text = request.args.get("year", "")
    return int(text) if text in {str(year) for year in years(today())} else queries.default_year(today())


def _list(pool: CoachPool) -> str:
    return url_for("provision.pools", year=pool.entry_year)
