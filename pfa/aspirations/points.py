"""What the solver is told: the one place where answers become points.

Points count for each session of a week (`matching-problem.md`); 1 to 100, or 0 for "not for me". What is not said here
is not written, and with the product's policy (`open_points` null) what nobody asked for is never suggested: the gap
stays open for a conversation.

===========================================  ==================================================
what they said                               points a session
===========================================  ==================================================
first, second, third kind of work            100, 60, 35
 … but in another way than they asked for    25, 18, 12
the way they asked for, no kind of work      30
something they want in their week            20
something they want to learn or do           15
something they would try                     10
not for me                                   0, whatever else was said
===========================================  ==================================================

"Way" is how the week is carried: school, college, supported internship, apprenticeship, training. Who named no way,
or is not sure, gets the full points whatever the way. An opportunity with a kind of work is a wish about that work:
once somebody has named kinds of work, others of the same way are not suggested; somebody who named none gets the way
they asked for in any kind of work they did not refuse. "Something they want to learn or do" is said of skills at
home, other people and feeling well (`LIFE`): an adult class, a club, volunteering, keeping fit. The order of the
table is the order of value: the kind of work in the way they asked for, then the way alone, then the work in another
way, then the rest of a good week, then what they want to learn or do, then what they would try.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    HEALTH,
    KIND_PREFIX,
    LEARN_TRAVEL,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    PEOPLE,
    SKILLS,
    TRY,
    WEEK,
    WORK,
    Said,
)
from pfa.provision.kinds import CARRIES_THE_WEEK, KIND_NAMES, KINDS_OF_WORK, OpportunityKind

Answers = Mapping[str, Said]
SECTOR = "sector:"

WISH_POINTS = (100, 60, 35)
WISH_NAMES = ("First wish", "Second wish", "Third wish")
OTHER_WAY_POINTS = (25, 18, 12)
WAY_POINTS = 30
WEEK_POINTS = 20
LIFE_POINTS = 15
TRY_POINTS = 10

# The same as the table above, for pages of the staff.
RULES: tuple[tuple[str, str], ...] = (
    ("First, second, third kind of work", ", ".join(map(str, WISH_POINTS))),
    ("The same, in another way than they asked for", ", ".join(map(str, OTHER_WAY_POINTS))),
    ("The way they asked for, without a kind of work", str(WAY_POINTS)),
    ("Something they want in their week", str(WEEK_POINTS)),
    ("Something they want to learn, to do with others, or for their health", str(LIFE_POINTS)),
    ("Something they would try", str(TRY_POINTS)),
    ("Not for me", "0, whatever else was said: never suggested"),
)

WAYS_OF: Mapping[str, tuple[OpportunityKind, ...]] = {
    "school": (OpportunityKind.school_sixth_form,),
    "college": (OpportunityKind.study_programme,),
    "learn-a-job": (OpportunityKind.supported_internship,),
    "apprenticeship": (OpportunityKind.apprenticeship,),
    "job": (OpportunityKind.supported_internship, OpportunityKind.apprenticeship),
    "training": (OpportunityKind.traineeship,),
}
KINDS_OF_WEEK: Mapping[str, OpportunityKind | None] = {
    "learning": OpportunityKind.adult_learning,
    "work": OpportunityKind.work_experience,
    "helping": OpportunityKind.volunteering,
    "friends": OpportunityKind.community,
    "active": OpportunityKind.health,
    "travel": OpportunityKind.travel_training,
    "rest": None,  # their own time: a session of their own, which staff add with them
}
# Of skills at home, other people and feeling well: what an opportunity can bring. The rest is for the plan, not a week.
LIFE: Mapping[str, Mapping[str, OpportunityKind]] = {
    SKILLS: dict.fromkeys(
        ("cook", "money", "shop", "clean", "self-care", "time", "online"), OpportunityKind.adult_learning
    ),
    PEOPLE: {
        "new-friends": OpportunityKind.community,
        "club": OpportunityKind.community,
        "go-out": OpportunityKind.community,
        "help-others": OpportunityKind.volunteering,
    },
    HEALTH: {"move": OpportunityKind.health, "calm": OpportunityKind.health},
}
# What somebody does there is work of one kind; in the others the kind of work is only a flavour.
ABOUT_WORK = CARRIES_THE_WEEK | {OpportunityKind.work_experience}


@dataclass(frozen=True, slots=True)
class Points:
    """One row of what the solver is told, with the reason that staff read."""

    target: str  # `sector:catering` or `sector:kind:travel-training`
    points: int
    because: str


def sector(kind: OpportunityKind, kind_of_work: str) -> str:
    """The sector of an opportunity in the solver's files: its kind of work, or its kind where it has none."""
    return kind_of_work or f"{KIND_PREFIX}{kind.value}"


def wishes(answers: Answers) -> list[str]:
    """Kinds of work in the order wished, at most three."""
    return _said(answers, WORK)[: len(WISH_POINTS)]


