"""A drawing with what is said of it, wherever it is kept: in a file, in a set that is looked through, or shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pfa.symbols.cleaning import SVG
from pfa.symbols.concepts import our_drawings
from pfa.web.symbols import SYMBOLS


class Picture(Protocol):
    """What every drawing has. `stands_for` is empty for our ideas: what they stand for is known."""

    @property
    def concept(self) -> str: ...
    @property
    def stands_for(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def credit(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def content(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of a file, cleaned."""

    file: str
    concept: str
    stands_for: str
    words: str
    credit: str
    media_type: str
    content: bytes


def ours() -> dict[str, Picture]:
    """Every drawing of ours by its idea, in the order of the catalogue."""
    return {name: Drawn(f"{name}.svg", name, "", SYMBOLS[name], "", SVG, our_drawings()[name]) for name in SYMBOLS}
