"""Accepting a run makes drafts, and never touches what people have agreed, shared or worked on."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused
from pfa.matching.models import Run, RunState
from pfa.packages import services
from pfa.packages.content import Own, of_version
from pfa.packages.models import Package, PackageState
from pfa.packages.services import Outcome
from pfa.people.codes import OwnSessionKind
from pfa.people.models import OwnSession
from tests.factories import World
from tests.packages.scenes import Scene


def accept(
    session: Session, scene: Scene, run: Run, people: list[int] | None = None, **more: bool
) -> services.Accepted:
    row = session.get_one(Run, run.id)
    return services.accept(session, row, people, actor=scene.actor, now=scene.world.now, **more)


def test_a_suggested_week_becomes_a_first_draft_with_their_own_sessions(world: World, session: Session) -> None:
    scene = Scene(world)
    own = {"authority_id": world.authority.id, "young_person_id": scene.person.id}
    world.save(OwnSession(**own, session="fri-am", kind=OwnSessionKind.therapy, label="Speech therapy"))
    accepted = accept(session, scene, scene.run({scene.person.id: [scene.cooking, scene.friends]}))
    session.commit()
    [package] = accepted.packages
    assert (package.state, package.newest) == (PackageState.draft, 1)
    assert package.current.group_ids == {scene.cooking.id, scene.friends.id}
    assert [(row.session, row.label) for row in package.current.own] == [("fri-am", "Speech therapy")]
    assert package.current.filled == 8
    assert accepted.words == "1 draft week made."
    assert "run.accepted" in session.scalars(sa.select(AuditEvent.action)).all()


def test_only_those_chosen_get_a_draft(world: World, session: Session) -> None:
    scene = Scene(world)
    other = scene.someone("Omar")
    run = scene.run({scene.person.id: [scene.cooking], other.id: [scene.cooking]})
    accepted = accept(session, scene, run, [other.id])
    assert [package.young_person_id for package in accepted.packages] == [other.id]


def test_an_empty_suggestion_is_a_draft_too_so_that_nobody_is_forgotten(world: World, session: Session) -> None:
    scene = Scene(world)
    [package] = accept(session, scene, scene.run({scene.person.id: []})).packages
    assert package.current.filled == 0


def test_accepting_again_makes_a_new_draft_and_keeps_the_old_one_aside(world: World, session: Session) -> None:
    scene = Scene(world)
    first = scene.draft()
    [second] = accept(session, scene, scene.run({scene.person.id: [scene.friends]})).packages
    assert session.get_one(Package, first.id).state is PackageState.set_aside
    assert second.current.group_ids == {scene.friends.id}


def edit_by_hand(session: Session, scene: Scene, draft: Package) -> Package:
    package = session.get_one(Package, draft.id)
    services.save(
        session,
        package,
        of_version(package.current).with_own(Own("fri-am", OwnSessionKind.rest)),
        why="Rest on Friday",
        reasons=[],
        seen=package.version,
        actor=scene.actor,
        now=scene.world.now,
    )
    session.commit()
    return package


def test_a_draft_edited_by_hand_is_kept_and_whoever_accepts_is_told(world: World, session: Session) -> None:
    scene = Scene(world)
    package = edit_by_hand(session, scene, scene.draft())
    accepted = accept(session, scene, scene.run({scene.person.id: [scene.friends]}))
    assert accepted.counts == {Outcome.kept_edited: 1}
    assert "1 edited by hand and kept as it is." in accepted.words
    assert package.state is PackageState.draft


def test_it_gives_way_only_where_somebody_says_so(world: World, session: Session) -> None:
    scene = Scene(world)
    package = edit_by_hand(session, scene, scene.draft())
    accepted = accept(session, scene, scene.run({scene.person.id: [scene.friends]}), replace_edited=True)
    assert accepted.counts == {Outcome.replaced: 1}
    assert package.state is PackageState.set_aside


@pytest.mark.parametrize(("made", "kept"), [("shared", Outcome.kept_shared), ("agreed", Outcome.kept_agreed)])
def test_shared_and_agreed_weeks_are_never_changed(world: World, session: Session, made: str, kept: Outcome) -> None:
    scene = Scene(world)
    package = getattr(scene, made)()
    before = package.state
    run = scene.run({scene.person.id: [scene.friends]})
    assert accept(session, scene, run, replace_edited=True).counts == {kept: 1}
    session.expire_all()
    assert session.get_one(Package, package.id).state is before


def test_a_run_that_gave_nothing_cannot_be_accepted(world: World, session: Session) -> None:
    scene = Scene(world)
    run = scene.run({scene.person.id: [scene.cooking]}, state=RunState.failed, result=None)
    with pytest.raises(Refused, match="no weeks"):
        accept(session, scene, run)


def test_a_run_that_was_stopped_can_be_accepted_with_the_best_weeks_it_found(world: World, session: Session) -> None:
    scene = Scene(world)
    run = scene.run({scene.person.id: [scene.cooking]}, state=RunState.cancelled)
    assert accept(session, scene, run).counts == {Outcome.new: 1}


def test_accepting_nobody_is_refused(world: World, session: Session) -> None:
    scene = Scene(world)
    with pytest.raises(Refused, match="at least one"):
        accept(session, scene, scene.run({scene.person.id: [scene.cooking]}), [])


def test_the_database_itself_allows_one_live_week_a_person_and_year(world: World, session: Session) -> None:
    scene = Scene(world)
    package = scene.draft()
    key = {"authority_id": world.authority.id, "young_person_id": scene.person.id, "created_at": world.now}
    session.add(Package(**key, entry_year=package.entry_year))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
