"""Do offers narrow a wish by need, plan, sex or school? Shares compared, group by group; nothing here asks a database.

For each wish for a kind of work: is it on offer at all, could this young person take part in some offer of it whether
full or not (age, plan, level, access needs, travel, days), and does it stand in their week? A group's share is put
beside that of everybody else. It is flagged where it is lower by `LEAST_GAP` per cent or more and such a gap would
come by chance less than once in twenty (Fisher's exact test, one-sided, R. A. Fisher 1935). A flag is a reason to
look, never a finding: among many comparisons some come by chance. Groups of fewer than `LEAST_WISHES` wishes are too
small to compare, and are not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

LEAST_WISHES = 10
LEAST_GAP = 15  # percentage points
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of one person. `groups` are (what they are split by, which they are in).

    `is_met` is None while they have no week; `kept_out_by` is the rule that keeps them out of the offer that came
    nearest, empty where they could take part or nothing is on offer.
    """

    person: int
    work: str
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


@dataclass(frozen=True, slots=True)
class Line:
    """One group beside everybody else, for one kind of work or, where `work` is empty, for all of them.

    `narrows` says at which step: `open`, `met`, or empty; `because` are the rules that keep them out most, with counts.
    """

    split: str
    name: str
    work: str
    theirs: Share
    others: Share
    narrows: str
    because: tuple[tuple[str, int], ...] = ()


def lines(wishes: Sequence[Wish], work: str = "") -> list[Line]:
    """Every group that is large enough, in the order of the splits and of their names."""
    here = [wish for wish in wishes if work in ("", wish.work)]
    groups = dict.fromkeys(group for wish in here for group in wish.groups)
    splits = list(dict.fromkeys(split for split, _ in groups))
    found = []
    for split, name in sorted(groups, key=lambda group: (splits.index(group[0]), group[1])):
        mine = [wish for wish in here if (split, name) in wish.groups]
        rest = [wish for wish in here if (split, name) not in wish.groups]
        if len(mine) >= LEAST_WISHES:
            found.append(_line(split, name, work, mine, rest))
    return found


def flagged(wishes: Sequence[Wish]) -> list[Line]:
    """Every group whose wish is narrowed, over all kinds of work and in each, the widest gap first."""
    works = ["", *sorted({wish.work for wish in wishes})]
    found = [line for work in works for line in lines(wishes, work) if line.narrows]
    return sorted(found, key=lambda line: (-_gap(line), line.split, line.name, line.work))


def by_chance(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """How often a group of this size would have so few hits or fewer if being in it made no difference."""
    total, all_hits = of + other_of, hits + other_hits
    least = max(0, of - (total - all_hits))
    ways = sum(comb(all_hits, k) * comb(total - all_hits, of - k) for k in range(least, hits + 1))
    return ways / comb(total, of)


def _line(split: str, name: str, work: str, mine: Sequence[Wish], rest: Sequence[Wish]) -> Line:
    theirs, others = _share(mine), _share(rest)
    narrows = ""
    if _is_lower(theirs.open, theirs.offered, others.open, others.offered):
        narrows = "open"
    elif _is_lower(theirs.met, theirs.with_week, others.met, others.with_week):
        narrows = "met"
    why = Counter(wish.kept_out_by for wish in mine if wish.kept_out_by)
    return Line(split, name, work, theirs, others, narrows, tuple(why.most_common(2)))


def _share(wishes: Iterable[Wish]) -> Share:
    every = list(wishes)
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
