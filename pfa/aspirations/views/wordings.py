"""How questions and answers read on pages, whoever wrote them: ours from the catalogue, others from the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from pfa.aspirations import pictures, queries
from pfa.aspirations.comfort import Level
from pfa.aspirations.queries.lists import Own
from pfa.aspirations.questions import BY_KEY, NOT_SURE, PLACES, Feeling, Takes, counters_of, feeling_of
from pfa.aspirations.words import WORDINGS, Telling, Wording, felt_words, say, tell
from pfa.web.request import db


@dataclass(frozen=True, slots=True)
class Spoken:
    """Choices as people read them, each with its symbol; those of one feeling together, under its name and symbol."""

    rows: tuple[tuple[str, str], ...]
    feeling: str = ""
    symbol: str = ""


def wording(question: str, version: int) -> Wording:
    """How a version of a question read when it was asked. Raises KeyError for one that there never was."""
    where = (question, version)
    return WORDINGS[where] if where in WORDINGS else _own()[where][1]


def telling(question: str, version: int, level: Level) -> Telling:
    """How that version is told at a reading level. Raises KeyError for one that there never was."""
    return tell(question, version, wording(question, version), level)


def picture(question: str, version: int, choice: str) -> str:
    """The name of the symbol beside a choice."""
    if question == PLACES and choice != NOT_SURE:
        found = _places([choice]).get(choice)
        return found.symbol if found else "place"
    return wording(question, version).symbols.get(choice) or pictures.picture(question, choice)


def spoken(question: str, version: int, choices: Sequence[str], level: Level) -> list[Spoken]:
    """What somebody chose, in the words of the question as it was asked, at the reading level of whoever looks; named
    places by their names."""
    asked, words = BY_KEY.get(question), telling(question, version, level).choices
    if asked is None or asked.takes is not Takes.felt or NOT_SURE in choices:
        rows = tuple(_row(question, version, choice, words) for choice in choices)
        return [Spoken(rows)] if rows else []
    felt = [feeling_of(choice) for choice in choices]
    names = _places([code for _, code in felt]) if question == PLACES else {}
    found = []
    for feeling in Feeling:
        codes = [code for each, code in felt if each is feeling]
        rows = tuple((picture(question, version, code), _called(code, names, words)) for code in codes)
        if rows:
            found.append(Spoken(rows, felt_words(question, feeling), pictures.FEELINGS[feeling.value]))
    return found


def place_title(code: str) -> str:
    """What a named place is called."""
    return _called(code, _places([code]), {})


def remember_places(places: Iterable[queries.Place]) -> None:
    """These are known on this page already, and need not be looked up."""
    known: dict[str, queries.Place] = g.setdefault("named_places", {})
    known.update({place.code: place for place in places})


def _row(question: str, version: int, choice: str, words: Mapping[str, str]) -> tuple[str, str]:
    if choice in words:
        return picture(question, version, choice), words[choice]
    code, count = counters_of(choice)
    counted = say("counters.of", count=count) if count > 1 else say("counters.of.one")
    return picture(question, version, code), f"{words[code]}: {counted}"


def _called(code: str, names: Mapping[str, queries.Place], words: Mapping[str, str]) -> str:
    if code in names:
        return names[code].title
    return words[code] if code in words else say("places.gone")


def _places(codes: Sequence[str]) -> dict[str, queries.Place]:
    """Named places, each looked up once a request."""
    known: dict[str, queries.Place] = g.setdefault("named_places", {})
    unknown = [code for code in codes if code not in known]
    known.update(queries.named_places(db(), unknown))
    return known


def _own() -> Own:
    if "own_questions" not in g:
        g.own_questions = queries.own_questions(db())
    found: Own = g.own_questions
    return found
