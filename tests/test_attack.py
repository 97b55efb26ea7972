"""The attack: somebody reads everything that they can, something about another changes, and they read it all again.

Not a byte may differ. What they can read is found by following every link from where they start, so a page added
tomorrow is attacked tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Role, User
from pfa.aspirations.models import Companion, Response
from pfa.family.models import ParentLink
from pfa.matching.models import Hint, HintRule, RunPerson, UnmetWish
from pfa.packages import services
from pfa.packages.models import Package, Party, Said
from pfa.people.models import Contact, Need, YoungPerson
from pfa.provision.kinds import OpportunityKind
from tests.crawl import everything
from tests.employers.pages import address, employer, group, link
from tests.factories import Browser, World
from tests.packages.pages import say as says
from tests.packages.pages import told_why, user_of
from tests.packages.scenes import Scene

Clients = Callable[[User | None], Browser]
SECRET = "Zebedee"  # a name that stands nowhere else


class Attack:
    """Tess reads; Quin is the other: in the same school, the same run and the same group, and wishes for the same."""

    def __init__(self, world: World, *, is_asked: bool) -> None:
        """`is_asked`: Quin's week is shared, so that colleges are consulted about it."""
        self.world = world
        self.scene = scene = Scene(world)
        self.tess = scene.someone("Tess", with_user=True, named_worker_id=world.coordinator.id)
        self.quin = scene.someone("Quin", with_user=True)
        self.week = told_why(scene, self.tess)
        self.theirs = scene.shared(self.quin) if is_asked else scene.draft(self.quin)
        offer = world.opportunity("Garages", OpportunityKind.work_experience, kind_of_work="motor")
        self.garages = world.group(offer, ("fri-am",), places=1)
        self.parent = self.parent_of(self.tess)
        bakery = employer(world)
        self.asked_employer = link(world, bakery, group(world, bakery))

    def parent_of(self, person: YoungPerson) -> User:
        world, key = self.world, {"authority_id": self.world.authority.id, "young_person_id": person.id}
        user = world.user("Pat Invented", Role.parent)
        contact = world.save(Contact(**key, name="Pat Invented", relationship_words="mother"))
        facts = {"name": contact.name, "relationship_words": "mother", "has_responsibility": True, "agreed": True}
        on = {"since_on": world.now.date(), "made_at": world.now}
        world.save(ParentLink(**key, contact_id=contact.id, user_id=user.id, **facts, **on))
        return user

    def row(self, session: Session, person: YoungPerson) -> YoungPerson:
        return session.get_one(YoungPerson, person.id)

    def change(self, does: Callable[[Session], None]) -> None:
        """Write something as if it had always been so: what is read is at stake here, not who may write."""
        with self.world.writing() as session:
            session.info["recorded"] = True
            does(session)
            session.commit()

    # What may differ about another -----------------------------------------------------------------------------------

    def another_name(self) -> None:
        def does(session: Session) -> None:
            row = self.row(session, self.quin)
            row.first_name, row.last_name = SECRET, "Elsewhere"

        self.change(does)

    def other_needs(self) -> None:
        def does(session: Session) -> None:
            row = self.row(session, self.quin)
            row.support_units, row.coach_units, row.travel_limit_minutes, row.level = 3, 2, 15, 3
            row.access_needs = ["wheelchair"]
            session.execute(sa.update(Need).where(Need.young_person_id == row.id).values(code="HI"))

        self.change(does)

    def other_wishes(self) -> None:
        self.scene.said(self.quin, {"work": ["motor"], "week": ["active"]})

    def hints(self) -> None:
        """Kept apart from Tess, never in a group of theirs, and a never of Tess's own that is confidential."""
        key = {"authority_id": self.world.authority.id, "because": f"{SECRET} says so", "made_at": self.world.now}
        offer = self.garages.opportunity_id
        self.world.save(
            Hint(**key, young_person_id=self.tess.id, rule=HintRule.apart, other_person_id=self.quin.id),
            Hint(**key, young_person_id=self.quin.id, rule=HintRule.never, opportunity_id=offer),
            Hint(**key, young_person_id=self.tess.id, rule=HintRule.never, opportunity_id=offer),
        )

    def other_reasons_for_staff(self) -> None:
        """Why a wish was not met, as staff read it: of Tess herself, and of the other."""

        def does(session: Session) -> None:
            session.execute(sa.update(UnmetWish).values(reason="apart", words=f"Because of {SECRET}."))
            run = session.get_one(Package, self.theirs.id).run_id
            session.execute(sa.update(RunPerson).where(RunPerson.run_id == run).values(value=1, wish_met=None))

        self.change(does)
        with self.world.reading() as session:
            run = session.get_one(Package, self.week.id).run_id
        self.world.save(
            UnmetWish(
                authority_id=self.world.authority.id,
                run_id=run,
                young_person_id=self.quin.id,
                rank=1,
                target="sector:motor",
                target_words="Cars and bikes",
                reason="apart",
                words=SECRET,
                told="ask",
            )
        )

    def a_wish_to_be_together(self) -> None:
        with self.world.reading() as session:
            response = session.scalars(sa.select(Response).where(Response.young_person_id == self.quin.id)).first()
        self.world.save(
            Companion(
                authority_id=self.world.authority.id,
                young_person_id=self.quin.id,
                asked_name="Tess Invented",
                other_person_id=self.tess.id,
                response_id=response.id if response else 0,
                asked_at=self.world.now,
                matched_at=self.world.now,
            )
        )

    def another_answer(self) -> None:
        says(self.scene, self.theirs, Party.young_person, Said.no)

    def another_week(self) -> None:
        with self.world.writing() as session:
            row = session.get_one(Package, self.theirs.id)
            common = {"actor": self.scene.actor, "now": self.world.now}
            services.set_aside(session, row, reason=f"{SECRET} moves away", seen=row.version, **common)
            session.commit()


