"""What a solve gives back: the weeks, the prices that prove how good they are, the figures and the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["optimal", "feasible", "infeasible", "invalid"]
StoppedBy = Literal["optimal", "rounds", "clock", "cancelled"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one wish was not met: a rule's kebab-case name, or `full`, `did-not-run`, `clash`, `not-chosen`.

    `group_id` is the group that came nearest (empty: nothing like it is on offer), `in_the_way` are groups of their own
    week that it does not go with. `others_would_lose`: prices prove that the others together have less in every answer
    that meets this wish.
    """

    person_id: str
    target: str
    reason: str
    words: str
    group_id: str = ""
    in_the_way: tuple[str, ...] = ()
    others_would_lose: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A need of a person that the provider of their suggested group has to be asked about."""

    person_id: str
    opportunity_id: str
    need: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running solve is: best value so far, best proved bound so far (None: none yet), seconds since start."""

    phase: str
    value: int | None
    bound: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Solution:
    """What the engine found: each person's groups, and the prices of shared things (absent: 0) behind the bound.

    `prices` rows are named as in `prices.csv`: `group:ID`, `viable:ID`, `support:ID`, `pool:POOL:SESSION`,
    `apart:A:B:GROUP`. `bound` is an upper bound on the value of any answer; `bound_from` says who proved it.
    """

    status: Status
    assignments: Mapping[str, frozenset[str]]
    value: int
    bound: float
    bound_from: Literal["prices", "solver"]
    stopped_by: StoppedBy
    seconds: float
    seed: int
    prices: Mapping[str, float] = field(default_factory=dict)
    contradiction: tuple[str, ...] = ()
