"""What provision has to be like. Screens, services and imported files all ask here; every fault is found at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pfa.calendar.week import SESSIONS, session_name
from pfa.calendar.years import OLDEST, YOUNGEST, year_name
from pfa.core.errors import Refused
from pfa.people.codes import ACCESS_NEEDS, LEVELS, PlanType
from pfa.provision.kinds import FUNDERS, KINDS_OF_WORK, Certainty, OpportunityKind

FIRST_YEAR, LAST_YEAR = 2000, 2100  # entry years outside these are slips of the keyboard
PLACES_AT_MOST = 999
UNITS_AT_MOST = 9_999
COST_AT_MOST = 999_999  # pounds a person and year
HOURS_AT_MOST = 6.0  # in one half day
WEEKS_AT_MOST = 52
LASTS_AT_MOST = 3  # academic years, the longest study programme
AGREED_STAYS = "Somebody has an agreed week in this group, so its times stay. Add another group for the new times"
NAME, SUMMARY, GROUP_NAME, POOL_NAME = 160, 600, 80, 80  # characters


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot stay so: the field it belongs to, and a sentence for the person who typed it."""

    field: str
    words: str


class Broken(Refused):
    """Rules say no; `faults` holds every one of them."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0].words, self.faults[0].field)


@dataclass(frozen=True, slots=True)
class OpportunityDraft:
    """An opportunity as somebody wants it saved. None where nothing was given."""

    name: str
    kind: OpportunityKind | None
    kind_of_work: str = ""
    summary: str = ""
    level_min: int | None = None
    level_max: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    plan_types: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    features_to_ask: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as somebody wants it saved. None where nothing was given."""

    entry_year: int | None
    sessions: list[str]
    places: int | None
    smallest_viable: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    hours_a_session: float | None
    weeks_a_year: int | None
    certainty: Certainty | None
    name: str = ""
    held_at: dict[str, int] = field(default_factory=dict)
    support_ceiling: int | None = None
    pool_id: int | None = None
    chance: int | None = 100
    funder: str = ""
    cost: int | None = 0


@dataclass(frozen=True, slots=True)
class PoolDraft:
    """A coach pool as somebody wants it saved: units by session."""

    name: str
    entry_year: int | None
    units: dict[str, int]


def opportunity_faults(draft: OpportunityDraft) -> list[Fault]:
    """Everything that is wrong with an opportunity."""
    found = [
        *_text("name", draft.name, NAME, "Enter what it is called"),
        *_text("summary", draft.summary, SUMMARY),
        *_known("kind_of_work", [draft.kind_of_work] if draft.kind_of_work else [], KINDS_OF_WORK, "kind of work"),
        *_known("plan_types", draft.plan_types, {plan.value for plan in PlanType}, "type of plan"),
        *_known("features", draft.features, ACCESS_NEEDS, "feature"),
        *_known("features_to_ask", draft.features_to_ask, ACCESS_NEEDS, "feature"),
        *_bounds("level", draft.level_min, draft.level_max, min(LEVELS), max(LEVELS), "level"),
        *_bounds("age", draft.age_min, draft.age_max, YOUNGEST, OLDEST, "age"),
    ]
    if draft.kind is None:
        found.append(Fault("kind", "Choose what kind of opportunity it is"))
    for feature in sorted(set(draft.features) & set(draft.features_to_ask)):
        name = ACCESS_NEEDS.get(feature, feature)
        found.append(Fault("features_to_ask", f"{name}: say either that it is there or that you need to ask, not both"))
    return found


