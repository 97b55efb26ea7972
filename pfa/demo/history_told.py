"""What was told onwards: demand to colleges, figures to the region, what came of it to young people."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.accounts.actor import Actor
from pfa.accounts.models import Authority
from pfa.core.errors import Refused
from pfa.demand import services as demand
from pfa.demand.models import DemandVersion, Replied, SheetLine
from pfa.demand.services import ReplyDraft
from pfa.demo.places import Valley
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people import disclosure
from pfa.people.codes import NEED_TYPES
from pfa.provision.kinds import CARRIES_THE_WEEK, KINDS_OF_WORK, Certainty, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider
from pfa.reporting import services
from pfa.reporting.figures import OTHER
from pfa.reporting.models import PublishedFigure
from pfa.reporting.services import ReleasedWords
from pfa.starts.models import Visit

REGION = "Invented Dales"
NEIGHBOURS = (("Fellmarsh (invented)", "X99000002", 0.7), ("Quillmoor (invented)", "X99000003", 1.6))
# What two colleges asked about and could not run: why, in their words. Nothing of it is on offer that September.
CANNOT = (
    (0, "music", "Our music teacher has left, and we have not found another yet."),
    (1, "motor", "The workshop is being rebuilt until the summer after."),
)
WORDS = "Thank you for telling us. We read every answer."
SHARES = {"answered": 0.72, "agreed": 0.6, "sustained": 0.38, "own-life": 0.33}  # of people; invented
NEEDS = {"ASD": 0.31, "SEMH": 0.28, "SLCN": 0.13, "MLD": 0.12, "SLD": 0.05}
PATHWAYS = {"study-programme": 0.55, "supported-internship": 0.2, "school-sixth-form": 0.15, "training": 0.06}


def cannot_run(session: Session, authority: Authority, valley: Valley, entry_year: int) -> None:
    """The programmes that colleges will say no to: on their sheet, with the places they had."""
    for number, work, _because in CANNOT:
        query = sa.select(Provider).where(Provider.organisation_id == valley.colleges[number].id).order_by(Provider.id)
        provider = session.scalars(query).first()
        if provider is None:
            continue
        offer = Opportunity(
            authority_id=authority.id,
            provider_id=provider.id,
            name=f"{KINDS_OF_WORK[work]}, Level 2",
            kind=OpportunityKind.study_programme,
            kind_of_work=work,
            level_min=3,
            level_max=3,
            age_min=16,
            age_max=25,
            is_synthetic=True,
        )
        session.add(offer)
        session.flush()
        session.add(
            Group(
                authority_id=authority.id,
                opportunity_id=offer.id,
                entry_year=entry_year,
                sessions=["mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm"],
                places=5,
                smallest_viable=3,
                starts_on=dt.date(entry_year, 9, 6),
                ends_on=dt.date(entry_year + 1, 7, 7),
                certainty=Certainty.provisional,
            )
        )
    session.flush()


def publish_demand(
    session: Session, entry_year: int, actors: Mapping[str, Actor], *, now: dt.datetime, chance: random.Random
) -> None:
    """Demand for the September to come, published in summer; most lines answered, as what is on offer then shows."""
    coordinator, today = actors["co-ordinator"], now.date()
    made = now - dt.timedelta(days=120)
    version = demand.project(session, coordinator.authority_id, entry_year, actor=coordinator, now=made, today=today)
    reply_by = today + dt.timedelta(days=25)
    demand.publish(session, version, reply_by, seen=version.version, actor=coordinator, now=made, today=today)
    session.flush()
    no = {work: because for _number, work, because in CANNOT}
    for line in _lines(session, version):
        groups = _groups(session, line, entry_year)
        if _is_to_refuse(groups):
            draft = ReplyDraft(Replied.cannot, because=no[line.kind_of_work])
        elif chance.random() < 0.25:
            continue  # still to come
        elif len(groups) == 1 and chance.random() < 0.3:
            draft = ReplyDraft(Replied.if_enough, at_least=groups[0].smallest_viable)
        else:
            draft = ReplyDraft(Replied.will_run, places=sum(group.places for group in groups))
        if draft.said is Replied.will_run and not draft.places:
            continue
        at = made + dt.timedelta(days=chance.randrange(10, 90))
        demand.reply(session, line, draft, actor=actors["college staff"], now=at)


def _lines(session: Session, version: DemandVersion) -> Sequence[SheetLine]:
    query = (
        sa.select(SheetLine)
        .where(SheetLine.demand_version_id == version.id)
        .options(joinedload(SheetLine.version), selectinload(SheetLine.replies))
        .order_by(SheetLine.id)
    )
    return session.scalars(query).all()


def _groups(session: Session, line: SheetLine, entry_year: int) -> Sequence[Group]:
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .where(
            Opportunity.provider_id == line.provider_id,
            Opportunity.kind == line.pathway,
            Opportunity.kind_of_work == line.kind_of_work,
            Group.entry_year == entry_year,
        )
        .options(joinedload(Group.opportunity))
        .order_by(Group.id)
    )
    return session.scalars(query).all()


def _is_to_refuse(groups: Sequence[Group]) -> bool:
    works = {work for _number, work, _because in CANNOT}
    return bool(groups) and all(
        group.opportunity.kind_of_work in works and group.opportunity.level_min == 3 and group.places == 5
        for group in groups
    )


def book_visits(
    session: Session, entry_year: int, coordinator: Actor, *, now: dt.datetime, chance: random.Random
) -> None:
    """Visits before a start, for the first agreed weeks: most in the weeks to come, two that nobody has told of yet."""
    query = (
        sa.select(Package.young_person_id, Opportunity.provider_id, Opportunity.id)
        .join(PackageVersion, PackageVersion.package_id == Package.id)
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .join(Group, Group.id == PackageItem.group_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(
            Package.entry_year == entry_year,
            Package.state == PackageState.agreed,
            PackageVersion.number == Package.newest,
            Opportunity.kind.in_(CARRIES_THE_WEEK),
        )
        .order_by(Package.id)
        .limit(10)
    )
    for number, (person, provider, opportunity) in enumerate(session.execute(query)):
        on = now.date() + dt.timedelta(days=3 + 4 * number if number > 1 else -4)
        on += dt.timedelta(days=7 - on.weekday() if on.weekday() > 4 else 0)
        session.add(
            Visit(
                authority_id=coordinator.authority_id,
                young_person_id=person,
                provider_id=provider,
                opportunity_id=opportunity,
                on=on,
                half=chance.choice(("am", "pm")),
                with_whom="Admissions",
                booked_by_id=coordinator.user_id,
            )
        )
    session.flush()


def release(session: Session, entry_year: int, coordinator: Actor, *, now: dt.datetime) -> None:
    """What came of it, for those who start in the September to come."""
    at = now - dt.timedelta(days=3)
    with suppress(Refused):  # in a very small demo no five people want the same
        services.release(session, entry_year, ReleasedWords(WORDS), actor=coordinator, now=at)


def publish_figures(session: Session, years: Sequence[int], coordinator: Actor, *, now: dt.datetime) -> None:
    """This authority's figures of the cohorts that have left, each in its first edition."""
    at = now - dt.timedelta(days=35)
    for year in years:
        found = services.preview(session, coordinator, year, now=at)
        services.publish(session, year, seen=found.digest, actor=coordinator, now=at)


