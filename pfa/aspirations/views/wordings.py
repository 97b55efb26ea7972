"""How questions read on pages, whoever wrote them: ours from the catalogue, an authority's from the database."""

from __future__ import annotations

from flask import g

from pfa.aspirations import pictures, queries
from pfa.aspirations.queries.lists import Own
from pfa.aspirations.words import WORDINGS, Wording
from pfa.web.request import db


def wording(question: str, version: int) -> Wording:
    """How a version of a question read when it was asked. Raises KeyError for one that there never was."""
    where = (question, version)
    return WORDINGS[where] if where in WORDINGS else _own()[where][1]


def picture(question: str, version: int, choice: str) -> str:
    """The name of the symbol beside a choice."""
    return wording(question, version).symbols.get(choice) or pictures.picture(question, choice)


def _own() -> Own:
    if "own_questions" not in g:
        g.own_questions = queries.own_questions(db())
    found: Own = g.own_questions
    return found
