"""Questions put to the worker about a run or a cohort, and what was found."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from pfa.core.database import Base, Owned, Row, walled
from pfa.core.types import Moment, Words, by_value
from pfa.matching.models import RunState
from pfa.people.models import YoungPerson
from pfa.provision.models import CoachPool, Group


class InquiryKind(enum.Enum):
    """What is asked."""

    changes = "changes"  # of a run: what would have to change for each unmet wish
    worth = "worth"  # of a run: what one more place, unit or running group is worth
    check = "check"  # of a cohort before a run, or of a run that could not be: what stands in the way


class Inquiry(Row, Owned, Base):
    """One question, how far it has come, and what was found where that has no table of its own.

    `changes` and `worth` are about a run; `changes` may be about one young person of it. `check` is about an entry
    year, and about a run where that could not be done. `done` of `total` are people, or things there can be one more
    of. `found` is what a check found (see `checking.Found`).
    """

    __tablename__ = "inquiry"
    __table_args__ = walled(
        sa.Index("ix_inquiry_year", "authority_id", "entry_year", "kind", "id"),
        sa.Index("ix_inquiry_run", "run_id", "kind", "id"),
        run_id="run",
        young_person_id="young_person",
        policy_id="policy",
    )

    kind: Mapped[InquiryKind] = mapped_column(by_value(InquiryKind, "inquiry_kind"))
    entry_year: Mapped[int]
    run_id: Mapped[int | None]
    young_person_id: Mapped[int | None]
    policy_id: Mapped[int | None]
    state: Mapped[RunState] = mapped_column(by_value(RunState, "inquiry_state"), default=RunState.waiting)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    failure: Mapped[str] = mapped_column(sa.String(500), default="")


class WishChange(Row, Owned, Base):
    """One way in which an unmet wish of somebody could be met while everybody else keeps their week.

    `kind` is `plan-b`, where nothing has to change but their own week, or what has to (`solver.changes.KINDS`), by
    `amount`. `week` is then theirs, as ids of groups, worth `value` points against `value_now`. `times`: the half days
    that it is about (of an own one where it is, then where it would go), or the day on which they are old enough.
    """

    __tablename__ = "wish_change"
    __table_args__ = walled(
        sa.UniqueConstraint("run_id", "young_person_id", "rank", "kind"),
        run_id="run",
        young_person_id="young_person",
        group_id="opportunity_group",
    )
    follows_an_act = True

    run_id: Mapped[int]
    young_person_id: Mapped[int] = mapped_column(index=True)
    rank: Mapped[int]  # 1, 2 or 3: which wish for a kind of work it is about
    kind: Mapped[str] = mapped_column(sa.String(20))
    group_id: Mapped[int] = mapped_column(index=True)
    amount: Mapped[int]
    value: Mapped[int]
    value_now: Mapped[int]
    week: Mapped[list[int]] = mapped_column(sa.JSON)
    times: Mapped[list[str]] = mapped_column(Words, default=list)

    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(WishChange.group_id) == Group.id)
    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(WishChange.young_person_id) == YoungPerson.id
    )


class OneMore(Owned, Base):
    """What one more of something brings at least. `row` is its name in `prices.csv`, `answer` the kept file that shows
    it, empty where nothing was gained; `status` as in `solver.gains.Gain`."""

    __tablename__ = "one_more"
    __table_args__ = walled(
        sa.UniqueConstraint("run_id", "row"), run_id="run", group_id="opportunity_group", pool_id="coach_pool"
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    place: Mapped[int]  # 1 for the dearest by price
    row: Mapped[str] = mapped_column(sa.String(120))
    what: Mapped[str] = mapped_column(sa.String(20))  # group, viable, support, pool, funder: the row's first word
    group_id: Mapped[int | None] = mapped_column(index=True)
    pool_id: Mapped[int | None]
    session: Mapped[str] = mapped_column(sa.String(10), default="")
    price: Mapped[float]
    status: Mapped[str] = mapped_column(sa.String(20))
    points: Mapped[int] = mapped_column(default=0)
    firsts: Mapped[int] = mapped_column(default=0)  # people with their first wish; `wishes`: with any of theirs
    wishes: Mapped[int] = mapped_column(default=0)
    mains: Mapped[int] = mapped_column(default=0)
    full_weeks: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(sa.String(40), default="")

    group: Mapped[Group | None] = relationship(primaryjoin=lambda: foreign(OneMore.group_id) == Group.id)
    pool: Mapped[CoachPool | None] = relationship(primaryjoin=lambda: foreign(OneMore.pool_id) == CoachPool.id)
