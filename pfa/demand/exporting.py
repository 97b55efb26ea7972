"""A version as a file, marked as not for publication."""

from __future__ import annotations

from collections.abc import Mapping

from pfa.demand import shown
from pfa.demand.models import DemandReply, DemandVersion
from pfa.demand.queries import Sheet
from pfa.demand.words import DIMENSION_NAMES, REPLY_NAMES, key_name, wish_name
from pfa.imports.writing import csv_bytes

MARK = "Not for publication"
COLUMNS = ("Mark", "Entry year", "Version", "Table", "Line", "Likely", "Low", "High", "Places this year", "Reply")


def version(row: DemandVersion, sheets: list[Sheet]) -> bytes:
    """Every line of a version and of its sheets as CSV: figures with one decimal, the range holds four in five."""
    head = (MARK, str(row.entry_year), str(row.number))
    lines = [(*head, "All", "", *_range(row), "", "")]
    lines += [
        (*head, DIMENSION_NAMES[line.dimension], key_name(line.dimension, line.key), *_range(line), "", "")
        for line in row.lines
    ]
    lines += [
        (*head, sheet.provider.name, shown.line_name(line), *_range(line), str(line.places), _reply(line.reply))
        for sheet in sheets
        for line in sheet.lines
    ]
    lines += [
        (*head, "Nobody offers it", wish_name(one["pathway"], one["kind_of_work"]), *_kept(one), "", "")
        for one in row.assumptions["unmet"]
    ]
    return csv_bytes(COLUMNS, lines)


def _kept(one: Mapping[str, float]) -> tuple[str, str, str]:
    return f"{one['likely']:.1f}", f"{one['low']:.1f}", f"{one['high']:.1f}"


def _range(one: shown.Ranged) -> tuple[str, str, str]:
    return f"{one.likely:.1f}", f"{one.low:.1f}", f"{one.high:.1f}"


def _reply(reply: DemandReply | None) -> str:
    if reply is None:
        return ""
    parts = [REPLY_NAMES[reply.said]]
    parts += [f"{reply.places} places"] if reply.places is not None else []
    parts += [f"at least {reply.at_least}"] if reply.at_least is not None else []
    return "; ".join([*parts, reply.because] if reply.because else parts)