def pathway_wish(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The ways they asked for, each once, in the order of the question; empty if none was named."""
    return tuple(dict.fromkeys(kind for choice in _said(answers, AFTER) for kind in WAYS_OF[choice]))


def kinds_wanted(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The kinds of opportunity they want in their week, travel training included if they want to learn to travel."""
    found = [KINDS_OF_WEEK[choice] for choice in _said(answers, WEEK)]
    if _said(answers, LEARN_TRAVEL) == ["yes"]:
        found.append(OpportunityKind.travel_training)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


def life_wanted(answers: Answers) -> tuple[OpportunityKind, ...]:
    """The kinds of opportunity that bring what they want to learn, to do with others, or for their health."""
    found = [kinds[choice] for key, kinds in LIFE.items() for choice in _said(answers, key) if choice in kinds]
    return tuple(dict.fromkeys(found))


def wants_rest(answers: Answers) -> bool:
    """Do they want time of their own in the week? Part of the week, never a gap."""
    return "rest" in _said(answers, WEEK)


def sessions_wanted(answers: Answers) -> int | None:
    """Half days a week that suit the days they asked for; None if they did not say."""
    days = _said(answers, DAYS)
    return 2 * int(days[0]) if days else None


def points(answers: Answers) -> dict[str, int]:
    """Points by target, `sector:KIND_OF_WORK` or `sector:kind:KIND`; targets that are not there were not mentioned."""
    return {row.target: row.points for row in table(answers)}


def table(answers: Answers) -> list[Points]:
    """The same with the reason of each, highest first, as staff see it. A target stands once: what counts for it."""
    found: dict[str, Points] = {}

    def say(code: str, value: int, because: str) -> None:
        found.setdefault(code, Points(SECTOR + code, value, because))

    for code in _said(answers, NOT_FOR_ME):
        say(code, 0, "Not for me")
    for rank, code in enumerate(wishes(answers)):
        say(code, WISH_POINTS[rank], WISH_NAMES[rank])
    for way in pathway_wish(answers):
        say(KIND_PREFIX + way.value, WAY_POINTS, "The way they asked for")
    for kind in kinds_wanted(answers):
        say(KIND_PREFIX + kind.value, WEEK_POINTS, "Wanted in their week")
    for kind in life_wanted(answers):
        say(KIND_PREFIX + kind.value, LIFE_POINTS, "Wants to learn or do it")
    for code in _said(answers, TRY):
        say(code, TRY_POINTS, "Would try")
    return sorted(found.values(), key=lambda row: (-row.points, row.target))


def target_name(target: str) -> str:
    """A target in the words of the staff: Cooking and food, Travel training."""
    code = target.removeprefix(SECTOR)
    if code.startswith(KIND_PREFIX):
        return KIND_NAMES[OpportunityKind(code.removeprefix(KIND_PREFIX))]
    return KINDS_OF_WORK[code]


def opportunity_points(answers: Answers, kind: OpportunityKind, kind_of_work: str = "") -> int | None:
    """Points of one opportunity for one person; 0: not for me; None: nothing they said speaks for it."""
    refused = _said(answers, NOT_FOR_ME)
    code = KIND_PREFIX + kind.value
    if code in refused or kind_of_work in refused:
        return 0
    work = _work_points(answers, kind, kind_of_work) if kind_of_work else None
    if kind_of_work and kind in ABOUT_WORK and wishes(answers):
        return work
    return max((value for value in (work, _kind_points(answers, kind)) if value is not None), default=None)


def contradictions(answers: Answers) -> list[str]:
    """Codes that were both wished and refused. The refusal counts until somebody has asked them."""
    wanted = {*wishes(answers), *_said(answers, TRY)}
    wanted |= {KIND_PREFIX + kind.value for kind in (*pathway_wish(answers), *kinds_wanted(answers))}
    return [code for code in _said(answers, NOT_FOR_ME) if code in wanted]


def picked_before(question: str, answers: Answers) -> frozenset[str]:
    """Codes that were wished on earlier pages, which the pages about trying and refusing need not ask again."""
    if question == TRY:
        return frozenset(wishes(answers))
    if question == NOT_FOR_ME:
        return frozenset({*wishes(answers), *_said(answers, TRY)})
    return frozenset()


def _work_points(answers: Answers, kind: OpportunityKind, kind_of_work: str) -> int | None:
    wished = wishes(answers)
    if kind_of_work in wished:
        ways = pathway_wish(answers)
        other_way = bool(ways) and kind in CARRIES_THE_WEEK and kind not in ways
        return (OTHER_WAY_POINTS if other_way else WISH_POINTS)[wished.index(kind_of_work)]
    return TRY_POINTS if kind_of_work in _said(answers, TRY) else None


def _kind_points(answers: Answers, kind: OpportunityKind) -> int | None:
    if kind in pathway_wish(answers):
        return WAY_POINTS
    if kind in kinds_wanted(answers):
        return WEEK_POINTS
    if kind in life_wanted(answers):
        return LIFE_POINTS
    return TRY_POINTS if KIND_PREFIX + kind.value in _said(answers, TRY) else None


def _said(answers: Answers, question: str) -> list[str]:
    """What was chosen, without "not sure" and "none"."""
    found = answers.get(question)
    return [choice for choice in found.choices if choice not in (NOT_SURE, NONE)] if found is not None else []
