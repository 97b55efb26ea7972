"""Reviews: the young person's own view first, in their own words, and read by somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import Membership, User
from pfa.aspirations.models import Reading
from pfa.internships import queries
from pfa.internships.models import Placement, Review
from pfa.starts.models import Feeling
from tests.factories import World
from tests.internships.scenes import Working

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def scene(world: World) -> Working:
    return Working(world)


def review(scene: Working, row: Placement, week: int) -> Review:
    with scene.world.reading() as session:
        return session.query(Review).filter_by(placement_id=row.id, week=week).one()


def test_reviews_are_due_two_weeks_ahead_and_when_they_are_late(scene: Working) -> None:
    scene.placement()
    asker = scene.world.actor(scene.world.coordinator)
    with scene.world.reading() as session:
        due = queries.due(session, asker, TODAY)
        assert [each.week for each in due.reviews.rows] == [4, 12]  # 2 October is past, 27 November is near
        assert queries.counts(session, asker, dt.date(2026, 11, 12)).reviews == 1


def test_a_young_person_says_how_it_is_and_somebody_reads_it(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir)
    client = client_as(scene.user_of(amir))
    page = client.get("/internships/mine").text
    assert "Invented Hotel" in page
    assert "Monday to Thursday, all day" in page
    address = f"/internships/mine/{row.public_id}/say"
    assert "Lea D reads what you write by" in client.get(address).text
    thanks = client.submit(address, {"felt": "mixed", "words": "It is loud."}, follow_redirects=True).text
    assert "Thank you. We have your answer." in thanks
    assert "You told us: it is good and not good." in thanks
    found = review(scene, row, 4)
    assert (found.felt, found.own_view, found.own_view_is_theirs) == (Feeling.mixed, "It is loud.", True)
    with scene.world.reading() as session:
        [reading] = session.query(Reading).all()
        assert (reading.words, reading.page) == ("It is loud.", "internships.say_mine")


def test_words_are_welcome_and_a_face_is_asked_for(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir)
    client = client_as(scene.user_of(amir))
    address = f"/internships/mine/{row.public_id}/say"
    wrong = client.submit(address, {"words": "I like it"}).text
    assert "Choose one of the three." in wrong
    assert "I like it" in wrong
    client.submit(address, {"felt": "good"})
    with scene.world.reading() as session:
        assert session.query(Reading).count() == 0


def test_where_nobody_reads_nothing_can_be_written(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir)
    with scene.world.writing() as session:
        role = session.query(Membership).filter_by(user_id=scene.world.lead.id).one()
        role.starts_on, role.ends_on = dt.date(2026, 1, 1), dt.date(2026, 1, 2)
        session.commit()
    client = client_as(scene.user_of(amir))
    address = f"/internships/mine/{row.public_id}/say"
    assert "textarea" not in client.get(address).text
    client.submit(address, {"felt": "good", "words": "hidden"})
    assert review(scene, row, 4).own_view == ""


def test_nobody_says_how_somebody_elses_is(scene: Working, client_as: Client) -> None:
    row = scene.placement(scene.someone("Amir", with_user=True))
    stranger = scene.someone("Eve", with_user=True)
    client = client_as(scene.user_of(stranger))
    assert client.get(f"/internships/mine/{row.public_id}/say").status_code == 404
    assert "You have no work place yet" in client.get("/internships/mine").text


def test_before_the_first_day_there_is_nothing_to_say(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir, begun=False, starts_on=dt.date(2026, 12, 1))
    client = client_as(scene.user_of(amir))
    assert "You start on 1 December 2026." in client.get("/internships/mine").text
    assert client.get(f"/internships/mine/{row.public_id}/say").status_code == 404


DATE = {"done_on-day": "16", "done_on-month": "11", "done_on-year": "2026"}


def test_a_review_is_done_only_when_the_young_person_was_asked(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coordinator)
    address = f"/internships/{row.public_id}/reviews/4"
    wrong = client.submit(address, {"employer_view": "Punctual.", **DATE}).text
    assert "Ask the young person first" in wrong
    assert "Punctual." in wrong
    client.submit(address, {"felt": "good", "employer_view": "Punctual.", **DATE})
    found = review(scene, row, 4)
    assert (found.done_on, found.felt, found.employer_view) == (TODAY, Feeling.good, "Punctual.")


def test_a_review_is_prepared_and_stays_due(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    empty = {"done_on-day": "", "done_on-month": "", "done_on-year": ""}
    client_as(scene.world.coach).submit(
        f"/internships/coach/{row.public_id}/reviews/4", {"coach_view": "Needs less help.", **empty}
    )
    found = review(scene, row, 4)
    assert (found.done_on, found.coach_view) == (None, "Needs less help.")


def test_staff_do_not_reword_what_was_said_on_their_own_page(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir)
    client_as(scene.user_of(amir)).submit(
        f"/internships/mine/{row.public_id}/say", {"felt": "not-good", "words": "Too loud."}
    )
    client = client_as(scene.world.coordinator)
    address = f"/internships/{row.public_id}/reviews/4"
    assert "These words stay as they are." in client.get(address).text
    client.submit(address, {"felt": "good", "own_view": "All well", "next_steps": "Ear defenders", **DATE})
    found = review(scene, row, 4)
    assert (found.felt, found.own_view, found.next_steps) == (Feeling.not_good, "Too loud.", "Ear defenders")


def test_what_comes_after_a_review_that_is_done_goes_into_the_next(scene: Working, client_as: Client) -> None:
    amir = scene.someone("Amir", with_user=True)
    row = scene.placement(amir)
    client_as(scene.world.coordinator).submit(f"/internships/{row.public_id}/reviews/4", {"felt": "good", **DATE})
    client_as(scene.user_of(amir)).submit(f"/internships/mine/{row.public_id}/say", {"felt": "mixed"})
    assert review(scene, row, 4).felt is Feeling.good
    assert review(scene, row, 12).felt is Feeling.mixed


def test_a_review_is_not_of_tomorrow_nor_of_a_week_without_one(scene: Working, client_as: Client) -> None:
    row = scene.placement()
    client = client_as(scene.world.coordinator)
    page = client.submit(f"/internships/{row.public_id}/reviews/4", DATE | {"felt": "good", "done_on-day": "17"})
    assert "has not come" in page.text
    assert client.get(f"/internships/{row.public_id}/reviews/5").status_code == 404
