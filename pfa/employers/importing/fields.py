"""The columns a file of employers can have: how each is read, and how a value is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pfa.employers.rules import STAGE_NAMES
from pfa.imports.kinds import Column
from pfa.people.importing.cells import coded, day, e_mail, known_postcode, named, text
from pfa.provision import rules
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.web.filters import day as day_words


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `read` makes a value of a cell or raises ValueError, `show` says a value."""

    column: Column
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str

    @property
    def key(self) -> str:
        return self.column.key


def _day(cell: str) -> dt.date:
    found = day(cell)
    if not rules.FIRST_YEAR <= found.year <= rules.LAST_YEAR:
        raise ValueError(f"Enter a date from {rules.FIRST_YEAR} to {rules.LAST_YEAR}.")
    return found


def _name(cell: str) -> str:
    found = text(rules.NAME)(cell)
    if not folded(found):
        raise ValueError("Enter a name with letters or digits in it.")
    return found


def folded(name: str) -> str:
    """A name as two files may both write it: without case, signs, spaces and the kind of company."""
    words = re.sub(r"[^\w\s]+", "", name.casefold().replace("&", " and ").replace("_", " ")).split()
    while len(words) > 1 and words[-1] in ("ltd", "limited", "plc", "llp", "cic"):
        words.pop()
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _field(key: str, title: str, read: Callable[[str], Any], **more: Any) -> Field:
    show = more.pop("show", str)
    return Field(Column(key, title, **more), read, show)


FIELDS = (
    _field("employer", "Employer", _name, required=True, also=("Organisation", "Company", "Name"),
           hint="A row changes the employer of this name, or adds one", example="Invented Bakery"),
    _field("site_name", "Place", text(rules.NAME), also=("Site", "Branch"), hint="Where it has several",
           example="Shop"),
    _field("postcode", "Postcode", known_postcode, hint="So that journeys can be worked out", example="S1 2HH"),
    _field("kind_of_work", "Kind of work", coded(KINDS_OF_WORK), show=lambda key: KINDS_OF_WORK.get(key, ""),
           also=("Sector",), example="Cooking and food"),
    _field("stage", "Stage", named(STAGE_NAMES), show=lambda stage: STAGE_NAMES[stage],
           hint="How far you are with them; empty for a new one: Identified", example="In contact"),
    _field("not_now_because", "Why not now", text(300), also=("Reason",), hint="Only with the stage “Not now”"),
    _field("owner", "Looked after by", text(254), also=("Owner", "Lead"),
           hint="Name or e-mail of a co-ordinator"),
    _field("adjustments", "What they can change for somebody", text(600), also=("Adjustments",),
           example="A quiet room, shorter shifts"),
    _field("next_action", "Next action", text(200), also=("Next step",), example="Ask about a taster day"),
    _field("next_action_on", "Next action by", _day, show=day_words, also=("Next action date", "Due"),
           example="12/01/2027"),
    _field("contact_name", "Contact", text(120), also=("Contact name", "Whom to ask"), example="Rae Winter"),
    _field("contact_job", "Contact’s job", text(120), also=("Job title", "Role"), example="Shop manager"),
    _field("contact_email", "Contact’s e-mail", e_mail, also=("E-mail", "Email", "Contact email"),
           example="rae@example.org"),
    _field("contact_phone", "Contact’s phone", text(30), also=("Phone", "Telephone"), example="01632 960000"),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
