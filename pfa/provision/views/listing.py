"""What is on offer: the list, one opportunity's page, and the words we use."""

from __future__ import annotations

import enum
import uuid
from typing import TypeVar

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import NotFound
from pfa.people.codes import ACCESS_NEEDS, LEVELS, PLAN_NAMES
from pfa.provision import queries, shown
from pfa.provision.forms import VersionForm
from pfa.provision.forms.fields import years
from pfa.provision.kinds import FUNDERS, KIND_NAMES, KINDS_OF_WORK, Certainty, OpportunityKind
from pfa.provision.models import Provider
from pfa.provision.queries import Wanted
from pfa.provision.views.room import blueprint
from pfa.provision.words import FEATURE_WORDS, KIND_WORDS, LEVEL_WORDS
from pfa.web.pages import page_number
from pfa.web.permission import needs, public
from pfa.web.request import db, today

E = TypeVar("E", bound=enum.Enum)
ANY_YEAR = "any"


@blueprint.get("/")
@needs("provision:read")
def index() -> ResponseReturnValue:
    wanted = _wanted()
    page = queries.opportunities(db(), actor(), wanted, page=page_number(request.args.get("page")))
    return render_template(
        "provision/index.html",
        page=page,
        wanted=wanted,
        exact=shown.exactly(actor(), page.rows),
        agreed_words=shown.agreed_words,
        whole=bool(actor().authorities_for("provision:read")),
        choices=_choices(wanted),
        kinds=KIND_NAMES,
        kinds_of_work=KINDS_OF_WORK,
        import_address=url_for("imports.upload", kind="provision") if actor().can("provision:import") else None,
        next_year=queries.default_year(today()),
    )


@blueprint.get("/opportunities/<uuid:public_id>")
@needs("provision:read")
def opportunity(public_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.opportunity(db(), actor(), public_id)
    shares = queries.shared_with(db(), [group.id for group in found.groups])
    is_guest = any(row.guest_opportunity_id == found.id for rows in shares.values() for row in rows)
    return render_template(
        "provision/opportunity.html",
        opportunity=found,
        years=shown.by_year(db(), actor(), found.groups),
        shares=shares,
        may_share=not is_guest and queries.works_for(actor(), "share:edit", found),
        may_edit=not is_guest and queries.may(actor(), "provision:edit", found.provider),
        next_year=queries.default_year(today()),
        form=VersionForm(obj=found),
        kinds=KIND_NAMES,
        kinds_of_work=KINDS_OF_WORK,
        funders=FUNDERS,
        levels=LEVELS,
        plans={plan.value: name for plan, name in PLAN_NAMES.items()},
        features=ACCESS_NEEDS,
    )


@blueprint.get("/words")
@public
def words() -> ResponseReturnValue:
    return render_template("provision/words.html", levels=LEVEL_WORDS, features=FEATURE_WORDS, kinds=KIND_WORDS)


def _wanted() -> Wanted:
    """What the list is narrowed to, from the address; what cannot be read narrows nothing."""
    asked = request.args
    return Wanted(
        entry_year=None if asked.get("year") == ANY_YEAR else _number("year") or queries.default_year(today()),
        words=asked.get("search", "")[:100],
        kind=_member(OpportunityKind, "kind"),
        kind_of_work=asked.get("work", "") if asked.get("work") in KINDS_OF_WORK else "",
        provider=_uuid("provider"),
        level=_number("level"),
        certainty=_member(Certainty, "certainty"),
        closed=asked.get("status") == "closed",
        sort=asked.get("sort", "name"),
        descending=asked.get("order") == "down",
    )


def _choices(wanted: Wanted) -> dict[str, list[tuple[str, str]]]:
    """What each filter of the list offers. Of many providers only the chosen one: words find the others."""
    found = queries.providers(db(), actor())
    offered = found.rows if found.last == 1 else _chosen(wanted)
    known = sorted({*years(today()), *queries.entry_years(db(), actor())})
    return {
        "year": [(ANY_YEAR, "Any year"), *[(str(year), f"September {year}") for year in known]],
        "kind": [("", "Any kind"), *[(kind.value, name) for kind, name in KIND_NAMES.items()]],
        "work": [("", "Any"), *sorted(KINDS_OF_WORK.items(), key=lambda pair: pair[1])],
        "provider": [("", "Any"), *[(str(one.public_id), one.name) for one in offered]],
        "level": [("", "Any level"), *[(str(number), name) for number, name in LEVELS.items()]],
        "certainty": [
            ("", "Any"),
            (Certainty.confirmed.value, "Confirmed"),
            (Certainty.provisional.value, "Provisional"),
        ],
    }


def _chosen(wanted: Wanted) -> list[Provider]:
    try:
        return [queries.provider(db(), actor(), wanted.provider)] if wanted.provider is not None else []
    except NotFound:
        return []


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _member(kind: type[E], name: str) -> E | None:
    return next((one for one in kind if one.value == request.args.get(name)), None)


def _uuid(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get(name, ""))
    except ValueError:
        return None
