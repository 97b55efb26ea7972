"""What young people are told came of what they said, in groups of five or more, so that it tells about nobody.

Pure: counts and replies come in, lines in bands go out. A kind of work that fewer than five people wanted has no line
of its own, and fewer than five who have it in their week are not mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

FEWEST = 5  # people a line may speak of
BANDS = ((5, 9), (10, 19), (20, 49), (50, 99), (100, None))
DID, NOT_YET = "did", "not-yet"
NEXT_STEPS = ("ask-colleges", "look-for-work", "ask-again", "talk")  # keys `next.…` of the catalogue of words
AT_MOST = 12  # lines of a part: a page that can be read out in an assembly
NAMED = 3  # places that one sentence names; it says that there are more


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of work: how many wanted it, how many have it in an agreed week, and what providers answered."""

    work: str  # a key of KINDS_OF_WORK
    wanted: int
    have: int = 0
    runs: tuple[str, ...] = ()  # names of providers
    maybe: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing young people read. `wanted` and `have` are the lower ends of bands; None: fewer than five, not told."""

    part: str
    work: str
    wanted: int
    have: int | None = None
    runs: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    next_step: str = ""

    def as_json(self) -> dict[str, Any]:
        """The line as it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Line:
        """The line that was kept."""
        lists = {name: tuple(kept[name]) for name in ("runs", "maybe", "cannot")}
        return cls(**{**kept, **lists})


@dataclass(frozen=True, slots=True)
class Said:
    """Everything of one release: how many told us (lower end of a band; None: fewer than five), and the lines."""

    told: int | None
    lines: Sequence[Line] = field(default_factory=tuple)

    def part(self, name: str) -> list[Line]:
        """The lines of one part, what most wanted first."""
        return [line for line in self.lines if line.part == name]


def band(count: int) -> int | None:
    """The lower end of a count's band; None where it is too small to be told."""
    return next((low for low, _high in reversed(BANDS) if count >= low), None)


def band_end(low: int) -> int | None:
    """The upper end of a band; None: it has none."""
    return dict(BANDS)[low]


def said(told: int, wishes: Iterable[Wanted], next_steps: Mapping[str, str] | None = None) -> Said:
    """The lines for these counts. `next_steps` are keys of NEXT_STEPS by kind of work, for what is not there yet."""
    most_first = sorted(wishes, key=lambda wish: (-wish.wanted, wish.work))
    lines = [line for wish in most_first if (line := _line(wish)) is not None]
    chosen = next_steps or {}
    kept: list[Line] = []
    for part in (DID, NOT_YET):
        kept += [_with_step(line, chosen) for line in lines if line.part == part][:AT_MOST]
    return Said(band(told), tuple(kept))


def _line(wish: Wanted) -> Line | None:
    wanted, have = band(wish.wanted), band(wish.have)
    if wanted is None:
        return None
    part = DID if wish.runs or have is not None else NOT_YET
    maybe = () if part == DID else wish.maybe
    cannot = () if part == DID or maybe else wish.cannot
    return Line(part, wish.work, wanted, have, wish.runs, maybe, cannot)


def _with_step(line: Line, chosen: Mapping[str, str]) -> Line:
    if line.part == DID:
        return line
    step = chosen.get(line.work, "")
    return replace(line, next_step=step if step in NEXT_STEPS else NEXT_STEPS[0])
