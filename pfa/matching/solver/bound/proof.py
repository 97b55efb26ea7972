"""The bound that follows from prices, person by person."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pfa.matching.solver.bound.limits import OutOfStepsError, Steps, with_kinds
from pfa.matching.solver.bound.long_week import best_of_long_week
from pfa.matching.solver.bound.lots import Lots
from pfa.matching.solver.bound.offers import Choice, Offer
from pfa.matching.solver.bound.prices import UNIT, Prices
from pfa.matching.solver.bound.promising import promising
from pfa.matching.solver.bound.room import together
from pfa.matching.solver.bound.short_week import best_of_short_week
from pfa.matching.solver.problem import Person, Problem
from pfa.matching.solver.sharing import in_halves

SESSIONS_OF_A_SHORT_WEEK = 15
SESSIONS_OF_A_SHORT_DAY = 3
STEPS_A_PERSON = 1_000_000
STEPS_IN_A_HURRY = 10_000
PEOPLE_WORTH_SHARING = 100


@dataclass(frozen=True, slots=True)
class VerifiedBound:
    """A bound that holds: no valid answer is worth more than `points`.

    `loose` counts people whose best week was not found within the limits; a higher value, proved just as well, stands
    in for it, so that the bound holds but is not the whole strength of the prices. `impossible` names people whose
    `must` rows leave no week at all: then there is no valid answer, and `points` says nothing. `best_weeks` are what
    each person's best week is worth less its prices, in millionths.
    """

    points: Fraction
    loose: int = 0
    impossible: tuple[str, ...] = ()
    best_weeks: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def whole_points(self) -> int:
        """The bound in whole points: values are whole, so nothing lies between."""
        return self.points.numerator // self.points.denominator


def verify(
    problem: Problem,
    prices: Mapping[str, float],
    *,
    weeks: Mapping[str, Collection[str]] | None = None,
    seconds: float | None = None,
    share: bool = False,
) -> VerifiedBound:
    """The bound of these prices. Raises `ValueError` for a negative price. `share`: two processes do it, half each.

    `weeks` (an answer) only shortens the search: its weeks are where it begins, and a week that breaks a rule can only
    raise the bound. After `seconds` what is left is done with less care, which can only raise the bound too.
    """
    began = time.monotonic()
    paid = Prices(problem, prices)
    lots = Lots(problem, paid)

    def some(people: Sequence[Person]) -> tuple[dict[str, int], int, list[str]]:
        return _of_people(lots, people, weeks or {}, None if seconds is None else began + seconds)

    everyone = lots.in_order()
    parts = in_halves(some, everyone) if share and len(everyone) >= PEOPLE_WORTH_SHARING else [some(everyone)]
    found: dict[str, int] = {}
    for those, _, _ in parts:
        found.update(those)
    total = paid.of_everything() + sum(found.values())
    impossible = tuple(person_id for _, _, those in parts for person_id in those)
    return VerifiedBound(Fraction(total, UNIT), sum(loose for _, loose, _ in parts), impossible, found)


def _of_people(
    lots: Lots, people: Sequence[Person], weeks: Mapping[str, Collection[str]], end: float | None
) -> tuple[dict[str, int], int, list[str]]:
    """What their best weeks are worth, how many of these were not found, and who has none at all."""
    found, loose = {}, 0
    impossible = []
    for person, market in lots.each(people):
        choice = market.choice(person)
        late = end is not None and time.monotonic() > end
        steps = Steps(STEPS_IN_A_HURRY if late else STEPS_A_PERSON)
        try:
            best = best_week(choice, weeks.get(person.id, ()), steps)
        except OutOfStepsError as stopped:
            best = stopped.promise
            loose += 1
        if best is None:
            impossible.append(person.id)
        else:
            found[person.id] = best
    return found, loose, impossible


def best_week(choice: Choice, start: Collection[str], steps: Steps) -> int | None:
    """The value of a person's best week, in millionths; None where `must` rows leave none."""
    taken = [offer for offer in choice.offers if offer.group_id in choice.must]
    if len(taken) < len(choice.must) or not _go_together(choice, taken):
        return None
    barred = 0
    for offer in taken:
        barred |= offer.enemies | 1 << offer.number
    # Where days must be whole, a group that costs more than it is worth may still fill a day.
    offers = [
        offer for offer in choice.offers if not barred >> offer.number & 1 and (offer.value > 0 or choice.whole_days)
    ]
    known = [offer.value for offer in choice.offers if offer.group_id in start]
    nothing_yet = -sum(abs(offer.value) for offer in choice.offers) - 1
    best = nothing_yet if choice.must else 0
    if known and len(known) == len(start):
        best = max(best, sum(known))
        if not taken and _is_short(choice, offers):
            offers = promising(choice, offers, best)
    search = best_of_short_week if _is_short(choice, offers) else best_of_long_week
    found = search(choice, taken, offers, best, steps)
    return None if found == nothing_yet else found


def _go_together(choice: Choice, taken: list[Offer]) -> bool:
    places = together(taken).places.bit_count()
    return not (
        any(one.enemies >> other.number & 1 for one in taken for other in taken if one is not other)
        or sum(offer.size for offer in taken) > max(0, choice.at_most)
        or (choice.places_at_most is not None and places > choice.places_at_most)
        or with_kinds({}, [(offer.kind, offer.size) for offer in taken], choice.kinds_at_most) is None
    )


def _is_short(choice: Choice, offers: list[Offer]) -> bool:
    used = 0
    for offer in offers:
        used |= offer.sessions
    days = [(used & day).bit_count() for day, _ in choice.days]
    return sum(days) <= SESSIONS_OF_A_SHORT_WEEK and max(days, default=0) <= SESSIONS_OF_A_SHORT_DAY
