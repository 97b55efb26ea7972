"""The page of two runs side by side."""

from __future__ import annotations

import uuid

from flask import render_template, request

from pfa.accounts.login import actor
from pfa.core.errors import NotFound
from pfa.matching import comparing, queries, shown
from pfa.matching.comparing import Turn
from pfa.matching.inquiring import shown as said
from pfa.matching.views.room import blueprint
from pfa.people import disclosure
from pfa.people.access import note_list
from pfa.web.pages import Page, page_number
from pfa.web.permission import needs
from pfa.web.request import db

TURNS = {turn.value: turn for turn in Turn}
ROWS = 25


@blueprint.get("/<uuid:public_id>/compare")
@needs("run:read")
def compare(public_id: uuid.UUID) -> str:
    """Choose another run of the same September, and see who gains and who loses on the way from that one to this."""
    run = queries.run(db(), actor(), public_id)
    others = queries.comparable(db(), actor(), run)
    chosen = next((row for row in others if str(row.public_id) == request.args.get("from")), None)
    if request.args.get("from") and chosen is None:
        raise NotFound("We could not find that run among those of the same September.")
    if chosen is None:
        return render_template("matching/compare.html", run=run, others=others, found=None)
    found = queries.compared(db(), chosen, run)
    turn = TURNS.get(request.args.get("which", ""), Turn.loses)
    page = _page(found, turn)
    note_list("matching.compare", len(page.rows))
    return render_template(
        "matching/compare.html",
        run=run,
        others=others,
        found=found,
        turn=turn,
        page=page,
        comparing=comparing,
        traits=queries.TRAITS if len(found.pairs) >= disclosure.SMALLEST else (),
        different=queries.differences(db(), found, [row.person.id for row in page.rows]),
        shown=shown,
        said=said,
    )


@blueprint.get("/<uuid:public_id>/even")
@needs("run:read")
def even(public_id: uuid.UUID) -> str:
    """How near everyone's week comes to the best they could have, and how evenly that falls."""
    run = queries.run(db(), actor(), public_id)
    standings = queries.standings(db(), run)
    traits = queries.traits_of(db(), run, standings.keys())
    return render_template(
        "matching/even.html",
        run=run,
        bars=comparing.bars(standings.values()),
        left_out=sum(each.percent is None for each in standings.values()),
        tables={name: comparing.by_group(standings, traits, number) for number, name in enumerate(queries.TRAITS)},
        bands=comparing.BAND_NAMES.values(),
        too_few=len(standings) < disclosure.SMALLEST,
        shown=shown,
        count=disclosure.shown,
    )


def _page(found: queries.Compared, turn: Turn) -> Page[queries.Named]:
    """One page of those for whom it means this."""
    rows = queries.named(db(), found, [pair for pair in found.pairs if pair.turn is turn])
    number = page_number(request.args.get("page"))
    return Page(rows=rows[(number - 1) * ROWS : number * ROWS], number=number, total=len(rows), size=ROWS)
