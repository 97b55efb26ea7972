"""Where an authority's own ideas stand: rooms above say so, and what stands somewhere is not taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from flask import Flask, current_app
from sqlalchemy.orm import Session

from pfa.core.errors import Refused
from pfa.web.filters import listing

EXTENSION = "pfa_symbol_uses"
# `find(session, authority_id)`: own ideas to where each of them stands, in words that follow "It stands beside".
Find = Callable[[Session, int], Mapping[str, Sequence[str]]]


def install(app: Flask, finds: Iterable[Find]) -> None:
    """Say who knows where own ideas stand."""
    app.extensions[EXTENSION] = tuple(finds)


def refuse_used(session: Session, authority_id: int, own: Mapping[str, str]) -> None:
    """Raise Refused if any of these own ideas (name to what it stands for) stands somewhere: which, and where."""
    finds: Sequence[Find] = current_app.extensions[EXTENSION] if own else ()
    for find in finds:
        places = find(session, authority_id)
        used = [f"“{words}” stands beside {listing(places[name])}." for name, words in own.items() if name in places]
        if used:
            raise Refused(
                f"{' '.join(used)} Load another drawing in its place, or ask that question with another picture."
            )
