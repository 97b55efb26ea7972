"""What the rows of a file of employers mean: which employer each speaks of, and everything wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.models import Organisation, Site, User
from pfa.employers import queries
from pfa.employers.importing.fields import BY_KEY, FIELDS, folded
from pfa.employers.models import Employer, EmployerContact, Stage
from pfa.imports.kinds import Fault, Row

AT_ONCE = 500  # names in one statement
ALIKE_SHOWN = 3  # employers of one postcode that a new one is shown beside
OF_EMPLOYER = ("kind_of_work", "stage", "not_now_because", "owner", "adjustments", "next_action", "next_action_on")
OF_CONTACT = {"contact_name": "name", "contact_job": "job", "contact_email": "email", "contact_phone": "phone"}


@dataclass(slots=True)
class Meant:
    """A row and what it speaks of. `saved`: our employer; `known`: a shared organisation that is not our employer yet.

    `alike`: other employers at the same postcode, for somebody to look at.
    """

    row: Row
    values: dict[str, Any]
    saved: Employer | None = None
    known: list[Organisation] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.saved.organisation.name if self.saved else str(self.values.get("employer", ""))

    @property
    def organisation(self) -> Organisation | None:
        if self.saved is not None:
            return self.saved.organisation
        return self.known[0] if self.known else None

    def now(self, key: str) -> Any:
        """What is saved of the employer in a column; None where nothing is."""
        return getattr(self.saved, key) if self.saved is not None else None

    @property
    def contact(self) -> EmployerContact | None:
        """The saved contact of the row's name."""
        said = str(self.values.get("contact_name", "")).casefold()
        listed = self.saved.contacts if self.saved is not None else []
        return next((one for one in listed if one.name.casefold() == said), None)

    @property
    def site(self) -> Site | None:
        """The known place the row names; None if it names none or a new one."""
        for site in self.organisation.sites if self.organisation else []:
            same_name = "site_name" not in self.values or site.name.casefold() == self.values["site_name"].casefold()
            same_place = "postcode" not in self.values or site.postcode == self.values["postcode"]
            if same_name and same_place:
                return site
        return None

    @property
    def is_new_site(self) -> bool:
        return ("site_name" in self.values or "postcode" in self.values) and self.site is None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a file means, and everything that is wrong with it."""

    rows: list[Meant]
    faults: list[Fault]


def plan(session: Session, authority_id: int, rows: Sequence[Row]) -> Plan:
    """Read the rows of a file. A few statements for every 500 rows, whatever is in them."""
    ours = _ours(session, authority_id)
    by_name: dict[str, list[Employer]] = {}
    for employer in ours:
        by_name.setdefault(folded(employer.organisation.name), []).append(employer)
    owners = {word.casefold(): user for user in queries.owners(session, authority_id) for word in _words_of(user)}
    faults: list[Fault] = []
    meant = [Meant(row, _values(row, owners, faults)) for row in rows]
    shared = _shared(session, [one.values["employer"] for one in meant if "employer" in one.values])
    for one in meant:
        said = str(one.values.get("employer", ""))
        found = by_name.get(folded(said), []) if said else []
        exact = [employer for employer in found if employer.organisation.name.casefold() == said.casefold()]
        one.saved = next(iter(exact or found), None)
        one.known = shared.get(said.casefold(), []) if one.saved is None else []
        if len(exact or found) > 1 or len(one.known) > 1:
            words = "There are several of this name. Add or change the right one on screen."
            faults.append(_fault(one, "employer", words))
    _look_alike(meant, ours)
    for one in meant:
        faults += _row_faults(one)
    faults += _twice(meant)
    order = {item.column.title: number for number, item in enumerate(FIELDS)}
    return Plan(meant, sorted(dict.fromkeys(faults), key=lambda fault: (fault.row, order.get(fault.column, -1))))


def _ours(session: Session, authority_id: int) -> list[Employer]:
    query = (
        sa.select(Employer)
        .where(Employer.authority_id == authority_id)
        .options(
            joinedload(Employer.organisation).selectinload(Organisation.sites),
            joinedload(Employer.owner),
            selectinload(Employer.contacts),
        )
        .order_by(Employer.id)
    )
    return list(session.scalars(query))


def _shared(session: Session, names: Sequence[str]) -> dict[str, list[Organisation]]:
    """Organisations that all authorities share, by name in lower case."""
    found: dict[str, list[Organisation]] = {}
    wanted = sorted(set(names))
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        # SQLite folds the case of ASCII letters only, so the name as it is written is asked for too.
        alike = sa.or_(
            sa.func.lower(Organisation.name).in_([name.casefold() for name in some]), Organisation.name.in_(some)
        )
        query = sa.select(Organisation).where(alike).options(selectinload(Organisation.sites)).order_by(Organisation.id)
        for row in session.scalars(query):
            found.setdefault(row.name.casefold(), []).append(row)
    return found


def _words_of(user: User) -> list[str]:
    return [user.name, *([user.email] if user.email else [])]


def _values(row: Row, owners: dict[str, User], faults: list[Fault]) -> dict[str, Any]:
    """The values of a row's cells that are not empty; what cannot be read, or is missing, goes to the faults."""
    values: dict[str, Any] = {}
    for item in FIELDS:
        cell = row.said(item.key).strip()
        if not cell:
            if item.column.required:
                faults.append(Fault(row.number, item.column.title, "Every row needs this. Fill in the cell."))
            continue
        try:
            values[item.key] = item.read(cell)
        except ValueError as wrong:
            faults.append(Fault(row.number, item.column.title, str(wrong)))
    if "owner" in values:
        owner = owners.get(values["owner"].casefold())
        if owner is None:
            words = "Nobody of this name or e-mail looks after employers here. Check it, or leave the cell empty."
            faults.append(Fault(row.number, BY_KEY["owner"].column.title, words))
            del values["owner"]
        else:
            values["owner"] = owner
    return values


