"""Answers become points as the table in `points.py` says, and in no other way."""

from __future__ import annotations

from typing import Any

import pytest

from pfa.aspirations import points
from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    LEARN_TRAVEL,
    MATTERS,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    PLACES,
    SORT,
    TRY,
    WEEK,
    WORK,
    AnswerValue,
    Said,
)
from pfa.provision.kinds import OpportunityKind as Kind


def said(**choices: str) -> dict[str, Said]:
    keys = {"after": AFTER, "work": WORK, "week": WEEK, "would_try": TRY, "refused": NOT_FOR_ME, "days": DAYS}
    keys |= {"learn": LEARN_TRAVEL, "sort": SORT, "places": PLACES, "matters": MATTERS}
    return {keys[name]: AnswerValue(tuple(words.split())) for name, words in choices.items()}


def test_first_second_and_third_wish_are_worth_100_60_and_35() -> None:
    answers = said(work="catering office retail")
    assert points.points(answers) == {"sector:catering": 100, "sector:office": 60, "sector:retail": 35}
    found = [
        points.opportunity_points(answers, Kind.study_programme, work) for work in ("catering", "office", "retail")
    ]
    assert found == [100, 60, 35]


def test_what_nobody_asked_for_is_not_written() -> None:
    answers = said(after="college", work="catering")
    assert points.opportunity_points(answers, Kind.study_programme, "office") is None
    assert points.opportunity_points(answers, Kind.community) is None


def test_not_for_me_is_0_whatever_else_was_said() -> None:
    answers = said(work="catering", would_try="catering", week="friends", refused="catering kind:community")
    assert points.opportunity_points(answers, Kind.study_programme, "catering") == 0
    assert points.opportunity_points(answers, Kind.community) == 0
    assert points.points(answers) == {"sector:catering": 0, "sector:kind:community": 0}
    assert points.contradictions(answers) == ["catering", "kind:community"]


def test_a_refused_way_is_refused_in_every_kind_of_work() -> None:
    answers = said(work="catering", refused="kind:supported-internship")
    assert points.opportunity_points(answers, Kind.supported_internship, "catering") == 0
    assert points.opportunity_points(answers, Kind.study_programme, "catering") == 100


def test_the_first_wish_in_another_way_is_worth_less_than_the_third_in_the_way_they_asked_for() -> None:
    answers = said(after="learn-a-job", work="catering office retail")
    assert points.opportunity_points(answers, Kind.study_programme, "catering") == 25
    assert points.opportunity_points(answers, Kind.supported_internship, "retail") == 35
    assert points.opportunity_points(answers, Kind.work_experience, "catering") == 100


def test_a_way_alone_is_worth_30_in_any_kind_of_work_where_no_kind_was_named() -> None:
    answers = said(after="college school", work=NOT_SURE, refused="motor")
    assert points.opportunity_points(answers, Kind.study_programme, "office") == 30
    assert points.opportunity_points(answers, Kind.school_sixth_form) == 30
    assert points.opportunity_points(answers, Kind.study_programme, "motor") == 0
    assert points.opportunity_points(answers, Kind.apprenticeship, "office") is None


def test_a_programme_without_a_kind_of_work_is_a_wish_for_the_way_alone() -> None:
    assert points.opportunity_points(said(after="college", work="catering"), Kind.study_programme) == 30
    assert points.opportunity_points(said(after=NOT_SURE, work="catering"), Kind.study_programme) is None


def test_what_they_want_in_their_week_is_worth_20_and_what_they_would_try_10() -> None:
    answers = said(week="friends active rest", would_try="office kind:volunteering", learn="yes")
    assert points.points(answers) == {
        "sector:kind:community": 20,
        "sector:kind:health": 20,
        "sector:kind:travel-training": 20,
        "sector:kind:volunteering": 10,
        "sector:office": 10,
    }
    assert points.opportunity_points(answers, Kind.work_experience, "office") == 10
    assert points.opportunity_points(answers, Kind.volunteering, "animal-care") == 10
    assert points.wants_rest(answers)


def test_a_wished_kind_of_work_lifts_a_community_offer_of_that_kind() -> None:
    answers = said(work="gardening", week="friends")
    assert points.opportunity_points(answers, Kind.community, "gardening") == 100
    assert points.opportunity_points(answers, Kind.community, "music") == 20


def test_the_work_they_wish_and_the_work_category_health_are_two_things() -> None:
    answers = said(work="health", refused="kind:health")
    assert points.opportunity_points(answers, Kind.study_programme, "health") == 100
    assert points.opportunity_points(answers, Kind.health) == 0


