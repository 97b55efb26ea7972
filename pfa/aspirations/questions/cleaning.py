"""Answers as they are kept: only what a question offers, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfa.aspirations.questions.kinds import NOT_SURE, PLACES_AT_MOST, WISHES_AT_MOST, Feeling, Question, Takes


def cleaned(question: Question, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that the question offers, each once and in the order given; a choice that stands alone wins.

    Where several of those are given the last counts, as it does on screen. Order is the set's own but for ranked ones
    and named places. Of one thing the last feeling counts; counters beyond those there are count for nothing.
    """
    if question.has_not_sure_beside and NOT_SURE in choices:
        return (NOT_SURE,)
    if question.takes is Takes.felt:
        return _felt(question, choices)
    offered = question.choices
    known = tuple(dict.fromkeys(choice for choice in choices if choice in offered))
    lonely = [choice for choice in known if choice in question.alone]
    if lonely:
        return (lonely[-1],)
    spent = _spent(question, choices)
    if spent:
        return spent
    if question.takes is Takes.ranked:
        return known[:WISHES_AT_MOST]
    if question.takes is Takes.one:
        return known[-1:]
    return tuple(choice for choice in offered if choice in known)


def feeling_of(choice: str) -> tuple[Feeling | None, str]:
    """A choice of a `felt` question as its feeling and what it is about; no feeling where it is none of ours."""
    felt, _, code = choice.partition(":")
    return _FEELINGS.get(felt), code


def counters_of(choice: str) -> tuple[str, int]:
    """A choice on which counters may be spent, and how many were; a tick counts as one."""
    code, _, number = choice.partition(":")
    return code, int(number) if number.isdecimal() and len(number) <= 2 else 1


_FEELINGS = {each.value: each for each in Feeling}
_PLACE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _felt(question: Question, choices: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, Feeling] = {}
    for choice in choices:
        feeling, code = feeling_of(choice)
        offered = code in question.choices if question.choices else _PLACE.fullmatch(code) is not None
        if feeling in question.feelings and feeling is not None and offered:
            found[code] = feeling
    order = [code for code in question.choices if code in found] or list(found)[:PLACES_AT_MOST]
    return tuple(f"{found[code].value}:{code}" for code in order)


def _spent(question: Question, choices: Sequence[str]) -> tuple[str, ...]:
    """What counters were spent on, in the set's order, as far as they reach; nothing where none were."""
    offered = set(question.choices) - question.alone
    spent = dict(counters_of(choice) for choice in choices if ":" in choice) if question.counters else {}
    left, found = question.counters, []
    for code in question.choices:
        number = min(spent.get(code, 0), left)
        if code in offered and number > 0:
            found.append(f"{code}:{number}")
            left -= number
    return tuple(found)
