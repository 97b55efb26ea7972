"""What the checker says about one young person's week: its own rules, asked with everybody else's drafts in mind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching import keys, policies
from pfa.matching.building import Cohort, build
from pfa.matching.models import Run
from pfa.matching.solver.checker import RULES, Reading, Violation, check, check_package, refusal
from pfa.matching.solver.problem import Person, Problem, frozen
from pfa.packages.content import Content
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.packages.wording import RULE_NAMES, Namer
from pfa.people.models import YoungPerson
from pfa.provision.models import Group

WEEK_RULES = frozenset(RULES) - {"places", "viable", "support", "coach-pool", "apart"}
UNDECIDED = (PackageState.draft, PackageState.shared)

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a week breaks, in words for staff. `about`: solver ids of the groups that break it together.

    `named` says which groups those are, where it is one or two; a rule about the whole week names none.
    """

    rule: str
    about: tuple[str, ...]
    words: str
    named: str = ""

    @property
    def sentence(self) -> str:
        """The words with what they are about."""
        return f"{self.named}: {self.words}" if self.named else self.words

    @property
    def heading(self) -> str:
        return RULE_NAMES[self.rule]

    @property
    def key(self) -> Key:
        """What makes it the same fault in the next version, though its figures may change."""
        return self.rule, self.about


class Judge:
    """The rules for one young person's week. Build one with `judge`; it asks the database nothing more.

    Places count what agreed weeks and continuing people have taken (by the problem) and everybody else's draft and
    shared weeks (as assignments beside this one).
    """

    def __init__(
        self, cohort: Cohort, person: YoungPerson, others: Mapping[str, tuple[Person, frozenset[str]]]
    ) -> None:
        self.cohort = cohort
        self.number = person.id
        self.person_id = keys.person(person.id)
        self.named_worker = person.named_worker.name if person.named_worker else ""
        self._others = others
        self._people = {key: someone for key, (someone, _) in others.items()}
        self._in_group: dict[str, set[str]] = defaultdict(set)
        for key, (_, group_ids) in others.items():
            for group_id in group_ids:
                self._in_group[group_id].add(key)
        pairs = ([keys.person(one), keys.person(other)] for one, other in cohort.apart)
        self._apart = [(min(pair), max(pair)) for pair in pairs]
        self._me = cohort.problem.people[self.person_id]
        self._namer = Namer(cohort.groups, self.named_worker)

    @property
    def groups(self) -> Mapping[int, Group]:
        """The groups on offer in the entry year, by id."""
        return self.cohort.groups

    def problem_with(self, content: Content) -> Problem:
        """The problem in which this week's own sessions are the person's."""
        me = replace(self._me, own_sessions=content.own_sessions)
        return replace(self.cohort.problem, people=frozen({self.person_id: me}))

    def broken(self, content: Content) -> list[Broken]:
        """Every rule this week breaks, in the order of the rules. An empty week breaks none."""
        known = {group_id for group_id in content.groups if group_id in self.groups}
        problem = self.problem_with(content)
        ids = {keys.group(group_id) for group_id in known}
        found = [*check_package(problem, self.person_id, ids), *self.shared(problem, ids)]
        gone = [
            Broken("closed", (keys.group(group_id),), "Something in this week is no longer on offer.")
            for group_id in sorted(content.groups - known)
        ]
        return gone + [self.said(violation) for violation in found]

    def shared(self, problem: Problem, ids: Iterable[str]) -> list[Violation]:
        """The rules between people that these groups break together with everybody else's drafts."""
        mine = set(ids)
        pools = {problem.groups[each].pool for each in mine} - {None}
        near = mine | {each.id for each in problem.groups.values() if each.pool in pools}
        beside = {key for each in near for key in self._in_group.get(each, ())}
        people = {self.person_id: problem.people[self.person_id]} | {key: self._people[key] for key in beside}
        weeks: dict[str, Iterable[str]] = {key: self._others[key][1] & near for key in beside}
        assignments = {key: set(week) for key, week in weeks.items()} | {self.person_id: mine}
        apart = frozenset(pair for pair in self._apart if people.keys() >= set(pair))
        found = check(replace(problem, people=frozen(people), apart=apart), assignments)
        return [each for each in found if each.rule not in WEEK_RULES and mine & set(each.group_ids)]

    def refusal(self, problem: Problem, group_id: int, reading: Reading) -> Broken | None:
        """The first rule that keeps this person out of a group whatever else is in the week."""
        found = refusal(problem, self.person_id, keys.group(group_id), reading)
        return None if found is None else self.said(found)

    def week_faults(self, problem: Problem, group_ids: Iterable[int], reading: Reading) -> list[Broken]:
        """The rules of one person's week that these groups break together."""
        ids = [keys.group(group_id) for group_id in group_ids if group_id in self.groups]
        return [self.said(each) for each in check_package(problem, self.person_id, ids, reading)]

    def shared_faults(self, problem: Problem, group_ids: Iterable[int]) -> list[Broken]:
        """The rules between people that these groups break."""
        ids = [keys.group(group_id) for group_id in group_ids if group_id in self.groups]
        return [self.said(each) for each in self.shared(problem, ids)]

    def in_other_drafts(self, group_id: int) -> int:
        """How many others have a group in a week that is not agreed yet."""
        return len(self._in_group.get(keys.group(group_id), ()))

    def places_left(self, group_id: int) -> int:
        """Places that neither agreed weeks nor other drafts use."""
        return self.cohort.problem.groups[keys.group(group_id)].places - self.in_other_drafts(group_id)

    def said(self, violation: Violation) -> Broken:
        """A violation in words for staff: names for ids, nobody else's name."""
        about = tuple(violation.group_ids)
        return Broken(violation.rule, about, self._namer.words(violation), self._namer.named(violation))


def judge(
    session: Session, person: YoungPerson, *, entry_year: int, today: dt.date, package: Package | None = None
) -> Judge:
    """The rules for this person's week in an entry year, by the policy of the run their package came from."""
    policy = _policy(session, package)
    cohort = build(session, entry_year=entry_year, policy=policy, today=today, only=[person.id], settled_too=True)
    return Judge(cohort, person, _others(session, person.id, entry_year))


def _policy(session: Session, package: Package | None) -> policies.PolicySettings:
    run_id = package.run_id if package is not None else None
    stored = session.scalars(sa.select(Run.policy).where(Run.id == run_id)).first() if run_id is not None else None
    return policies.from_json(stored) if stored is not None else policies.PolicySettings()


def _others(session: Session, person_id: int, entry_year: int) -> dict[str, tuple[Person, frozenset[str]]]:
    query = (
        sa.select(YoungPerson.id, YoungPerson.support_units, YoungPerson.coach_units, PackageItem.group_id)
        .join(Package, Package.young_person_id == YoungPerson.id)
        .join(
            PackageVersion,
            sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.newest),
        )
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .where(Package.entry_year == entry_year, Package.state.in_(UNDECIDED), YoungPerson.id != person_id)
        .order_by(YoungPerson.id, PackageItem.group_id)
    )
    groups: defaultdict[str, set[str]] = defaultdict(set)
    people: dict[str, Person] = {}
    for number, support, coach, group_id in session.execute(query):
        key = keys.person(number)
        people[key] = Person(id=key, sessions_wanted=len(_WEEK), support_units=support, coach_units=coach)
        groups[key].add(keys.group(group_id))
    return {key: (someone, frozenset(groups[key])) for key, someone in people.items()}


_WEEK = range(10)  # others' weeks were judged as their own; here they only use places, support and coach time
