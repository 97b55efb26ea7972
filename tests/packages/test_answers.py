"""Who is asked, what they may say, and what a yes from everyone does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.errors import Changed, Refused
from pfa.matching.building import build
from pfa.matching.policies import PolicySettings
from pfa.packages import services
from pfa.packages.content import Own, of_version
from pfa.packages.models import Package, PackageState, Party, Said
from pfa.people.codes import DecisionMaker, OwnSessionKind, PlanType
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import PlaceTaken
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene, say_yes


def shared(session: Session, scene: Scene, **person: Any) -> Package:
    return session.get_one(Package, scene.shared(scene.someone("Sam", **person)).id)


def answer(
    session: Session, scene: Scene, package: Package, party: Party, said: Said, **more: Any
) -> services.Answered:
    provider = next((row.provider_id for row in package.current.standing if row.party is party), None)
    common: dict[str, Any] = {"number": package.newest, "actor": scene.actor, "now": scene.world.now}
    return services.answer(session, package, party=party, said=said, provider_id=provider, **(common | more))


def parties(package: Package) -> list[Party]:
    return [row.party for row in package.current.standing]


def test_everyone_who_has_a_say_is_asked_with_fifteen_days(world: World, session: Session) -> None:
    package = shared(session, Scene(world))
    assert parties(package) == list(Party)
    asked = {row.party: row.reply_by for row in package.current.standing}
    assert asked[Party.provider] == world.now.date() + dt.timedelta(days=15)
    assert asked[Party.authority] == dt.date(ENTRY_YEAR, 3, 31)


def test_each_provider_of_the_week_is_consulted_places_of_single_sessions_too(world: World, session: Session) -> None:
    scene = Scene(world)
    elsewhere = world.provider(world.school)
    world.group(world.opportunity("Sixth form", organisation=world.school))
    club = world.opportunity("Swimming", OpportunityKind.community, kind_of_work="")
    group = world.group(club, ("fri-am",), held_at={"fri-am": elsewhere.id})
    package = session.get_one(Package, scene.shared(groups=[group]).id)
    providers = {row.provider_id for row in package.current.standing if row.party is Party.provider}
    assert providers == {world.provider().id, elsewhere.id}


def test_who_decides_for_themselves_is_asked_once(world: World, session: Session) -> None:
    package = shared(session, Scene(world), decision_maker=DecisionMaker.young_person)
    assert Party.decision_maker not in parties(package)


def test_without_a_plan_nobody_is_consulted_and_nothing_is_named(world: World, session: Session) -> None:
    package = shared(session, Scene(world), plan_type=PlanType.sen_support)
    assert parties(package) == [Party.young_person, Party.decision_maker]


def test_without_a_plan_it_is_agreed_when_a_place_has_been_offered(world: World, session: Session) -> None:
    scene = Scene(world)
    package = shared(session, scene, plan_type=PlanType.none)
    assert not say_yes(session, package, scene.actor, world).agreed
    day = world.now.date()
    dates = {"applied_on": day, "offered_on": None, "enrolled_on": None}
    common = {"actor": scene.actor, "now": world.now}
    services.record_application(session, package, **dates, seen=package.version, **common)
    assert package.state is PackageState.shared
    services.record_application(session, package, **(dates | {"offered_on": day}), seen=package.version, **common)
    assert package.state is PackageState.agreed


def test_dates_of_an_application_come_in_their_order(world: World, session: Session) -> None:
    scene = Scene(world)
    package = shared(session, scene, plan_type=PlanType.none)
    with pytest.raises(Refused, match="Check the dates"):
        services.record_application(
            session,
            package,
            applied_on=dt.date(2027, 2, 2),
            offered_on=dt.date(2027, 1, 1),
            enrolled_on=None,
            seen=package.version,
            actor=scene.actor,
            now=world.now,
        )


def test_an_empty_week_is_not_shared(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft(groups=[]).id)
    with pytest.raises(Refused, match="nothing in this week"):
        services.share(session, package, seen=package.version, actor=scene.actor, now=world.now)


def test_a_week_that_breaks_a_rule_without_a_reason_is_not_shared(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft().id)
    package.young_person.level = 3
    offer = package.current.items[0].group.opportunity
    offer.level_max = 1
    with pytest.raises(Refused, match="nobody has given a reason"):
        services.share(session, package, seen=package.version, actor=scene.actor, now=world.now)


def test_a_yes_from_everyone_makes_it_agreed_and_takes_the_places(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    assert say_yes(session, package, scene.actor, world).agreed
    session.commit()
    assert (package.state, package.agreed_number, package.agreed_at) == (PackageState.agreed, 1, world.now)
    assert package.young_person.settled_year == ENTRY_YEAR
    assert session.scalars(sa.select(PlaceTaken.group_id)).all() == [scene.cooking.id]
    cohort = build(session, entry_year=ENTRY_YEAR, policy=PolicySettings(), today=NOW.date())
    assert scene.person.id not in cohort.people


@pytest.mark.parametrize("said", [Said.no, Said.talk])
@pytest.mark.parametrize("party", [Party.young_person, Party.decision_maker, Party.provider, Party.authority])
def test_no_and_talk_to_me_from_anyone_stop_agreed(world: World, session: Session, party: Party, said: Said) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    for each in [one for one in Party if one is not party]:
        if each is Party.authority:
            continue
        answer(session, scene, package, each, Said.yes)
    last = answer(session, scene, package, party, said)
    if party is not Party.authority:
        answered = answer(session, scene, package, Party.authority, Said.no)
        assert not answered.agreed
    assert not last.agreed
    assert package.state is PackageState.shared


def test_whoever_changes_their_mind_is_heard_and_the_earlier_answer_is_kept(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    answer(session, scene, package, Party.young_person, Said.no, note="I want to swim")
    answer(session, scene, package, Party.young_person, Said.yes)
    rows = [row for row in package.current.answers if row.party is Party.young_person]
    assert [(row.said, row.note, row.replaced_at is None) for row in rows] == [
        (Said.no, "I want to swim", False),
        (Said.yes, "", True),
    ]


def test_a_change_of_mind_after_agreed_is_kept_and_a_person_opens_the_week(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.agreed().id)
    answered = answer(session, scene, package, Party.young_person, Said.talk)
    assert not answered.agreed
    assert package.state is PackageState.agreed
    assert [row.said for row in package.current.standing if row.party is Party.young_person] == [Said.talk]


def test_an_answer_to_an_older_version_is_refused(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    with pytest.raises(Changed, match="was changed"):
        answer(session, scene, package, Party.young_person, Said.yes, number=0)


def test_the_authority_decides_after_consulting(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    with pytest.raises(Refused, match="after consulting"):
        answer(session, scene, package, Party.authority, Said.yes)
    late = world.now + dt.timedelta(days=16)
    assert answer(session, scene, package, Party.authority, Said.yes, now=late).answer.said is Said.yes


def test_a_draft_takes_no_answers(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.draft().id)
    with pytest.raises(Refused, match="Nobody is being asked"):
        services.answer(
            session, package, party=Party.young_person, said=Said.yes, number=1, actor=scene.actor, now=world.now
        )


def test_where_the_last_place_has_gone_the_answers_stand_and_the_week_waits(world: World, session: Session) -> None:
    scene = Scene(world)
    saved = [scene.shared(scene.someone(name), [scene.friends, scene.cooking]) for name in ("Ali", "Bea")]
    first, second = (session.get_one(Package, each.id) for each in saved)
    group = next(item.group for item in first.current.items if item.group_id == scene.friends.id)
    group.places = 1
    assert say_yes(session, first, scene.actor, world).agreed
    last = say_yes(session, second, scene.actor, world)
    session.commit()
    assert (last.agreed, second.state) == (False, PackageState.shared)
    assert last.stopped == "Everyone has said yes, but Friends club has no place left."
    assert all(row.said is Said.yes for row in second.current.standing)
    assert session.scalars(sa.select(PlaceTaken.young_person_id).distinct()).all() == [first.young_person_id]


def test_a_week_with_a_reason_for_one_place_too_many_takes_it(world: World, session: Session) -> None:
    scene = Scene(world)
    full = world.group(world.opportunity("Chess", OpportunityKind.community, kind_of_work=""), ("thu-pm",), places=0)
    package = session.get_one(Package, scene.draft().id)
    services.save(
        session,
        package,
        of_version(package.current).with_group(full.id),
        why="Chess",
        reasons=["The club made room."],
        seen=package.version,
        actor=scene.actor,
        now=world.now,
    )
    services.share(session, package, seen=package.version, actor=scene.actor, now=world.now)
    assert say_yes(session, package, scene.actor, world).agreed


def test_opening_an_agreed_week_again_gives_its_places_back(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.agreed().id)
    common = {"actor": scene.actor, "now": world.now}
    with pytest.raises(Refused, match="Say why"):
        services.reopen(session, package, reason=" ", seen=package.version, **common)
    version = services.reopen(session, package, reason="The family moved", seen=package.version, **common)
    session.commit()
    assert (package.state, package.agreed_number, version.number) == (PackageState.draft, None, 2)
    assert version.why == "Opened again: The family moved"
    assert session.scalars(sa.select(PlaceTaken.id)).all() == []
    assert session.get_one(YoungPerson, scene.person.id).settled_year is None
    assert all(row.said is Said.yes for row in package.versions[0].standing)


def test_an_agreed_week_can_be_agreed_anew_after_it_was_opened(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.agreed().id)
    common = {"actor": scene.actor, "now": world.now}
    services.reopen(session, package, reason="Therapy moved", seen=package.version, **common)
    content = of_version(package.current).with_own(Own("fri-pm", OwnSessionKind.therapy))
    services.save(session, package, content, why="Therapy", reasons=[], seen=package.version, **common)
    services.share(session, package, seen=package.version, **common)
    assert say_yes(session, package, scene.actor, world).agreed
    assert package.agreed_number == 3
