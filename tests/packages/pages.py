"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.matching.inquiring.models import WishChange
from pfa.matching.models import Run
from pfa.packages import services
from pfa.packages.content import Own, of_version
from pfa.packages.models import Package, Party, Said
from pfa.people.codes import DecisionMaker, OwnSessionKind, PlanType
from pfa.people.models import YoungPerson
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene, with_terms

NOT_PAGES = {
    "packages.pdf": "a file",
    "packages.calendar": "a file",
    "packages.my_pdf": "a file",
    "packages.my_calendar": "a file",
    "packages.about_shown": "a picture or sound itself",
}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    scene = Scene(world)
    with_terms(world)
    on_offer(scene)
    run = scene.run({scene.person.id: [scene.cooking], scene.someone("Rafi").id: []})
    broken = a_broken_week(scene)
    shared = scene.shared(scene.someone("Shona", with_user=True), [scene.cooking, scene.friends])
    asked = scene.shared(scene.someone("Talya", with_user=True))
    talking = scene.shared(scene.someone("Tariq", with_user=True))
    say(scene, talking, Party.young_person, Said.talk)
    told = told_why(scene, scene.someone("Tess", with_user=True))
    agreed = scene.agreed(scene.someone("Ade", with_user=True))
    alone = scene.shared(
        scene.someone("Nia", plan_type=PlanType.sen_support, decision_maker=DecisionMaker.young_person, with_user=True)
    )
    nothing = scene.someone("Noah", with_user=True)
    coordinator = world.coordinator
    week = f"/packages/{broken.public_id}"
    answer = answer_of(scene, shared, Party.decision_maker)
    consultation = answer_of(scene, shared, Party.provider)
    return {
        "packages.listing": (coordinator, "/packages/"),
        "packages.listing#school": (world.teacher, "/packages/?gap=yes&sort=gap"),
        "packages.listing#none": (coordinator, "/packages/?name=nobody"),
        "packages.without": (coordinator, f"/packages/without/{ENTRY_YEAR}"),
        "packages.of_person": (coordinator, f"/packages/of/{nothing.public_id}"),
        "packages.accept": (coordinator, f"/packages/accept/{run.public_id}"),
        "packages.week": (coordinator, week),
        "packages.week#gap": (coordinator, f"{week}?session=fri-am"),
        "packages.week#group": (coordinator, f"{week}?session=mon-am"),
        "packages.week#shared": (coordinator, f"/packages/{talking.public_id}?session=thu-am"),
        "packages.week#agreed": (coordinator, f"/packages/{agreed.public_id}"),
        "packages.week#no plan": (coordinator, f"/packages/{alone.public_id}"),
        "packages.week#school": (world.teacher, f"/packages/{shared.public_id}"),
        "packages.history": (coordinator, f"{week}/history"),
        "packages.share": (coordinator, f"{week}/share"),
        "packages.answer": (coordinator, f"/packages/{shared.public_id}/answers/{answer}"),
        "packages.reasons": (coordinator, f"/packages/{told.public_id}/reasons"),
        "packages.reasons#nothing": (coordinator, f"{week}/reasons"),
        "packages.approvals": (world.approver, "/packages/approvals"),
        "packages.approve": (world.approver, f"/packages/{shared.public_id}/approve"),
        "packages.reopen": (coordinator, f"/packages/{agreed.public_id}/reopen"),
        "packages.set_aside": (coordinator, f"{week}/set-aside"),
        "packages.application": (coordinator, f"/packages/{alone.public_id}/application"),
        "packages.print": (coordinator, f"{week}/print"),
        "packages.consultations": (world.tutor, "/packages/consultations"),
        "packages.consultation": (world.tutor, f"/packages/consultations/{consultation}"),
        "packages.mine": (user_of(scene, asked), "/packages/mine"),
        "packages.mine#answered": (user_of(scene, talking), "/packages/mine"),
        "packages.mine#told": (user_of(scene, told), "/packages/mine"),
        "packages.mine#agreed": (user_of(scene, agreed), "/packages/mine"),
        "packages.mine#not ready": (user(scene, nothing), "/packages/mine"),
        "packages.say_mine": (user_of(scene, asked), "/packages/mine/say"),
        "packages.say_mine#alone": (user_of(scene, alone), "/packages/mine/say"),
    }


