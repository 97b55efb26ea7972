"""The words of demand on staff pages: dimensions, their keys, answers."""

from __future__ import annotations

from pfa.demand.models import Dimension, Replied
from pfa.people.codes import LEVELS, NEED_TYPES
from pfa.provision.kinds import KIND_NAMES, KINDS_OF_WORK, OpportunityKind

DIMENSION_NAMES = {
    Dimension.pathway: "How they want to learn or work",
    Dimension.kind_of_work: "Kind of work",
    Dimension.level: "Level",
    Dimension.locality: "Where they live",
    Dimension.support: "Main need",
}
NOT_SAID = {
    Dimension.pathway: "Not sure yet",
    Dimension.kind_of_work: "Not sure yet",
    Dimension.level: "Level not known",
    Dimension.locality: "Home not known",
    Dimension.support: "Need not known",
}
REPLY_NAMES = {Replied.will_run: "Will run", Replied.if_enough: "Will run if enough come", Replied.cannot: "Cannot"}
REPLY_LOOKS = {Replied.will_run: "good", Replied.if_enough: "waiting", Replied.cannot: "problem"}
ANY_WORK = "Any kind of work"


def key_name(dimension: Dimension, key: str) -> str:
    """A line's key in the words of the staff."""
    if not key:
        return NOT_SAID[dimension]
    if dimension is Dimension.pathway:
        return KIND_NAMES[OpportunityKind(key)]
    if dimension is Dimension.level:
        return LEVELS.get(int(key), key)
    names = {Dimension.kind_of_work: KINDS_OF_WORK, Dimension.support: NEED_TYPES}.get(dimension, {})
    return names.get(key, key)


def wish_name(pathway: str, kind_of_work: str) -> str:
    """A way and a kind of work together, either of them perhaps not said."""
    way = KIND_NAMES[OpportunityKind(pathway)] if pathway else "Any way"
    return f"{way}: {KINDS_OF_WORK.get(kind_of_work, kind_of_work)}" if kind_of_work else way
