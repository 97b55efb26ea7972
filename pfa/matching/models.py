"""Policies, runs, and the weeks, prices and reasons that runs gave."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, foreign, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity


class PolicyRecord(Row, Versioned, Owned, Base):
    """What a week is worth, as an authority agreed it. `settings` are those of `policy.json` without the week."""

    __tablename__ = "policy"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "name"))

    name: Mapped[str] = mapped_column(sa.String(120))
    settings: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class PolicyAgreement(Row, Owned, Base):
    """Who agreed a policy, and when: for its settings as they were then, told by their fingerprint."""

    __tablename__ = "policy_agreement"
    __table_args__ = walled(sa.Index("ix_policy_agreement", "policy_id", "id"), policy_id="policy")

    policy_id: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    who: Mapped[str] = mapped_column(sa.String(120))
    agreed_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))


class RunState(enum.Enum):
    waiting = "waiting"
    running = "running"
    done = "done"
    failed = "failed"
    cancelled = "cancelled"


class Run(Row, Versioned, Owned, Base):
    """One solve of a cohort. What it was given and what it answered are kept, so that anyone can check it again."""

    __tablename__ = "run"
    __table_args__ = walled(sa.Index("ix_run_year", "authority_id", "entry_year", "id"), earlier_id="run")

    name: Mapped[str] = mapped_column(sa.String(120))
    entry_year: Mapped[int]
    policy_name: Mapped[str] = mapped_column(sa.String(120))
    policy: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    agreed: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # who had agreed the policy, and when, in words
    earlier_id: Mapped[int | None]  # the run it begins at, whose weeks the policy may want to keep
    seed: Mapped[int] = mapped_column(default=0)
    seconds_at_most: Mapped[int]
    memory_mb_at_most: Mapped[int | None]  # MiB; None: as much as this installation gives to any run
    state: Mapped[RunState] = mapped_column(by_value(RunState, "run_state"), default=RunState.waiting)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    started_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    phase: Mapped[str] = mapped_column(sa.String(80), default="")
    value_so_far: Mapped[int | None]
    bound_so_far: Mapped[float | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)  # the keys of result.json
    failure: Mapped[str] = mapped_column(sa.String(500), default="")


class RunFile(Owned, Base):
    """The problem and the answer of a run as the exchange format's files, zipped: the means to check it elsewhere."""

    __tablename__ = "run_file"
    __table_args__ = walled(sa.UniqueConstraint("run_id", "name"), run_id="run")
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(40))  # problem.zip or answer.zip
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))


class RunPerson(Owned, Base):
    """What a run suggests for one young person, in figures."""

    __tablename__ = "run_person"
    __table_args__ = walled(
        sa.UniqueConstraint("run_id", "young_person_id"), run_id="run", young_person_id="young_person"
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    young_person_id: Mapped[int] = mapped_column(index=True)
    value: Mapped[int]
    sessions: Mapped[int]
    sessions_wanted: Mapped[int]
    own_sessions: Mapped[int]
    wish_met: Mapped[int | None]  # 1, 2 or 3: the highest wish for kinds of work that is met; None: none of the three
    wishes_made: Mapped[int]
    has_main: Mapped[bool]
    has_answered: Mapped[bool]
    best_alone: Mapped[int | None]  # points of the best week if nobody else was there; None: the run is from before
    changes_known: Mapped[bool] = mapped_column(default=False)  # what would have to change has been worked out

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(RunPerson.young_person_id) == YoungPerson.id
    )


class SuggestedGroup(Owned, Base):
    """One group of a suggested week. A suggestion, never a placement."""

    __tablename__ = "suggested_group"
    __table_args__ = walled(
        sa.UniqueConstraint("run_id", "young_person_id", "group_id"),
        run_id="run",
        young_person_id="young_person",
        group_id="opportunity_group",
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    young_person_id: Mapped[int]
    group_id: Mapped[int]

    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(SuggestedGroup.group_id) == Group.id)