def _look_alike(meant: list[Meant], ours: list[Employer]) -> None:
    """Note on new employers who else is at their postcode, in the list or further up in the file."""
    at: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for employer in ours:
        for site in employer.organisation.sites:
            at[site.postcode].setdefault(folded(employer.organisation.name), employer.organisation.name)
    for one in meant:
        postcode, name = one.values.get("postcode"), folded(one.name)
        if not postcode:
            continue
        if one.saved is None:
            others = (said for key, said in at[postcode].items() if key != name)
            one.alike = list(islice(others, ALIKE_SHOWN))
        at[postcode].setdefault(name, one.name)


def _row_faults(one: Meant) -> Iterator[Fault]:
    values = one.values
    stage = values.get("stage", one.now("stage"))
    because = values.get("not_now_because", one.now("not_now_because"))
    if stage is Stage.not_now and not because:
        yield _fault(one, "not_now_because", "Say why not now, so that the next person knows.")
    if "not_now_because" in values and stage is not Stage.not_now:
        yield _fault(one, "not_now_because", "A reason belongs to the stage “Not now” only. Empty the cell.")
    what, when = (values.get(key, one.now(key)) for key in ("next_action", "next_action_on"))
    if what and not when and not _was_unreadable(one, "next_action_on"):
        yield _fault(one, "next_action_on", "Enter the day by which to do it.")
    if when and not what and not _was_unreadable(one, "next_action"):
        yield _fault(one, "next_action", "Say what to do on that day.")
    if "contact_name" not in values and any(key in values for key in OF_CONTACT):
        yield _fault(one, "contact_name", "Enter whose details these are.")


def _twice(meant: Sequence[Meant]) -> Iterator[Fault]:
    first: dict[object, int] = {}
    for one in meant:
        if "employer" not in one.values:
            continue
        key: object = one.saved.id if one.saved is not None else folded(one.name)
        if key in first:
            yield _fault(one, "employer", f"Row {first[key]} is the same employer. Keep one row.")
        first.setdefault(key, one.row.number)


def _was_unreadable(one: Meant, key: str) -> bool:
    """A cell that could not be read has its own fault; it is not missing too."""
    return bool(one.row.said(key).strip()) and key not in one.values


def _fault(one: Meant, key: str, words: str) -> Fault:
    return Fault(one.row.number, BY_KEY[key].column.title, words)
