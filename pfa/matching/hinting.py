"""Hints and locks: what a person decided that every run has to keep to, with author, reason and last day.

*Must* and *never* are locks: a run keeps to them or says that it cannot. What somebody must have counts one point a
half day where they did not mention it, so that it is acceptable and no more; a "not for me" stands against it.
*Prefer* adds `PREFER_POINTS` a half day to what the young person's own answers are worth, at most to a first wish's
points, and never to a "not for me": a hint of the staff does not outweigh them. *Apart* keeps two people out of one
group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.matching import keys
from pfa.matching.models import Hint, HintRule
from pfa.people.models import YoungPerson
from pfa.provision.models import Group, Opportunity, PlaceTaken
from pfa.web.forms import check_version

PREFER_POINTS = 20  # a half day; a first wish has 100, a third 35
MOST_POINTS = 100
MOST_NAMED = 4  # rows in one message


@dataclass(frozen=True, slots=True)
class HintWords:
    """How one kind of hint is spoken of: in a list, as a link, as the question of its form."""

    name: str
    link: str
    field: str
    explained: str


HINT_NAMES: Mapping[HintRule, HintWords] = {
    HintRule.must: HintWords(
        "Must have",
        "They must have something",
        "What must be in their week?",
        "Every run puts it in their week, before anybody else is considered. Use it for what is settled already.",
    ),
    HintRule.never: HintWords(
        "Never",
        "Something must never be in their week",
        "What must never be in their week?",
        "No run suggests it. The young person reads only “ask” and the name of their worker, never this reason.",
    ),
    HintRule.prefer: HintWords(
        "Prefer",
        "Something would be good for them",
        "What would be good for them?",
        "It counts a little more than before. It never outweighs a wish of theirs, nor what they said is not for them.",
    ),
    HintRule.apart: HintWords(
        "Keep apart",
        "Keep them apart from somebody",
        "Keep them apart from",
        "No run puts the two into one group. Neither of them is told of it, nor of the other.",
    ),
}


@dataclass(frozen=True, slots=True)
class HintValues:
    """What somebody said of a hint. `target` is the row's id: of a group, an opportunity or another young person."""

    target: int
    because: str
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class InForce:
    """The hints that a run has to keep to, as rows of the solver's problem, and the points they add.

    `apart` are pairs of young people, lower id first; `fixed` are (person, group, `must` or `never`).
    """

    fixed: tuple[tuple[str, str, str], ...]
    apart: tuple[tuple[int, int], ...]
    preferred: frozenset[tuple[int, int]]  # (young person, opportunity)
    settled: frozenset[tuple[int, int]]  # the same, of what they must have

    def points(self, person_id: int, opportunity_id: int, own: int | None) -> int | None:
        """What an opportunity is worth a half day, once hints are added to the person's own points."""
        if own == 0:
            return 0
        if (person_id, opportunity_id) in self.preferred:
            return min(MOST_POINTS, (own or 0) + PREFER_POINTS)
        return own or 1 if (person_id, opportunity_id) in self.settled else own


def standing(today: dt.date) -> sa.ColumnElement[bool]:
    """Hints that hold on a day."""
    return sa.and_(Hint.ended_at.is_(None), sa.or_(Hint.ends_on.is_(None), Hint.ends_on >= today))


def in_force(session: Session, people: Iterable[int], groups: Mapping[int, Group], today: dt.date) -> InForce:
    """The hints about these young people and groups on a day: two statements.

    Whoever is to be kept apart from somebody whose week is agreed never gets a group of that week.
    """
    ids = set(people)
    query = sa.select(Hint).where(standing(today), sa.or_(Hint.young_person_id.in_(ids), Hint.other_person_id.in_(ids)))
    found = session.scalars(query.order_by(Hint.id)).all()
    fixed: dict[tuple[int, int], str] = {}
    apart: set[tuple[int, int]] = set()
    for hint in found:
        if hint.young_person_id in ids and hint.group_id is not None and hint.group_id in groups:
            fixed[hint.young_person_id, hint.group_id] = "must"
        elif hint.rule is HintRule.never:
            for group in groups.values():
                if group.opportunity_id == hint.opportunity_id:
                    fixed[hint.young_person_id, group.id] = "never"
        elif hint.rule is HintRule.apart and hint.other_person_id is not None:
            apart.add((min(hint.pair), max(hint.pair)))
    for one, group_id in _agreed_of_others(session, apart, ids):
        fixed.setdefault((one, group_id), "never")
    return InForce(
        settled=frozenset(
            (person, groups[group].opportunity_id) for (person, group), rule in fixed.items() if rule == "must"
        ),
        fixed=tuple(
            (keys.person(person), keys.group(group), rule)
            for (person, group), rule in sorted(fixed.items())
            if group in groups
        ),
        apart=tuple(sorted(apart)),
        preferred=frozenset(
            (hint.young_person_id, hint.opportunity_id)
            for hint in found
            if hint.rule is HintRule.prefer and hint.opportunity_id is not None
        ),
    )


