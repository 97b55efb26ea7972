"""A policy as data: how it decides, who agreed it, its fingerprint in the run, and keeping what people were told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.matching.models import PolicyAgreement, PolicyRecord, Run, SuggestedGroup
from pfa.matching.policies import PolicySettings, from_json
from pfa.matching.solver.problem import MODES
from pfa.packages import services as packages
from pfa.packages.models import Package
from pfa.packages.telling import told
from pfa.worker import Worker
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, Browser, World
from tests.matching.test_runs import answered, started, worker
from tests.packages.scenes import Scene

__all__ = ["worker"]
ClientAs = Callable[[User], Browser]


def stored(world: World, settings: PolicySettings | None = None) -> PolicyRecord:
    settings = settings or PolicySettings()
    return world.save(PolicyRecord(authority_id=world.authority.id, name="Ours", settings=settings.as_json()))


def test_a_policy_survives_being_stored() -> None:
    settings = PolicySettings(mode=MODES[1], tolerance_percent=5, change_points={"told": 50}, travel_points=2)
    assert from_json(settings.as_json()) == settings


def test_settings_stored_before_there_were_modes_are_read_as_the_usual_ones() -> None:
    early = PolicySettings().as_json()
    for name in ("mode", "tolerance_percent", "change_points", "travel_points"):
        del early[name]
    assert from_json(early) == PolicySettings()


@pytest.mark.parametrize(
    "change",
    [{"mode": MODES[1]}, {"change_points": {"told": 1}}, {"travel_points": 1}, {"session_filled_points": 11}],
)
def test_every_change_of_a_policy_changes_its_fingerprint(change: dict[str, object]) -> None:
    assert dataclasses.replace(PolicySettings(), **change).fingerprint != PolicySettings().fingerprint  # type: ignore[arg-type]  # settings by name


def test_a_mode_is_chosen_on_the_form(world: World, client_as: ClientAs) -> None:
    policy = stored(world)
    client = client_as(world.coordinator)
    address = f"/runs/policies/{policy.public_id}"
    page = client.get(address).text
    typed = dict(re.findall(r'<input[^>]*id="([a-z_]+)"[^>]*type="text"[^>]*value="([^"]*)"', page))
    answer = client.submit(address, typed | {"mode": MODES[1], "keep_told": "40", "tolerance_percent": "20"})
    assert answer.status_code == 303, answer.text
    with world.reading() as session:
        now = from_json(session.scalars(sa.select(PolicyRecord)).one().settings)
    assert (now.mode, now.tolerance_percent, now.change_points) == (MODES[1], 20, {"told": 40})


def test_the_criteria_say_who_agreed_them_until_the_policy_changes(world: World, client_as: ClientAs) -> None:
    policy = stored(world)
    client = client_as(world.coordinator)
    criteria, form = f"/runs/policies/{policy.public_id}/criteria", f"/runs/policies/{policy.public_id}/agreement"
    assert "Nobody has agreed it as it stands" in client.get(criteria).text
    day = {"agreed_on-day": "2", "agreed_on-month": "11", "agreed_on-year": "2026"}
    assert client.submit(form, {"who": "Young people’s group", **day}).status_code == 303
    assert "Young people’s group, 2 November 2026" in client.get(criteria).text
    with world.writing() as session:
        row = session.get_one(PolicyRecord, policy.id)
        row.settings = PolicySettings(session_filled_points=11).as_json()
        session.info["recorded"] = True
        session.commit()
    assert "Young people’s group" not in client.get(criteria).text


def test_an_agreement_of_tomorrow_is_refused(world: World, client_as: ClientAs) -> None:
    policy = stored(world)
    day = {"agreed_on-day": "17", "agreed_on-month": "11", "agreed_on-year": "2026"}
    page = client_as(world.coordinator).submit(
        f"/runs/policies/{policy.public_id}/agreement", {"who": "Parent carer forum", **day}
    )
    assert "This day has not come yet." in page.text
    assert "Parent carer forum" in page.text


def test_a_run_carries_the_fingerprint_and_who_agreed(world: World, client_as: ClientAs, worker: Worker) -> None:
    policy = stored(world)
    world.save(
        PolicyAgreement(
            authority_id=world.authority.id,
            policy_id=policy.id,
            fingerprint=PolicySettings().fingerprint,
            who="Parent carer forum",
            agreed_on=dt.date(2026, 11, 3),
            recorded_at=NOW,
        )
    )
    answered(world, world.young_person(), work=["catering"])
    world.group(world.opportunity("Cooking", kind_of_work="catering"))
    client = client_as(world.coordinator)
    address = started(client)
    assert worker.one()
    page = client.get(address).text
    assert "Parent carer forum, 3 November 2026" in page
    assert PolicySettings().fingerprint in page


@pytest.mark.parametrize("mode", MODES)
def test_a_run_is_done_in_every_mode(world: World, client_as: ClientAs, worker: Worker, mode: str) -> None:
    stored(world, PolicySettings(mode=mode))
    answered(world, world.young_person(), work=["catering"])
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"))
    started(client_as(world.coordinator))
    assert worker.one()
    with world.reading() as session:
        assert session.scalars(sa.select(SuggestedGroup.group_id)).all() == [group.id]


def test_what_was_suggested_before_is_kept_where_the_policy_says_so(
    world: World, client_as: ClientAs, worker: Worker
) -> None:
    """One place, two who want it: whoever has it keeps it, though the other's wish has come to weigh more."""
    stored(world, PolicySettings(change_points={"idea": 500}))
    keeper, newcomer = world.young_person("Kim"), world.young_person("Nia")
    answered(world, keeper, work=["retail", "catering"])
    group = world.group(world.opportunity("Cooking", kind_of_work="catering"), places=1)
    client = client_as(world.coordinator)
    started(client)
    assert worker.one()
    answered(world, newcomer, work=["catering"])
    with world.reading() as session:
        first = session.scalars(sa.select(Run)).one()
    started(client, earlier=str(first.public_id))
    while worker.one():
        pass
    with world.reading() as session:
        second = session.scalars(sa.select(Run).where(Run.id != first.id)).one()
        has = sa.select(SuggestedGroup.young_person_id).where(
            SuggestedGroup.run_id == second.id, SuggestedGroup.group_id == group.id
        )
        assert session.scalars(has).all() == [keeper.id]
        assert second.earlier_id == first.id


def test_a_shared_week_has_been_told_and_a_draft_has_not(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft().id)
    assert set(told(session, ENTRY_YEAR).values()) == {"idea"}
    packages.share(session, package, seen=package.version, actor=scene.actor, now=NOW)
    session.flush()
    assert set(told(session, ENTRY_YEAR).values()) == {"told"}
