"""The columns a file of young people can have: how each is read, what is saved now, and how a value is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pfa.accounts.models import Organisation, User
from pfa.calendar.week import SESSIONS, session_name
from pfa.geography import postcodes
from pfa.imports.kinds import Column
from pfa.people import identifiers
from pfa.people.codes import (
    ACCESS_NEEDS,
    DECISION_MAKER_NAMES,
    LEVELS,
    NEED_TYPES,
    NO_SCHOOL_NAMES,
    OWN_SESSION_NAMES,
    PLAN_NAMES,
    SEX_NAMES,
    TRAVEL_NAMES,
    NoSchool,
    PlanType,
)
from pfa.people.importing import cells
from pfa.people.models import Enrolment, YoungPerson
from pfa.people.services.subjects import TRAVEL_AT_MOST, UNITS_AT_MOST
from pfa.people.values import Own
from pfa.people.words import month_name, year_group_name
from pfa.web.filters import day as day_words


@dataclass(frozen=True, slots=True)
class Known:
    """What cells are read against: this academic year, places to learn by name or URN, workers by name or e-mail."""

    academic_year: int
    schools: Mapping[str, Organisation]
    workers: Mapping[str, User]

    def year_of(self, person: YoungPerson) -> Enrolment | None:
        return next((row for row in person.enrolments if row.academic_year == self.academic_year), None)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `read` makes a value of a cell or raises ValueError, `saved` is the record's, `show` says a value."""

    column: Column
    read: Callable[[str, Known], Any]
    saved: Callable[[YoungPerson, Known], Any]
    show: Callable[[Any], str] = str

    @property
    def key(self) -> str:
        return self.column.key


def _plain(key: str, title: str, read: Callable[[str], Any], show: Callable[[Any], str] = str, **more: Any) -> Field:
    """A column that is an attribute of the person."""
    return Field(Column(key, title, **more), lambda cell, _: read(cell), lambda person, _: getattr(person, key), show)


def _upn(cell: str) -> str:
    found = identifiers.tidy(cell)
    if not identifiers.is_upn(found):
        raise ValueError("Check this number: its check letter does not fit. Or leave the cell empty.")
    return found


def _uln(cell: str) -> str:
    found = identifiers.tidy(cell)
    if not identifiers.is_uln(found):
        raise ValueError("Check this number: its last digit does not fit. Or leave the cell empty.")
    return found


def _postcode(cell: str) -> str:
    found = postcodes.tidy(cell)
    if found is None:
        raise ValueError("Enter a full postcode, for example S1 2HH.")
    return found


def _sex(cell: str) -> str:
    return str(cells.coded(SEX_NAMES)(cell))


def _place(cell: str, known: Known) -> Organisation | NoSchool:
    found = known.schools.get(cell.casefold())
    if found is not None:
        return found
    try:
        return cells.named(NO_SCHOOL_NAMES)(cell)
    except ValueError:
        raise ValueError(
            "This school is not known here. Enter its name as on our list or its URN, or why there is no school: "
            f"{', '.join(NO_SCHOOL_NAMES.values())}."
        ) from None


def _saved_place(person: YoungPerson, known: Known) -> Organisation | NoSchool | None:
    row = known.year_of(person)
    return (row.organisation or row.no_school) if row else None


def _worker(cell: str, known: Known) -> User:
    found = known.workers.get(cell.casefold())
    if found is None:
        raise ValueError("Nobody of this name or e-mail address works here. Add them first, or leave the cell empty.")
    return found


def _of_year(attribute: str) -> Callable[[YoungPerson, Known], Any]:
    def saved(person: YoungPerson, known: Known) -> Any:
        row = known.year_of(person)
        return getattr(row, attribute) if row else None

    return saved


def _own_saved(person: YoungPerson, _: Known) -> tuple[Own, ...]:
    rows = [Own(row.session, row.kind, row.label) for row in person.own_sessions]
    return tuple(sorted(rows, key=lambda one: SESSIONS.index(one.session)))


