"""Every page of the employers room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import Organisation, OrganisationKind, Site, User
from pfa.employers.models import Employer
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Provider
from tests.factories import World


def employer(world: World, name: str = "Invented Bakery", **more: object) -> Employer:
    """An employer with one place and nothing on offer."""
    row: Organisation = world.organisation(name, OrganisationKind.employer)
    return world.save(Employer(authority_id=world.authority.id, organisation_id=row.id, is_synthetic=True, **more))


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    known = employer(world, contact_name="Rae Winter", contact_email="rae@example.test", owner_id=world.coordinator.id)
    with world.reading() as session:
        organisation = session.get_one(Employer, known.id).organisation
    world.group(world.opportunity("Baking", OpportunityKind.work_experience, organisation=organisation))
    shop = world.save(Site(organisation_id=organisation.id, name="Shop"))
    world.save(Provider(authority_id=world.authority.id, organisation_id=organisation.id, site_id=shop.id))
    who, address = world.coordinator, f"/employers/{known.public_id}"
    return {
        "employers.index": (world.approver, "/employers/?search=bak&offering=yes&sort=owner&order=down"),
        "employers.employer": (world.approver, address),
        "employers.find": (who, "/employers/find?search=invented"),
        "employers.add": (who, f"/employers/new?organisation={world.college.public_id}"),
        "employers.edit": (who, f"{address}/edit"),
        "employers.placement": (who, f"{address}/placement"),
    }
