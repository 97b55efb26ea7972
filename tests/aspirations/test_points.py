"""Answers become points as the table in `points.py` says, and in no other way."""

from __future__ import annotations

import pytest

from pfa.aspirations import points
from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    LEARN_TRAVEL,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    TRY,
    WEEK,
    WORK,
    AnswerValue,
    Said,
)
from pfa.provision.kinds import OpportunityKind as Kind


def said(**choices: str) -> dict[str, Said]:
    keys = {"after": AFTER, "work": WORK, "week": WEEK, "would_try": TRY, "refused": NOT_FOR_ME, "days": DAYS}
    keys["learn"] = LEARN_TRAVEL
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


def test_every_choice_of_the_week_and_of_after_school_is_known_to_the_points() -> None:
    from pfa.aspirations.questions import BY_KEY

    assert set(BY_KEY[WEEK].choices) - {NOT_SURE} == set(points.KINDS_OF_WEEK)
    assert set(BY_KEY[AFTER].choices) - {NOT_SURE} == set(points.WAYS_OF)
