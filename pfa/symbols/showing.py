"""Which drawing a page shows for a concept: asked once a page, by every symbol on it."""

from __future__ import annotations

import sqlalchemy as sa
from flask import g, request

from pfa.accounts.login import current_actor
from pfa.accounts.models import Role
from pfa.symbols import queries
from pfa.symbols.models import SymbolDrawing
from pfa.web.request import db

# Rooms whose staff pages show what a young person sees or saw: their symbols are the young person's.
SHOWS_THEIRS = frozenset({"aspirations", "symbols"})


def own_symbol(name: str) -> SymbolDrawing | None:
    """The authority's own drawing of a concept, on young people's pages and where staff see theirs; else None."""
    return _own_symbols().get(name)


def symbol_credits() -> list[str]:
    """Who drew the authority's own drawings that stand on pages like this one, and under which licence, each once."""
    return sorted({row.credit for row in _own_symbols().values() if row.credit})


def _own_symbols() -> dict[str, SymbolDrawing]:
    if "own_symbols" not in g:
        g.own_symbols = _asked()
    found: dict[str, SymbolDrawing] = g.own_symbols
    return found


def _asked() -> dict[str, SymbolDrawing]:
    asker = current_actor()
    if asker is None or not asker.grants:
        return {}
    if not asker.is_a(Role.young_person) and request.blueprint not in SHOWS_THEIRS:
        return {}
    try:
        return dict(queries.shown(db(), asker.authority_ids))
    except sa.exc.SQLAlchemyError:  # the page that says so has symbols as well
        return {}
