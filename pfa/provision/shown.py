"""What pages show of a group: its week, and how many are in it as exactly as the asker may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar.picture import Cell, blocks
from pfa.provision import queries
from pfa.provision.hours import funding_note
from pfa.provision.interest import band
from pfa.provision.models import Group
from pfa.provision.picture import week_of
from pfa.provision.queries import Fullness, Offered, Taken


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group on a page. `exact` is whether the asker may know figures below a band."""

    group: Group
    full: Fullness
    cells: list[Cell]
    note: str | None
    elsewhere: dict[str, str]
    exact: bool

    @property
    def agreed(self) -> str:
        return agreed_words(self.full.taken, exact=self.exact)


def agreed_words(taken: Taken, *, exact: bool) -> str:
    """How many agreed weeks there are: the number for the authority, a band for a college."""
    return f"{taken.agreed:,}" if exact else str(band(taken.agreed))


def days_words(sessions: Iterable[str]) -> str:
    """Some sessions of the week as people say them: Monday and Tuesday, all day, Friday morning."""
    filled = [Cell(session, "study") for session in sessions]
    return "; ".join(block.when for block in blocks(filled) if block.cell.kind != "free")


def year_choices(years: Iterable[int]) -> list[tuple[str, str]]:
    """Entry years as a filter's choices."""
    return [(str(year), str(year)) for year in years]


def by_year(session: Session, asker: Asker, groups: Iterable[Group]) -> list[tuple[int, list[GroupShown]]]:
    """Groups as they are shown, newest entry year first. Two statements, whatever their number."""
    listed = list(groups)
    gone = queries.taken_of(session, [group.id for group in listed])
    names = queries.provider_names(session, {number for group in listed for number in group.held_at.values()})
    years = sorted({group.entry_year for group in listed}, reverse=True)
    return [
        (year, [_shown(group, gone, names, asker) for group in listed if group.entry_year == year]) for year in years
    ]


def exactly(asker: Asker, rows: Iterable[Offered]) -> dict[int, bool]:
    """For each opportunity of a list, by id: may the asker know exact figures?"""
    return {row.opportunity.id: queries.works_for(asker, "provision:read", row.opportunity) for row in rows}


def _shown(group: Group, gone: Mapping[int, Taken], names: Mapping[int, str], asker: Asker) -> GroupShown:
    return GroupShown(
        group=group,
        full=queries.fullness([group], gone),
        cells=week_of([group], places=names),
        note=funding_note(group),
        elsewhere={session: names[number] for session, number in group.held_at.items() if number in names},
        exact=queries.works_for(asker, "provision:read", group),
    )
