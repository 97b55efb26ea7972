"""Two runs side by side, without a database: who is better off in which, and how even it is.

Better off is told by what was wished before how full the week is: a first wish before a second, a second before a
third, any week before none; with the same wish, more half days. The points of two runs can differ, so they are not
compared.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pfa.matching.solver.satisfaction import BANDS, Satisfaction, Spread, band
from pfa.matching.solver.satisfaction import spread as over_bands
from pfa.people import disclosure

SMALLER = "Smaller groups, together"
NEAR = BANDS[1]  # per cent of their best from which somebody is near it
BAND_NAMES: Mapping[int, str] = dict(
    zip(
        BANDS,
        ("All of their best", "Three quarters or more", "Half or more", "A quarter or more", "Less than a quarter"),
        strict=True,
    )
)


class Outcome(enum.IntEnum):
    """What came of somebody's wishes in a run, the best first."""

    first = 1
    second = 2
    third = 3
    other = 4
    nothing = 5


OUTCOME_NAMES = {
    Outcome.first: "First wish",
    Outcome.second: "Second wish",
    Outcome.third: "Third wish",
    Outcome.other: "A week without a wish in it",
    Outcome.nothing: "Nothing yet",
}


class Turn(enum.Enum):
    """What going from the one run to the other means for somebody."""

    gains = "gains"
    loses = "loses"
    same = "same"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands in one run: `wish_met` 1, 2, 3 or None; half days of the week, own ones not counted.

    `percent`: what their week is worth of the best they could have if nobody else was there; None where they could have
    nothing, or where the run did not keep it.
    """

    wish_met: int | None
    sessions: int
    percent: int | None = None

    @property
    def outcome(self) -> Outcome:
        if self.wish_met is not None:
            return Outcome(self.wish_met)
        return Outcome.other if self.sessions else Outcome.nothing

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better."""
        return self.outcome, -self.sessions


@dataclass(frozen=True, slots=True)
class Pair:
    """One person in both runs. `traits` are what groups are counted by, in the order of the page."""

    person_id: int
    before: Standing
    after: Standing
    traits: tuple[str, ...] = ()

    @property
    def turn(self) -> Turn:
        if self.before.rank == self.after.rank:
            return Turn.same
        return Turn.gains if self.after.rank < self.before.rank else Turn.loses


@dataclass(frozen=True, slots=True)
class Share:
    """People of a group; how many of them have one of their wishes, and how many are near their best, in each run."""

    name: str
    people: int
    met: tuple[int, int]
    near: tuple[int, int]

    @property
    def size(self) -> str:
        """The people as they may be shown: small counts are hidden, others rounded."""
        return disclosure.shown(disclosure.published(self.people))

    def rate(self, count: int) -> str:
        """A count of them as it may be shown, with its share where the group is large enough for one."""
        part, whole = disclosure.published(count), disclosure.published(self.people)
        if whole is None or part is None:
            return disclosure.HIDDEN
        percent = disclosure.share(part, whole)
        return disclosure.shown(part) + (f" ({percent} %)" if percent is not None else "")


def percent_of(worth: int, best: int | None) -> int | None:
    """How near a week is to somebody's best; None where they could have nothing, or nobody knows what."""
    return None if not best or best < 0 else Satisfaction(worth, best).percent


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people of a run are in one band of satisfaction. `width`: of the whole, from 0 to 100."""

    name: str
    people: int
    width: float


def bars(standings: Iterable[Standing]) -> list[Bar]:
    """The people of a run over the bands, the happiest first. Who could have nothing is left out."""
    counts = Counter(band(each.percent) for each in standings if each.percent is not None)
    whole = sum(counts.values())
    return [
        Bar(name, counts[low], round(100 * counts[low] / whole, 1) if whole else 0) for low, name in BAND_NAMES.items()
    ]


def by_group(standings: Mapping[int, Standing], traits: Mapping[int, tuple[str, ...]], trait: int) -> dict[str, Spread]:
    """The people of a run over the bands, by group: counts too small to be told are left out, others rounded."""
    percents = {str(number): each.percent for number, each in standings.items() if each.percent is not None}
    names = _tellable(traits[int(key)][trait] for key in percents)
    found = over_bands(percents, {key: names[traits[int(key)][trait]] for key in percents}, disclosure.published)
    return {name: found[name] for name in sorted(found, key=lambda name: name == SMALLER)}


def turns(pairs: Iterable[Pair]) -> Counter[Turn]:
    """How many gain, lose and stay the same."""
    return Counter(pair.turn for pair in pairs)


def spread(pairs: Sequence[Pair]) -> list[tuple[str, int, int]]:
    """Each outcome with the number of people who have it in the one run and in the other."""
    before, after = (Counter(which(pair) for pair in pairs) for which in (_before, _after))
    return [(OUTCOME_NAMES[outcome], before[outcome], after[outcome]) for outcome in Outcome]


def shares(pairs: Sequence[Pair], trait: int) -> list[Share]:
    """Wishes met by group, the largest group first, those too small to be told as one, last."""
    names = _tellable(pair.traits[trait] for pair in pairs)
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(names[pair.traits[trait]], []).append(pair)
    found = [
        Share(name, len(each), (_met(each, _before), _met(each, _after)), (_near(each, 0), _near(each, 1)))
        for name, each in groups.items()
    ]
    return sorted(found, key=lambda share: (share.name == SMALLER, -share.people, share.name))


def _tellable(groups: Iterable[str]) -> dict[str, str]:
    """What each group is told as: several that are too small to be told are one."""
    sizes = Counter(groups)
    small = {name for name, people in sizes.items() if disclosure.published(people) is None}
    return {name: SMALLER if len(small) > 1 and name in small else name for name in sizes}


def _before(pair: Pair) -> Outcome:
    return pair.before.outcome


def _after(pair: Pair) -> Outcome:
    return pair.after.outcome


def _met(pairs: Iterable[Pair], which: Callable[[Pair], Hashable]) -> int:
    return sum(which(pair) in (Outcome.first, Outcome.second, Outcome.third) for pair in pairs)


def _near(pairs: Iterable[Pair], which: int) -> int:
    return sum(((pair.before, pair.after)[which].percent or 0) >= NEAR for pair in pairs)
