"""What a file of provision means: its rows gathered into providers, opportunities and groups, new or saved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.models import Organisation
from pfa.imports.kinds import Fault, Row
from pfa.people.codes import ACCESS_NEEDS
from pfa.provision import queries
from pfa.provision.importing.fields import BY_KEY, FIELDS, GROUP, OPPORTUNITY, PROVIDER
from pfa.provision.kinds import Certainty
from pfa.provision.models import CoachPool, Group, Opportunity, Provider
from pfa.provision.rules import GroupDraft, OpportunityDraft

NEW_GROUP: dict[str, Any] = {
    "name": "",
    "held_at": {},
    "places": None,
    "smallest_viable": 1,
    "support_ceiling": None,
    "hours_a_session": 3.0,
    "weeks_a_year": 36,
    "starts_on": None,
    "ends_on": None,
    "certainty": Certainty.provisional,
    "pool": "",
    "chance": 100,
    "funder": "",
    "cost": 0,
}


@dataclass
class Gathered:
    """Something that one or several rows speak of: what they say, and which row said it first."""

    values: dict[str, Any] = field(default_factory=dict)
    said_in: dict[str, int] = field(default_factory=dict)
    first_row: int = 0

    def take(self, of: str, row: Row, values: dict[str, Any]) -> Iterator[Fault]:
        """Take what a row says; two rows that say different things of one thing are a fault."""
        for key, value in values.items():
            if BY_KEY[key].of != of:
                continue
            if key in self.values and self.values[key] != value:
                yield Fault(row.number, BY_KEY[key].column.title, f"Row {self.said_in[key]} says something else here.")
                continue
            self.values.setdefault(key, value)
            self.said_in.setdefault(key, row.number)
        self.first_row = self.first_row or row.number


@dataclass
class ProviderPlan(Gathered):
    """A place where something is offered. A new one has a number below 0 until it is saved."""

    saved: Provider | None = None
    number: int = 0

    @property
    def name(self) -> str:
        if self.saved is not None:
            return self.saved.name
        own, site = self.values["organisation"], self.values.get("site_name", "")
        return f"{own}, {site}" if site else str(own)


@dataclass
class OpportunityPlan(Gathered):
    """Something on offer at a provider."""

    provider: ProviderPlan = field(default_factory=ProviderPlan)
    saved: Opportunity | None = None

    def now(self) -> dict[str, Any]:
        """What is saved, under the names of the columns."""
        row = self.saved
        if row is None:
            return {"plan_types": [], "features": [], "cannot": [], "kind_of_work": "", "summary": ""}
        known = {*row.features, *row.features_to_ask}
        names = ("kind", "kind_of_work", "summary", "level_min", "level_max", "age_min", "age_max", "plan_types")
        return {name: getattr(row, name) for name in names} | {
            "opportunity": row.name,
            "features": list(row.features),
            "cannot": [feature for feature in ACCESS_NEEDS if feature not in known],
        }

    def draft(self) -> OpportunityDraft:
        said = self.now() | self.values
        has, cannot = said["features"], said["cannot"]
        return OpportunityDraft(
            name=self.saved.name if self.saved is not None else said["opportunity"],
            kind=said.get("kind"),
            kind_of_work=said["kind_of_work"],
            summary=said["summary"],
            level_min=said.get("level_min"),
            level_max=said.get("level_max"),
            age_min=said.get("age_min"),
            age_max=said.get("age_max"),
            plan_types=said["plan_types"],
            features=has,
            features_to_ask=[one for one in ACCESS_NEEDS if one not in has and one not in cannot],
        )


@dataclass
class GroupPlan(Gathered):
    """A weekly pattern: one row of the file."""

    opportunity: OpportunityPlan = field(default_factory=OpportunityPlan)
    saved: Group | None = None
    held_now: dict[str, str] = field(default_factory=dict)

    def now(self) -> dict[str, Any]:
        """What is saved, under the names of the columns."""
        row = self.saved
        if row is None:
            return dict(NEW_GROUP)
        said = {name: getattr(row, name) for name in NEW_GROUP if name not in ("held_at", "pool")}
        pool = row.pool.name if row.pool is not None else ""
        return said | {"entry_year": row.entry_year, "sessions": row.sessions, "held_at": self.held_now, "pool": pool}

    def draft(self, places: dict[str, int], pools: dict[tuple[int, str], int]) -> GroupDraft:
        """The group as it would be saved; a place or pool that is not known is number 0, which the rules refuse."""
        said = self.now() | self.values
        held = {session: places.get(name.casefold(), 0) for session, name in said["held_at"].items()}
        pool = pools.get((said["entry_year"], said["pool"].casefold()), 0) if said["pool"] else None
        plain = {name: value for name, value in said.items() if name not in ("held_at", "pool")}
        if self.saved is not None:
            plain["name"] = self.saved.name
        return GroupDraft(**plain, held_at=held, pool_id=pool)


@dataclass
class Plan:
    """Everything a file means, and what is wrong with how its rows fit together."""

    providers: list[ProviderPlan]
    opportunities: list[OpportunityPlan]
    groups: list[GroupPlan]
    faults: list[Fault]
    organisations: dict[str, list[Organisation]]
    places: dict[str, int]  # provider's name in lower case -> id, below 0 for a new one
    pools: dict[tuple[int, str], int]  # entry year and name in lower case -> id


def plan(session: Session, authority_id: int, rows: Sequence[Row]) -> Plan:
    """Gather the rows of a file. A fixed number of statements, whatever its length."""
    faults: list[Fault] = []
    read = [(row, _values(row, faults)) for row in rows]
    names = {str(values["organisation"]).casefold() for _, values in read if "organisation" in values}
    organisations: dict[str, list[Organisation]] = {}
    written = {str(values["organisation"]) for _, values in read if "organisation" in values}
    # SQLite folds the case of ASCII letters only, so the name as it is written is asked for too.
    alike = sa.or_(sa.func.lower(Organisation.name).in_(names), Organisation.name.in_(written))
    found = sa.select(Organisation).where(alike).order_by(Organisation.id)
    for organisation in session.scalars(found.options(selectinload(Organisation.sites))):
        organisations.setdefault(organisation.name.casefold(), []).append(organisation)
    known = _saved(session, authority_id)
    guests = queries.guests(session)
    labels = {provider.id: provider.name for provider in known}
    providers: dict[tuple[str, str], ProviderPlan] = {}
    offers: dict[tuple[int, str], OpportunityPlan] = {}
    groups: dict[tuple[int, int, str], GroupPlan] = {}
    for row, values in read:
        if any(key not in values for key in ("organisation", "opportunity", "entry_year", "sessions")):
            continue  # these have a fault already, and without them nobody knows what the row is about
        provider = _provider(providers, known, values)
        faults += provider.take(PROVIDER, row, values)
        offer = _offer(offers, provider, values, guests)
        faults += offer.take(OPPORTUNITY, row, values)
        group, is_twice = _group(groups, offer, values, labels)
        if is_twice:
            faults.append(Fault(row.number, "", f"Row {group.first_row} is the same group. Keep one row."))
            continue
        faults += group.take(GROUP, row, values)
    named = {provider.name.casefold(): provider.id for provider in known}
    named |= {one.name.casefold(): one.number for one in providers.values() if one.saved is None}
    pools = sa.select(CoachPool).where(CoachPool.authority_id == authority_id).order_by(CoachPool.id)
    return Plan(
        list(providers.values()),
        list(offers.values()),
        list(groups.values()),
        faults,
        organisations,
        named,
        {(pool.entry_year, pool.name.casefold()): pool.id for pool in session.scalars(pools)},
    )


def _saved(session: Session, authority_id: int) -> list[Provider]:
    groups = selectinload(Provider.opportunities).selectinload(Opportunity.groups)
    query = (
        sa.select(Provider)
        .where(Provider.authority_id == authority_id)
        .options(joinedload(Provider.organisation), joinedload(Provider.site), groups.joinedload(Group.pool))
        .order_by(Provider.id)
    )
    return list(session.scalars(query))


def _values(row: Row, faults: list[Fault]) -> dict[str, Any]:
    """The values of a row's cells that are not empty; what cannot be read, or is missing, goes to the faults."""
    values: dict[str, Any] = {}
    for one in FIELDS:
        cell = row.said(one.key)
        if not cell:
            if one.column.required:
                faults.append(Fault(row.number, one.column.title, "Every row needs this. Fill in the cell."))
            continue
        try:
            values[one.key] = one.read(cell)
        except ValueError as wrong:
            faults.append(Fault(row.number, one.column.title, str(wrong)))
    return values


