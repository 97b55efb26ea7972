"""Where a part of a joint run stands, in words."""

from __future__ import annotations

from collections.abc import Mapping

from pfa.matching.joint.models import JointPart, PartState

STATES: Mapping[PartState, tuple[str, str]] = {
    PartState.proposed: ("Waits for an answer", "waiting"),
    PartState.agreed: ("Agreed", "good"),
    PartState.declined: ("Declined", "plain"),
    PartState.withdrawn: ("Withdrawn", "plain"),
    PartState.begun: ("Begun", "good"),
    PartState.left_out: ("Left out", "plain"),
}


def part_words(part: JointPart) -> tuple[str, str]:
    """The state in a word or two, and its look."""
    return STATES[part.state]
