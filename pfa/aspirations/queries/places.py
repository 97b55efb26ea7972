"""Named programmes and places that a young person is asked about: what is on offer near them, for their age."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, Site
from pfa.aspirations import points
from pfa.aspirations.pictures import work_picture
from pfa.aspirations.questions import PLACES
from pfa.aspirations.said import Answers
from pfa.aspirations.sets import QuestionList
from pfa.calendar.years import age_at_start
from pfa.geography.distance import kilometres
from pfa.people.models import YoungPerson
from pfa.provision.kinds import KIND_NAMES, KINDS_OF_WORK, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider

MINUTES_FIRST, MINUTES_A_KM = 10, 3.9  # as matching begins: 20 km/h by roads that are 1.3 times as long


@dataclass(frozen=True, slots=True)
class Place:
    """One thing on offer at one place, as somebody is asked about it. `code` is the opportunity's public id.

    `minutes` are about how long it takes from home, to five; None where one of the two places is not known.
    """

    code: str
    name: str
    provider: str
    kind: OpportunityKind
    kind_of_work: str
    minutes: int | None = None

    @property
    def title(self) -> str:
        """Its name, and who offers it where the name does not say so."""
        return self.name if self.provider.casefold() in self.name.casefold() else f"{self.name}, {self.provider}"

    @property
    def symbol(self) -> str:
        return work_picture(self.kind, self.kind_of_work)

    def is_called(self, words: str) -> bool:
        """Does everything somebody looks for stand in its name, its provider or its kind?"""
        about = (self.name, self.provider, KIND_NAMES[self.kind], KINDS_OF_WORK.get(self.kind_of_work, ""))
        text = " ".join(about).casefold()
        return all(word in text for word in words.casefold().split())


def places_near(session: Session, person: YoungPerson, answers: Answers, year: int) -> list[Place]:
    """What is open to somebody's age in their next September, or `year`: what fits their wishes first, then the near.

    What is further than they travel comes last; what they refused by its kind is left out. Two statements at most.
    """
    return places_near_each(session, [person], answers, year)[person.id]


def places_near_each(
    session: Session, people: Sequence[YoungPerson], answers: Answers, year: int, *, at_most: int | None = None
) -> dict[int, list[Place]]:
    """The same for each of some people who said the same (mostly nothing yet), by their id: the first `at_most`.

    Two statements at most, however many people.
    """
    offers = _open_offers(session, {person.entry_year or year for person in people})
    kinds = {(row.kind, row.kind_of_work) for rows in offers.values() for row in rows}
    worth = {kind: points.opportunity_points(answers, *kind) for kind in kinds}
    return {person.id: _nearest(person, offers[person.entry_year or year], worth, year, at_most) for person in people}


def named_places(session: Session, codes: Iterable[str]) -> dict[str, Place]:
    """Places by code, open or closed: one statement; none that there never were."""
    wanted = [uuid.UUID(code) for code in codes]
    if not wanted:
        return {}
    rows = session.execute(_offers(closed=True).where(Opportunity.public_id.in_(wanted)))
    return {str(row.public_id): _place(row, None) for row in rows}


def with_places(questions: QuestionList, places: Iterable[Place]) -> QuestionList:
    """The same questions, with these places put into the one about named places."""
    found = list(places)
    said, symbols = {one.code: one.title for one in found}, {one.code: one.symbol for one in found}
    return questions.with_choices(PLACES, said, symbols) if found else questions


def _nearest(
    person: YoungPerson, rows: Sequence[Any], worth: Mapping[Any, int | None], year: int, at_most: int | None
) -> list[Place]:
    """Of these offers those for somebody's age and not refused, in the order they are asked about."""
    age, furthest = age_at_start(person.born_on, person.entry_year or year), person.travel_limit_minutes or 999
    found = []
    for row in rows:
        value = worth[row.kind, row.kind_of_work]
        if value == 0 or age < (row.age_min or 0) or age > (row.age_max or 99):
            continue
        minutes = _minutes(person, row)
        far = minutes is not None and minutes > furthest
        found.append(((far, -(value or 0), minutes or 0, row.name, row.public_id.int), row, minutes))
    found.sort(key=lambda each: each[0])
    return [_place(row, minutes) for _, row, minutes in found[:at_most]]


def _open_offers(session: Session, entry_years: Collection[int]) -> dict[int, Sequence[sa.Row[Any]]]:
    """What is open and has a group that starts in each of these years; everything open for a year that has none yet."""
    starting = _offers().add_columns(Group.entry_year).join(Opportunity.groups).where(Group.entry_year.in_(entry_years))
    found: dict[int, dict[uuid.UUID, sa.Row[Any]]] = {entry_year: {} for entry_year in entry_years}
    for row in session.execute(starting):
        found[row.entry_year][row.public_id] = row  # once, however many groups of it start
    every = [] if all(found.values()) else session.execute(_offers()).all()
    return {entry_year: list(rows.values()) or every for entry_year, rows in found.items()}


def _offers(*, closed: bool = False) -> Any:
    query = (
        sa.select(
            Opportunity.public_id,
            Opportunity.name,
            Opportunity.kind,
            Opportunity.kind_of_work,
            Opportunity.age_min,
            Opportunity.age_max,
            Organisation.name.label("provider"),
            Site.lat,
            Site.lon,
        )
        .join(Opportunity.provider)
        .join(Organisation, Organisation.id == Provider.organisation_id)
        .join(Site, Site.id == Provider.site_id)
        .order_by(Opportunity.id)
    )
    return query if closed else query.where(Opportunity.closed_on.is_(None))


def _place(row: sa.Row[Any], minutes: int | None) -> Place:
    return Place(str(row.public_id), row.name, row.provider, row.kind, row.kind_of_work, minutes)


def _minutes(person: YoungPerson, row: sa.Row[Any]) -> int | None:
    if person.lat is None or person.lon is None or row.lat is None or row.lon is None:
        return None
    exact = MINUTES_FIRST + MINUTES_A_KM * kilometres(person.lat, person.lon, row.lat, row.lon)
    return 5 * round(exact / 5)