def forms(world: World) -> dict[str, str]:
    """Addresses of forms that stand on pages of other rooms."""
    with world.reading() as session:
        person = session.scalars(sa.select(YoungPerson).order_by(YoungPerson.id)).first()
        run, group = session.scalars(sa.select(Run)).first(), session.scalars(sa.select(Group)).first()
    if not (person and run and group):
        return {}
    theirs = {"run_id": run.id, "young_person_id": person.id, "rank": 1, "group_id": group.id}
    plan = WishChange(
        authority_id=world.authority.id, **theirs, kind="plan-b", amount=0, value=1, value_now=1, week=[group.id]
    )
    return {"packages.take_plan": f"/packages/plans/{world.save(plan).public_id}/take"}


def on_offer(scene: Scene) -> None:
    """More on offer, so that a half day has something that fits, something to swap and something that does not."""
    world = scene.world
    shop = world.opportunity("Try a shop", OpportunityKind.work_experience, kind_of_work="retail")
    world.group(shop, ("fri-am",))
    garden = world.opportunity("Garden group", OpportunityKind.community, kind_of_work="", level_min=3)
    world.group(garden, ("fri-am", "fri-pm"))
    walk = world.opportunity("Walking friends", OpportunityKind.community, kind_of_work="")
    world.group(walk, ("fri-am",), certainty=Certainty.provisional)
    bakery = world.opportunity("Bakery course", OpportunityKind.study_programme)
    world.group(bakery, ("thu-am", "thu-pm", "fri-am"), places=0)


def a_broken_week(scene: Scene) -> Package:
    """A draft with a session of its own and a rule broken with a reason: three versions."""
    package = scene.draft(groups=[scene.cooking])
    world = scene.world
    full = world.group(world.opportunity("Pottery", OpportunityKind.adult_learning, kind_of_work=""), ("thu-pm",))
    with world.writing() as session:
        row = session.get_one(Package, package.id)
        content = of_version(row.current).with_own(Own("thu-am", OwnSessionKind.therapy, "Speech therapy"))
        common = {"actor": scene.actor, "now": world.now}
        services.save(session, row, content, why="Therapy stays on Thursday", reasons=[], seen=row.version, **common)
        content = content.with_group(full.id)
        services.save(
            session,
            row,
            content,
            why="Pottery added",
            reasons=["They changed their mind at the review."],
            seen=row.version,
            **common,
        )
        session.commit()
        return row


def told_why(scene: Scene, person: YoungPerson) -> Package:
    """A shared week with a wish that is not in it, and what they have been told of it."""
    package = scene.shared(person)
    with scene.world.reading() as session:
        run = session.get_one(Run, session.get_one(Package, package.id).run_id)
    scene.unmet(run, person)
    with scene.world.writing() as session:
        row = session.get_one(Package, package.id)
        services.tell(
            session,
            row,
            [services.Wording("sector:motor", "more-people", "place")],
            talked_on=scene.world.now.date(),
            seen=row.version,
            actor=scene.actor,
            now=scene.world.now,
        )
        session.commit()
        return row


def say(scene: Scene, package: Package, party: Party, said: Said) -> None:
    """One party answers."""
    with scene.world.writing() as session:
        row = session.get_one(Package, package.id)
        services.answer(session, row, party=party, said=said, number=row.newest, actor=scene.actor, now=scene.world.now)
        session.commit()


def answer_of(scene: Scene, package: Package, party: Party) -> str:
    """The public id of one party's question."""
    with scene.world.reading() as session:
        row = session.get_one(Package, package.id)
        return str(next(each.public_id for each in row.current.standing if each.party is party))


def user_of(scene: Scene, package: Package) -> User:
    """The young person's own user."""
    with scene.world.reading() as session:
        return user(scene, session.get_one(YoungPerson, package.young_person_id))


def user(scene: Scene, person: YoungPerson) -> User:
    with scene.world.reading() as session:
        return session.get_one(User, person.user_id)
