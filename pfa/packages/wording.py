"""The checker's words as staff read them: names for ids, days for codes, and nobody else's name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pfa.calendar.week import DAY_NAMES, SESSIONS, session_name
from pfa.matching import keys
from pfa.matching.solver.checker import Violation
from pfa.packages.content import title
from pfa.people.codes import ACCESS_NEEDS, LEVELS, PLAN_NAMES
from pfa.provision.kinds import KIND_NAMES
from pfa.provision.models import Group

RULE_NAMES = {
    "not-for-me": "Not something they asked for",
    "never": "To talk about first",
    "must": "Something settled is missing",
    "age": "Age",
    "plan": "Kind of plan",
    "level": "Level",
    "needs": "Access needs",
    "travel": "Too far from home",
    "unavailable": "They are not free then",
    "one-thing-at-a-time": "Two things at one time",
    "one-group-of-an-opportunity": "The same thing twice",
    "one-main-pathway": "Two main pathways",
    "no-more-than-wanted": "More sessions than they want",
    "few-enough-places-to-be": "Too many different places",
    "one-place-a-day": "Two places on one day",
    "whole-days": "Half a day left empty",
    "variety": "Too much of one kind",
    "between-sessions": "Too far between two places",
    "places": "No place left",
    "viable": "Too few people to run",
    "support": "Not enough support in the group",
    "coach-pool": "Not enough job-coach time",
    "cost-ceiling": "The money for it is spent",
    "open-to": "For young people of another authority",
    "likely": "Not likely enough to run",
    "share": "No place left for their authority",
    "apart": "To talk about first",
    "closed": "No longer on offer",
}
WHOLE_WEEK = frozenset({"no-more-than-wanted", "few-enough-places-to-be"})

_ID = re.compile(r"\b([GOVP])(\d+)\b")
_SESSION = re.compile(r"\b(" + "|".join(SESSIONS) + r")\b")
_DAY = re.compile(r"\bon (mon|tue|wed|thu|fri)\b(?!-)")
_POOL = re.compile(r"needed of (\S+) on")
_LEVEL = re.compile(r"\blevel (\d+)|(?<=level is )(\d+)")
_CODES = {
    **{code: name.lower() for code, name in ACCESS_NEEDS.items()},
    **{plan.value: name for plan, name in PLAN_NAMES.items() if plan.value != "none"},
    **{kind.value: name.lower() for kind, name in KIND_NAMES.items()},
}
_CODE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True)) + r")\b")


class Namer:
    """Says a violation in words. `named_worker` is whom to ask where a reason is not for everybody's eyes."""

    def __init__(self, groups: Mapping[int, Group], named_worker: str = "") -> None:
        self._groups = groups
        self._worker = named_worker or "the named worker"
        self._opportunities = {group.opportunity_id: group.opportunity.name for group in groups.values()}
        self._providers = {group.opportunity.provider_id: group.opportunity.provider.name for group in groups.values()}
        self._pools = {str(group.pool_id): group.pool.name for group in groups.values() if group.pool is not None}

    def words(self, violation: Violation) -> str:
        """One sentence for staff. Staying apart and a confidential never read alike, and name nobody."""
        if violation.rule in ("apart", "never"):
            return f"Ask {self._worker} first."
        said = _POOL.sub(lambda found: f"needed of {self._pools.get(found[1], found[1])} on", violation.words)
        if violation.rule in ("needs", "plan", "variety"):
            said = _CODE.sub(lambda found: _CODES[found[1]], said)
        if violation.rule == "level":
            said = _LEVEL.sub(lambda found: LEVELS.get(int(found[1] or found[2]), found[0]), said)
        said = _SESSION.sub(lambda found: session_name(found[1]), said)
        said = _DAY.sub(lambda found: f"on {DAY_NAMES[found[1]]}", said)
        return _ID.sub(self._name, said)

    def named(self, violation: Violation) -> str:
        """Which groups it is about, where that helps: one or two; a rule about a whole week names none."""
        if not violation.group_ids or violation.rule in WHOLE_WEEK:
            return ""
        names = [self._name_of_group(keys.number(group_id)) for group_id in violation.group_ids]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _name_of_group(self, number: int) -> str:
        group = self._groups.get(number)
        return title(group) if group is not None else "a group"

    def _name(self, found: re.Match[str]) -> str:
        letter, number = found[1], int(found[2])
        if letter == "G":
            return self._name_of_group(number)
        if letter == "O":
            return self._opportunities.get(number, "something else")
        if letter == "V":
            return self._providers.get(number, "another place")
        return "somebody"