def _provider(
    providers: dict[tuple[str, str], ProviderPlan], known: list[Provider], values: dict[str, Any]
) -> ProviderPlan:
    """The provider a row speaks of: by organisation and place; by organisation alone where it has one place."""
    own, site = str(values["organisation"]).casefold(), str(values.get("site_name", "")).casefold()
    postcode = str(values.get("postcode", ""))
    key = (own, site or postcode)
    if key not in providers:
        of_name = [one for one in known if one.organisation.name.casefold() == own]
        if site:
            of_name = [one for one in of_name if one.site.name.casefold() == site]
        elif postcode:
            of_name = [one for one in of_name if one.site.postcode in ("", postcode)]
        saved = of_name[0] if of_name else None
        same = next((one for one in providers.values() if saved is not None and one.saved is saved), None)
        if saved is None and not key[1]:  # no place is named: the one that the file named before
            same = next((plan for (name, _), plan in providers.items() if name == own), None)
        providers[key] = same or ProviderPlan(saved=saved, number=saved.id if saved else -len(providers) - 1)
    return providers[key]


def _offer(
    offers: dict[tuple[int, str], OpportunityPlan],
    provider: ProviderPlan,
    values: dict[str, Any],
    guests: Collection[int],
) -> OpportunityPlan:
    """The opportunity a row speaks of, among the authority's own: of `guests` only their owner speaks."""
    name = str(values["opportunity"]).casefold()
    if (provider.number, name) not in offers:
        listed = provider.saved.opportunities if provider.saved else []
        saved = next((one for one in listed if one.name.casefold() == name and one.id not in guests), None)
        offers[provider.number, name] = OpportunityPlan(provider=provider, saved=saved)
    return offers[provider.number, name]


def _group(
    groups: dict[tuple[int, int, str], GroupPlan],
    offer: OpportunityPlan,
    values: dict[str, Any],
    labels: dict[int, str],
) -> tuple[GroupPlan, bool]:
    """The group a row speaks of, and whether another row did: by its name if it has one, else by its sessions."""
    year, name, sessions = values["entry_year"], str(values.get("name", "")).casefold(), values["sessions"]
    key = (id(offer), year, name or ";".join(sessions))
    if key in groups:
        return groups[key], True
    listed = [one for one in (offer.saved.groups if offer.saved else []) if one.entry_year == year]
    if name:
        listed = [one for one in listed if one.name.casefold() == name]
    else:
        listed = [one for one in listed if set(one.sessions) == set(sessions)]
    saved = listed[0] if listed else None
    held = {session: labels.get(number, "") for session, number in saved.held_at.items()} if saved else {}
    groups[key] = GroupPlan(opportunity=offer, saved=saved, held_now=held)
    return groups[key], False
