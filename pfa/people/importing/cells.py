"""What a cell says, as the value it stands for; a cell that cannot be read raises ValueError with what to do."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pfa.calendar.week import SESSIONS, session_name
from pfa.geography import postcodes
from pfa.people.codes import ACCESS_NEEDS, NEED_TYPES, OWN_SESSION_NAMES
from pfa.people.values import Own
from pfa.people.words import MONTHS
from pfa.web import e_mail as addresses

E = TypeVar("E", bound=enum.Enum)
SESSION_NAMES = {name: session for session in SESSIONS for name in (session, session_name(session).lower())}
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def text(most: int) -> Callable[[str], str]:
    """Words of a length."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise ValueError(f"Use {most} characters at most.")
        return cell

    return read


def day(cell: str) -> dt.date:
    """2 March 2011, 02/03/2011 or 2011-03-02: the day before the month, as in Britain."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"):
        try:
            found = dt.datetime.strptime(cell, shape).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
        if found.year >= 1900:
            return found
    raise ValueError("Enter a date such as 02/03/2011.")


def whole(first: int, last: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", cell) or not first <= int(cell) <= last:
            raise ValueError(f"Enter a whole number from {first} to {last}.")
        return int(cell)

    return read


def yes_or_no(cell: str) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise ValueError("Enter yes or no.")


def month(cell: str) -> int:
    """9, September or Sep."""
    if re.fullmatch(r"[0-9]{1,2}", cell) and 1 <= int(cell) <= 12:
        return int(cell)
    if len(cell) >= 3:
        for number, name in enumerate(MONTHS, 1):
            if name.lower().startswith(cell.lower()):
                return number
    raise ValueError("Enter a month, for example September.")


def year_group(cell: str) -> int:
    """11, Year 11, Y11 or NCY 11."""
    match = re.fullmatch(r"(?:year|yr|ncy|y)?\s*([0-9]{1,2})", cell.lower())
    if not match or not 4 <= int(match[1]) <= 20:
        raise ValueError("Enter a year group from 4 to 20, for example 11.")
    return int(match[1])


def named(names: Mapping[E, str], also: Mapping[str, E] | None = None) -> Callable[[str], E]:
    """One of a list, by its code or its words."""
    known = {_folded(word): member for member, name in names.items() for word in (str(member.value), name)}
    known |= {_folded(word): member for word, member in (also or {}).items()}

    def read(cell: str) -> E:
        if _folded(cell) not in known:
            raise ValueError(f"Enter one of: {', '.join(names.values())}.")
        return known[_folded(cell)]

    return read


def coded(names: Mapping[Any, str]) -> Callable[[str], Any]:
    """One of a list whose codes are plain words or numbers, by its code or its words."""
    known = {_folded(str(word)): code for code, name in names.items() for word in (code, name)}

    def read(cell: str) -> Any:
        if _folded(cell) not in known:
            raise ValueError(f"Enter one of: {', '.join(f'{code} ({name})' for code, name in names.items())}.")
        return known[_folded(cell)]

    return read


def known_postcode(cell: str) -> str:
    """A postcode that we can place on the map."""
    found = postcodes.find(cell)
    if found is None:
        raise ValueError("We do not know that postcode. Check it, or leave the cell empty.")
    return found.postcode


def e_mail(cell: str) -> str:
    if not addresses.is_e_mail(cell):
        raise ValueError(f"{addresses.WORDS}.")
    return cell


def needs(cell: str) -> tuple[str, ...]:
    """ASD; SLCN: the main need first."""
    return _listed(cell, coded(NEED_TYPES))


def access(cell: str) -> tuple[str, ...]:
    """step-free; hoist."""
    found = _listed(cell, coded(ACCESS_NEEDS))
    return tuple(word for word in ACCESS_NEEDS if word in found)


def half_days(cell: str) -> tuple[str, ...]:
    """mon-am; Friday afternoon."""
    found = _listed(cell, half_day)
    return tuple(session for session in SESSIONS if session in found)


def half_day(cell: str) -> str:
    """mon-am or Monday morning."""
    found = SESSION_NAMES.get(cell.strip().lower())
    if found is None:
        raise ValueError("Enter half days as mon-am or Monday morning, with a semicolon between two.")
    return found


def own(cell: str) -> tuple[Own, ...]:
    """mon-am: therapy; fri-pm: paid-job, at the bakery."""
    read = named(OWN_SESSION_NAMES)
    found = []
    for part in filter(None, (piece.strip() for piece in cell.split(";"))):
        when, colon, what = part.partition(":")
        if not colon:
            raise ValueError("Enter own time as mon-am: therapy, with a semicolon between two.")
        kind, _, label = what.partition(",")
        found.append(Own(half_day(when), read(kind.strip()), label.strip()[:80]))
    if len({one.session for one in found}) < len(found):
        raise ValueError("A half day is there twice.")
    return tuple(sorted(found, key=lambda one: SESSIONS.index(one.session)))


def _listed(cell: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(read(part.strip()) for part in re.split(r"[;|]", cell) if part.strip()))


def _folded(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", word.casefold())
