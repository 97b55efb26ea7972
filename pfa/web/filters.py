"""How templates write dates, sessions, counts and fields."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from markupsafe import Markup

from pfa.core.resources import folder
from pfa.web import address, forms
from pfa.web.request import ENGLAND, settings
from pfa.web.symbols import SYMBOLS

SYMBOL = Markup(
    '<svg class="app-symbol app-symbol--{size}" width="{size}" height="{size}" viewBox="0 0 48 48" focusable="false"'
    ' {speaks}><use href="{address}#{name}"></use></svg>'
)


def day(value: dt.date | None) -> str:
    """5 March 2027."""
    return f"{value.day} {value:%B %Y}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """5 March 2027, 2:30pm, in England."""
    if value is None:
        return ""
    local = value.astimezone(ENGLAND)
    hour = local.strftime("%I").lstrip("0")
    return f"{day(local.date())}, {hour}:{local:%M}{local:%p}".replace("AM", "am").replace("PM", "pm")


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 person, 2 people."""
    return f"{count:,} {one if count == 1 else (many or one + 's')}"


def listing(words: Sequence[str]) -> str:
    """a, b and c."""
    items = [str(word) for word in words]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def percent(part: float, whole: float) -> str:
    """A whole percentage; a dash where there is nothing to take a share of."""
    return f"{round(100 * part / whole)} %" if whole else "–"


@lru_cache(maxsize=256)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def public_address(path: str) -> str:
    """A path as people type it: pfa.example.gov.uk/card."""
    return f"{settings().host}{path}"


def asset(name: str) -> str:
    """The address of a shipped file, with its content's digest, so that it can be kept for ever."""
    return _asset(request.script_root, name)


@lru_cache(maxsize=256)
def _asset(_root: str, name: str) -> str:
    return url_for("static", filename=name, v=_digest(folder("static") / name))


@lru_cache(maxsize=1024)
def _drawn(address: str, name: str, size: int, said: str) -> Markup:
    speaks = Markup('role="img" aria-label="{}"').format(said) if said else Markup('aria-hidden="true"')
    return SYMBOL.format(size=size, speaks=speaks, address=address, name=name)


def drawn(name: str, size: int = 24, said: str = "") -> Markup:
    """Our own drawing of a symbol; a page may have two hundred. With `said` it speaks for itself, else it is silent.

    Nothing for a name that is not ours: an authority's own idea, where its drawing is not shown.
    """
    if name not in SYMBOLS:
        return Markup("")
    return _drawn(asset("symbols.svg"), name, size, said)


def install(app: Flask) -> None:
    """Make them available to every template."""
    app.jinja_env.filters.update(
        day=day, public_address=public_address, moment=moment, plural=plural, listing=listing, percent=percent
    )
    tools: dict[str, Any] = {
        "asset": asset,
        "drawn": drawn,
        "field_params": forms.params,
        "form_errors": forms.error_list,
    }
    tools |= {"here": address.here, "there": address.there, "came_from": address.came_from}
    app.jinja_env.globals.update(tools)
