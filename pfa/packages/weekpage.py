"""Everything the page of one week shows, put together in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar import queries as calendar
from pfa.calendar.clock import HalfDays
from pfa.calendar.picture import Cell
from pfa.calendar.week import SESSIONS, session_name
from pfa.calendar.years import decides_for_themselves
from pfa.matching import keys
from pfa.packages import queries, shown
from pfa.packages.content import of_version
from pfa.packages.forms import arguments
from pfa.packages.hours import Hours, holidays, hours
from pfa.packages.judging import Broken, judge
from pfa.packages.models import Package, PackageState, PackageVersion
from pfa.packages.options import Options, options
from pfa.packages.queries import Choice, Neighbours
from pfa.packages.wording import RULE_NAMES
from pfa.people.codes import DecisionMaker
from pfa.provision.models import Group

OPEN = (PackageState.draft, PackageState.shared)


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The page of one week. `session` is the half day that is open, `group` the group in it, if any."""

    package: Package
    version: PackageVersion
    cells: Sequence[Cell]
    standing: shown.Standing
    hours: Hours
    holidays: Sequence[tuple[dt.date, dt.date]]
    terms_known: bool
    times: HalfDays
    neighbours: Neighbours
    carried: Mapping[str, str]
    may_edit: bool
    broken: Sequence[Broken] = ()
    session: str = ""
    group: Group | None = None
    own: str = ""
    found: Options | None = None
    asks: Sequence[str] = field(default_factory=tuple)

    @property
    def unreasoned(self) -> list[Broken]:
        """The rules this week breaks and nobody has given a reason for."""
        given = {(rule.rule, tuple(rule.about)) for rule in self.version.overridden}
        return [each for each in self.broken if each.key not in given]

    @property
    def session_words(self) -> str:
        return session_name(self.session) if self.session else ""


def week_page(
    session: Session, asker: Asker, package: Package, choice: Choice, *, chosen: str, today: dt.date
) -> WeekPage:
    """Put the page together. `chosen` is the half day that was pressed; the first gap if none was."""
    version = package.current
    may_edit = package.state in OPEN and package.authority_id in asker.authorities_for("package:edit")
    carried: Mapping[str, Any] = arguments(choice)

    def address(half_day: str) -> str:
        return f"{url_for('packages.week', public_id=package.public_id, session=half_day, **carried)}#chosen"

    broken: Sequence[Broken] = ()
    found = None
    groups = [item.group for item in version.items]
    chosen = chosen if chosen in SESSIONS else ""
    group = next((each for each in groups if chosen in each.sessions), None)
    if may_edit:
        rules = judge(session, package.young_person, entry_year=package.entry_year, today=today, package=package)
        broken = rules.broken(of_version(version))
        found = options(rules, of_version(version), chosen) if chosen else None
    warnings = {keys.number(each): RULE_NAMES[rule.rule] for rule in version.overridden for each in rule.about}
    warnings |= {keys.number(each): one.heading for one in reversed(broken) for each in one.about}
    names = queries.provider_names(session, groups)
    terms = calendar.terms(session, package.authority_id, package.entry_year)
    return WeekPage(
        package=package,
        version=version,
        cells=shown.cells(
            package,
            version,
            names,
            of_session=address if may_edit else None,
            of_group=(lambda each: address(each.sessions[0])) if may_edit else None,
            warnings=warnings,
            chosen=group.sessions if group is not None else [chosen],
        ),
        standing=shown.standing(package, version, today),
        hours=hours(version),
        holidays=holidays(version, terms),
        terms_known=bool(terms),
        times=calendar.half_days(session, package.authority_id),
        neighbours=queries.neighbours(session, asker, choice, package, today=today),
        carried=carried,
        may_edit=may_edit,
        broken=broken,
        session=chosen,
        group=group,
        own=next((each.words for each in of_version(version).own if each.session == chosen), ""),
        found=found,
        asks=_asks(package, today),
    )


def _asks(package: Package, today: dt.date) -> list[str]:
    """What somebody should look at before this week goes further."""
    person = package.young_person
    said = []
    if person.decision_maker is DecisionMaker.parent and decides_for_themselves(person.born_on, today):
        said.append(f"The right to decide has passed from the parent to {person.called}. Check who decides.")
    if person.travel_confirmed_at is None:
        said.append("Nobody has confirmed how far they can travel.")
    return said
