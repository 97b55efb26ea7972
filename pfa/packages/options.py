"""What fits a session of one young person's week now, and why the rest does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pfa.aspirations.points import WISH_NAMES
from pfa.calendar.week import in_week_order
from pfa.matching import keys
from pfa.matching.building import sector_of
from pfa.matching.solver.checker import RULES, Reading
from pfa.matching.solver.problem import SECTOR_PREFIX, Problem
from pfa.packages.content import Content, title
from pfa.packages.judging import Broken, Judge, Key
from pfa.packages.wording import RULE_NAMES
from pfa.people.codes import ACCESS_NEEDS
from pfa.provision.models import Group


@dataclass(frozen=True, slots=True)
class Option:
    """One group that could come into the week. `replaces`: what would have to go out for it.

    `points`: what a session of it is worth to the person. `minutes`: travel from home, None where it is not known.
    """

    group: Group
    points: int
    wish: str
    places_left: int
    in_drafts: int
    minutes: int | None
    to_ask: tuple[str, ...]
    replaces: tuple[Group, ...] = ()

    @property
    def title(self) -> str:
        return title(self.group)

    @property
    def sessions(self) -> Sequence[str]:
        return in_week_order(self.group.sessions)


@dataclass(frozen=True, slots=True)
class Unfit:
    """A group that does not fit, and the first rule that stands in the way."""

    option: Option
    broken: Broken


@dataclass(frozen=True, slots=True)
class Options:
    """Everything on offer for a session: what fits as it is, what fits instead of something, and the rest by rule.

    `now`: what is there already, if anything.
    """

    now: Option | None
    fits: Sequence[Option]
    swaps: Sequence[Option]
    unfit: Mapping[str, Sequence[Unfit]]

    @property
    def unfit_count(self) -> int:
        return sum(len(rows) for rows in self.unfit.values())


def options(judge: Judge, content: Content, session: str) -> Options:
    """Every group with this session that is not in the week yet: what they asked for first, then what is near."""
    problem = judge.problem_with(content)
    reading = Reading(problem)
    before = {each.key for each in judge.broken(content)}
    now: Option | None = None
    fits: list[Option] = []
    swaps: list[Option] = []
    unfit: defaultdict[str, list[Unfit]] = defaultdict(list)
    for group in judge.groups.values():
        if session not in group.sessions:
            continue
        option = _option(judge, problem, reading, content, group)
        if group.id in content.groups:
            now = option
            continue
        broken = _first_broken(judge, problem, reading, content, option, before)
        if broken is not None:
            unfit[broken.rule].append(Unfit(option, broken))
        else:
            (swaps if option.replaces else fits).append(option)
    order = [rule for rule in (*RULES, "closed") if rule in unfit]
    return Options(
        now=now,
        fits=sorted(fits, key=_best_first),
        swaps=sorted(swaps, key=_best_first),
        unfit={
            RULE_NAMES[rule]: sorted(unfit[rule], key=lambda each: _best_first(each.option))
            for rule in sorted(order, key=lambda rule: -max(each.option.points for each in unfit[rule]))
        },
    )


def in_the_way(content: Content, group: Group, groups: Mapping[int, Group]) -> list[int]:
    """The groups of a week that would have to go out for this one.

    Those at the same time, another group of the same thing, and another main pathway.
    """
    return [
        other.id
        for other in (groups[one] for one in sorted(content.groups) if one in groups)
        if set(other.sessions) & set(group.sessions)
        or other.opportunity_id == group.opportunity_id
        or (other.opportunity.carries_the_week and group.opportunity.carries_the_week)
    ]


def with_group(content: Content, group: Group, groups: Mapping[int, Group]) -> Content:
    """The week with this group in it, and without what stands in its way."""
    return content.with_group(group.id, in_the_way(content, group, groups))


def _option(judge: Judge, problem: Problem, reading: Reading, content: Content, group: Group) -> Option:
    home = keys.provider(group.opportunity.provider_id)
    wishes = [wish.removeprefix(SECTOR_PREFIX) for wish in judge.cohort.wishes.get(judge.number, ())]
    sector = sector_of(group.opportunity)
    rank = wishes.index(sector) if sector in wishes else None
    needs = set(problem.people[judge.person_id].needs)
    to_ask = needs & set(group.opportunity.features_to_ask) - set(group.opportunity.features)
    return Option(
        group=group,
        points=problem.points(judge.person_id, keys.opportunity(group.opportunity_id)) or 0,
        wish=WISH_NAMES[rank] if rank is not None and rank < len(WISH_NAMES) else "",
        places_left=judge.places_left(group.id),
        in_drafts=judge.in_other_drafts(group.id),
        minutes=reading.journeys.from_home(judge.person_id, home),
        to_ask=tuple(ACCESS_NEEDS.get(need, need) for need in sorted(to_ask)),
        replaces=tuple(judge.groups[one] for one in in_the_way(content, group, judge.groups)),
    )


def _first_broken(
    judge: Judge, problem: Problem, reading: Reading, content: Content, option: Option, before: set[Key]
) -> Broken | None:
    """The first rule that the week would newly break with this group: of its own, of the week, of what is shared."""
    found = judge.refusal(problem, option.group.id, reading)
    if found is not None:
        return found
    week = with_group(content, option.group, judge.groups).groups
    mine = keys.group(option.group.id)
    for each in [*judge.week_faults(problem, week, reading), *judge.shared_faults(problem, week)]:
        if each.key not in before and (mine in each.about or not each.about):
            return each
    return None


def _best_first(option: Option) -> tuple[int, int, int, str]:
    near = option.minutes if option.minutes is not None else 999
    return (-option.points, len(option.replaces), near, option.title)
