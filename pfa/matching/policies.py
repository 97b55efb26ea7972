"""What a week is worth: the product's default, and the settings an authority may change.

The default outweighs every filler by a wish: points for a main pathway and for each filled session are small beside
those of a first, second or third wish, and what nobody mentioned is not acceptable (`open_points` None). A gap stays
open for a conversation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pfa.calendar.week import SESSIONS
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.problem import COUNTS, MODES, TOLD, Policy, WeekSession

MODE_NAMES = dict(
    zip(MODES, ("Most for all: the largest sum of what weeks are worth", "Fewest wishes met first"), strict=True)
)
MODE_WORDS = dict(
    zip(
        MODES,
        (
            "Each person’s week has a worth, from their own wishes. The run looks for the weeks whose worths add up "
            "to the most. A wish that costs others more than it brings is not met.",
            "Each person’s week is compared with the best they could have if nobody else were there. The run first "
            "helps those who are furthest from their own best, as many as it can, then those next to them, and so on. "
            "Only then does it look at the sum.",
        ),
        strict=True,
    )
)
# What somebody has been told of a week, from nothing to everything; keeping it can be worth points.
TOLD_NAMES = dict(zip(TOLD, ("Suggested, not told", "Told", "Visited", "Travel-trained for it", "Agreed"), strict=True))
# What a run makes of groups that may not run after all.
COUNT_NAMES = {
    "": "As if every group ran: chances are not looked at",
    COUNTS[0]: "Only groups that are likely enough",
    COUNTS[1]: "Every group, for less the less likely it is",
}
COUNT_WORDS = {
    "": "Every group counts as if it were sure to run. What is left if some do not is shown beside it.",
    COUNTS[
        0
    ]: "Nobody is given a place in a group that is less likely to run than this policy asks for. Weeks are safer, "
    "and some wishes wait until a group is sure.",
    COUNTS[1]: "A place in a group that runs in half of all cases is worth half the points. More wishes may come true, "
    "and some weeks will need a plan B.",
}
TOGETHER_POINTS = 30  # less than one half day of a third wish: friends never outweigh what somebody wants to do


@dataclass(frozen=True, slots=True)
class PolicySettings:
    """Everything a co-ordinator can set for a run. Points are whole; minutes are whole minutes one way."""

    main_pathway_points: int = 100
    session_filled_points: int = 10
    open_points: int | None = None
    travel_speed_kmh: float = 20.0
    travel_detour: float = 1.3
    travel_fixed_minutes: float = 10.0
    between_sessions_minutes: int | None = 40
    unconfirmed_travel_minutes: int = 45  # the limit used for somebody whose own limit no member of staff has confirmed
    sessions_at_most_by_kind: Mapping[str, int] = field(
        default_factory=lambda: {"travel-training": 2, "community": 4, "health": 2, "adult-learning": 4}
    )
    mode: str = MODES[0]
    tolerance_percent: int = 10  # the width of a step of satisfaction where the fewest wishes met come first
    change_points: Mapping[str, int] = field(default_factory=dict)  # by what somebody has been told of an earlier week
    travel_points: int = 0  # off each half day, for every ten full minutes of its journey
    together_points: int = TOGETHER_POINTS  # two who both asked for each other, once they share a group
    uncertain: str = ""  # one of COUNT_NAMES
    likely_at_least: int = 70  # per cent from which on a group is likely enough
    cost_ceilings: Mapping[str, int] = field(default_factory=dict)  # pounds a year by funder

    def as_json(self) -> dict[str, Any]:
        return {name: dict(value) if isinstance(value, Mapping) else value for name, value in _settings(self)}

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the policy as a run takes it: the same for the same settings, whatever their name."""
        return fingerprint(self.for_solver())

    def for_solver(self) -> Policy:
        """The same as the solver takes it, on the ten half days of the week."""
        return Policy(
            week=tuple(WeekSession(session, session.split("-")[0]) for session in SESSIONS),
            main_pathway_points=self.main_pathway_points,
            session_filled_points=self.session_filled_points,
            open_points=self.open_points,
            travel_speed_kmh=self.travel_speed_kmh,
            travel_detour=self.travel_detour,
            travel_fixed_minutes=self.travel_fixed_minutes,
            between_sessions_minutes=self.between_sessions_minutes,
            sessions_at_most_by_kind=dict(self.sessions_at_most_by_kind),
            mode=self.mode,
            tolerance_percent=self.tolerance_percent,
            change_points=dict(self.change_points),
            travel_points=self.travel_points,
            together_points=self.together_points,
            uncertain=self.uncertain,
            likely_at_least=self.likely_at_least if self.uncertain else 100,
            cost_ceilings=dict(self.cost_ceilings),
        )


def from_json(stored: Mapping[str, Any]) -> PolicySettings:
    """Settings as they were stored with a policy or a run; those that are older than a setting are without it."""
    return PolicySettings(**{"together_points": 0, **stored})


def _settings(row: PolicySettings) -> list[tuple[str, Any]]:
    return [(each.name, getattr(row, each.name)) for each in fields(row)]
