"""A co-ordinator accepts a run, mends a week by hand, asks everyone, and the week is agreed; then therapy moves."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.packages.models import Package, PackageState, Party
from pfa.provision.models import Group, Opportunity, PlaceTaken
from tests.factories import Browser, World
from tests.packages.pages import answer_of, on_offer, user_of
from tests.packages.scenes import Scene


def test_a_week_goes_from_a_run_to_agreed_and_back(world: World, client_as: Callable[[User | None], Browser]) -> None:
    scene = Scene(world)
    on_offer(scene)
    run = scene.run({scene.person.id: [scene.cooking]})
    coordinator = client_as(world.coordinator)

    # Accept, and find the week in the list.
    accepted = coordinator.submit(f"/packages/accept/{run.public_id}", {"who": "all"}, follow_redirects=True)
    assert "1 draft week made." in accepted.text
    package = the_package(world)
    week = f"/packages/{package.public_id}"
    assert week in accepted.text

    # A gap on Thursday: friends fit it. One press, and the next gap is open.
    assert "Friends club" in coordinator.get(f"{week}?session=thu-am").text
    added = coordinator.submit(
        f"{week}/change",
        {"add": str(scene.friends.public_id), "kind": "other"},
        page=f"{week}?session=thu-am",
        follow_redirects=True,
    )
    assert "Friends club added. Saved as version 2." in added.text
    assert 'id="chosen-title">Thursday afternoon' in added.text

    # Therapy is a session of their own.
    coordinator.submit(
        f"{week}/change", {"own": "fri-pm", "kind": "therapy", "label": "Speech therapy"}, page=f"{week}?session=fri-pm"
    )
    assert "Speech therapy" in coordinator.get(week).text

    # A shop they never asked for needs a reason, and the reason stays in sight.
    change = {"add": the_shop(world), "kind": "other"}
    asked = coordinator.submit(f"{week}/change", change, page=f"{week}?session=fri-am")
    assert "1 rule is broken" in asked.text
    refused = coordinator.submit(f"{week}/change", {**change, "confirmed": "yes"}, page=f"{week}?session=fri-am")
    assert "Say why this week may break each of these rules." in refused.text
    saved = coordinator.submit(
        f"{week}/change",
        {**change, "confirmed": "yes", "reason_0": "They asked for it on a visit."},
        page=f"{week}?session=fri-am",
        follow_redirects=True,
    )
    assert "They asked for it on a visit." in saved.text

    # An old page of the same week cannot undo that.
    stale = coordinator.submit(f"{week}/change", {"clear": "fri-pm", "kind": "other", "version": "1"}, page=week)
    assert stale.status_code == 409

    # Share: the young person looks and says yes; the parent by phone; the college in the app; the approver last.
    coordinator.submit(f"{week}/share")
    young = client_as(user_of(scene, package))
    assert "This may be a good week for you" in young.get("/packages/mine").text
    young.submit("/packages/mine/say", {"said": "yes"})
    parent = answer_of(scene, package, Party.decision_maker)
    coordinator.submit(f"{week}/answers/{parent}", {"said": "yes", "how": "By phone"})
    approver = client_as(world.approver)
    early = approver.submit(f"{week}/approve", {"said": "yes"})
    assert "The authority decides after consulting." in early.text
    consultation = answer_of(scene, package, Party.provider)
    client_as(world.tutor).submit(f"/packages/consultations/{consultation}", {"said": "yes"})
    last = approver.submit(f"{week}/approve", {"said": "yes"}, follow_redirects=True)
    assert "The week is agreed and its places are taken." in last.text
    assert the_package(world).state is PackageState.agreed
    assert len(places_taken(world)) == 3
    assert "Everyone said yes." in young.get("/packages/mine").text

    # Therapy moves: the week is opened again with a reason, and its places are free.
    opened = coordinator.submit(f"{week}/reopen", {"reason": "Therapy moves to Monday"}, follow_redirects=True)
    assert "Opened again. Its places have been given back." in opened.text
    assert places_taken(world) == []
    history = coordinator.get(f"{week}/history").text
    assert "Opened again: Therapy moves to Monday" in history
    assert "Accepted from the run Autumn" in history


def the_package(world: World) -> Package:
    with world.reading() as session:
        return session.scalars(sa.select(Package)).one()


def places_taken(world: World) -> list[int]:
    with world.reading() as session:
        return list(session.scalars(sa.select(PlaceTaken.group_id).order_by(PlaceTaken.id)))


def the_shop(world: World) -> str:
    query = sa.select(Group.public_id).join(Group.opportunity).where(Opportunity.name == "Try a shop")
    with world.reading() as session:
        return str(session.scalars(query).one())