def group_faults(
    draft: GroupDraft, *, places_elsewhere: Collection[int], pools: Mapping[int, int], agreed: str | None = None
) -> list[Fault]:
    """Everything that is wrong with a group.

    `places_elsewhere` are ids of the authority's own providers, `pools` its coach pools with their entry years.
    `agreed` names a field that was changed although somebody's agreed week rests on it, or is None.
    """
    found = [
        *_text("name", draft.name, GROUP_NAME),
        *_number("entry_year", draft.entry_year, FIRST_YEAR, LAST_YEAR, "Enter the September it starts in", "The year"),
        *_number("places", draft.places, 0, PLACES_AT_MOST, "Enter how many places there are", "Places"),
        *_number(
            "smallest_viable",
            draft.smallest_viable,
            0,
            PLACES_AT_MOST,
            "Enter the fewest people the group runs with",
            "The fewest people the group runs with",
        ),
        *_optional("support_ceiling", draft.support_ceiling, UNITS_AT_MOST, "The support ceiling"),
        *_hours(draft.hours_a_session),
        *_number(
            "weeks_a_year",
            draft.weeks_a_year,
            1,
            WEEKS_AT_MOST,
            "Enter how many weeks a year it runs",
            "Weeks a year",
        ),
        *_week("sessions", draft.sessions),
        *_dates(draft),
    ]
    if draft.places and (draft.smallest_viable or 0) > draft.places:
        found.append(
            Fault("smallest_viable", "The fewest people the group runs with cannot be more than its places"),
        )
    for session, provider_id in draft.held_at.items():
        if session not in draft.sessions:
            found.append(Fault("held_at", f"{_say(session)} is held elsewhere but is not one of the group's sessions"))
        elif provider_id not in places_elsewhere:
            found.append(Fault("held_at", f"{_say(session)}: choose a place that is in your list of providers"))
    if draft.pool_id is not None and pools.get(draft.pool_id) != draft.entry_year:
        found.append(Fault("pool_id", "Choose a coach pool of the same year"))
    if draft.certainty is None:
        found.append(Fault("certainty", "Say if the days and hours are confirmed"))
    found += [
        *_number("chance", draft.chance, 0, 100, "Say how likely it is that it runs", "How likely it is"),
        *_number("cost", draft.cost, 0, COST_AT_MOST, "Enter what a place costs, or 0", "What a place costs"),
        *_known("funder", [draft.funder] if draft.funder else [], FUNDERS, "funder"),
    ]
    if draft.cost and not draft.funder:
        found.append(Fault("funder", "Choose who pays"))
    if agreed is not None:
        found.append(Fault(agreed, AGREED_STAYS))
    return found


def pool_faults(draft: PoolDraft, *, taken_names: Collection[tuple[int, str]]) -> list[Fault]:
    """Everything that is wrong with a coach pool. `taken_names` are (entry year, name in lower case) of the others."""
    found = [
        *_text("name", draft.name, POOL_NAME, "Enter what the pool is called"),
        *_number("entry_year", draft.entry_year, FIRST_YEAR, LAST_YEAR, "Choose a year", "The year"),
    ]
    if draft.entry_year is not None and (draft.entry_year, draft.name.lower()) in taken_names:
        found.append(Fault("name", f"There is already a pool of this name for {year_name(draft.entry_year)}"))
    for session, units in draft.units.items():
        if session not in SESSIONS:
            found.append(Fault("units", f"{session} is not a session of the week"))
        elif not 0 <= units <= UNITS_AT_MOST:
            found.append(Fault("units", f"{_say(session)} must be between 0 and {UNITS_AT_MOST:,} units"))
    return found


def continuing_faults(people: int | None, support_units: int | None, coach_units: int | None) -> list[Fault]:
    """Everything that is wrong with the number of people who continue and the units they use together."""
    found = [
        *_number("people", people, 0, PLACES_AT_MOST, "Enter how many people stay on, or 0", "People who stay on"),
        *_number("support_units", support_units, 0, UNITS_AT_MOST, "Enter their support units, or 0", "Support units"),
        *_number("coach_units", coach_units, 0, UNITS_AT_MOST, "Enter their coach units, or 0", "Coach units"),
    ]
    if people == 0 and ((support_units or 0) > 0 or (coach_units or 0) > 0):
        found.append(Fault("people", "Nobody stays on, so nobody uses support or coach units"))
    return found


