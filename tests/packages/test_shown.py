"""What pages say of a week, in words."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from pfa.calendar.queries import terms
from pfa.packages import ownview, shown
from pfa.packages.hours import holidays, hours
from pfa.packages.models import Package
from pfa.provision.kinds import Certainty, OpportunityKind
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene, with_terms


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        (["mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm"], "Monday to Wednesday all day"),
        (["mon-am", "mon-pm", "thu-am", "thu-pm", "tue-am", "tue-pm"], "Monday, Tuesday and Thursday all day"),
        (["wed-pm", "mon-pm", "mon-am"], "Monday all day, Wednesday afternoon"),
        (["fri-am", "thu-pm"], "Thursday afternoon and Friday morning"),
        ([], ""),
    ],
)
def test_half_days_are_said_as_people_say_them(sessions: list[str], words: str) -> None:
    assert shown.sessions_words(sessions) == words


def test_hours_count_the_groups_and_tell_the_funding_band(world: World, session: Session) -> None:
    scene = Scene(world)
    club = world.opportunity("Walks", OpportunityKind.community, kind_of_work="")
    walks = world.group(club, ("fri-am",), hours_a_session=2, weeks_a_year=30, certainty=Certainty.provisional)
    package = session.get_one(Package, scene.draft(groups=[scene.cooking, walks]).id)
    found = hours(package.current)
    assert (found.week, found.year, found.funded) == (20, 6 * 3 * 36 + 60, 648)
    assert found.funding_words == "648 hours a year in the study programme: funding band 5."
    assert found.provisional == ["Walks"]


def test_holidays_are_the_days_between_terms(world: World, session: Session) -> None:
    scene = Scene(world)
    with_terms(world)
    package = session.get_one(Package, scene.draft().id)
    known = terms(session, world.authority.id, ENTRY_YEAR)
    assert holidays(package.current, known) == [
        (dt.date(2027, 12, 18), dt.date(2028, 1, 4)),
        (dt.date(2028, 4, 1), dt.date(2028, 4, 18)),
    ]
    assert holidays(package.current, []) == []


def test_a_gap_is_only_what_they_still_want(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft(scene.someone("Six", sessions_wanted=6)).id)
    assert shown.gaps(package, package.current) == 0
    assert shown.open_sessions(package, package.current) == []
    assert ownview.looking(package, package.current) == ""


def test_what_is_still_looked_for_is_said_without_reasons(world: World, session: Session) -> None:
    scene = Scene(world)
    some = session.get_one(Package, scene.draft(scene.someone("Eight", sessions_wanted=8)).id)
    assert ownview.looking(some, some.current) == "We are still looking for something for 2 more half days."
    session.commit()
    rest = session.get_one(
        Package, scene.draft(scene.someone("Nine", sessions_wanted=7, unavailable=["thu-am", "thu-pm", "fri-am"])).id
    )
    assert ownview.looking(rest, rest.current) == "We are still looking for Friday afternoon."


def test_the_next_gap_is_round_the_week(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft().id)
    assert shown.next_gap(package, package.current, "thu-pm") == "thu-pm"
    assert shown.next_gap(package, package.current, "mon-am") == "thu-am"
    full = session.get_one(Package, package.id)
    full.young_person.sessions_wanted = 6
    assert shown.next_gap(full, full.current, "mon-am") == "mon-am"
