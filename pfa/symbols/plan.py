"""What a set that is being looked through would change, drawing by drawing."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.symbols.concepts import is_own
from pfa.symbols.models import SymbolDrawing, WaitingDrawing
from pfa.web.symbols import SYMBOLS


class Effect(enum.Enum):
    """What becomes of a drawing of a set."""

    new = "new"  # an idea of their own that there was not
    ours = "ours"  # takes the place of ours
    own = "own"  # takes the place of one of their own
    same = "same"


@dataclass(frozen=True, slots=True)
class Step:
    """One drawing of the set, and the authority's own that is shown now; None where ours is, or nothing."""

    waiting: WaitingDrawing
    live: SymbolDrawing | None
    is_alike: bool  # the same drawing with the same words as `live`

    @property
    def effect(self) -> Effect:
        one = self.waiting
        untouched = one.is_ours and not one.credit and one.words == SYMBOLS.get(one.concept)
        if self.is_alike or (self.live is None and untouched):
            return Effect.same
        if self.live is not None:
            return Effect.own
        return Effect.new if is_own(one.concept) else Effect.ours


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a set would do."""

    steps: Sequence[Step]

    def of(self, effect: Effect) -> list[Step]:
        return [step for step in self.steps if step.effect is effect]

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if step.effect is not Effect.same]

    @property
    def digest(self) -> str:
        """What somebody agreed to when they saw the preview: another digest means that something else would happen."""
        said = [[step.waiting.id, step.effect.value, step.live.id if step.live else 0] for step in self.steps]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
