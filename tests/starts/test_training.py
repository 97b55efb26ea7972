"""Travel training: recorded by school or coach, changed, taken back, and read by the young person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.audit.models import AuditEvent
from pfa.provision.models import Provider
from pfa.starts.models import TrainingState, TravelTraining
from tests.factories import World
from tests.internships.scenes import Working

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def scene(world: World) -> Working:
    return Working(world)


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def rows(scene: Working) -> list[TravelTraining]:
    with scene.world.reading() as session:
        return session.query(TravelTraining).order_by(TravelTraining.id).all()


def acts(scene: Working) -> list[str]:
    with scene.world.reading() as session:
        query = sa.select(AuditEvent.action).where(AuditEvent.action.startswith("training."))
        return list(session.scalars(query.order_by(AuditEvent.id)))


def told(
    place: Provider, begun_on: dt.date, state: str = "learning", ended_on: dt.date | None = None
) -> dict[str, str]:
    """What is filled in on the form."""
    words = {"journey": "Bus 73, then walk.", "trained_by": "Tess Teacher"}
    ended = {} if ended_on is None else day("ended_on", ended_on)
    return {"provider": str(place.public_id), **words, **day("begun_on", begun_on), "state": state, **ended}


def test_a_school_records_it_and_the_young_person_reads_what_they_can_do(scene: Working, client_as: Client) -> None:
    ada, place = scene.someone("Ada", with_user=True), scene.world.provider()
    client, own = client_as(scene.world.teacher), client_as(scene.user_of(ada))
    address = f"/starts/of/{ada.public_id}"
    begun = TODAY - dt.timedelta(days=10)
    assert "has been recorded" in client.submit(f"{address}/training", told(place, begun), follow_redirects=True).text
    with scene.world.reading() as session:
        name = session.get_one(Provider, place.id).name
    page = own.get("/starts/mine").text
    assert f"You are learning the way to {name}." in page
    assert "Tess Teacher helps you learn it." in page
    assert "Learning the way" in client.get(address).text
    assert name in client.get("/starts/").text
    [row] = rows(scene)
    one = f"/starts/training/{row.public_id}"
    assert "Enter the day." in client.submit(one, told(place, begun, "knows")).text
    client.submit(one, told(place, begun, "knows", TODAY))
    [row] = rows(scene)
    assert (row.state, row.ended_on, row.recorded_by_id) == (TrainingState.knows, TODAY, scene.world.teacher.id)
    assert f"You know the way to {name}." in own.get("/starts/mine").text
    assert "Nobody is in travel training." in client.get("/starts/").text
    assert acts(scene) == ["training.recorded", "training.changed"]


def test_what_was_recorded_by_mistake_is_taken_back(scene: Working, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    row = scene.training(ada, TODAY - dt.timedelta(days=3))
    client = client_as(scene.world.coordinator)
    assert (
        "has been taken back"
        in client.submit(f"/starts/training/{row.public_id}/take-back", {}, follow_redirects=True).text
    )
    assert rows(scene) == []
    assert acts(scene) == ["training.taken-back"]
    assert "You are learning" not in client_as(scene.user_of(ada)).get("/starts/mine").text


def test_a_place_is_learned_once_at_a_time_and_again_once_it_was_stopped(scene: Working, client_as: Client) -> None:
    ada, place = scene.someone("Ada"), scene.world.provider()
    client, address = client_as(scene.world.coordinator), f"/starts/of/{ada.public_id}/training"
    first, later = TODAY - dt.timedelta(days=30), TODAY - dt.timedelta(days=3)
    client.submit(address, told(place, first))
    refused = client.submit(address, told(place, later)).text
    assert "There is travel training to this place already." in refused
    assert "Bus 73, then walk." in refused
    [row] = rows(scene)
    client.submit(f"/starts/training/{row.public_id}", told(place, first, "stopped", later))
    client.submit(address, told(place, later))
    assert [each.state for each in rows(scene)] == [TrainingState.stopped, TrainingState.learning]


@pytest.mark.parametrize(
    ("begun_on", "state", "ended_on", "words"),
    [
        (TODAY + dt.timedelta(days=1), "learning", None, "this day has not come yet"),
        (TODAY - dt.timedelta(days=2000), "learning", None, "more than five years ago"),
        (TODAY, "knows", None, "Enter the day."),
        (TODAY, "knows", TODAY - dt.timedelta(days=1), "from the day it began until today"),
        (TODAY, "stopped", TODAY + dt.timedelta(days=1), "from the day it began until today"),
    ],
)
def test_days_that_cannot_be_are_refused(
    begun_on: dt.date, state: str, ended_on: dt.date | None, words: str, scene: Working, client_as: Client
) -> None:
    ada = scene.someone("Ada")
    form = told(scene.world.provider(), begun_on, state, ended_on)
    page = client_as(scene.world.coordinator).submit(f"/starts/of/{ada.public_id}/training", form).text
    assert words in page
    assert rows(scene) == []


def test_a_coach_records_the_way_to_their_placement_and_to_nothing_else(scene: Working, client_as: Client) -> None:
    amir, world = scene.someone("Amir"), scene.world
    placement, hotel = scene.placement(amir), world.provider(scene.hotel)
    client, mine = client_as(world.coach), f"/internships/coach/{placement.public_id}"
    college = scene.training(amir, TODAY - dt.timedelta(days=9))
    by_another = told(world.provider(), TODAY - dt.timedelta(days=3))
    assert client.submit(f"{mine}/training", by_another).status_code == 200  # the college is no choice here
    assert [row.id for row in rows(scene)] == [college.id]
    client.submit(f"{mine}/training", told(hotel, TODAY - dt.timedelta(days=3)))
    row = rows(scene)[-1]
    assert (row.provider_id, row.recorded_by_id) == (hotel.id, world.coach.id)
    assert "learning the way since" in client.get(mine).text
    assert client.get(f"{mine}/training/{college.public_id}").status_code == 404
    client.submit(f"{mine}/training/{row.public_id}", told(hotel, TODAY - dt.timedelta(days=3), "knows", TODAY))
    assert "knows the way since" in client.get(mine).text
    client.submit(f"{mine}/training/{row.public_id}/take-back", {})
    assert [row.id for row in rows(scene)] == [college.id]


def test_a_coach_takes_back_only_what_they_recorded_themselves(scene: Working, client_as: Client) -> None:
    amir, world = scene.someone("Amir"), scene.world
    placement, hotel = scene.placement(amir), world.provider(scene.hotel)
    row = scene.training(amir, TODAY, provider_id=hotel.id, recorded_by_id=world.coordinator.id)
    client, one = client_as(world.coach), f"/internships/coach/{placement.public_id}/training/{row.public_id}"
    assert "Take it back" not in client.get(one).text
    assert client.get(f"{one}/take-back").status_code == 404


def test_two_who_change_it_at_once_are_told(scene: Working, client_as: Client) -> None:
    ada, place = scene.someone("Ada"), scene.world.provider()
    row = scene.training(ada, TODAY - dt.timedelta(days=9))
    client, one = client_as(scene.world.coordinator), f"/starts/training/{row.public_id}"
    client.submit(one, told(place, TODAY - dt.timedelta(days=9), "knows", TODAY))
    again = client.submit(one, told(place, TODAY - dt.timedelta(days=8)) | {"version": "1"})
    assert again.status_code == 409
