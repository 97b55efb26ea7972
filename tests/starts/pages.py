"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import User
from pfa.starts.models import Feeling, TrainingState, VisitState
from tests.factories import World
from tests.starts.scenes import Begun


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    scene, today = Begun(world), world.now.date()
    ada = scene.someone("Ada", with_user=True, communication="Needs time to answer.")
    package = scene.agreed(ada)
    later = scene.someone("Lola", with_user=True)
    coming = scene.visit(ada, today + dt.timedelta(days=9), with_whom="Cora Ordinator")
    past = scene.visit(ada, today - dt.timedelta(days=5))
    scene.visit(ada, today - dt.timedelta(days=40), state=VisitState.done, felt=Feeling.good, thoughts="Friendly.")
    said = scene.visit(
        ada,
        today - dt.timedelta(days=60),
        state=VisitState.done,
        felt=Feeling.not_good,
        thoughts="Too loud for me.",
        said_at=world.now,
    )
    wish = scene.wish(ada, by_themselves=True)
    taken = scene.wish(later, taken_at=world.now, taken_by_id=world.coordinator.id)
    closed = scene.wish(later, closed_at=world.now, taken_by_id=world.coordinator.id, outcome="Now on Tuesday.")
    learning = scene.training(
        ada,
        today - dt.timedelta(days=14),
        journey="Bus 73 from the church to the station. Then walk along the river for five minutes.",
        trained_by="Tess Teacher",
        recorded_by_id=world.teacher.id,
    )
    since = {"state": TrainingState.knows, "ended_on": today - dt.timedelta(days=70)}
    scene.training(ada, today - dt.timedelta(days=90), provider_id=world.provider(world.school).id, **since)
    coordinator, own = world.coordinator, scene.user_of(ada)
    return {
        "starts.index": (coordinator, "/starts/"),
        "starts.index#school": (world.teacher, "/starts/"),
        "starts.person": (coordinator, f"/starts/of/{ada.public_id}"),
        "starts.person#nothing yet": (world.teacher, f"/starts/of/{later.public_id}"),
        "starts.book": (coordinator, f"/starts/of/{ada.public_id}/book"),
        "starts.want_change": (coordinator, f"/starts/of/{ada.public_id}/change"),
        "starts.visit": (coordinator, f"/starts/visits/{past.public_id}"),
        "starts.visit#own words": (coordinator, f"/starts/visits/{said.public_id}"),
        "starts.check": (coordinator, f"/starts/check/{package.public_id}/2"),
        "starts.change": (coordinator, f"/starts/changes/{wish.public_id}"),
        "starts.change#taken": (coordinator, f"/starts/changes/{taken.public_id}"),
        "starts.change#closed": (coordinator, f"/starts/changes/{closed.public_id}"),
        "starts.mine": (own, "/starts/mine"),
        "starts.mine#nothing": (scene.user_of(later), "/starts/mine"),
        "starts.say_visit": (own, f"/starts/mine/visits/{past.public_id}"),
        "starts.say_start": (own, "/starts/mine/start"),
        "starts.ask_change": (own, "/starts/mine/change"),
        "starts.train": (coordinator, f"/starts/of/{ada.public_id}/training"),
        "starts.training": (world.teacher, f"/starts/training/{learning.public_id}"),
        "starts.take_back_training": (coordinator, f"/starts/training/{learning.public_id}/take-back"),
        "starts.visit#coming": (coordinator, f"/starts/visits/{coming.public_id}"),
    }
