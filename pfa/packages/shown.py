"""What pages say of a week: its cells, its gaps, and where the answers stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pfa.calendar.picture import Cell
from pfa.calendar.week import DAY_NAMES, SESSIONS, session_name
from pfa.packages.content import differences, of_version
from pfa.packages.hours import hours
from pfa.packages.models import Package, PackageAnswer, PackageState, PackageVersion, Party, Said
from pfa.packages.services.answering import Answered
from pfa.packages.services.sharing import decides_alone, has_plan
from pfa.packages.services.versions import STATE_NAMES
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from pfa.provision.picture import week_of
from pfa.web.filters import listing

STATE_LOOKS = {
    PackageState.draft: "plain",
    PackageState.shared: "waiting",
    PackageState.agreed: "good",
    PackageState.set_aside: "plain",
}
SAID_LOOKS = {Said.yes: "good", Said.no: "problem", Said.talk: "new"}
SAID_NAMES = {Said.yes: "Yes", Said.no: "No", Said.talk: "Talk first"}
LOOKING = "Still looking"


def state_words(package: Package) -> tuple[str, str]:
    """A package's state and its look. Without a plan nothing is placed: it is suggested that they apply."""
    if not has_plan(package.young_person) and package.state in (PackageState.shared, PackageState.agreed):
        return "We suggest you apply" if package.state is PackageState.shared else "Offered and agreed", "waiting"
    return STATE_NAMES[package.state], STATE_LOOKS[package.state]


def sessions_words(sessions: Iterable[str]) -> str:
    """Half days as people say them: Monday and Tuesday all day, Wednesday morning; Monday to Friday all day."""
    wanted = set(sessions)
    whole = [name for day, name in DAY_NAMES.items() if {f"{day}-am", f"{day}-pm"} <= wanted]
    halves = [
        session_name(session)
        for session in SESSIONS
        if session in wanted and DAY_NAMES[session.split("-")[0]] not in whole
    ]
    if not whole:
        return listing(halves)
    names = list(DAY_NAMES.values())
    first = names.index(whole[0])
    in_a_row = len(whole) > 2 and whole == names[first : first + len(whole)]
    days = f"{whole[0]} to {whole[-1]}" if in_a_row else listing(whole)
    return ", ".join([f"{days} all day", *halves])


def gaps(package: Package, version: PackageVersion) -> int:
    """How many more sessions they want than the week has."""
    return max(0, package.young_person.sessions_wanted - version.filled)


def open_sessions(package: Package, version: PackageVersion) -> list[str]:
    """The half days in which something could still come, in the week's order; none once they have all they want."""
    if not gaps(package, version):
        return []
    used = {session for item in version.items for session in item.group.sessions}
    used |= {row.session for row in version.own} | set(package.young_person.unavailable)
    return [session for session in SESSIONS if session not in used]


def next_gap(package: Package, version: PackageVersion, session: str) -> str:
    """The next half day to fill after a change at one: itself if it is a gap, else the next gap round the week."""
    free = open_sessions(package, version)
    if not free or session not in SESSIONS:
        return session
    at = SESSIONS.index(session)
    return next((each for each in [*SESSIONS[at:], *SESSIONS[:at]] if each in free), session)


def cells(
    package: Package,
    version: PackageVersion,
    names: Mapping[int, str] | None = None,
    *,
    of_session: Callable[[str], str] | None = None,
    of_group: Callable[[Group], str] | None = None,
    warnings: Mapping[int, str] | None = None,
    chosen: Collection[str] = (),
) -> list[Cell]:
    """The week's picture. `of_session` and `of_group` say where a half day or a group opens; `chosen` are open now."""
    own = {row.session: (row.kind, row.label) for row in version.own}
    groups = [item.group for item in version.items]
    drawn = week_of(groups, own, href=of_group or (lambda _group: None), warnings=warnings, places=names)
    drawn = [
        Cell(each.session, each.kind, each.title, each.place, href=of_session(each.session))
        if of_session is not None and each.kind == "own"
        else each
        for each in drawn
    ]
    there = {each.session for each in drawn}
    looking = set(open_sessions(package, version))
    for session in SESSIONS:
        if session in there:
            continue
        title = LOOKING if session in looking else ""
        if session in package.young_person.unavailable:
            title = "Not free then"
        href = of_session(session) if of_session is not None else None
        drawn.append(Cell(session, "free", title or ("Free" if href else ""), href=href))
    return [replace(each, chosen=True) if each.session in chosen else each for each in drawn]


