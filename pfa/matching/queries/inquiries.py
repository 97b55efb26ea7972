"""Reads about questions put to a run: how far they have come, and what was found."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.matching.inquiring.models import Inquiry, InquiryKind, OneMore, WishChange
from pfa.matching.models import Run, RunPerson, UnmetWish
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, Provider
from pfa.web.pages import Page, page_of

PLAN_B = "plan-b"


def _with_place(of: Any) -> Any:
    return (
        joinedload(of)
        .joinedload(Group.opportunity)
        .joinedload(Opportunity.provider)
        .options(joinedload(Provider.organisation), joinedload(Provider.site))
    )


def inquiry(session: Session, asker: Asker, public_id: uuid.UUID) -> Inquiry:
    """One question. Raises NotFound."""
    query = sa.select(Inquiry).where(
        Inquiry.public_id == public_id, Inquiry.authority_id.in_(asker.authorities_for("run:read"))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that question.")
    return found


def newest_inquiry(session: Session, run: Run, kind: InquiryKind, person: YoungPerson | None = None) -> Inquiry | None:
    """The newest question of a kind about a run: about all of its people, or about one."""
    whom = Inquiry.young_person_id.is_not_distinct_from(None if person is None else person.id)
    query = sa.select(Inquiry).where(Inquiry.run_id == run.id, Inquiry.kind == kind, whom)
    return session.scalars(query.order_by(Inquiry.id.desc()).limit(1)).first()


def newest_check(session: Session, asker: Asker, entry_year: int) -> Inquiry | None:
    """The newest check of a cohort before a run."""
    query = sa.select(Inquiry).where(
        Inquiry.authority_id.in_(asker.authorities_for("run:read")),
        Inquiry.entry_year == entry_year,
        Inquiry.kind == InquiryKind.check,
        Inquiry.run_id.is_(None),
    )
    return session.scalars(query.order_by(Inquiry.id.desc()).limit(1)).first()


@dataclass(frozen=True, slots=True)
class Ways:
    """What would meet one unmet wish: a plan B that asks nothing of anybody else, and the smallest change."""

    plan: WishChange | None = None
    change: WishChange | None = None


NO_WAYS = Ways()


def ways(session: Session, run: Run, people: Iterable[int]) -> Mapping[tuple[int, int], Ways]:
    """For each of these young people and the rank of each of their unmet wishes, what would meet it: one statement."""
    query = (
        sa.select(WishChange)
        .where(WishChange.run_id == run.id, WishChange.young_person_id.in_(list(people)))
        .options(_with_place(WishChange.group))
        .order_by(WishChange.id)
    )
    found: defaultdict[tuple[int, int], dict[str, WishChange]] = defaultdict(dict)
    for row in session.scalars(query):
        found[row.young_person_id, row.rank]["plan" if row.kind == PLAN_B else "change"] = row
    return {key: Ways(**each) for key, each in found.items()}


def change(session: Session, asker: Asker, public_id: uuid.UUID) -> tuple[WishChange, Run]:
    """One way to meet a wish, and its run. Raises NotFound."""
    query = (
        sa.select(WishChange, Run)
        .join(Run, Run.id == WishChange.run_id)
        .where(WishChange.public_id == public_id, Run.authority_id.in_(asker.authorities_for("run:read")))
    )
    found = session.execute(query).first()
    if found is None:
        raise NotFound("We could not find that plan. It may have been worked out anew.")
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish that was wanted more than the one that was met, and what would meet it."""

    wish: UnmetWish
    person: YoungPerson
    known: bool
    ways: Ways


WHOSE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "all": ("All", ()),
    "plan": ("A plan B", (PLAN_B,)),
    "provider": ("A place, a smaller group, a later start", ("place", "share", "minimum", "chance", "start")),
    "service": ("Coach time, support or money", ("coach", "support", "money")),
    "theirs": ("A limit or half day of their own", ("session", "minutes", "level", "half-days", "own-session")),
    "none": ("Nothing found", ()),
}
"""What the list can be narrowed to, and the kinds of change each means."""
NOT_THEIRS = (*WHOSE["provider"][1], *WHOSE["service"][1])


