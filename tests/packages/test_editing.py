"""One week by hand: every save is a version, every broken rule takes a reason, nobody's save is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from pfa.audit.models import AuditEvent
from pfa.core.errors import Changed, Refused
from pfa.packages import services
from pfa.packages.content import Content, Own, of_version
from pfa.packages.judging import Broken, Judge, judge
from pfa.packages.models import Package, PackageState, PackageVersion
from pfa.people.codes import OwnSessionKind, PlanType
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene

REST = Own("fri-am", OwnSessionKind.rest)


def rules(session: Session, package: Package) -> Judge:
    return judge(session, package.young_person, entry_year=package.entry_year, today=NOW.date(), package=package)


def broken(session: Session, package: Package, content: Content) -> list[Broken]:
    return rules(session, package).broken(content)


def save(
    session: Session, scene: Scene, package: Package, content: Content, *reasons: str, **more: Any
) -> PackageVersion:
    common: dict[str, Any] = {"why": "By hand", "seen": package.version, "actor": scene.actor, "now": scene.world.now}
    return services.save(session, package, content, reasons=reasons, **(common | more))


def a_draft(session: Session, scene: Scene, *groups: Group, person: YoungPerson | None = None) -> Package:
    return session.get_one(Package, scene.draft(person, list(groups)).id)


def test_a_save_is_a_new_version_and_the_old_one_stays_as_it_was(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    content = of_version(package.current).with_group(scene.friends.id).with_own(REST)
    version = save(session, scene, package, content, why="Friends on Thursday")
    session.commit()
    assert (version.number, version.why, version.filled) == (2, "Friends on Thursday", 8)
    first = services.editing.version_numbered(package, 1)
    assert of_version(first) == Content(frozenset({scene.cooking.id}))


def test_a_save_on_top_of_somebody_elses_is_refused_and_says_what_is_there(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    seen = package.version
    save(session, scene, package, of_version(package.current).with_own(REST), why="Rest on Friday")
    with pytest.raises(Changed) as caught:
        save(session, scene, package, of_version(package.current).with_group(scene.friends.id), seen=seen)
    assert caught.value.theirs["Version 2"] == "Rest on Friday"


def test_saving_nothing_new_is_refused(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    with pytest.raises(Refused, match="Nothing was changed"):
        save(session, scene, package, of_version(package.current))


def test_going_back_makes_a_new_version_with_the_old_content(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    first = of_version(package.current)
    save(session, scene, package, first.with_own(REST))
    version = save(session, scene, package, first, why="Back to version 1")
    assert version.number == 3
    assert of_version(version) == first


class Rule:
    """One rule, and what breaks it: settings of the person, of the opportunity, of the group, or other groups."""

    def __init__(self, code: str, **more: Any) -> None:
        self.code, self.more = code, more

    def __repr__(self) -> str:
        return self.code


RULES = [
    Rule("not-for-me", offer={"kind": OpportunityKind.adult_learning}),
    Rule("age", offer={"age_min": 19}),
    Rule("plan", offer={"plan_types": ["ehcp"]}, person={"plan_type": PlanType.sen_support}),
    Rule("level", offer={"level_min": 3}),
    Rule("needs", person={"access_needs": ["hoist"]}),
    Rule("travel", person={"lat": 54.5}),
    Rule("unavailable", person={"unavailable": ["thu-pm"]}),
    Rule("one-thing-at-a-time", sessions=("wed-pm", "thu-pm")),
    Rule("one-main-pathway", offer={"kind": OpportunityKind.study_programme}),
    Rule("no-more-than-wanted", person={"sessions_wanted": 6}),
    Rule("whole-days", person={"whole_days": True}),
    Rule("places", group={"places": 0}),
    Rule("viable", group={"smallest_viable": 3}),
    Rule("support", person={"support_units": 4}, group={"support_ceiling": 2}),
    Rule("coach-pool", pool=True),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_breaking_a_rule_takes_a_reason_which_stays_with_the_week(world: World, session: Session, rule: Rule) -> None:
    scene = Scene(world)
    person = scene.someone("Robin", **rule.more.get("person", {}))
    offer = {"kind": OpportunityKind.community, "kind_of_work": ""} | rule.more.get("offer", {})
    pool = {"pool_id": world.pool(units={}).id} if rule.more.get("pool") else {}
    group = world.group(
        world.opportunity("The club", **offer),
        rule.more.get("sessions", ("thu-pm",)),
        **rule.more.get("group", {}),
        **pool,
    )
    package = a_draft(session, scene, scene.cooking, person=person)
    content = of_version(package.current).with_group(group.id)
    asked = services.weigh(rules(session, package), package, content).ask
    assert rule.code in [each.rule for each in asked]
    with pytest.raises(Refused, match="Say why"):
        save(session, scene, package, content, *["ok" for _ in asked])
    version = save(session, scene, package, content, *["The review asked for it." for _ in asked])
    session.commit()
    assert [(row.rule, row.reason) for row in version.overridden] == [
        (each.rule, "The review asked for it.") for each in asked
    ]
    assert "overridden" in session.query(AuditEvent).order_by(AuditEvent.id.desc()).first().fields


def test_a_reason_once_given_is_carried_to_the_next_version(world: World, session: Session) -> None:
    scene = Scene(world)
    full = world.group(world.opportunity("Chess", OpportunityKind.community, kind_of_work=""), ("thu-pm",), places=0)
    package = a_draft(session, scene, scene.cooking)
    content = of_version(package.current).with_group(full.id)
    save(session, scene, package, content, "They may bring a chair.")
    version = save(session, scene, package, content.with_own(REST))
    assert [row.reason for row in version.overridden] == ["They may bring a chair."]
    assert version.overridden[0].words == "Chess: 1 people for 0 places."


def test_a_reason_goes_with_the_thing_it_was_for(world: World, session: Session) -> None:
    scene = Scene(world)
    full = world.group(world.opportunity("Chess", OpportunityKind.community, kind_of_work=""), ("thu-pm",), places=0)
    package = a_draft(session, scene, scene.cooking)
    content = of_version(package.current)
    save(session, scene, package, content.with_group(full.id), "They may bring a chair.")
    assert save(session, scene, package, content).overridden == []


def test_other_peoples_drafts_use_places_too(world: World, session: Session) -> None:
    scene = Scene(world)
    for name in ("Ali", "Bea"):
        scene.draft(scene.someone(name), [scene.friends])
    package = a_draft(session, scene, scene.cooking)
    [fault] = broken(session, package, of_version(package.current).with_group(scene.friends.id))
    assert (fault.rule, fault.words) == ("places", "3 people for 2 places.")


def test_agreed_weeks_have_taken_their_places(world: World, session: Session) -> None:
    scene = Scene(world)
    for name in ("Ali", "Bea"):
        scene.agreed(scene.someone(name), [scene.friends])
    package = a_draft(session, scene, scene.cooking)
    assert rules(session, package).places_left(scene.friends.id) == 0


def test_changing_a_shared_week_makes_it_a_draft_that_has_to_be_asked_again(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.shared().id)
    content = of_version(package.current).with_own(REST)
    assert services.weigh(rules(session, package), package, content).was_shared
    version = save(session, scene, package, content)
    session.commit()
    assert package.state is PackageState.draft
    assert version.answers == []
    assert services.editing.version_numbered(package, 1).answers != []


def test_an_agreed_week_is_not_changed(world: World, session: Session) -> None:
    scene = Scene(world)
    package = session.get_one(Package, scene.agreed().id)
    with pytest.raises(Refused, match="agreed"):
        save(session, scene, package, of_version(package.current).with_own(REST))


def test_a_week_set_aside_is_kept_as_it_was(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    services.set_aside(session, package, reason="Moved away", seen=package.version, actor=scene.actor, now=world.now)
    with pytest.raises(Refused, match="set aside"):
        save(session, scene, package, of_version(package.current).with_own(REST))


def test_something_that_is_no_longer_on_offer_shows_as_a_broken_rule(world: World, session: Session) -> None:
    scene = Scene(world)
    package = a_draft(session, scene, scene.cooking)
    offer = session.get_one(Group, scene.cooking.id).opportunity
    offer.closed_on = world.now.date()
    assert [each.rule for each in broken(session, package, of_version(package.current))] == ["closed"]


def test_a_week_is_begun_by_hand_once(world: World, session: Session) -> None:
    scene = Scene(world)
    person = session.get_one(YoungPerson, scene.person.id)
    package = services.start(session, person, entry_year=ENTRY_YEAR, actor=scene.actor, now=world.now)
    session.commit()
    assert package.is_edited_by_hand
    with pytest.raises(Refused, match="already"):
        services.start(session, person, entry_year=ENTRY_YEAR, actor=scene.actor, now=world.now)