def share_faults(places: int | None, all_places: int) -> list[Fault]:
    """Everything that is wrong with a number of places for another authority."""
    return _number("places", places, 1, max(1, all_places), "Enter how many places at most", "Places for them")


def _say(session: str) -> str:
    return session_name(session) if session in SESSIONS else session


def _text(name: str, text: str, longest: int, missing: str | None = None) -> list[Fault]:
    if missing is not None and not text.strip():
        return [Fault(name, missing)]
    return [Fault(name, f"Use {longest} characters or fewer")] if len(text) > longest else []


def _known(name: str, given: Collection[str], known: Collection[str], what: str) -> list[Fault]:
    return [Fault(name, f"“{one}” is not a {what} we know") for one in given if one not in known]


def _bounds(what: str, low: int | None, high: int | None, first: int, last: int, words: str) -> list[Fault]:
    sides = (("lowest", "min", low), ("highest", "max", high))
    found = [
        Fault(f"{what}_{side}", f"The {word} {words} must be between {first} and {last}")
        for word, side, value in sides
        if value is not None and not first <= value <= last
    ]
    if low is not None and high is not None and low > high:
        found.append(Fault(f"{what}_max", f"The highest {words} cannot be below the lowest"))
    return found


def _number(name: str, value: int | None, least: int, most: int, missing: str, words: str) -> list[Fault]:
    if value is None:
        return [Fault(name, missing)]
    return [] if least <= value <= most else [Fault(name, f"{words} must be between {least} and {most}")]


def _optional(name: str, value: int | None, most: int, words: str) -> list[Fault]:
    return [] if value is None or 0 <= value <= most else [Fault(name, f"{words} must be between 0 and {most:,}")]


def _hours(hours: float | None) -> list[Fault]:
    if hours is None:
        return [Fault("hours_a_session", "Enter how many hours a session has")]
    if not 0 < hours <= HOURS_AT_MOST:
        return [Fault("hours_a_session", f"Hours a session must be more than 0 and at most {HOURS_AT_MOST:g}")]
    return []


def _week(name: str, sessions: list[str]) -> list[Fault]:
    if not sessions:
        return [Fault(name, "Choose at least one session of the week")]
    found = [Fault(name, f"“{one}” is not a session of the week") for one in sessions if one not in SESSIONS]
    twice = sorted({one for one in sessions if sessions.count(one) > 1})
    return [*found, *[Fault(name, f"{_say(one)} is there twice") for one in twice]]


def _dates(draft: GroupDraft) -> list[Fault]:
    found = []
    if draft.starts_on is None:
        found.append(Fault("starts_on", "Enter the first day"))
    if draft.ends_on is None:
        found.append(Fault("ends_on", "Enter the last day"))
    if draft.entry_year is None or not FIRST_YEAR <= draft.entry_year <= LAST_YEAR:
        return found
    first, last = dt.date(draft.entry_year, 8, 1), dt.date(draft.entry_year + 1, 8, 31)
    end = dt.date(draft.entry_year + LASTS_AT_MOST, 8, 31)
    if draft.starts_on is not None and not first <= draft.starts_on <= last:
        words = f"The first day must be in {year_name(draft.entry_year)}: August {first.year} to August {last.year}"
        found.append(Fault("starts_on", words))
    if draft.ends_on is not None and draft.starts_on is not None:
        if draft.ends_on < draft.starts_on:
            found.append(Fault("ends_on", "The last day cannot be before the first day"))
        elif draft.ends_on > end:
            found.append(Fault("ends_on", f"The last day must be by August {end.year}"))
        elif draft.weeks_a_year is not None and draft.weeks_a_year > (draft.ends_on - draft.starts_on).days // 7 + 1:
            found.append(Fault("weeks_a_year", "There are not that many weeks between the first day and the last day"))
    return found