def _joined(words: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda values: ", ".join(words(value) for value in values)


def _own_words(one: Own) -> str:
    return f"{session_name(one.session)}: {one.label or OWN_SESSION_NAMES[one.kind]}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _place_words(place: Organisation | NoSchool) -> str:
    return NO_SCHOOL_NAMES[place] if isinstance(place, NoSchool) else place.name


PLANS = {"EHCP": PlanType.ehcp, "E": PlanType.ehcp, "K": PlanType.sen_support, "N": PlanType.none}

FIELDS: tuple[Field, ...] = (
    _plain(
        "reference", "Reference", cells.text(20), required=True, example="YP-0001",
        hint="Your case number: the row changes the record that has it, or adds one",
        also=("ref", "case number", "person id", "id", "client id"),
    ),
    _plain("first_name", "First name", cells.text(80), also=("forename", "given name"), example="Alex"),
    _plain("last_name", "Last name", cells.text(80), also=("surname", "family name"), example="Invented"),
    _plain("known_as", "Likes to be called", cells.text(80), also=("known as", "preferred name")),
    _plain(
        "born_on", "Date of birth", cells.day, day_words, hint="Day, month, year",
        also=("dob", "birth date", "personbirthdate"), example="02/03/2011",
    ),
    _plain("sex", "Sex", _sex, lambda code: SEX_NAMES[code], also=("gender",), hint="F, M or U"),
    _plain("ethnicity", "Ethnicity", cells.text(60)),
    _plain("upn", "Unique pupil number", _upn, also=("pupil number",)),
    _plain("uln", "Unique learner number", _uln, also=("learner number", "uniquelearnernumber")),
    Field(
        Column("place", "School or college", "Name or URN, or why there is none", also=("school", "setting", "urn"),
               example="Educated at home"),
        _place, _saved_place, _place_words,
    ),
    Field(
        Column("year_group", "Year group", also=("ncy", "nc year", "year"), example="11"),
        lambda cell, _: cells.year_group(cell), _of_year("year_group"), year_group_name,
    ),
    Field(
        Column("tutor_group", "Tutor group", "As the school calls it",
               also=("form group", "registration group", "class"), example="11B"),
        lambda cell, _: cells.text(40)(cell), _of_year("tutor_group"),
    ),
    Field(
        Column("plan_type", "Plan", "EHC plan, SEN support …", also=("plan type", "sen provision", "sen status"),
               example="EHC plan"),
        lambda cell, _: cells.named(PLAN_NAMES, PLANS)(cell), _of_year("plan_type"), lambda plan: PLAN_NAMES[plan],
    ),
    _plain("entry_year", "Entry year", cells.whole(2000, 2100), hint="The September of their next start",
           also=("starts", "entry", "next start"), example="2027"),
    _plain("review_month", "Annual review", cells.month, month_name, also=("review month", "review"),
           example="November"),
    Field(
        Column("needs", "Needs", "DfE codes, the main need first, a semicolon between two",
               also=("need", "primary need", "sen need", "sen type"), example="ASD; SLCN"),
        lambda cell, _: cells.needs(cell), lambda person, _: tuple(need.code for need in person.needs),
        _joined(lambda code: NEED_TYPES[code]),
    ),
    _plain("level", "Level", cells.coded(LEVELS), lambda level: LEVELS[level], hint="0 to 3", example="1"),
    Field(
        Column("access_needs", "A place must have", "A semicolon between two", also=("access", "access needs"),
               example="quiet-space"),
        lambda cell, _: cells.access(cell), lambda person, _: tuple(person.access_needs),
        _joined(lambda word: ACCESS_NEEDS[word]),
    ),
    _plain("support_units", "Support units", cells.whole(0, UNITS_AT_MOST), also=("support",), example="2"),
    _plain("coach_units", "Job coach units", cells.whole(0, UNITS_AT_MOST), also=("coach",), example="1"),
    _plain("postcode", "Home postcode", _postcode, also=("post code",), example="S1 2HH"),
    _plain("travel_way", "Gets there", cells.named(TRAVEL_NAMES), lambda way: TRAVEL_NAMES[way], also=("travel",),
           example="Learning to travel alone"),
    _plain("travel_limit_minutes", "Travel limit", cells.whole(0, TRAVEL_AT_MOST), hint="Minutes each way",
           also=("travel minutes", "travel at most"), example="45"),
    Field(
        Column("is_confirmed", "Travel limit confirmed", "yes if staff have talked about it with them",
               also=("confirmed",), example="yes"),
        lambda cell, _: cells.yes_or_no(cell), lambda person, _: person.travel_confirmed_at is not None, _yes,
    ),
    _plain("sessions_wanted", "Half days wanted", cells.whole(0, 10), also=("sessions wanted", "sessions"),
           example="10"),
    Field(
        Column("unavailable", "Not available", "Half days as mon-am, a semicolon between two"),
        lambda cell, _: cells.half_days(cell), lambda person, _: tuple(person.unavailable), _joined(session_name),
    ),
    Field(
        Column("own", "Own time", "For example mon-am: therapy; fri-pm: paid job", also=("own sessions",),
               example="wed-pm: therapy, swimming"),
        lambda cell, _: cells.own(cell), _own_saved, _joined(_own_words),
    ),
    _plain("providers_at_most", "Different places at most", cells.whole(1, 10)),
    _plain("one_place_a_day", "One place a day", cells.yes_or_no, _yes),
    _plain("whole_days", "Whole days only", cells.yes_or_no, _yes, also=("whole days",)),
    Field(
        Column("worker", "Named worker", "Name or e-mail address", also=("worker", "caseworker", "case officer")),
        _worker, lambda person, _: person.named_worker, lambda user: user.name,
    ),
    _plain("school_contact", "School contact", cells.text(160), example="Invented SENCO, by e-mail"),
    _plain("decision_maker", "Decision-maker", cells.named(DECISION_MAKER_NAMES), lambda who: DECISION_MAKER_NAMES[who],
           hint="If it is not as the law has it by age"),
    _plain("decision_maker_name", "Decision-maker's name", cells.text(160), example="Sam Invented"),
    _plain("language", "Language", cells.text(60), example="English"),
    _plain("needs_interpreter", "Interpreter needed", cells.yes_or_no, _yes, also=("interpreter",)),
    _plain("communication", "How to communicate", cells.text(500), also=("communication", "communication needs"),
           example="Needs time to answer"),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
