"""A week as a calendar file: weekly events by the clock in England, without the days on which nothing runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event, vRecur

from pfa.calendar.clock import ENGLAND, HalfDays
from pfa.calendar.models import Term
from pfa.calendar.open_days import is_open
from pfa.calendar.week import DAYS, in_week_order
from pfa.packages.content import title
from pfa.packages.models import Package, PackageState, PackageVersion
from pfa.people.codes import OWN_SESSION_NAMES
from pfa.provision.models import Group

ICAL_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR"}


@dataclass(frozen=True, slots=True)
class _Series:
    """The same thing at the same time and place on one or more days of every week, first and last day included."""

    uid: str
    words: str
    place: str
    days: tuple[str, ...]
    half: str
    first: dt.date
    last: dt.date


def calendar_file(
    package: Package, version: PackageVersion, *, terms: Sequence[Term], times: HalfDays, names: Mapping[int, str]
) -> bytes:
    """The week as iCalendar bytes. It names the version and nobody; a week that is not agreed is tentative."""
    found = Calendar()
    found.add("prodid", "-//pfa//week//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"Week from September {package.entry_year}, version {version.number}")
    status = "CONFIRMED" if package.state is PackageState.agreed else "TENTATIVE"
    for series in _all_series(package, version, names):
        event = _event(series, version, terms, times)
        if event is not None:
            event.add("status", status)
            event.add("description", f"Version {version.number} of the week.")
            found.add_component(event)
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _all_series(package: Package, version: PackageVersion, names: Mapping[int, str]) -> Iterator[_Series]:
    groups = [item.group for item in version.items]
    for group in groups:
        yield from _of_group(package, group, names)
    first = min((group.starts_on for group in groups), default=dt.date(package.entry_year, 9, 1))
    last = max((group.ends_on for group in groups), default=dt.date(package.entry_year + 1, 7, 20))
    for row in version.own:
        day, half = row.session.split("-")
        uid = f"{package.public_id}-own-{row.session}@pfa"
        yield _Series(uid, row.label or OWN_SESSION_NAMES[row.kind], "", (day,), half, first, last)


def _of_group(package: Package, group: Group, names: Mapping[int, str]) -> Iterator[_Series]:
    together: dict[tuple[str, str], list[str]] = {}
    for session in in_week_order(group.sessions):
        day, half = session.split("-")
        place = names.get(group.held_at.get(session, 0)) or group.opportunity.provider.name
        together.setdefault((half, place), []).append(day)
    for number, ((half, place), days) in enumerate(together.items(), 1):
        uid = f"{package.public_id}-{group.public_id}-{number}@pfa"
        yield _Series(uid, title(group), place, tuple(days), half, group.starts_on, group.ends_on)


def _event(series: _Series, version: PackageVersion, terms: Sequence[Term], times: HalfDays) -> Event | None:
    days = list(_days(series))
    if not days:
        return None
    begins, ends = times.times(f"mon-{series.half}")
    off = [day for day in days if not is_open(day, terms)]
    if len(off) == len(days):
        return None
    event = Event()
    event.add("uid", series.uid)
    event.add("dtstamp", version.made_at)
    event.add("summary", series.words)
    if series.place:
        event.add("location", series.place)
    event.add("dtstart", dt.datetime.combine(days[0], begins, tzinfo=ENGLAND))
    event.add("dtend", dt.datetime.combine(days[0], ends, tzinfo=ENGLAND))
    until = dt.datetime.combine(days[-1], begins, tzinfo=ENGLAND).astimezone(dt.UTC)
    event.add("rrule", vRecur(freq="weekly", until=until, byday=[ICAL_DAYS[day] for day in series.days]))
    if off:
        event.add("exdate", [dt.datetime.combine(day, begins, tzinfo=ENGLAND) for day in off])
    return event


def _days(series: _Series) -> Iterable[dt.date]:
    wanted = {DAYS.index(day) for day in series.days}
    span = range((series.last - series.first).days + 1)
    return (day for day in (series.first + dt.timedelta(days=n) for n in span) if day.weekday() in wanted)
