"""Files of provision: a row adds or changes one group, and what it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.imports.kinds import Change, Checked, Fault, FieldChange, ImportKind, Row
from pfa.people.codes import ACCESS_NEEDS
from pfa.provision import queries, rules, services
from pfa.provision.importing.fields import BY_KEY, FIELDS
from pfa.provision.importing.plan import Gathered, GroupPlan, OpportunityPlan, Plan, ProviderPlan, plan
from pfa.provision.services.providers import ProviderValues

PERMISSION = "provision:import"
# Where a rule's field is not a column of the same name.
COLUMN_OF = {"pool_id": "pool", "features_to_ask": "cannot"}
CONTACT = ("contact_name", "contact_email")


def check(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> Checked:
    """Every fault and every change of a file of provision; nothing is written."""
    found = plan(session, min(asker.authorities_for(PERMISSION)), rows)
    faults = [*found.faults, *_provider_faults(found), *_opportunity_faults(found), *_group_faults(session, found)]
    order = {field.column.title: number for number, field in enumerate(FIELDS)}
    faults = sorted(dict.fromkeys(faults), key=lambda fault: (fault.row, order.get(fault.column, -1)))
    told: set[int] = set()
    changes = [Change(one.first_row, _name(one), one.saved is None, tuple(_changes(one, told))) for one in found.groups]
    return Checked(faults, changes)


def apply(session: Session, asker: Asker, rows: Sequence[Row], now: dt.datetime) -> None:
    """Add and change what a file without faults says, each with an audit record."""
    authority = min(asker.authorities_for(PERMISSION))
    found = plan(session, authority, rows)
    for place in found.providers:
        _apply_provider(session, found, place, authority, asker, now)
    places = {name: next((p.saved.id for p in found.providers if p.saved and p.number == number), number)
              for name, number in found.places.items()}  # fmt: skip
    for offer in found.opportunities:
        if offer.saved is None:
            assert offer.provider.saved is not None  # made just now
            offer.saved = services.add_opportunity(session, offer.provider.saved, offer.draft(), actor=asker, now=now)
        elif _differs(offer):
            services.edit_opportunity(
                session, offer.saved, offer.draft(), seen=offer.saved.version, actor=asker, now=now
            )
    for group in found.groups:
        if group.saved is None:
            assert group.opportunity.saved is not None  # made just now
            draft = group.draft(places, found.pools)
            services.add_group(session, group.opportunity.saved, draft, actor=asker, now=now)
        elif _differs(group):
            draft = group.draft(places, found.pools)
            services.edit_group(session, group.saved, draft, seen=group.saved.version, actor=asker, now=now)


def _provider_faults(found: Plan) -> Iterator[Fault]:
    for place in found.providers:
        if place.saved is not None:
            continue
        same_name = found.organisations.get(str(place.values["organisation"]).casefold(), [])
        of_kind = [one for one in same_name if one.kind == place.values.get("organisation_kind", one.kind)]
        if not same_name and "organisation_kind" not in place.values:
            yield _fault(place, "organisation_kind", "This organisation is new. Say what kind it is.")
        elif len(of_kind) > 1:
            words = "There are several of this name. Add the right one to your providers on screen first."
            yield _fault(place, "organisation", words)


def _opportunity_faults(found: Plan) -> Iterator[Fault]:
    for offer in found.opportunities:
        if offer.saved is not None and offer.saved.closed_on is not None:
            yield _fault(offer, "opportunity", "This opportunity is closed. Open it again on screen first.")
        said = offer.now() | offer.values
        for one in sorted(set(said["features"]) & set(said["cannot"])):
            yield _fault(offer, "cannot", f"{ACCESS_NEEDS[one]} is said to be there and to be impossible. Choose one.")
        for wrong in rules.opportunity_faults(offer.draft()):
            yield _fault(offer, wrong.field, wrong.words)


def _group_faults(session: Session, found: Plan) -> Iterator[Fault]:
    gone = queries.taken_of(session, [one.saved.id for one in found.groups if one.saved is not None])
    years = {number: year for (year, _), number in found.pools.items()}
    for group in found.groups:
        draft = group.draft(found.places, found.pools)
        saved = group.saved
        moved = saved is not None and set(draft.sessions) != set(saved.sessions)
        agreed = "sessions" if moved and saved is not None and saved.id in gone and gone[saved.id].agreed else None
        wrong = rules.group_faults(draft, places_elsewhere=list(found.places.values()), pools=years, agreed=agreed)
        for fault in wrong:
            yield _fault(group, fault.field, fault.words)


def _fault(one: Gathered, field: str, words: str) -> Fault:
    """A fault at the row that said it, or at the first row that speaks of the thing."""
    if field == "name" and isinstance(one, OpportunityPlan):
        field = "opportunity"
    key = COLUMN_OF.get(field, field)
    return Fault(one.said_in.get(key, one.first_row), BY_KEY[key].column.title, words.rstrip(".") + ".")


def _changes(group: GroupPlan, told: set[int]) -> Iterator[FieldChange]:
    """What a row changes: of its provider and opportunity too, told with the first row that speaks of them."""
    for one in (group.opportunity.provider, group.opportunity):
        if id(one) not in told:
            told.add(id(one))
            yield from _fields(one)
    yield from _fields(group)


def _fields(one: ProviderPlan | OpportunityPlan | GroupPlan) -> Iterator[FieldChange]:
    before = _before(one)
    for key, value in one.values.items():
        if isinstance(one, ProviderPlan) and one.saved is not None and key not in CONTACT:
            continue  # these say which provider it is
        was = before.get(key)
        if one.saved is not None and key in ("opportunity", "name"):
            continue  # found by its name, whatever its capitals
        if was != value:
            show = BY_KEY[key].show
            yield FieldChange(BY_KEY[key].column.title, "" if was in (None, "", [], {}) else show(was), show(value))


def _differs(one: ProviderPlan | OpportunityPlan | GroupPlan) -> bool:
    return any(True for _ in _fields(one))


def _before(one: ProviderPlan | OpportunityPlan | GroupPlan) -> dict[str, Any]:
    if isinstance(one, ProviderPlan):
        return {key: getattr(one.saved, key) for key in CONTACT} if one.saved is not None else {}
    return one.now() if one.saved is not None else {}


def _name(group: GroupPlan) -> str:
    said = group.values
    name = said.get("name") or BY_KEY["sessions"].show(said["sessions"])
    return f"{group.opportunity.provider.name}: {group.opportunity.values['opportunity']}, {name}, {said['entry_year']}"


def _apply_provider(
    session: Session, found: Plan, place: ProviderPlan, authority: int, asker: Asker, now: dt.datetime
) -> None:
    said = place.values
    if place.saved is not None:
        if _differs(place):
            values = _provider_values(place, place.saved.site)
            services.edit_provider(session, place.saved, values, seen=place.saved.version, actor=asker, now=now)
        return
    listed = found.organisations.setdefault(str(said["organisation"]).casefold(), [])
    of_kind = [one for one in listed if one.kind == said.get("organisation_kind", one.kind)]
    organisation: Organisation | tuple[str, OrganisationKind]
    organisation = of_kind[0] if of_kind else (str(said["organisation"]), said["organisation_kind"])
    site = _site(of_kind[0], said) if of_kind else None
    values = _provider_values(place, site)
    place.saved = services.add_provider(session, organisation, values, authority_id=authority, actor=asker, now=now)
    if not of_kind:
        listed.append(place.saved.organisation)


def _site(organisation: Organisation, said: dict[str, Any]) -> Site | None:
    """A place of the organisation that is known already: by name, else by postcode, else its only one."""
    if "site_name" in said:
        return next((one for one in organisation.sites if one.name.casefold() == said["site_name"].casefold()), None)
    if "postcode" in said:
        return next((one for one in organisation.sites if one.postcode == said["postcode"]), None)
    return organisation.sites[0] if len(organisation.sites) == 1 else None


def _provider_values(place: ProviderPlan, site: Site | None) -> ProviderValues:
    saved = {key: getattr(place.saved, key) for key in CONTACT} if place.saved is not None else {}
    said = saved | place.values
    return ProviderValues(
        site=site,
        site_name=said.get("site_name", ""),
        postcode=said.get("postcode", ""),
        contact_name=said.get("contact_name", ""),
        contact_email=said.get("contact_email", ""),
    )


PROVISION = ImportKind(
    name="provision",
    title="What is on offer",
    one="group",
    many="groups",
    permission=PERMISSION,
    columns=tuple(field.column for field in FIELDS),
    check=check,
    apply=apply,
    listed_at="provision.index",
    lead="One row is one weekly group. A row changes the group of the same opportunity, September and name (without a "
    "name: the same sessions), or adds it, with its provider and opportunity where they are new.",
)