@pytest.mark.parametrize("nothing", [said(), said(work=NOT_SURE, refused=NONE, week=NOT_SURE, after=NOT_SURE)])
def test_who_said_nothing_has_no_points_at_all(nothing: dict[str, Said]) -> None:
    assert points.points(nothing) == {}
    assert points.opportunity_points(nothing, Kind.study_programme, "catering") is None
    assert points.sessions_wanted(nothing) is None


def test_days_become_half_days() -> None:
    assert points.sessions_wanted(said(days="3")) == 6


def test_the_sector_of_an_offer_without_a_kind_of_work_is_its_kind() -> None:
    assert points.sector(Kind.travel_training, "") == "kind:travel-training"
    assert points.sector(Kind.study_programme, "catering") == "catering"


FARM, SHOP = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def worth(answers: dict[str, Said], work: str, place: str = "", **more: Any) -> int | None:
    return points.opportunity_points(answers, Kind.study_programme, work, place=place, **more)


def test_what_is_tapped_counts_as_what_they_would_try_and_what_is_not_for_them() -> None:
    answers = said(work="catering", sort="like:office unsure:retail no:motor like:kind:community no:kind:health")
    assert points.points(answers) == {
        "sector:catering": 100,
        "sector:office": 10,
        "sector:kind:community": 10,
        "sector:motor": 0,
        "sector:kind:health": 0,
    }
    assert points.contradictions(said(work="motor", sort="no:motor")) == ["motor"]


def test_who_has_tapped_is_not_held_to_the_older_answer() -> None:
    older = said(would_try="office", refused="catering")
    assert points.points(older) == {"sector:catering": 0, "sector:office": 10}
    assert points.points({**older, **said(sort="like:catering")}) == {"sector:catering": 10}


def test_a_named_place_is_worth_what_they_feel_about_it() -> None:
    answers = said(work="office", places=f"like:{FARM} no:{SHOP}")
    assert worth(answers, "animal-care") is None
    assert worth(answers, "animal-care", FARM) == 50
    assert worth(answers, "office", SHOP) == 0
    assert worth(said(work="office", places=f"must:{FARM}"), "animal-care", FARM) == 100
    assert worth(said(work="office", places=f"unsure:{FARM}"), "animal-care", FARM) is None


def test_a_place_of_a_wished_kind_keeps_its_points_and_others_of_that_kind_count_nine_tenths() -> None:
    answers = said(work="animal-care office", places=f"like:{FARM}")
    named = points.named_work(answers, {FARM: "animal-care", SHOP: "office"})
    assert named == {"animal-care"}
    assert worth(answers, "animal-care", FARM, named=named) == 100
    assert worth(answers, "animal-care", SHOP, named=named) == 90
    assert worth(answers, "office", SHOP, named=named) == 60


def test_what_is_refused_by_its_kind_is_refused_at_a_place_they_like() -> None:
    answers = said(sort="no:animal-care", places=f"must:{FARM}")
    assert worth(answers, "animal-care", FARM) == 0


def test_what_must_be_right_weighs_kind_place_and_nearness_against_each_other() -> None:
    answers = said(work="office", places=f"like:{FARM}", matters="work:6 place:3")
    assert worth(answers, "office") == 100
    assert worth(answers, "animal-care", FARM) == 37  # 75 % of 50
    near = said(work="office", matters="near")
    assert worth(near, "office", km=4.0) == 50
    assert worth(near, "office", km=9.0) == 25
    assert worth(near, "office") == 50  # nobody knows how far it is


def test_friends_and_days_take_no_points_from_anything_and_a_tick_is_a_counter() -> None:
    assert worth(said(work="office", matters="friends days"), "office") == 100
    assert worth(said(work="office", matters="friends:9 work:1"), "office") == 100
    assert points.weight(said(matters="work place"), "place") == points.weight(said(matters="work:1 place:1"), "place")


def test_nobody_gains_points_over_others_by_counters() -> None:
    for spent in ("work", "work:10", "near:5 place:5", "place:10"):
        for place in ("", FARM):
            answers = said(work="office retail", places=f"like:{FARM}")
            more = {**answers, **said(matters=spent)}
            assert (worth(more, "office", place, km=1.0) or 0) <= (worth(answers, "office", place, km=1.0) or 0)


def test_every_choice_of_the_week_and_of_after_school_is_known_to_the_points() -> None:
    from pfa.aspirations.questions import BY_KEY

    assert set(BY_KEY[WEEK].choices) - {NOT_SURE} == set(points.KINDS_OF_WEEK)
    assert set(BY_KEY[AFTER].choices) - {NOT_SURE} == set(points.WAYS_OF)
