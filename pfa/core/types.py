"""Column types: moments in UTC, lists of short words, enums stored by value."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=enum.Enum)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """A moment in UTC."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC; refuses naive values. SQLite keeps no time zone, so UTC is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone was given to the database")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


class Words(TypeDecorator[list[str]]):
    """An ordered list of short words (sessions, features, plan types) as JSON; None is read as an empty list."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Any) -> list[str]:
        return [str(word) for word in value or []]

    def process_result_value(self, value: Any, dialect: Any) -> list[str]:
        return list(value or [])


def by_value(kind: type[E], name: str) -> sa.Enum:
    """An enum column as text holding the *values*, with a named check constraint."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )
