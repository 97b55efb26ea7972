"""What was found, in words: changes, what one more brings, and what to mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pfa.calendar.week import session_name as session_name
from pfa.matching.inquiring.models import Inquiry, InquiryKind, OneMore, WishChange
from pfa.matching.models import RunState
from pfa.matching.shown import REASON_WORDS
from pfa.provision.models import Group
from pfa.provision.shown import days_words
from pfa.web.filters import day, plural

RANKS = ("First", "Second", "Third")

ASKED_NAMES: Mapping[InquiryKind, str] = {
    InquiryKind.changes: "what would have to change",
    InquiryKind.worth: "what one more is worth",
    InquiryKind.check: "what stands in the way",
}

WHOSE_CHANGE: Mapping[str, str] = {
    "place": "A question to the provider",
    "share": "A question to the authority that shares it",
    "minimum": "A question to the provider",
    "chance": "A question to the provider: what would make it sure?",
    "coach": "A question of job-coach time",
    "support": "A request for funding; never a reason for no",
    "money": "A question to whoever pays for it",
    "start": "A question to the provider: can somebody begin during the year, or later?",
    "session": "To talk about with them",
    "minutes": "A travel question: is the limit right, could they learn the way?",
    "level": "A question to the provider: is there a step before it?",
    "half-days": "To talk about with them",
    "own-session": "Theirs alone: only if they want it, never because a group needs it",
}
STATUS_WORDS: Mapping[str, str] = {
    "none proved": "It brings nothing, proved",
    "none found": "Nothing found, and not proved",
}


def group_name(group: Group) -> str:
    """A group as staff know it: what, its own name, and where if that is not said already."""
    what, where = group.opportunity.name, group.opportunity.provider.name
    own = f", {group.name}" if group.name else ""
    return f"{what}{own}" if where.casefold() in what.casefold() else f"{what}{own}, {where}"


def change_words(kind: str, amount: int, group: Group, times: Sequence[str] = ()) -> str:
    """What would have to change, in a sentence without its full stop; `times` as `WishChange` keeps them."""
    name = group_name(group)
    if kind == "start":
        return _later(group, name, times)
    if kind == "own-session":
        return f"{_moved(times, amount)}, for {name}"
    return {
        "place": f"{plural(amount, 'place')} more in {name}",
        "share": f"{plural(amount, 'place')} more for your young people in {name}",
        "chance": f"{name} would have to be {amount} per cent likelier to run",
        "minimum": f"{name} would have to run with {plural(amount, 'person', 'people')} fewer than it takes",
        "coach": f"{plural(amount, 'unit')} more of job-coach time for {name}",
        "support": f"{plural(amount, 'unit')} more of support at {name}",
        "money": f"£{amount:,} more from whoever pays for {name}",
        "session": f"Free on {_half_days(times, amount)} as well, for {name} on {days_words(group.sessions)}",
        "minutes": f"{plural(amount, 'minute')} more on the way, to {name}",
        "level": f"{plural(amount, 'level')} between theirs and that of {name}",
        "half-days": f"{plural(amount, 'half day')} more in their week, for {name}",
    }[kind]


def _half_days(times: Sequence[str], amount: int) -> str:
    return " and ".join(map(session_name, times)) or plural(amount, "half day")


def _moved(times: Sequence[str], amount: int) -> str:
    moves = [
        f"{session_name(one)} to {session_name(other)}" for one, other in zip(times[::2], times[1::2], strict=True)
    ]
    return f"Something of their own moved from {' and from '.join(moves) or plural(amount, 'half day')}"


def _later(group: Group, name: str, times: Sequence[str]) -> str:
    if not times:
        return f"A later start of {name}, for who is not old enough yet"
    old_enough = dt.date.fromisoformat(times[0])
    during = old_enough <= group.ends_on
    when = "A start from" if during else "A year later: they are old enough from"
    return f"{when} {day(old_enough)}, {'when they are old enough, ' if during else ''}in {name}"


def plan_words(plan: WishChange, now: Mapping[int, Group], groups: Mapping[int, Group]) -> list[str]:
    """What a plan B adds to somebody's week and what it gives up for it. `now`: the groups of their suggested week."""
    added = [group_name(groups[each]) for each in plan.week if each not in now]
    given = [group_name(group) for number, group in now.items() if number not in plan.week]
    return [f"Adds {words}" for words in added] + [f"Gives up {words}" for words in given]


def more_words(row: OneMore) -> str:
    """What there would be one more of."""
    if row.group is not None:
        name = group_name(row.group)
        return {
            "group": f"One more place in {name}",
            "share": f"One more place for one authority's young people in {name}",
            "chance": f"{name}, if it was likely enough to run",
            "viable": f"{name}, if it ran however few came",
            "support": f"One more unit of support at {name}",
        }[row.what]
    if row.pool is not None:
        return f"One more unit of coach time, {row.pool.name}, {session_name(row.session)}"
    return f"One more pound from {row.row.partition(':')[2]}"


def signed(count: int) -> str:
    """+2, 0, −1."""
    return f"+{count:,}" if count > 0 else f"−{-count:,}" if count else "0"


def how_sure(row: OneMore) -> str:
    """What stands behind the figures of one more."""
    if row.status != "gain":
        return STATUS_WORDS[row.status]
    told = row.firsts or row.wishes or row.mains or row.full_weeks
    return "At least this, found and checked" if told else "Better weeks with the same figures, found and checked"


def progress_words(row: Inquiry) -> str:
    """How far a question has come."""
    if row.state is RunState.waiting:
        return "Waiting for the worker"
    return f"{row.done:,} of {row.total:,} worked out" if row.total else "Reading the run"


REPAIR_WORDS: Mapping[str, tuple[str, str]] = {
    "group": ("place more", "places more"),
    "share": ("place more for this authority", "places more for this authority"),
    "chance": ("per cent more likely to run", "per cent more likely to run"),
    "viable": ("person fewer to run", "people fewer to run"),
    "support": ("unit of support more", "units of support more"),
    "pool": ("unit of coach time more", "units of coach time more"),
    "funder": ("pound more", "pounds more"),
}


def repair_words(repair: Mapping[str, Any]) -> str:
    """What to mend and by how much; what it is about is named beside it."""
    what, amount = str(repair["row"]).partition(":")[0], int(repair["amount"])
    if what == "must":
        why = REASON_WORDS.get(str(repair["rule"]), "It does not fit beside what else is settled for them")
        return f"Settled for them, and cannot be. {why}."
    if what == "apart":
        return "Settled to be in one group, and to be kept apart"
    return plural(amount, *REPAIR_WORDS[what])
