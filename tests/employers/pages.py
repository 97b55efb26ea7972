"""Every page of the employers room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import Organisation, OrganisationKind, Site, User
from pfa.employers import links
from pfa.employers.models import (
    Activity,
    ActivityKind,
    CheckKind,
    Employer,
    EmployerCheck,
    EmployerContact,
    OfferLink,
    OfferSaid,
    Stage,
)
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group, Provider
from tests.conftest import SETTINGS
from tests.factories import World

NOT_PAGES: dict[str, str] = {}


def employer(world: World, name: str = "Invented Bakery", **more: object) -> Employer:
    """An employer with one place and nothing on offer."""
    row: Organisation = world.organisation(name, OrganisationKind.employer)
    return world.save(Employer(authority_id=world.authority.id, organisation_id=row.id, is_synthetic=True, **more))


def contact(world: World, of: Employer, name: str = "Rae Winter", **more: object) -> EmployerContact:
    """Somebody who works there."""
    return world.save(EmployerContact(authority_id=world.authority.id, employer_id=of.id, name=name, **more))


def check(world: World, of: Employer, kind: CheckKind, expires_in: int | None, **more: object) -> EmployerCheck:
    """A check made a year ago that ends in so many days from today."""
    today = world.now.date()
    last = None if expires_in is None else today + dt.timedelta(days=expires_in)
    made = today - dt.timedelta(days=365)
    defaults = {"checked_on": made, "expires_on": last, "authority_id": world.authority.id, "employer_id": of.id}
    return world.save(EmployerCheck(kind=kind, **(defaults | more)))


def group(world: World, of: Employer, called: str = "Baking", **more: object) -> Group:
    """A placement on offer at an employer."""
    with world.reading() as session:
        organisation = session.get_one(Organisation, of.organisation_id)
    offer = world.opportunity(called, OpportunityKind.work_experience, organisation=organisation)
    return world.group(offer, ("mon-am", "mon-pm", "tue-am"), **{"places": 3, **more})


def link(world: World, of: Employer, at: Group, days: int = 14, **more: object) -> OfferLink:
    """A link for a placement, made now."""
    ends_at = world.now + dt.timedelta(days=days)
    row = OfferLink(
        authority_id=world.authority.id,
        employer_id=of.id,
        group_id=at.id,
        sent_to="rae@example.test",
        made_at=world.now,
        made_by_id=world.coordinator.id,
        ends_at=ends_at,
        **more,
    )
    return world.save(row)


def address(row: OfferLink, key: str = SETTINGS["secret_key"]) -> str:
    """The address an employer opens."""
    return f"/offer/{links.token([key], links.Named(row.authority_id, row.public_id), made_at=row.made_at)}"


def done(world: World, of: Employer, kind: ActivityKind, words: str, **more: object) -> Activity:
    """An entry of the timeline."""
    keys = {"authority_id": world.authority.id, "employer_id": of.id, "by_id": world.coordinator.id}
    return world.save(
        Activity(kind=kind, words=words, **({"on": world.now.date(), "recorded_at": world.now} | keys | more))
    )


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    today, who = world.now.date(), world.coordinator
    known = employer(
        world,
        owner_id=who.id,
        stage=Stage.designing,
        kind_of_work="catering",
        next_action="Ask about a taster day",
        next_action_on=today - dt.timedelta(days=3),
        adjustments="A quiet room for breaks.",
    )
    rae = contact(world, known, job="Shop manager", email="rae@example.test", phone="01632 960000", is_key=True)
    contact(world, known, "Sol Summer", left_on=today)
    baking = group(world, known)
    with world.reading() as session:
        organisation = session.get_one(Employer, known.id).organisation
    shop = world.save(Site(organisation_id=organisation.id, name="Shop", postcode="S1 2HH"))
    world.save(Provider(authority_id=world.authority.id, organisation_id=organisation.id, site_id=shop.id))
    insured = check(world, known, CheckKind.insurance, 30, words="Policy 1234")
    check(world, known, CheckKind.health_and_safety, -5)
    check(world, known, CheckKind.risk_assessment, None, site_id=shop.id)
    done(world, known, ActivityKind.visit, "Saw the bakery. Loud in the morning, calm from ten.")
    done(world, known, ActivityKind.evaluation, "Calm hours worked.", for_employer="Wants notice.", again=True)
    asked = link(world, known, baking)
    late = link(world, known, group(world, known, "Packing"), days=-1)
    said = {"said": OfferSaid.yes, "said_at": world.now, "said_by": "Rae Winter", "places": 2, "words": "Happy to."}
    answered = link(world, known, group(world, known, "Selling"), **said)
    employer(world, "Quiet Garage", stage=Stage.not_now, not_now_because="They are moving. Ask in spring.")
    own = f"/employers/{known.public_id}"
    return {
        "employers.index": (world.approver, "/employers/?search=bak&offering=yes&sort=owner&order=down"),
        "employers.index#none": (who, "/employers/?stage=established"),
        "employers.board": (who, "/employers/board"),
        "employers.due": (who, "/employers/due"),
        "employers.due#checks": (world.approver, "/employers/due?whose=all&part=checks"),
        "employers.due#offers": (who, "/employers/due?part=offers"),
        "employers.due#nothing": (world.approver, "/employers/due"),
        "employers.employer": (who, own),
        "employers.employer#read only": (world.approver, own),
        "employers.find": (who, "/employers/find?search=invented"),
        "employers.add": (who, f"/employers/new?organisation={world.college.public_id}"),
        "employers.edit": (who, f"{own}/edit"),
        "employers.placement": (who, f"{own}/placement"),
        "employers.move": (who, f"{own}/move"),
        "employers.evaluate": (who, f"{own}/evaluate"),
        "employers.add_contact": (who, f"{own}/contacts/new"),
        "employers.edit_contact": (who, f"/employers/contacts/{rae.public_id}/edit"),
        "employers.record_check": (who, f"{own}/checks/new"),
        "employers.edit_check": (who, f"/employers/checks/{insured.public_id}/edit"),
        "employers.ask": (who, f"{own}/offers/new?group={baking.public_id}"),
        "employers.offer": (who, f"/employers/offers/{asked.public_id}"),
        "employers.offer#answered": (who, f"/employers/offers/{answered.public_id}"),
        "employers.offer#late": (who, f"/employers/offers/{late.public_id}"),
        "employers.answer": (None, address(asked)),
        "employers.answered": (None, "/offer/thank-you"),
    }
