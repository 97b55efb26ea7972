"""Destinations as a file: for a stated purpose, every cell safe to open, and marked as not for publication.

Within the authority nothing is suppressed, so every line, the name of the sheet and the name of the file say that
small numbers are in it (security rules 9.2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts import throttle
from pfa.accounts.actor import Asker
from pfa.accounts.models import Authority
from pfa.audit import services as audit
from pfa.destinations.queries import people as queries
from pfa.destinations.queries.people import Line
from pfa.destinations.report import BY_NAMES, Asked, Report, cohort_name, report
from pfa.destinations.results import Measure, Outcome
from pfa.destinations.words import EVIDENCE_NAMES, MEASURE_NAMES, OWN_LIFE_NAMES, VERDICT_NAMES
from pfa.imports.writing import csv_bytes, xlsx_bytes
from pfa.people.codes import NEED_TYPES
from pfa.provision.kinds import KIND_NAMES

MARK = "Not for publication: small numbers"
SHEET = "Not for publication"
KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
FIGURES = (
    "Mark",
    "Lines by",
    "Group",
    "Leavers",
    "Measure",
    "Yes",
    "No",
    "Not known",
    "Too early to say",
    "Share of known %",
    "95 % interval from %",
    "95 % interval to %",
    "Share of all %",
    "Life they wanted: yes",
    "Life they wanted: partly",
    "Life they wanted: no",
    "Life they wanted: would not say",
    "Life they wanted: not heard",
)
NAMES = (
    "Mark",
    "Reference",
    "First name",
    "Last name",
    "Main need",
    "Year they left",
    "Last day",
    "What they left",
    "Name of it",
    "Provider",
    "Employer",
    "NCCIS activity",
    "In words",
    "ILR outcome",
    "Since",
    "Hours a week",
    "Told by",
    "Known up to",
    *[MEASURE_NAMES[measure] for measure in Measure],
    "Life they wanted",
    "Asked us to stop asking",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand over."""

    body: bytes
    mimetype: str
    name: str


def export(
    session: Session,
    asker: Asker,
    asked: Asked,
    *,
    with_names: bool,
    kind: str,
    purpose: str,
    today: dt.date,
    now: dt.datetime,
) -> File:
    """The figures of a report, or one line a leaver; and a record of who took it, and what for.

    Raises TooMany after ten files in an hour.
    """
    throttle.allow_export(session, asker.user_id, now=now)
    made = report(session, asker, asked, today=today)
    columns = NAMES if with_names else FIGURES
    authority = session.get_one(Authority, asker.authority_id)
    what = f"{len(made.people)} leavers by name" if with_names else f"figures of {len(made.people)} leavers"
    audit.record(
        session,
        actor=asker,
        now=now,
        action="destinations.exported",
        subject=authority,
        authority_id=authority.id,
        fields=columns,
        reason=f"{what}: {purpose}"[:500],
    )
    rows = _people(session, asker, made, today) if with_names else _figures(made)
    body = xlsx_bytes(SHEET, columns, rows) if kind == "xlsx" else csv_bytes(columns, rows)
    ending = kind if kind in KINDS else "csv"
    subject = "leavers" if with_names else "results"
    return File(body, KINDS[ending], f"not-for-publication-{subject}.{ending}")


def _figures(made: Report) -> list[list[str]]:
    by = BY_NAMES[made.asked.by]
    rows = [("", made.total), *[(by, row) for row in made.lines]]
    return [_figure(label, row, measure) for label, row in rows for measure in Measure]


def _figure(by: str, row: Outcome, measure: Measure) -> list[str]:
    counted, own = row.tallies[measure], row.own
    around = counted.interval
    return [
        MARK,
        by,
        row.label,
        str(row.leavers),
        MEASURE_NAMES[measure],
        *[str(number) for number in (counted.yes, counted.no, counted.unknown, counted.early)],
        _share(counted.of_known),
        _share(around.low if around else None),
        _share(around.high if around else None),
        _share(counted.of_all),
        *[str(number) for number in (own.yes, own.partly, own.no, own.would_not_say, own.not_heard)],
    ]


def _people(session: Session, asker: Asker, made: Report, today: dt.date) -> list[list[str]]:
    lines = queries.lines(session, asker, made.people, today=today)
    return [_person(line) for line in lines]


def _person(line: Line) -> list[str]:
    person, each, spell = line.leaver.young_person, line.followed, line.doing
    return [
        MARK,
        person.reference,
        person.first_name,
        person.last_name,
        NEED_TYPES.get(each.need, ""),
        cohort_name(each.cohort),
        each.left_on.isoformat(),
        KIND_NAMES[each.pathway],
        line.leaver.opportunity.name if line.leaver.opportunity else "",
        line.leaver.provider.name if line.leaver.provider else "",
        line.leaver.employer.organisation.name if line.leaver.employer else "",
        line.activity,
        line.activity_words,
        spell.outcome if spell else "",
        spell.starts_on.isoformat() if spell else "",
        f"{spell.hours_a_week:g}" if spell and spell.hours_a_week is not None else "",
        EVIDENCE_NAMES[spell.evidence] if spell else "",
        spell.confirmed_on.isoformat() if spell else "",
        *_verdicts(line),
        OWN_LIFE_NAMES[each.own_life] if each.own_life else "",
        "Yes" if each.has_stopped else "",
    ]


def _verdicts(line: Line) -> Sequence[str]:
    return [VERDICT_NAMES[line.followed.verdict(measure)] for measure in Measure]


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"