@dataclass(frozen=True, slots=True)
class Stand:
    """One party's place in the answers: who, what they said, and whether their reply is late."""

    row: PackageAnswer
    who: str
    is_late: bool

    @property
    def words(self) -> str:
        if self.row.said is not None:
            return SAID_NAMES[self.row.said]
        return "Late" if self.is_late else "Waiting"

    @property
    def look(self) -> str:
        if self.row.said is not None:
            return SAID_LOOKS[self.row.said]
        return "problem" if self.is_late else "waiting"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the answers to a version stand."""

    rows: Sequence[Stand]

    @property
    def waiting(self) -> list[Stand]:
        return [each for each in self.rows if each.row.said is None]

    @property
    def stopped(self) -> list[Stand]:
        """Those who said no, or want to talk: nothing is agreed before somebody has talked with them."""
        return [each for each in self.rows if each.row.said in (Said.no, Said.talk)]

    @property
    def all_others_said_yes(self) -> bool:
        """Is the authority's yes the last that is missing?"""
        return all(each.row.said is Said.yes for each in self.rows if each.row.party is not Party.authority)

    @property
    def until(self) -> dt.date | None:
        """The earliest day by which somebody who is waited for should answer."""
        return min((each.row.reply_by for each in self.waiting if each.row.reply_by), default=None)

    @property
    def is_late(self) -> bool:
        return any(each.is_late for each in self.rows)


def standing(package: Package, version: PackageVersion, today: dt.date) -> Standing:
    """Everyone who was asked about a version, the young person first, the authority last."""
    order = list(Party)
    rows = sorted(version.standing, key=lambda row: (order.index(row.party), row.id))
    return Standing(
        [
            Stand(
                row,
                party_name(row, package.young_person),
                row.said is None and row.reply_by is not None and row.reply_by < today,
            )
            for row in rows
        ]
    )


def party_name(row: PackageAnswer, person: YoungPerson) -> str:
    """Who a party is: a name where there is one."""
    if row.party is Party.young_person:
        return person.called
    if row.party is Party.decision_maker:
        return decision_maker_name(person)
    if row.party is Party.provider:
        return row.provider.name if row.provider is not None else "A provider"
    return "the authority"


def sentence_start(words: str) -> str:
    """The same words with a capital letter."""
    return words[:1].upper() + words[1:]


def decision_maker_name(person: YoungPerson) -> str:
    """Who has the legal say, by name where it is known."""
    if decides_alone(person):
        return person.called
    kind = "Parent or carer" if person.decision_maker is DecisionMaker.parent else "Representative"
    return f"{person.decision_maker_name} ({kind.lower()})" if person.decision_maker_name else kind


def warnings_of(package: Package, version: PackageVersion, where: Standing) -> list[str]:
    """What a list says of a week that needs somebody's eye, in a few words each."""
    said = []
    if where.stopped:
        who = " and ".join(each.who for each in where.stopped)
        said.append(f"Talk with {who}")
    if package.state is PackageState.agreed and where.stopped:
        said.append("Changed their mind after it was agreed")
    if where.is_late and package.state is PackageState.shared:
        said.append("A reply is late")
    if version.overridden:
        count = len(version.overridden)
        said.append("1 rule broken, with a reason" if count == 1 else f"{count} rules broken, with reasons")
    if hours(version).provisional:
        said.append("Days not yet confirmed")
    return said


def all_groups(versions: Iterable[PackageVersion]) -> dict[int, Group]:
    """The groups that stand in any of these versions, by id."""
    return {item.group_id: item.group for version in versions for item in version.items}


@dataclass(frozen=True, slots=True)
class Line:
    """One version in the history: what changed with it, and where the answers to it stood."""

    version: PackageVersion
    changes: Sequence[str]
    standing: Standing


def history(package: Package, versions: Sequence[PackageVersion], today: dt.date) -> list[Line]:
    """Every version, the newest first, each with what changed since the one before."""
    groups = all_groups(versions)
    older = [*versions[1:], None]
    return [
        Line(
            version,
            differences(of_version(before), of_version(version), groups) if before is not None else [],
            standing(package, version, today),
        )
        for version, before in zip(versions, older, strict=True)
    ]


def answered_words(answered: Answered) -> str:
    """What to tell whoever noted an answer."""
    if answered.agreed:
        return "Everyone has said yes. The week is agreed and its places are taken."
    return f"The answer was saved. {answered.stopped}" if answered.stopped else "The answer was saved."
