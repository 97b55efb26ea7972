"""Many employers: as a list, as a board, and as what is due."""

from __future__ import annotations

import uuid

from flask import render_template, request
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.employers import queries
from pfa.employers.models import Stage
from pfa.employers.queries import Due, Wanted
from pfa.employers.rules import STAGE_NAMES
from pfa.employers.views.room import blueprint
from pfa.provision import queries as provision
from pfa.provision.forms.fields import years
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.web.forms import PfaForm
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, today

PARTS = {"actions": queries.actions_due, "checks": queries.checks_due, "offers": queries.offers_due}


@blueprint.get("/employers/")
@needs("employer:read")
def index() -> ResponseReturnValue:
    wanted = _wanted()
    return render_template(
        "employers/index.html",
        page=queries.employers(db(), actor(), wanted, page=page_number(request.args.get("page"))),
        wanted=wanted,
        year_choices=[(str(year), f"September {year}") for year in years(today())],
        stage_choices=[("", "Any"), *[(stage.value, name) for stage, name in STAGE_NAMES.items()]],
        **_choices(),
    )


@blueprint.get("/employers/board")
@needs("employer:read")
def board() -> ResponseReturnValue:
    owner, work = request.args.get("owner", type=uuid.UUID), _kind_of_work()
    columns = queries.board(db(), actor(), owner=owner, kind_of_work=work)
    first = next((column.stage for column in columns if column.count), Stage.identified)
    chosen = _stage() or first
    return render_template("employers/board.html", columns=columns, chosen=chosen, form=PfaForm(), **_choices())


@blueprint.get("/employers/due")
@needs("employer:read")
def due() -> ResponseReturnValue:
    part = request.args.get("part", "")
    part = part if part in PARTS else "actions"
    wanted = Due(actor(), today(), mine=request.args.get("whose") != "all")
    return render_template(
        "employers/due.html",
        part=part,
        due=wanted,
        figures=queries.figures(db(), wanted),
        page=PARTS[part](db(), wanted, page=page_number(request.args.get("page"))),
    )


def _wanted() -> Wanted:
    """What the list is narrowed to, from the address; what cannot be read narrows nothing."""
    asked, choices = request.args, years(today())
    year = asked.get("year", "")
    return Wanted(
        entry_year=int(year) if year in {str(one) for one in choices} else provision.default_year(today()),
        words=asked.get("search", "")[:100],
        stage=_stage(),
        owner=asked.get("owner", type=uuid.UUID),
        kind_of_work=_kind_of_work(),
        offering={"yes": True, "no": False}.get(asked.get("offering", "")),
        sort=asked.get("sort", "name"),
        descending=asked.get("order") == "down",
    )


def _stage() -> Stage | None:
    said = request.args.get("stage", "")
    return Stage(said) if said in {stage.value for stage in Stage} else None


def _kind_of_work() -> str:
    said = request.args.get("work", "")
    return said if said in KINDS_OF_WORK else ""


def _choices() -> dict[str, list[tuple[str, str]]]:
    owners = queries.owners(db(), actor().authority_id)
    return {
        "owner_choices": [("", "Anybody"), *[(str(user.public_id), user.name) for user in owners]],
        "work_choices": [("", "Any"), *KINDS_OF_WORK.items()],
    }
