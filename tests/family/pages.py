"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import datetime as dt

from pfa.about.models import AboutKind, Audience
from pfa.accounts.models import User
from pfa.family import services
from pfa.people.models import YoungPerson
from tests.about.scenes import Owner
from tests.aspirations.scene import a_round
from tests.factories import World
from tests.family.scenes import OF_AGE, Family

NOT_PAGES = {"family.shown": "a picture or sound itself"}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    family = Family(world)
    link, pat = family.parent("Patricia Featherstonehaugh-Invented", "Mother")
    sam, sam_user = family.parent("Sam Invented", "Stepfather", has_responsibility=False)
    family.young.answer("work", "catering", "retail")
    family.young.answer("home", "own")
    family.young.answer("travel", "learning")
    family.young.send()
    hopes = "A job where people are kind, and friends of her own."
    family.says(link, pat, shows=True, hopes=hopes, work=("retail", "office"), home=("support",), travel=("learning",))
    family.says(sam, sam_user, sends=False, days=("3",))
    older = Owner(world, "Olu", **OF_AGE)
    photo = _of_older(world, family, older)
    with world.writing() as session:
        person = session.get_one(YoungPerson, family.person.id)
        talk = services.TalkValues(("work",), "They agreed to visit both.", world.now.date() - dt.timedelta(days=2))
        asked = session.merge(family.asked, load=False)
        services.note_talk(session, person, asked, talk, actor=world.actor(world.coordinator), now=world.now)
        session.commit()
    fresh, empty = world.young_person("Fresh"), a_round(world, "Nobody yet", year_groups=[9])
    own, person_id = f"/family/mine/{link.public_id}", family.person.public_id
    olu = f"/family/mine/{photo[0]}"
    return {
        "family.children": (pat, "/family/"),
        "family.children#nothing": (world.parent, "/family/"),
        "family.comfort": (pat, "/family/comfort"),
        "family.ask": (pat, f"{own}/ask/work"),
        "family.ask#words": (pat, f"{own}/ask/hopes"),
        "family.check": (pat, f"{own}/check"),
        "family.said": (pat, f"{own}/said"),
        "family.said#nothing": (photo[2], f"{olu}/said"),
        "family.shown": (photo[2], f"{olu}/about/{photo[1]}"),
        "family.me": (family.young.user, "/family/me"),
        "family.me#decides": (older.user, "/family/me"),
        "family.of_person": (world.coordinator, f"/family/of/{person_id}"),
        "family.of_person#lead": (world.lead, f"/family/of/{person_id}"),
        "family.of_person#nothing": (world.coordinator, f"/family/of/{fresh.public_id}"),
        "family.round": (world.coordinator, f"/family/rounds/{family.asked.public_id}"),
        "family.round#nothing": (world.coordinator, f"/family/rounds/{empty.public_id}"),
        "family.talk": (world.coordinator, f"/family/of/{person_id}/talk"),
        "family.link": (world.coordinator, f"/family/of/{older.person.public_id}/link"),
        "family.link#nobody": (world.coordinator, f"/family/of/{fresh.public_id}/link"),
        "family.edit": (world.coordinator, f"/family/links/{sam.public_id}"),
        "family.paper": (world.coordinator, f"/family/links/{sam.public_id}/paper"),
        "family.print_paper": (world.coordinator, f"/family/links/{sam.public_id}/paper/print"),
        "family.print_papers": (world.coordinator, f"/family/rounds/{family.asked.public_id}/paper/print"),
        "family.print_papers#nothing": (world.coordinator, f"/family/rounds/{empty.public_id}/paper/print"),
        "family.view": (world.lead, f"/family/links/{sam.public_id}/view"),
        "family.questions": (world.lead, f"/family/of/{person_id}/questions"),
    }


def _of_older(world: World, family: Family, older: Owner) -> tuple[object, object, User]:
    """The link, a photo and the parent's user of a young person who decides for themselves."""
    other = Family.__new__(Family)
    other.world, other.young = world, type(family.young)(world, family.asked, older.person, older.user)
    link, user = other.parent("Uncle Ben", "Uncle")
    other.contact("Gran Invented", "Grandmother")
    photo = older.adds(AboutKind.photo, "My bike", Audience.parent)
    return link.public_id, photo.public_id, user