def wanted(session: Session, run: Run, *, which: str, number: int) -> Page[Wanted]:
    """Wishes wanted more than what was met, by name: four statements."""
    person = sa.and_(RunPerson.run_id == UnmetWish.run_id, RunPerson.young_person_id == UnmetWish.young_person_id)
    query = (
        sa.select(UnmetWish, YoungPerson, RunPerson.changes_known)
        .join(RunPerson, person)
        .join(YoungPerson, YoungPerson.id == UnmetWish.young_person_id)
        .where(UnmetWish.run_id == run.id, _narrowed(which))
        .where(sa.or_(RunPerson.wish_met.is_(None), UnmetWish.rank < RunPerson.wish_met))
        .order_by(YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id, UnmetWish.rank)
    )
    page: Page[Any] = page_of(session, query, number=number, size=25, scalars=False)
    found = ways(session, run, {row[0].young_person_id for row in page.rows})
    rows = [
        Wanted(wish, someone, known, found.get((wish.young_person_id, wish.rank), NO_WAYS))
        for wish, someone, known in page.rows
    ]
    return Page(rows=rows, number=page.number, total=page.total, size=page.size)


def _narrowed(which: str) -> sa.ColumnElement[bool]:
    meets = sa.and_(
        WishChange.run_id == UnmetWish.run_id,
        WishChange.young_person_id == UnmetWish.young_person_id,
        WishChange.rank == UnmetWish.rank,
    )
    if which == "none":
        return sa.and_(RunPerson.changes_known.is_(True), ~sa.exists().where(meets))
    kinds = WHOSE.get(which, WHOSE["all"])[1]
    return sa.exists().where(meets, WishChange.kind.in_(kinds)) if kinds else sa.true()


@dataclass(frozen=True, slots=True)
class Spot:
    """A group, what would have to change about it, by how much at least, and for how many wishes that would do."""

    group: Group
    kind: str
    amount: int
    wishes: int


def spots(session: Session, run: Run, *, most: int = 10) -> Sequence[Spot]:
    """Where one change would do for several wishes wanted more than what was met, each taken by itself; the commonest
    first: two statements."""
    wishes = sa.func.count(WishChange.id).label("wishes")
    counted = (
        sa.select(WishChange.group_id, WishChange.kind, sa.func.min(WishChange.amount), wishes)
        .join(
            RunPerson,
            sa.and_(RunPerson.run_id == WishChange.run_id, RunPerson.young_person_id == WishChange.young_person_id),
        )
        .where(WishChange.run_id == run.id, WishChange.kind.in_(NOT_THEIRS))
        .where(sa.or_(RunPerson.wish_met.is_(None), WishChange.rank < RunPerson.wish_met))
        .group_by(WishChange.group_id, WishChange.kind)
        .having(wishes > 1)
        .order_by(wishes.desc(), WishChange.group_id, WishChange.kind)
        .limit(most)
    )
    rows = session.execute(counted).all()
    groups = groups_named(session, [row[0] for row in rows])
    return [Spot(groups[row[0]], row[1], row[2], row[3]) for row in rows]


def groups_named(session: Session, ids: Iterable[int]) -> dict[int, Group]:
    """Groups by id with what names them: one statement."""
    query = (
        sa.select(Group)
        .where(Group.id.in_(sorted(set(ids))))
        .options(
            joinedload(Group.opportunity)
            .joinedload(Opportunity.provider)
            .options(joinedload(Provider.organisation), joinedload(Provider.site))
        )
        .order_by(Group.id)
    )
    return {group.id: group for group in session.scalars(query)}


def people_named(session: Session, ids: Iterable[int]) -> dict[int, YoungPerson]:
    """Young people by id, in the order of their names: one statement."""
    query = sa.select(YoungPerson).where(YoungPerson.id.in_(sorted(set(ids))))
    query = query.order_by(YoungPerson.last_name, YoungPerson.first_name, YoungPerson.id)
    return {person.id: person for person in session.scalars(query)}


def one_more(session: Session, run: Run) -> Sequence[OneMore]:
    """What one more is worth, the largest gain first: one statement."""
    query = (
        sa.select(OneMore)
        .where(OneMore.run_id == run.id)
        .options(_with_place(OneMore.group), joinedload(OneMore.pool))
        .order_by(OneMore.points.desc(), OneMore.wishes.desc(), OneMore.place)
    )
    return session.scalars(query).all()