CHANGES: Mapping[str, Callable[[Attack], None]] = {
    "name": Attack.another_name,
    "needs": Attack.other_needs,
    "wishes": Attack.other_wishes,
    "hints": Attack.hints,
    "reasons for staff": Attack.other_reasons_for_staff,
    "a wish to be together": Attack.a_wish_to_be_together,
    "answer": Attack.another_answer,
    "week": Attack.another_week,
}


def unlike(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    return sorted(address for address in {*before, *after} if before.get(address) != after.get(address))


@pytest.mark.slow
def test_a_young_person_and_a_parent_read_nothing_of_another(world: World, client_as: Clients) -> None:
    attack = Attack(world, is_asked=True)
    readers = {"young person": client_as(user_of(attack.scene, attack.week)), "parent": client_as(attack.parent)}
    before = {who: everything(client) for who, client in readers.items()}
    pages = before["young person"]
    assert {"/packages/mine", "/packages/mine/week.pdf", "/packages/mine/week.ics", "/my/answers"} <= set(pages)
    assert b"more people than places" in pages["/packages/mine"]
    for what, change in CHANGES.items():
        change(attack)
        for who, client in readers.items():
            after = everything(client)
            assert (what, who, unlike(before[who], after)) == (what, who, [])
            assert not any(SECRET.encode() in page for page in after.values())


@pytest.mark.slow
def test_a_college_and_an_employer_read_nothing_of_somebody_they_are_not_asked_about(
    world: World, client_as: Clients
) -> None:
    attack = Attack(world, is_asked=False)
    college, door = client_as(world.tutor), client_as(None)
    offered = address(attack.asked_employer)
    before, said = everything(college), everything(door, [offered])
    assert len(before) > 20
    assert b"Baking" in said[offered]
    for what, change in CHANGES.items():
        if what == "answer":
            continue  # nobody is asked about a draft
        change(attack)
        assert (what, unlike(before, everything(college))) == (what, [])
        assert (what, unlike(said, everything(door, [offered]))) == (what, [])
