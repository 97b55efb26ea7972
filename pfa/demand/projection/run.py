"""The projection of one September.

Every young person on record who is to start then counts as the starters that are likely to come of them (age-to-age
ratios). What they want comes from their answers, and for those who have not answered from people like them. Each draw
is one possible September: how many are there, who of them, what those without an answer turn out to want, and which of
their wishes each one follows. All figures of a draw are counts of the same people, so they always add up.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pfa.demand.projection import answers, survival
from pfa.demand.projection.answers import Place, Speakers
from pfa.demand.projection.chance import Draws, Estimate, Floats, Whole, estimate
from pfa.demand.projection.offers import UNSAID, Offer, shares
from pfa.demand.projection.survival import Carried

Wishes = Mapping[str, float]
"""Shares of one starter by key, adding up to 1; "" is not said."""


@dataclass(frozen=True, slots=True)
class Starter:
    """Somebody on record who is to start in the September. `age` on 31 August before the academic year it is now.

    `pathways` and `work` are None for who has not answered; `facts` are single keys by name of a dimension.
    """

    age: int
    place: Place
    pathways: Wishes | None
    work: Wishes | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A way and a kind of work that is wished for and that nobody offers."""

    pathway: str
    kind_of_work: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Projection:
    """Estimates in all, by way, by kind of work, by every fact; by offer and provider; what nobody offers.

    The likely numbers of a dimension add up to those in all. `undecided` named neither a way nor a kind of work.
    """

    total: Estimate
    dimensions: Mapping[str, Mapping[str, Estimate]]
    offers: Mapping[Offer, Estimate]
    providers: Mapping[Hashable, Estimate]
    unmet: Sequence[Unmet]
    undecided: Estimate


PATHWAY, WORK = "pathway", "kind-of-work"


def project(
    starters: Sequence[Starter],
    years: int,
    steps: Mapping[int, Carried],
    offers: Sequence[Offer],
    draws: Draws,
) -> Projection:
    """The September in so many years. `offers` have providers as any keys."""
    people = sorted(starters, key=lambda one: one.age)
    carried = np.array([survival.likely(one.age, years, steps) for one in people], dtype=float)
    there = _there(people, years, steps, draws)
    wished = _Wished.of(people, carried)
    counts = wished.drawn(there, draws)
    drawn = there.sum(axis=1)
    dimensions = {
        PATHWAY: _estimates(wished.pathways, wished.likely.sum(axis=1), counts.sum(axis=2)),
        WORK: _estimates(wished.work, wished.likely.sum(axis=0), counts.sum(axis=1)),
    }
    for name in people[0].facts if people else ():
        keys = sorted({one.facts[name] for one in people})
        member = np.array([[one.facts[name] == key for key in keys] for one in people], dtype=np.int64)
        dimensions[name] = _estimates(keys, carried @ member, there @ member)
    fall = _fall(wished, counts, offers, draws)
    return Projection(estimate(float(carried.sum()), drawn), dimensions, *fall)


@dataclass(frozen=True, slots=True)
class _Wished:
    """Every person's shares by way and by kind of work, and the likely starters of each pair of the two."""

    pathways: list[str]
    work: list[str]
    by_pathway: Floats  # (people, ways)
    by_work: Floats  # (people, kinds of work)
    likely: Floats  # (ways, kinds of work)
    spoken: list[Speakers]

    @classmethod
    def of(cls, people: Sequence[Starter], carried: Floats) -> _Wished:
        answered = [one.pathways is not None for one in people]
        spoken = answers.speakers([one.place for one in people], answered)
        pathways, by_pathway = _table([one.pathways for one in people])
        work, by_work = _table([one.work for one in people])
        weight = answers.weights(carried, answered, spoken) if any(answered) else carried
        likely = np.einsum("i,ip,ik->pk", weight, by_pathway, by_work)
        return cls(pathways, work, by_pathway, by_work, likely, spoken)

    def drawn(self, there: Whole, draws: Draws) -> Whole:
        """Counts (draws, ways, kinds of work) of who is there."""
        source = np.tile(np.arange(there.shape[1]), (draws.number, 1))
        for cell in self.spoken:
            likeness = draws.rng.exponential(size=(draws.number, len(cell.speakers)))
            picked = draws.pick(likeness, len(cell.silent))
            source[:, list(cell.silent)] = np.asarray(cell.speakers)[picked]
        found = np.zeros((draws.number, len(self.pathways), len(self.work)), dtype=np.int64)
        if not there.shape[1]:
            return found
        way, kind = _one(self.by_pathway, source, draws), _one(self.by_work, source, draws)
        rows = np.broadcast_to(np.arange(draws.number)[:, None], there.shape)
        np.add.at(found, (rows, way, kind), there)
        return found


