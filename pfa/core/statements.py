"""Statements that are built once: for pages that a whole class opens at the same time.

To put a select together, anew for each page, is work that need not be done. What is asked on every page is therefore
built at its first use, with named parameters for what differs:

    @once
    def _of_user() -> sa.Select[YoungPerson]:
        return sa.select(YoungPerson).where(YoungPerson.user_id == sa.bindparam("user_id"))

    session.scalars(_of_user(), {"user_id": 7}).first()
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

import sqlalchemy as sa

S = TypeVar("S", bound=sa.Executable)

_KEPT: set[sa.Executable] = set()


def once(build: Callable[[], S]) -> Callable[[], S]:
    """Decorate a function that builds a statement: it is called once, and gives that same statement ever after."""

    @cache
    def kept() -> S:
        statement = build()
        _KEPT.add(statement)
        return statement

    return kept


def is_kept(statement: sa.Executable) -> bool:
    """Is this one of the statements that were built once?"""
    return statement in _KEPT
