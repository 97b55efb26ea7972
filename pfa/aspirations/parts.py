"""How much of a question is on view at once: all of its choices, or a few and then the next few.

Choices that stand alone ("I am not sure") are on view with every part, so that nobody has to look for them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pfa.aspirations.questions import Question, Takes, counters_of, feeling_of


@dataclass(frozen=True, slots=True)
class Part:
    """What is on view: choices under their headings, what is chosen and out of view, and where the parts beside begin.

    `first`, `last` and `count` number the choices that do not stand alone, from 1.
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    kept: tuple[str, ...]
    first: int
    last: int
    count: int
    before: int | None = None
    more: int | None = None

    @property
    def is_whole(self) -> bool:
        """Is everything on view?"""
        return self.before is None and self.more is None


def part_of(
    question: Question, chosen: Sequence[str], *, left_out: Collection[str], at_once: int | None, at: int
) -> Part:
    """The part that begins with choice number `at` (from 0), without the choices that this page leaves out."""
    flow = [choice for choice in question.choices if choice not in question.alone and choice not in left_out]
    size = at_once or len(flow) or 1
    start = min(max(at, 0) // size * size, max(len(flow) - 1, 0) // size * size)
    seen = {*flow[start : start + size], *question.alone}
    shown = {choice for choice in seen if choice not in left_out}
    groups = ((heading, tuple(choice for choice in choices if choice in shown)) for heading, choices in question.groups)
    return Part(
        groups=tuple((heading, choices) for heading, choices in groups if choices),
        kept=tuple(choice for choice in chosen if _about(question, choice) not in shown),
        first=start + 1,
        last=min(start + size, len(flow)),
        count=len(flow),
        before=start - size if start else None,
        more=start + size if start + size < len(flow) else None,
    )


def _about(question: Question, choice: str) -> str:
    """The thing a choice is about: that which they feel something about, or put counters on."""
    if question.takes is Takes.felt:
        return feeling_of(choice)[1] or choice  # "not sure" is about all of them
    return counters_of(choice)[0] if question.counters else choice