def _there(people: Sequence[Starter], years: int, steps: Mapping[int, Carried], draws: Draws) -> Whole:
    """How often each person counts in each draw; people stand in the order of their ages."""
    parts = [np.zeros((draws.number, 0), dtype=np.int64)]
    for age in sorted({one.age for one in people}):
        count = sum(one.age == age for one in people)
        parts.append(draws.copies(survival.draw(count, age, years, steps, draws), count))
    return np.concatenate(parts, axis=1)


def _table(wishes: Sequence[Wishes | None]) -> tuple[list[str], Floats]:
    """The keys that are wished for and everybody's shares of them; who did not answer stands at "not said"."""
    keys = sorted({UNSAID} | {key for one in wishes if one for key in one})
    return keys, np.array([[(one or {UNSAID: 1.0}).get(key, 0.0) for key in keys] for one in wishes]).reshape(
        len(wishes), len(keys)
    )


def _one(table: Floats, source: Whole, draws: Draws) -> Whole:
    """For each draw and person one of the wishes of whoever speaks for them."""
    chance = draws.rng.random(source.shape)
    summed = table.cumsum(axis=1)
    found = np.zeros(source.shape, dtype=np.int64)
    for column in range(table.shape[1] - 1):
        found += chance >= summed[:, column][source]
    return found


def _estimates(keys: Sequence[str], likely: Floats, drawn: Whole) -> dict[str, Estimate]:
    found = {key: estimate(float(likely[number]), drawn[:, number]) for number, key in enumerate(keys)}
    return {key: one for key, one in found.items() if one.high > 0 or one.likely > 0}


def _fall(
    wished: _Wished, counts: Whole, offers: Sequence[Offer], draws: Draws
) -> tuple[dict[Offer, Estimate], dict[Hashable, Estimate], list[Unmet], Estimate]:
    """What falls to each offer and provider, what nobody offers, and who has not chosen."""
    likely, drawn = np.zeros(len(offers)), np.zeros((draws.number, len(offers)), dtype=np.int64)
    unmet, undecided = [], Estimate(0.0, 0.0, 0.0)
    for row, pathway in enumerate(wished.pathways):
        for column, kind in enumerate(wished.work):
            here, count = float(wished.likely[row, column]), counts[:, row, column]
            share = shares(pathway, kind, offers)
            if share is not None:
                likely += here * share
                drawn += draws.rng.multinomial(count, share)
            elif pathway == kind == UNSAID:
                undecided = estimate(here, count)
            elif here > 0:
                unmet.append(Unmet(pathway, kind, estimate(here, count)))
    by_offer = {one: estimate(float(likely[number]), drawn[:, number]) for number, one in enumerate(offers)}
    by_provider = {}
    for provider in dict.fromkeys(one.provider for one in offers):
        own = [number for number, one in enumerate(offers) if one.provider == provider]
        by_provider[provider] = estimate(float(likely[own].sum()), drawn[:, own].sum(axis=1))
    return by_offer, by_provider, sorted(unmet, key=lambda one: -one.estimate.likely), undecided
