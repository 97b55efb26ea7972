"""How somebody stands in a run: conditions that figures and lists share."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.matching.models import RunPerson


def is_full() -> sa.ColumnElement[bool]:
    return RunPerson.sessions + RunPerson.own_sessions >= RunPerson.sessions_wanted


def is_looking() -> sa.ColumnElement[bool]:
    """Still looking: no main pathway and no wish met, or nothing at all."""
    nothing = RunPerson.sessions == 0
    return sa.or_(nothing, sa.and_(RunPerson.wishes_made > 0, RunPerson.wish_met.is_(None)))
