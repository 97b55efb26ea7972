"""What rooms above this one do once a safeguarding lead has closed something that was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Flask, current_app
from sqlalchemy.orm import Session

from pfa.aspirations.models import Reading

Act = Callable[[Session, Reading], None]


def install(app: Flask, acts: Iterable[Act]) -> None:
    """Say what happens after a reading is closed, in the same transaction."""
    app.extensions["pfa_after_closing"] = tuple(acts)


def closed(session: Session, reading: Reading) -> None:
    """Let the other rooms do what follows from a reading that was just closed."""
    for act in current_app.extensions["pfa_after_closing"]:
        act(session, reading)
