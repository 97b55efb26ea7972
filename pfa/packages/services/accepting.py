"""Accept: a run's suggested weeks become draft packages. Never an agreed week, never quietly over somebody's work."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.matching.models import Run, RunPerson, RunState, SuggestedGroup
from pfa.packages.content import Content, of_person
from pfa.packages.models import LIVE, Package, PackageState
from pfa.packages.services.versions import first_package, groups_of
from pfa.people.models import YoungPerson
from pfa.web.pages import Page

HAS_WEEKS = (RunState.done, RunState.cancelled)  # a run that was stopped keeps the best weeks found until then


class Outcome(enum.Enum):
    """What accepting does for one young person."""

    new = "new"
    renewed = "renewed"  # a draft that nobody has worked on gives way to the new one
    replaced = "replaced"  # a draft edited by hand gives way, because whoever accepts said so
    kept_edited = "kept-edited"
    kept_shared = "kept-shared"
    kept_agreed = "kept-agreed"
    closed = "closed"

    @property
    def makes_a_draft(self) -> bool:
        return self in (Outcome.new, Outcome.renewed, Outcome.replaced)


def outcome(person: YoungPerson, package: Package | None, *, replace_edited: bool) -> Outcome:
    """What accepting would do for somebody who has this live package, or none."""
    if person.closed_on is not None or person.merged_into_id is not None:
        return Outcome.closed
    if package is None:
        return Outcome.new
    if package.state is PackageState.agreed:
        return Outcome.kept_agreed
    if package.state is PackageState.shared:
        return Outcome.kept_shared
    if not package.is_edited_by_hand:
        return Outcome.renewed
    return Outcome.replaced if replace_edited else Outcome.kept_edited


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting did: how many young people met each outcome, and the drafts made."""

    counts: Mapping[Outcome, int]
    packages: tuple[Package, ...]

    @property
    def words(self) -> str:
        """What to tell whoever accepted."""
        made = sum(count for each, count in self.counts.items() if each.makes_a_draft)
        said = [f"{made} draft {'week' if made == 1 else 'weeks'} made."]
        kept = {
            Outcome.kept_edited: "edited by hand and kept as it is",
            Outcome.kept_shared: "already shared and kept as it is",
            Outcome.kept_agreed: "agreed and never changed",
            Outcome.closed: "left out: the record is closed",
        }
        said += [f"{self.counts[each]} {words}." for each, words in kept.items() if self.counts.get(each)]
        return " ".join(said)


def accept(
    session: Session,
    run: Run,
    people: Collection[int] | None,
    *,
    actor: Doer,
    now: dt.datetime,
    replace_edited: bool = False,
) -> Accepted:
    """Turn a run's suggested weeks into drafts, for everyone in it or for some (by the ids of young people).

    Shared and agreed weeks are never touched; a draft edited by hand only if `replace_edited`, and then it is set
    aside and can be read for ever. Raises Refused if the run gave no weeks or nobody was chosen.
    """
    if run.result is None or run.state not in HAS_WEEKS:
        raise Refused("This run has given no weeks, so there is nothing to accept.")
    rows = suggested(session, run, people)
    if not rows:
        raise Refused("Choose at least one young person.")
    live = live_packages(session, run.entry_year, [row.young_person_id for row in rows])
    found = {
        row.young_person_id: outcome(row.young_person, live.get(row.young_person_id), replace_edited=replace_edited)
        for row in rows
    }
    for person_id, each in found.items():
        if each in (Outcome.renewed, Outcome.replaced):
            live[person_id].state = PackageState.set_aside
    session.flush()  # one live week a person: the old one gives way before the new one comes
    packages = _drafts(session, run, [row for row in rows if found[row.young_person_id].makes_a_draft], actor, now)
    audit.record(session, actor=actor, now=now, action="run.accepted", subject=run, fields=["packages"])
    return Accepted(Counter(found.values()), tuple(packages))


def suggested(session: Session, run: Run, people: Collection[int] | None = None) -> list[RunPerson]:
    """A run's people with their own sessions, by name; all, or those chosen."""
    query = (
        sa.select(RunPerson)
        .join(RunPerson.young_person)
        .where(RunPerson.run_id == run.id)
        .options(selectinload(RunPerson.young_person).selectinload(YoungPerson.own_sessions))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)
    )
    if people is not None:
        query = query.where(RunPerson.young_person_id.in_(list(people)))
    return list(session.scalars(query))


@dataclass(frozen=True, slots=True)
class Line:
    """What accepting would do for one young person of a run."""

    row: RunPerson
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting everybody would do: how many would meet each outcome, and one page of the people."""

    counts: Mapping[Outcome, int]
    page: Page[Line]


def preview(session: Session, run: Run, *, number: int, size: int = 100) -> Preview:
    """What accepting would do, before anybody does it: three statements."""
    rows = suggested(session, run)
    live = live_packages(session, run.entry_year, [row.young_person_id for row in rows])
    lines = [Line(row, outcome(row.young_person, live.get(row.young_person_id), replace_edited=False)) for row in rows]
    last = max(1, -(-len(lines) // size))
    number = min(max(number, 1), last)
    shown = lines[(number - 1) * size : number * size]
    return Preview(Counter(line.outcome for line in lines), Page(shown, number, len(lines), size))


def chosen(session: Session, run: Run, who: str, ticked: Collection[int]) -> list[int] | None:
    """The young people whom a choice means: None for everybody. `ticked` are row ids of the run's people."""
    if who == "all":
        return None
    conditions = {
        "wish": RunPerson.wish_met.is_not(None),
        "full": RunPerson.sessions + RunPerson.own_sessions >= RunPerson.sessions_wanted,
        "ticked": RunPerson.id.in_(list(ticked)),
    }
    query = sa.select(RunPerson.young_person_id).where(RunPerson.run_id == run.id, conditions[who])
    return list(session.scalars(query.order_by(RunPerson.young_person_id)))


def live_packages(session: Session, entry_year: int, people: Iterable[int]) -> dict[int, Package]:
    """The live package of each of these young people for an entry year, by young person."""
    query = (
        sa.select(Package)
        .where(Package.entry_year == entry_year, Package.state.in_(LIVE), Package.young_person_id.in_(list(people)))
        .order_by(Package.id)
    )
    return {package.young_person_id: package for package in session.scalars(query)}


def _drafts(session: Session, run: Run, rows: list[RunPerson], actor: Doer, now: dt.datetime) -> list[Package]:
    weeks: defaultdict[int, set[int]] = defaultdict(set)
    query = sa.select(SuggestedGroup).where(SuggestedGroup.run_id == run.id).order_by(SuggestedGroup.id)
    for each in session.scalars(query):
        weeks[each.young_person_id].add(each.group_id)
    groups = groups_of(session, {group_id for week in weeks.values() for group_id in week})
    packages = []
    for row in rows:
        package = first_package(
            session,
            authority_id=run.authority_id,
            young_person_id=row.young_person_id,
            entry_year=run.entry_year,
            content=Content(frozenset(weeks[row.young_person_id]), of_person(row.young_person)),
            groups=groups,
            why=f"Accepted from the run {run.name}",
            by_id=actor.user_id,
            now=now,
            run_id=run.id,
        )
        packages.append(package)
    session.flush()
    return packages
