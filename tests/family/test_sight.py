"""Who of the family sees whose answers, rule by rule, and every combination against a table said in other words."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from pfa.calendar.years import compulsory_age_ends_on
from pfa.family.differences import Fit, fit, is_to_talk_about
from pfa.family.sight import Facts, is_live, is_theirs_to_say, open_questions, seen_from, sees

BORN = dt.date(2011, 3, 5)
LAST_DAY = compulsory_age_ends_on(BORN)
A_DAY = dt.timedelta(days=1)


def facts(**more: object) -> Facts:
    given: dict[str, object] = {
        "born_on": BORN,
        "today": dt.date(2026, 11, 16),
        "since_on": dt.date(2026, 9, 1),
        "ended_on": None,
        "is_beside": True,
        "is_closed": False,
        "agreed": None,
    }
    return Facts(**(given | more))  # type: ignore[arg-type]  # the facts above, some changed


def test_until_the_end_of_compulsory_school_age_a_parent_sees_and_from_the_next_day_only_by_a_yes() -> None:
    assert sees(facts(today=LAST_DAY))
    assert not sees(facts(today=LAST_DAY + A_DAY))
    assert sees(facts(today=LAST_DAY + A_DAY, agreed=True))
    assert not sees(facts(today=LAST_DAY + A_DAY, agreed=False))


def test_the_day_is_the_last_friday_of_june_of_the_school_year_in_which_they_turn_16() -> None:
    assert dt.date(2027, 6, 25) == LAST_DAY
    assert LAST_DAY.weekday() == 4
    assert (is_theirs_to_say(facts(today=LAST_DAY)), is_theirs_to_say(facts(today=LAST_DAY + A_DAY))) == (False, True)


@pytest.mark.parametrize(
    "change",
    [
        {"since_on": dt.date(2026, 11, 17)},
        {"ended_on": dt.date(2026, 11, 16)},
        {"ended_on": dt.date(2026, 11, 1)},
        {"is_beside": False},
    ],
    ids=["not begun", "ends today", "ended", "barred or taken away"],
)
def test_a_link_that_is_not_live_opens_nothing(change: dict[str, object]) -> None:
    assert not is_live(facts(**change))
    assert not sees(facts(**change, agreed=True))


def test_a_safeguarding_leads_closing_stands_above_a_yes_and_leaves_the_link_live() -> None:
    closed = facts(is_closed=True, agreed=True, today=LAST_DAY + A_DAY)
    assert not sees(closed)
    assert is_live(closed)


def test_every_combination_is_as_the_decision_says() -> None:
    days = (LAST_DAY - A_DAY, LAST_DAY, LAST_DAY + A_DAY)
    ends = (None, LAST_DAY - A_DAY, LAST_DAY + A_DAY + A_DAY)
    for today, ended, beside, closed, agreed in itertools.product(
        days, ends, (True, False), (True, False), (None, True, False)
    ):
        found = facts(today=today, ended_on=ended, is_beside=beside, is_closed=closed, agreed=agreed)
        never = closed or not beside or (ended is not None and ended <= today)
        wanted = not never and (agreed is True if today > LAST_DAY else True)
        assert sees(found) is wanted, found


def test_what_was_answered_before_the_link_stays_theirs_while_it_is_not_theirs_to_say() -> None:
    linked = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    assert seen_from(facts(), linked) == linked
    assert seen_from(facts(today=LAST_DAY + A_DAY), linked) is None


def test_questions_are_closed_by_either_and_some_are_never_open() -> None:
    asked = {"work", "home", "travel", "helper", "more", "with"}
    assert open_questions(asked, (), ()) == {"work", "home", "travel"}
    assert open_questions(asked, ("work",), ("home",)) == {"travel"}


@pytest.mark.parametrize(
    ("theirs", "parents", "wanted"),
    [
        (["retail"], ["retail"], Fit.same),
        (["retail", "office"], ["office", "retail"], Fit.same),
        (["not-sure"], ["not-sure"], Fit.same),
        (["retail", "office"], ["office"], Fit.some),
        (["retail"], ["office"], Fit.different),
        (["not-sure"], ["office"], Fit.unsure),
        ([], ["office"], None),
        (["office"], [], None),
    ],
)
def test_two_answers_stand_to_each_other_in_words(theirs: list[str], parents: list[str], wanted: Fit | None) -> None:
    assert fit(theirs, parents) is wanted
    assert fit(parents, theirs) is wanted


def test_what_is_the_same_or_said_by_one_alone_is_nothing_to_talk_about() -> None:
    assert [one for one in (*Fit, None) if is_to_talk_about(one)] == [Fit.some, Fit.different, Fit.unsure]
