"""One September projected: everybody counts once, figures add up, nobody speaks for a crowd unlike them."""

from __future__ import annotations

import numpy as np
import pytest

from pfa.demand.projection import answers, survival
from pfa.demand.projection.answers import FEWEST, Place
from pfa.demand.projection.chance import Draws
from pfa.demand.projection.national import NATIONAL
from pfa.demand.projection.offers import Offer, shares
from pfa.demand.projection.run import PATHWAY, WORK, Projection, Starter, Wishes, project

NATION = survival.carried({})
COLLEGE = {"study-programme": 1.0}
COOKS = {"catering": 1.0}


def starter(
    pathways: Wishes | None = None,
    work: Wishes | None = None,
    *,
    age: int = 15,
    place: Place | None = None,
    **facts: str,
) -> Starter:
    return Starter(age, place or Place("1", "11", "ASD"), pathways, work, {"level": "1"} | facts)


def projected(people: list[Starter], years: int = 1, offers: list[Offer] | None = None, seed: int = 1) -> Projection:
    return project(people, years, NATION, offers or [], Draws(seed, 400))


def sums(found: Projection) -> dict[str, float]:
    return {name: sum(one.likely for one in lines.values()) for name, lines in found.dimensions.items()}


def test_every_dimension_adds_up_to_the_total() -> None:
    people = [starter(COLLEGE, {"catering": 0.6, "office": 0.4}) for _ in range(9)]
    people += [starter({"school-sixth-form": 0.5, "apprenticeship": 0.5}, {"": 1.0}, level="2") for _ in range(6)]
    people += [starter(age=16, level="", place=Place("2", "12", "SEMH")) for _ in range(5)]
    found = projected(people, years=2)
    assert found.total.likely == pytest.approx(15 * 1.061 * 0.992 + 5 * 0.992 * 0.873)
    for name, total in sums(found).items():
        assert total == pytest.approx(found.total.likely), name


def test_nobody_counts_twice_however_many_wishes_they_have() -> None:
    three = {"catering": 0.5, "office": 0.3, "retail": 0.2}
    found = projected([starter(COLLEGE, three) for _ in range(10)])
    assert sums(found)[WORK] == pytest.approx(10 * NATIONAL[15].ratio)
    assert found.dimensions[WORK]["catering"].likely == pytest.approx(5 * NATIONAL[15].ratio)


def test_what_is_offered_is_shared_by_places_and_adds_up_with_what_is_not() -> None:
    offers = [Offer("a", "study-programme", "catering", 6), Offer("b", "study-programme", "catering", 2)]
    people = [starter(COLLEGE, COOKS) for _ in range(8)] + [starter(COLLEGE, {"motor": 1.0}) for _ in range(4)]
    people += [starter({"": 1.0}, {"": 1.0}) for _ in range(2)]
    found = projected(people, offers=offers)
    ratio = NATIONAL[15].ratio
    assert [found.offers[one].likely for one in offers] == pytest.approx([6 * ratio, 2 * ratio])
    assert found.providers["a"].likely == pytest.approx(6 * ratio)
    [missing] = found.unmet
    assert (missing.pathway, missing.kind_of_work) == ("study-programme", "motor")
    assert missing.estimate.likely == pytest.approx(4 * ratio)
    assert found.undecided.likely == pytest.approx(2 * ratio)


def test_a_programme_of_no_kind_of_work_takes_those_whose_kind_nobody_offers() -> None:
    general, cooking = Offer("a", "study-programme", "", 8), Offer("b", "study-programme", "catering", 8)
    assert shares("study-programme", "motor", [general, cooking]) == pytest.approx([1, 0])
    assert shares("study-programme", "catering", [general, cooking]) == pytest.approx([0, 1])
    assert shares("study-programme", "", [general, cooking]) == pytest.approx([0.5, 0.5])
    assert shares("", "catering", [general, cooking]) == pytest.approx([0, 1])
    assert shares("apprenticeship", "catering", [general, cooking]) is None
    assert shares("", "", [general, cooking]) is None


def test_who_has_not_answered_counts_like_those_of_their_school_year_and_need() -> None:
    here, there = Place("1", "11", "ASD"), Place("2", "11", "SEMH")
    people = [starter(COLLEGE, COOKS, place=here) for _ in range(FEWEST)]
    people += [starter(COLLEGE, {"motor": 1.0}, place=there) for _ in range(FEWEST)]
    people += [starter(place=there) for _ in range(10)]
    found = projected(people)
    assert found.dimensions[WORK]["catering"].likely == pytest.approx(5 * NATIONAL[15].ratio)
    assert found.dimensions[WORK]["motor"].likely == pytest.approx(15 * NATIONAL[15].ratio)


def test_a_few_answers_of_one_school_do_not_speak_for_all_of_it() -> None:
    lonely, many = Place("1", "11", "ASD"), Place("2", "11", "ASD")
    places = [lonely] + [many] * FEWEST + [lonely] * 20
    answered = [True] * (1 + FEWEST) + [False] * 20
    spoken = answers.speakers(places, answered)
    weights = answers.weights(np.ones(len(places)), answered, spoken)
    assert weights.sum() == pytest.approx(len(places))
    assert weights[0] == pytest.approx(1 + 20 / 6)
    assert set(weights[6:]) == {0.0}


def test_where_nobody_answered_all_is_not_said() -> None:
    found = projected([starter() for _ in range(7)])
    assert set(found.dimensions[PATHWAY]) == {""}
    assert found.dimensions[PATHWAY][""].likely == pytest.approx(found.total.likely)
    assert found.undecided.likely == pytest.approx(found.total.likely)


def test_the_same_seed_gives_the_same_figures_and_another_one_the_same_likely_numbers() -> None:
    people = [starter(COLLEGE, {"catering": 0.6, "office": 0.4}, age=17) for _ in range(40)] + [starter(age=16)] * 10
    first, again, other = projected(people), projected(people), projected(people, seed=2)
    assert first == again
    assert first.total.likely == other.total.likely
    assert (first.total.low, first.total.high) != (other.total.low, other.total.high)


def test_intervals_hold_the_likely_number_and_widen_with_the_years_and_the_unknown() -> None:
    people = [starter(COLLEGE, COOKS, age=14) for _ in range(60)]
    near, far = projected(people, years=1).total, projected(people, years=3).total
    assert near.low <= near.likely <= near.high
    assert far.high - far.low > near.high - near.low
    half = [starter(COLLEGE, COOKS if number % 2 else {"office": 1.0}) for number in range(12)]
    known = projected(half * 5).dimensions[WORK]["catering"]
    guessed = projected(half + [starter() for _ in range(48)]).dimensions[WORK]["catering"]
    assert known.likely == pytest.approx(guessed.likely)
    assert guessed.high - guessed.low > known.high - known.low


def test_the_draws_agree_with_the_likely_numbers() -> None:
    people = [starter(COLLEGE, {"catering": 0.7, "office": 0.3}) for _ in range(200)] + [starter() for _ in range(100)]
    found = project(people, 1, NATION, [Offer("a", "study-programme", "catering", 3)], Draws(3, 2000))
    for lines in found.dimensions.values():
        for one in lines.values():
            assert (one.low + one.high) / 2 == pytest.approx(one.likely, rel=0.06)
    [offered] = found.offers.values()
    assert (offered.low + offered.high) / 2 == pytest.approx(offered.likely, rel=0.06)


def test_nobody_on_record_is_no_fault() -> None:
    assert projected([]).total.likely == 0
