"""What the forms of this room share: numbers that say what is wrong with them, and rules asked all at once."""

from __future__ import annotations

import datetime as dt
import enum
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

from wtforms import (
    FloatField,
    IntegerField,
)

from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.provision.rules import Broken, Fault
from pfa.web.forms import PfaForm

E = TypeVar("E", bound=enum.Enum)
YEARS_AHEAD = 4


def stripped(text: str | None) -> str:
    return (text or "").strip()


def whole_or_none(value: Any) -> int | None:
    """A choice's number, None for the choice that is none."""
    return None if value in (None, "") else int(value)


def one_of(kind: type[E]) -> Callable[[Any], E | None]:
    """Read a choice as a member of an enum, None for the choice that is none."""
    return lambda value: None if value in (None, "") else value if isinstance(value, kind) else kind(value)


class WholeNumber(IntegerField):
    """A whole number in a small box; what cannot be read says so in plain words."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.type = "IntegerField"  # the component of its kind

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = stripped(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10):
            raise ValueError(f"{self.label.text} must be a whole number, like 8")
        self.data = int(text)


class Hours(FloatField):
    """Hours, halves and quarters allowed."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = stripped(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = float(text)
        except ValueError:
            raise ValueError(f"{self.label.text} must be a number, like 3 or 2.5") from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:g}" if self.data is not None else ""


class RuledForm(PfaForm):
    """A form whose values are asked of the rules, all of them, beside what could not be read."""

    @abstractmethod
    def faults(self) -> list[Fault]:
        """What the rules say of what was typed."""

    def validate(self, extra_validators: Any = None) -> bool:
        readable = bool(super().validate(extra_validators))
        found = [fault for fault in self.faults() if not self._has_error(fault.field)]
        for fault in found:
            super().refuse(Refused(fault.words, fault.field))
        return readable and not found

    def refuse(self, error: Refused) -> None:
        """Put a service's refusal in its places: one fault, or all of them."""
        if not isinstance(error, Broken):
            super().refuse(error)
            return
        for fault in error.faults:
            super().refuse(Refused(fault.words, fault.field))

    def _has_error(self, name: str) -> bool:
        found = self._fields.get(name)
        return found is not None and bool(found.errors)


def years(today: dt.date, more: int | None = None) -> list[int]:
    """Entry years that can be chosen today: the running one and those to come, and the row's own."""
    first = academic_year(today)
    return sorted({*range(first, first + YEARS_AHEAD + 1), *([more] if more is not None else [])})
