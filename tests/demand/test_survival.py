"""Ratios: England's, and an authority's own as far as its records can tell."""

from __future__ import annotations

import numpy as np
import pytest

from pfa.demand.projection import survival
from pfa.demand.projection.chance import Draws
from pfa.demand.projection.national import NATIONAL


def counts(size: int, ratio: float, years: int = 2) -> dict[int, dict[int, int]]:
    """Records of some years in which each age follows the one before by one ratio."""
    by_age = {age: round(size * ratio ** (age - 13)) for age in range(13, 24)}
    return {2024 + year: by_age for year in range(years)}


def test_without_records_england_stands() -> None:
    found = survival.carried({})
    assert {age: one.ratio for age, one in found.items()} == {age: step.ratio for age, step in NATIONAL.items()}
    assert {one.weight for one in found.values()} == {0.0}


def test_the_own_ratio_weighs_more_with_more_records_and_never_fully() -> None:
    few, many = survival.carried(counts(20, 0.9))[17], survival.carried(counts(2000, 0.9))[17]
    assert 0 < few.weight < many.weight < 1
    assert few.national < few.ratio < many.ratio < 0.91
    assert many.own == pytest.approx(0.9, abs=0.01)


def test_a_year_that_was_not_kept_in_full_tells_nothing() -> None:
    begun = {2025: {15: 5, 16: 5}, 2026: {15: 200, 16: 220}}
    assert survival.carried(begun)[15].weight == 0
    full = {2025: {15: 210, 16: 200}, 2026: {15: 200, 16: 220}}
    assert survival.carried(full)[15].weight > 0


def test_a_year_before_one_that_was_not_kept_in_full_tells_nothing_either() -> None:
    leavers_only = {2023: {15: 90}, 2024: {16: 90}, 2025: {17: 60}, 2026: {15: 300, 16: 300}}
    assert {one.weight for one in survival.carried(leavers_only).values()} == {0.0}


def test_an_age_whose_records_are_missing_is_left_to_england() -> None:
    school_only = {2025: {13: 200, 14: 200, 15: 200}, 2026: {13: 210, 14: 220, 15: 215}}
    found = survival.carried(school_only)
    assert found[14].weight > 0
    assert (found[15].own, found[15].weight, found[15].ratio) == (None, 0.0, NATIONAL[15].ratio)


def test_years_that_do_not_follow_each_other_are_no_pair() -> None:
    assert survival.carried({2022: {15: 200}, 2026: {16: 200}})[15].weight == 0


def test_ages_beyond_the_known_ones_take_the_nearest_step() -> None:
    found = survival.carried({})
    assert [step.age for step in survival.way(12, 3, found)] == [13, 13, 14]
    assert [step.age for step in survival.way(23, 2, found)] == [23, 23]


@pytest.mark.parametrize("chance", [0.05, 0.5, 0.99, 1.0, 1.5, 3.0])
def test_drawn_counts_have_the_mean_and_the_variance_that_are_asked_for(chance: float) -> None:
    draws = Draws(5, 40_000)
    found = draws.counts(np.full(draws.number, 50.0), chance)
    assert found.mean() == pytest.approx(50, rel=0.01)
    assert found.var() / 50 == pytest.approx(max(chance, 0.05), rel=0.25)
    assert (draws.counts(np.zeros(draws.number), chance) == 0).all()


def test_the_spread_of_authorities_stays_in_what_is_drawn() -> None:
    found = survival.carried(counts(5000, 0.9))
    drawn = survival.draw(300, 17, 1, found, Draws(5, 4000))
    assert drawn.mean() == pytest.approx(300 * found[17].ratio, rel=0.02)
    low, high = np.quantile(drawn, (0.1, 0.9))
    assert (high - low) / 2 > 300 * NATIONAL[17].between  # 1.53 of a Student t with four degrees of freedom, and chance


def test_copies_make_up_the_number_and_nobody_is_left_out_of_more() -> None:
    draws = Draws(5, 50)
    found = draws.copies(np.arange(50), 10)
    assert (found.sum(axis=1) == np.arange(50)).all()
    assert found[23].min() == 2
    assert found[23].max() == 3
    assert draws.copies(np.zeros(50, dtype=np.int64), 0).shape == (50, 0)
