"""Response rates as a file that may leave the authority: profile P10, and only one way of counting at a time."""

from __future__ import annotations

import datetime as dt

from pfa.aspirations.models import Round
from pfa.aspirations.queries import Rate
from pfa.imports.writing import csv_bytes
from pfa.people import disclosure
from pfa.reporting.queries import Turnout
from pfa.web.filters import moment

COLUMNS = ("Counted", "Group", "People", "Sent answers", "Share sent (%)")
NOTE = "Counts below 10 are hidden (c); the others are rounded to the nearest 5; shares are of rounded counts."


def turnout(found: Turnout, asked: Round, at: dt.datetime) -> bytes:
    """A round's response as CSV. A group whose answer is shared by nearly everybody in it is hidden as well."""
    rows = [("Everyone", *_cells(found.total))]
    rows += [(table.title, *_cells(rate)) for table in found.tables if not table.is_of_answers for rate in table.rates]
    rows += [
        (table.title, rate.name, disclosure.shown(disclosure.published(rate.started)), "", "")
        for table in found.tables
        if table.is_of_answers
        for rate in table.rates
    ]
    return csv_bytes(COLUMNS, [*rows, (asked.name, moment(at), NOTE, "", "")])


def _cells(rate: Rate) -> tuple[str, str, str, str]:
    whole, part = disclosure.published(rate.people), disclosure.published(rate.sent)
    if disclosure.tells_of_all(rate.sent, rate.people):
        part = None
    share = disclosure.share(part, whole)
    return rate.name, disclosure.shown(whole), disclosure.shown(part), "" if share is None else str(share)
