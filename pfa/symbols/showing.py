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
    if "own_symbols" not in g:
        g.own_symbols = _own_symbols()
    found: SymbolDrawing | None = g.own_symbols.get(name)
    return found


def _own_symbols() -> dict[str, SymbolDrawing]:
    asker = current_actor()
    if asker is None or not asker.grants:
        return {}
    if not asker.is_a(Role.young_person) and request.blueprint not in SHOWS_THEIRS:
        return {}
    try:
        return dict(queries.shown(db(), asker.authority_ids))
    except sa.exc.SQLAlchemyError:  # the page that says so has symbols as well
        return {}