def _agreed_of_others(session: Session, apart: Iterable[tuple[int, int]], ids: set[int]) -> list[tuple[int, int]]:
    """(young person, group) where somebody they are kept apart from has an agreed place."""
    partners = [(one, other) for pair in apart for one, other in (pair, pair[::-1]) if one in ids]
    query = sa.select(PlaceTaken.young_person_id, PlaceTaken.group_id).where(
        PlaceTaken.young_person_id.in_({other for _, other in partners})
    )
    taken = session.execute(query.order_by(PlaceTaken.id)).all() if partners else []
    return [(one, group) for one, other in partners for holder, group in taken if holder == other]


def add(
    session: Session,
    person: YoungPerson,
    rule: HintRule,
    values: HintValues,
    *,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> Hint:
    """Add a hint. Raises Refused where it stands already, or where it would contradict one that does."""
    if values.ends_on is not None and values.ends_on < today:
        raise Refused("This day has passed.", field="ends_on")
    row = Hint(
        authority_id=person.authority_id,
        young_person_id=person.id,
        rule=rule,
        because=values.because,
        ends_on=values.ends_on,
        made_at=now,
        made_by_id=actor.user_id,
        group_id=values.target if rule is HintRule.must else None,
        opportunity_id=values.target if rule in (HintRule.never, HintRule.prefer) else None,
        other_person_id=values.target if rule is HintRule.apart else None,
    )
    about = {row.young_person_id, row.other_person_id} - {None}
    query = sa.select(Hint).where(
        standing(today), sa.or_(Hint.young_person_id.in_(about), Hint.other_person_id.in_(about))
    )
    for other in session.scalars(query):
        _refuse_if_at_odds(session, row, other)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="hint.added", subject=row)
    return row


def end(session: Session, hint: Hint, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """End a hint; it stays on record. Raises Changed, or Refused if it has ended."""
    if hint.ended_at is not None:
        raise Refused("This has ended already.")
    check_version(hint, seen)
    hint.ended_at, hint.ended_by_id = now, actor.user_id
    audit.record(session, actor=actor, now=now, action="hint.ended", subject=hint)


def _refuse_if_at_odds(session: Session, new: Hint, old: Hint) -> None:
    """Raise Refused if a new hint is there already, or says the opposite of one that is."""
    if new.rule is HintRule.apart or old.rule is HintRule.apart:
        if new.rule is old.rule and set(new.pair) == set(old.pair):
            raise Refused("These two are kept apart already.", field="target")
        return
    if old.young_person_id != new.young_person_id:
        return
    if new.rule is old.rule and (new.group_id, new.opportunity_id) == (old.group_id, old.opportunity_id):
        raise Refused("This is on record already.", field="target")
    opposite = HintRule.never in (new.rule, old.rule) and new.rule is not old.rule
    if opposite and _opportunity(session, new) == _opportunity(session, old):
        raise Refused("This is the opposite of what is on record for them. End that first.", field="target")


def _opportunity(session: Session, hint: Hint) -> int | None:
    if hint.opportunity_id is not None or hint.group_id is None:
        return hint.opportunity_id
    query = sa.select(Opportunity.id).join(Opportunity.groups).where(Group.id == hint.group_id)
    return session.scalars(query).one()


def contradiction_words(people: Mapping[int, YoungPerson], groups: Mapping[int, Group], said: object) -> str:
    """Why a run could keep to none: the *must* rows that cannot all hold, with case numbers and no names."""
    rows = []
    for line in said if isinstance(said, (list, tuple)) else ():
        kind, _, rest = str(line).partition(":")
        person, _, group = rest.partition(":")
        if kind == "must":
            rows.append(f"{people[keys.number(person)].reference} in {groups[keys.number(group)].opportunity.name}")
    return (
        "Not everything that somebody must have can be had at once: "
        + "; ".join(rows[:MOST_NAMED])
        + ". End one of these under “What every run keeps to”, or mend what stands in its way, and start the run again."
    )
