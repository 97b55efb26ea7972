"""A run in words: its state, its phase, how close it is to the best possible, and its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pfa.matching.models import Run, RunState
from pfa.people.codes import ACCESS_NEEDS

STATE_WORDS: Mapping[RunState, tuple[str, str]] = {
    RunState.waiting: ("Waiting", "waiting"),
    RunState.running: ("Running", "new"),
    RunState.done: ("Finished", "good"),
    RunState.failed: ("Failed", "problem"),
    RunState.cancelled: ("Stopped", "plain"),
}

# Plain words for staff; the codes are those of the solver's rules (matching-problem, hard rules).
REASON_WORDS: Mapping[str, str] = {
    "not-for-me": "They said it is not for them",
    "never": "Ruled out by a decision on record",
    "must": "A fixed decision stands against it",
    "age": "They are outside the age limits",
    "plan": "It is for people with another kind of plan",
    "level": "It is not at their level",
    "needs": "Nobody offers it with the access or support they need",
    "open-to": "It is for young people of other areas",
    "likely": "It is not likely enough to run",
    "travel": "It is too far from home",
    "unavailable": "It is at a time they are not free",
    "one-thing-at-a-time": "It is at the same time as something else in their week",
    "one-group-of-an-opportunity": "They already have it at another time",
    "one-main-pathway": "Their week already has a main pathway",
    "no-more-than-wanted": "It takes more half days than they want",
    "few-enough-places-to-be": "It would be one place too many",
    "one-place-a-day": "It would be a second place in one day",
    "whole-days": "It would leave them with half a day",
    "variety": "There would be too much of one kind",
    "between-sessions": "The journey between two places is too long",
    "places": "There were more people than places",
    "share": "There were more people than places",
    "full": "There were more people than places",
    "viable": "Too few people for the group to run",
    "did-not-run": "Too few people for the group to run",
    "support": "The provider has no more support",
    "coach-pool": "There is not enough job-coach time",
    "cost-ceiling": "The money for it is spent",
    "apart": "A decision on record stands against it",
    "together": "They do not share a group in this plan",
    "clash": "It does not fit with the rest of their week",
    "not-chosen": "It was not in the best plan found",
    "not-offered": "Nobody offers it for this September",
}

# Whose it is to mend, so that a list of reasons is a list of things to do.
MENDED_BY: Mapping[str, str] = {
    "travel": "A travel question: is the limit right, could they learn the way?",
    "needs": "A question to providers, and a request for funding; never a reason for no",
    "level": "A question to providers: is there a step before it?",
    "full": "A question to providers: one more place?",
    "did-not-run": "A question to providers: would it run with fewer?",
    "coach-pool": "A question of job-coach time",
    "clash": "A question to providers: the same on other days?",
    "no-more-than-wanted": "A shorter week of it, or more half days if they want",
    "unavailable": "A question to providers: the same at another time?",
    "not-offered": "A gap in what is on offer",
    "support": "A request for funding; never a reason for no",
}

PHASE_WORDS: Mapping[str, str] = {
    "": "",
    "reading": "Reading the cohort and what is on offer",
    "checking": "Checking every rule again, and proving how close it is",
}


def state_words(run: Run) -> tuple[str, str]:
    """The state in a word, and its look."""
    return STATE_WORDS[run.state]


def phase_words(run: Run) -> str:
    """What a running run is doing."""
    if run.state is RunState.waiting:
        return "Waiting for the worker"
    return PHASE_WORDS.get(run.phase, "Looking for better weeks")


def reason_words(reason: str) -> str:
    """Why a wish was not met, in words for staff."""
    return REASON_WORDS.get(reason, reason)


def closeness(value: float | None, bound: float | None) -> str:
    """How close to the best possible: "at least 99.7 %", rounded down; empty while nothing is proved."""
    if value is None or not bound:
        return ""
    if value >= bound:
        return "the best possible"
    return f"at least {int(1000 * value / bound) / 10:g} % of the best possible"


def proof_words(run: Run) -> str:
    """What stands behind the closeness, in a sentence."""
    result = run.result or {}
    if result.get("status") == "optimal":
        return "No better set of weeks exists under these rules and points."
    if result.get("bound_from") == "prices":
        return "Proved from the prices of places, which anyone can check again with the files below."
    return "The solver's own proof; the files below let anyone check every rule again."


def needs_words(needs: Iterable[str]) -> str:
    """Access needs as people say them."""
    return ", ".join(ACCESS_NEEDS.get(need, need) for need in needs)
