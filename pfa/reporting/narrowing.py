"""Do offers narrow a wish by need, plan, sex or school? Shares compared, group by group; nothing here asks a database.

For each wish, for a kind of work or for a named programme or place: is it on offer at all, could this young person take
part in some offer of it whether full or not (age, plan, level, access needs, travel, days), and does it stand in their
week? A group's share is put beside that of everybody else. It is flagged where it is lower by `LEAST_GAP` per cent or
more and such a gap would come by chance less than once in twenty (Fisher's exact test, one-sided, R. A. Fisher 1935).
A flag is a reason to look, never a finding: among many comparisons some come by chance. Groups of fewer than
`LEAST_WISHES` wishes are too small to compare, and are not shown. Kinds of work and named places are never counted
together: one says what, the other where.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

LEAST_WISHES = 10
LEAST_GAP = 15  # percentage points
CHANCE = 0.05
ALL_WORK, ALL_PLACES, REALLY_WANTED = "", "places", "really"
PLACE_PREFIX = "place:"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of one person. `groups` are (what they are split by, which they are in).

    `aims` are all that it counts under: `ALL_WORK` and its kind of work; or `ALL_PLACES`, `REALLY_WANTED` where they
    said so, and `PLACE_PREFIX` with the public id of what they named.

    `is_met` is None while they have no week; `kept_out_by` is the rule that keeps them out of the offer that came
    nearest, empty where they could take part or nothing is on offer.
    """

    person: int
    aims: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    is_offered: bool
    is_open: bool
    is_met: bool | None
    kept_out_by: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many wishes some people have, and how many of them are on offer, open to them, in a week that they have."""

    wishes: int
    offered: int
    open: int
    with_week: int
    met: int

    @property
    def open_share(self) -> float:
        return self.open / self.wishes if self.wishes else 0.0

    @property
    def met_share(self) -> float:
        return self.met / self.with_week if self.with_week else 0.0

    def without(self, some: Share) -> Share:
        """The share of everybody but some of them."""
        return Share(
            self.wishes - some.wishes,
            self.offered - some.offered,
            self.open - some.open,
            self.with_week - some.with_week,
            self.met - some.met,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One group beside everybody else, for one aim of wishes: a kind of work, a named place, or all of them.

    `narrows` says at which step: `open`, `met`, or empty; `because` are the rules that keep them out most, with counts.
    """

    split: str
    name: str
    aim: str
    theirs: Share
    others: Share
    narrows: str
    because: tuple[tuple[str, int], ...] = ()

    @property
    def is_of_places(self) -> bool:
        """Is it about named programmes and places, and not about kinds of work?"""
        return is_of_places(self.aim)


def is_of_places(aim: str) -> bool:
    """Is an aim one of named programmes and places, and not of kinds of work?"""
    return aim in (ALL_PLACES, REALLY_WANTED) or aim.startswith(PLACE_PREFIX)


def lines(wishes: Sequence[Wish], aim: str = ALL_WORK) -> list[Line]:
    """Every group that is large enough, in the order of the splits and of their names."""
    return _lines(aim, by_aim(wishes).get(aim, []))


def flagged(wishes: Sequence[Wish]) -> list[Line]:
    """Every group whose wish is narrowed, by each aim of wishes, the widest gap first."""
    found = [line for aim, here in sorted(by_aim(wishes).items()) for line in _lines(aim, here) if line.narrows]
    return sorted(found, key=lambda line: (-_gap(line), line.split, line.name, line.aim))


def by_aim(wishes: Iterable[Wish]) -> dict[str, list[Wish]]:
    """Wishes by all that they count under."""
    found: dict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        for aim in wish.aims:
            found[aim].append(wish)
    return found


def by_chance(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """How often a group of this size would have so few hits or fewer if being in it made no difference."""
    total, all_hits = of + other_of, hits + other_hits
    least = max(0, of - (total - all_hits))
    ways = sum(comb(all_hits, k) * comb(total - all_hits, of - k) for k in range(least, hits + 1))
    return ways / comb(total, of)


def _lines(aim: str, here: Sequence[Wish]) -> list[Line]:
    groups: dict[tuple[str, str], list[Wish]] = defaultdict(list)
    for wish in here:
        for group in wish.groups:
            groups[group].append(wish)
    splits, everybody = list(dict.fromkeys(split for split, _ in groups)), _share(here)
    return [
        _line(group, aim, groups[group], everybody)
        for group in sorted(groups, key=lambda group: (splits.index(group[0]), group[1]))
        if len(groups[group]) >= LEAST_WISHES
    ]


def _line(group: tuple[str, str], aim: str, mine: Sequence[Wish], everybody: Share) -> Line:
    theirs = _share(mine)
    others, narrows = everybody.without(theirs), ""
    if _is_lower(theirs.open, theirs.offered, others.open, others.offered):
        narrows = "open"
    elif _is_lower(theirs.met, theirs.with_week, others.met, others.with_week):
        narrows = "met"
    why = Counter(wish.kept_out_by for wish in mine if wish.kept_out_by)
    return Line(*group, aim, theirs, others, narrows, tuple(why.most_common(2)))


def _share(every: Sequence[Wish]) -> Share:
    return Share(
        wishes=len(every),
        offered=sum(wish.is_offered for wish in every),
        open=sum(wish.is_open for wish in every),
        with_week=sum(wish.is_met is not None for wish in every),
        met=sum(bool(wish.is_met) for wish in every),
    )


def _is_lower(hits: int, of: int, other_hits: int, other_of: int) -> bool:
    if min(of, other_of) < LEAST_WISHES:
        return False
    if 100 * (other_hits / other_of - hits / of) < LEAST_GAP:
        return False
    return by_chance(hits, of, other_hits, other_of) <= CHANCE


def _gap(line: Line) -> float:
    if line.narrows == "met":
        return line.others.met_share - line.theirs.met_share
    return line.others.open_share - line.theirs.open_share