def neighbours(session: Session, years: Sequence[int], people: int, *, now: dt.datetime, chance: random.Random) -> None:
    """Two invented authorities of the same region: their published figures, and nothing else."""
    at = now - dt.timedelta(days=50)
    for name, code, times in NEIGHBOURS:
        authority = Authority(name=name, code=code, region=REGION, is_synthetic=True)
        session.add(authority)
        session.flush()
        for year in years:
            for (measure, category), count in _invented(round(people * times), chance).items():
                session.add(
                    PublishedFigure(
                        authority_id=authority.id,
                        academic_year=year,
                        measure=measure,
                        category=category,
                        count=disclosure.published(count),
                        published_at=at,
                    )
                )
    session.flush()


def _invented(people: int, chance: random.Random) -> dict[tuple[str, str], int]:
    def about(share: float, whole: int) -> int:
        return round(whole * share * chance.uniform(0.85, 1.15))

    found = {("people", ""): people}
    found |= {(key, ""): about(share, people) for key, share in SHARES.items()}
    agreed, answered = found["agreed", ""], found["answered", ""]
    ways = [kind.value for kind in OpportunityKind if kind in CARRIES_THE_WEEK] + [OTHER]
    needs = [code for code in NEED_TYPES if code != "OTH"] + [OTHER]
    found |= {("pathway", way): about(PATHWAYS.get(way, 0.01), agreed) for way in ways}
    found |= {("need", code): about(NEEDS.get(code, 0.015), people) for code in needs}
    return found | {("wish", work): about(chance.uniform(0.02, 0.3), answered) for work in KINDS_OF_WORK}
