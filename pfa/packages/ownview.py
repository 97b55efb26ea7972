"""A week as the young person it belongs to sees it: their own words, no reasons, nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pfa.calendar.clock import HalfDays
from pfa.calendar.picture import Cell
from pfa.calendar.week import session_name
from pfa.packages.models import Package, PackageAnswer, PackageState, PackageVersion, Party, ToldReason
from pfa.packages.shown import cells, gaps, open_sessions
from pfa.packages.words import say, told_words
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson
from pfa.web.filters import listing, plural


def own_cells(package: Package, version: PackageVersion, names: Mapping[int, str], times: HalfDays) -> list[Cell]:
    """The week with clock times; nothing opens and nothing warns."""
    return [
        replace(each, time=times.words(each.session)) if each.kind != "free" else each
        for each in cells(package, version, names)
    ]


def looking(package: Package, version: PackageVersion) -> str:
    """What is still looked for, in one sentence; nothing where the week has all they want."""
    missing, free = gaps(package, version), open_sessions(package, version)
    if not missing:
        return ""
    if missing == len(free):
        return say("week.looking", sessions=listing([session_name(session) for session in free]))
    return say("week.looking-some", count=plural(missing, "more half day"))


def own_answer(version: PackageVersion) -> PackageAnswer | None:
    """What the young person has said about this version, if anything."""
    return next((row for row in version.standing if row.party is Party.young_person and row.said), None)


def lead(package: Package, *, has_plan: bool) -> str:
    """The first sentence above a week."""
    agreed = package.state is PackageState.agreed
    if not has_plan:
        return say("week.offered", year=package.entry_year) if agreed else say("week.apply")
    return say("week.agreed" if agreed else "week.lead", year=package.entry_year)


def worker_name(person: YoungPerson) -> str:
    """Whom they can ask, by name; empty where nobody is named."""
    return person.named_worker.name if person.named_worker is not None else ""


def told(rows: Sequence[ToldReason], person: YoungPerson) -> list[tuple[str, str, str]]:
    """What was told of each wish: the wish, why, and what is tried next."""
    worker = worker_name(person)
    return [(row.target_words, told_words(row.told, worker), say(f"next.{row.next_step}")) for row in rows]


def decision_maker(person: YoungPerson) -> str:
    """Who decides beside the young person, as they would say it."""
    if person.decision_maker_name:
        return person.decision_maker_name
    parent = person.decision_maker is DecisionMaker.parent
    return say("say.parent" if parent else "say.representative")
