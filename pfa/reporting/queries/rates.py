"""Response rates of a round, counted one way at a time: never one trait crossed with another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import WAY_NAMES, Response, Round, Way
from pfa.aspirations.queries import Rate
from pfa.aspirations.queries.rounds import in_round
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES, PlanType
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.people.queries import visible


@dataclass(frozen=True, slots=True)
class Table:
    """One way of counting. `is_of_answers`: it counts whoever answered something, in each way they did."""

    key: str
    title: str
    heading: str
    rates: Sequence[Rate]
    is_of_answers: bool = False


class _Member(NamedTuple):
    """One person of a round, by everything that is counted."""

    school: str | None
    year_group: int | None
    id: int
    plan_type: PlanType | None
    sex: str
    ethnicity: str
    started: int | None
    sent: dt.datetime | None
    need: str | None
    way: Way | None = None


_MAIN_NEEDS = sa.select(Need.young_person_id, Need.code).where(Need.rank == 1).order_by(Need.id)


@dataclass(frozen=True, slots=True)
class Turnout:
    """A round's response in all, and counted seven ways. `answered`: the people of the table of ways, each once."""

    total: Rate
    tables: Sequence[Table]
    answered: int


def turnout(session: Session, asker: Asker, asked: Round) -> Turnout:
    """How many started and sent answers, by school, year group, need, plan, sex, ethnicity and way of answering.

    Three statements: needs are read apart, because SQLite finds no index for them inside the join; so are ways, of
    which somebody may have more than one.
    """
    query = (
        in_round(visible(asker, "report:read"), asked)
        .outerjoin(Organisation, Organisation.id == Enrolment.organisation_id)
        .with_only_columns(
            Organisation.name.label("school"),
            Enrolment.year_group,
            YoungPerson.id,
            Enrolment.plan_type,
            YoungPerson.sex,
            YoungPerson.ethnicity,
            Response.id.label("started"),
            Response.sent_at.label("sent"),
        )
        .order_by(None)
    )
    main = {row.young_person_id: row.code for row in session.execute(_MAIN_NEEDS)}
    rows = [_Member(*row, main.get(row.id)) for row in session.execute(query)]
    ways = aspirations.ways_of(session, Response.id, Response.round_id == asked.id)
    by_way = [row._replace(way=way) for row in rows for way in ways.get(row.started or 0, ())]
    return Turnout(_rate("Everyone", rows), tuple(_tables(rows, by_way)), len({row.id for row in by_way}))


def _tables(rows: Sequence[_Member], by_way: Sequence[_Member]) -> list[Table]:
    def names(given: Mapping[Any, str], none: str) -> Callable[[Any], str]:
        return lambda value: none if value is None else given.get(value, str(value))

    return [
        Table("school", "By school", "School", _by(rows, "school", lambda name: name or "No local school")),
        Table(
            "year-group",
            "By year group",
            "Year group",
            _by(rows, "year_group", lambda year: "Not known" if year is None else f"Year {year}"),
        ),
        Table("need", "By main need", "Main need", _by(rows, "need", names(NEED_TYPES, "No need on the record"))),
        Table("plan", "By plan", "Plan", _by(rows, "plan_type", names(PLAN_NAMES, "Not known"))),
        Table("sex", "By sex", "Sex", _by(rows, "sex", names(SEX_NAMES, "Not known"))),
        Table("ethnicity", "By ethnicity", "Ethnicity", _by(rows, "ethnicity", lambda value: value or "Not known")),
        Table("way", "By way of answering", "Way", _by(by_way, "way", names(WAY_NAMES, "Not known")), True),
    ]


def _by(rows: Sequence[Any], what: str, name: Callable[[Any], str]) -> list[Rate]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(getattr(row, what), []).append(row)
    if what == "year_group":
        ordered = sorted(groups, key=lambda key: (key is None, key or 0))
    else:
        ordered = sorted(groups, key=lambda key: (key is None, name(key)))
    return [_rate(name(key), groups[key]) for key in ordered]


def _rate(name: str, rows: Sequence[Any]) -> Rate:
    started = sum(row.started is not None for row in rows)
    return Rate(name, len(rows), started, sum(row.sent is not None for row in rows))