class UnmetWish(Owned, Base):
    """A wish that a run could not meet, and the one reason for it, for staff. `told` is what the young person may be
    told of it, one of the solver's `TELLINGS`: it says nothing of anybody else."""

    __tablename__ = "unmet_wish"
    __table_args__ = walled(
        sa.Index("ix_unmet_wish_person", "run_id", "young_person_id"), run_id="run", young_person_id="young_person"
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    young_person_id: Mapped[int]
    rank: Mapped[int]  # 1, 2 or 3: which wish for a kind of work it was
    target: Mapped[str] = mapped_column(sa.String(80))
    target_words: Mapped[str] = mapped_column(sa.String(200))
    reason: Mapped[str] = mapped_column(sa.String(40))
    words: Mapped[str] = mapped_column(sa.String(400))
    told: Mapped[str] = mapped_column(sa.String(20), default="")


class ProviderRequest(Owned, Base):
    """A need that a provider has not been asked about: a question to them, not an exclusion."""

    __tablename__ = "provider_request"
    __table_args__ = walled(
        sa.UniqueConstraint("run_id", "young_person_id", "group_id", "need"),
        run_id="run",
        young_person_id="young_person",
        group_id="opportunity_group",
    )
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    young_person_id: Mapped[int]
    group_id: Mapped[int]
    need: Mapped[str] = mapped_column(sa.String(40))

    group: Mapped[Group] = relationship(primaryjoin=lambda: foreign(ProviderRequest.group_id) == Group.id)
    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(ProviderRequest.young_person_id) == YoungPerson.id
    )


class HintRule(enum.Enum):
    """What a hint says: two locks, a nudge, and two people who are kept apart."""

    must = "must"
    never = "never"
    prefer = "prefer"
    apart = "apart"


class Hint(Row, Versioned, Owned, Base):
    """Something that every run keeps to for one young person, with its author, its reason and its last day.

    *Must* names a group, *never* and *prefer* an opportunity, *apart* another young person. It ends by its last day,
    or when somebody ends it, and stays on record.
    """

    __tablename__ = "hint"
    __table_args__ = walled(
        sa.CheckConstraint(
            "(group_id is not null and rule = 'must' and opportunity_id is null and other_person_id is null) or "
            "(opportunity_id is not null and rule in ('never', 'prefer') and group_id is null "
            "and other_person_id is null) or "
            "(other_person_id is not null and rule = 'apart' and group_id is null and opportunity_id is null)",
            name="one_target",
        ),
        young_person_id="young_person",
        group_id="opportunity_group",
        opportunity_id="opportunity",
        other_person_id="young_person",
    )

    young_person_id: Mapped[int] = mapped_column(index=True)
    rule: Mapped[HintRule] = mapped_column(by_value(HintRule, "hint_rule"))
    group_id: Mapped[int | None]
    opportunity_id: Mapped[int | None]
    other_person_id: Mapped[int | None] = mapped_column(index=True)
    because: Mapped[str] = mapped_column(sa.String(300))
    ends_on: Mapped[dt.date | None]  # the last day; None: until somebody ends it
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))

    young_person: Mapped[YoungPerson] = relationship(
        primaryjoin=lambda: foreign(Hint.young_person_id) == YoungPerson.id
    )
    other_person: Mapped[YoungPerson | None] = relationship(
        primaryjoin=lambda: foreign(Hint.other_person_id) == YoungPerson.id
    )
    group: Mapped[Group | None] = relationship(primaryjoin=lambda: foreign(Hint.group_id) == Group.id)
    opportunity: Mapped[Opportunity | None] = relationship(
        primaryjoin=lambda: foreign(Hint.opportunity_id) == Opportunity.id
    )
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])

    @property
    def pair(self) -> tuple[int, int]:
        """The two it is about; the same one twice where it is about one."""
        return self.young_person_id, self.other_person_id or self.young_person_id
