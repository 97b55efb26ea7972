"""Every page of the people room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.people.models import Contact
from tests.factories import World


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    person = world.young_person("Yasmin", "Invented", needs=("ASD", "SLCN"), unavailable=["fri-pm"], sessions_wanted=8)
    contact = world.save(
        Contact(
            authority_id=world.authority.id,
            young_person_id=person.id,
            name="Pa Rent",
            relationship_words="father",
            is_barred=True,
        )
    )
    of_person = "details year needs support home start week around close reopen".split()
    found = {f"people.{name}": (world.coordinator, f"/people/{person.public_id}/{name}") for name in of_person}
    return found | {
        "people.people": (world.teacher, "/people/"),
        "people.person": (world.teacher, f"/people/{person.public_id}"),
        "people.add": (world.coordinator, "/people/add"),
        "people.export": (world.coordinator, "/people/export"),
        "people.add_contact": (world.coordinator, f"/people/{person.public_id}/contacts/add"),
        "people.contact": (world.coordinator, f"/people/{person.public_id}/contacts/{contact.public_id}"),
    }
