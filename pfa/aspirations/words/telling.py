"""A question as it is told to one person: the wording of its version, at their reading level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pfa.aspirations.comfort import Level
from pfa.aspirations.questions import NOT_SURE
from pfa.aspirations.words.levels import EASY, PICTURED, SHORT, Easy, Idea
from pfa.aspirations.words.wording import I_AM_NOT_SURE, Wording


@dataclass(frozen=True, slots=True)
class Telling:
    """What a page says for a question. `pictured` are the pictures of the title, which in words is `title`."""

    title: str
    hint: str
    choices: Mapping[str, str]
    symbol: str = ""  # beside the title
    pictured: tuple[Idea, ...] = ()
    ideas: tuple[Idea, ...] = ()


def tell(key: str, version: int, said: Wording, level: Level) -> Telling:
    """A question at a reading level. Where an authority's own question has no easier words, it is as it is written.

    "Not sure" is among the choices that are told, also of a question that offers it beside the answer.
    """
    choices = {NOT_SURE: I_AM_NOT_SURE, **said.choices}
    easy = said.easy or EASY.get((key, version))
    if level is Level.plain or easy is None:
        return Telling(said.question, said.hint, choices)
    if level is Level.easy:
        return Telling(easy.question.words, "", choices, easy.question.symbol, ideas=easy.ideas)
    pictured = easy.pictured or PICTURED.get((key, version)) or (easy.question,)
    title = " ".join(idea.words for idea in pictured)
    return Telling(title, "", {**choices, **short(key, choices)}, pictured=pictured)


def short(key: str, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices that have fewer words where a picture says most of it."""
    few = {**SHORT[""], **SHORT.get(key, {})}
    return {choice: few[choice] for choice in choices if choice in few}


__all__ = ["Easy", "Idea", "Telling", "short", "tell"]
