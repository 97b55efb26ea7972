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
a named place: I really want it              100
a named place: I like it                     50, or more by the rows above
 … a wished kind of work at other places     nine tenths of it, once they like one of that kind
not for me                                   0, whatever else was said
===========================================  ==================================================

What must be right, by ticks or by counters, weighs these against each other, and never lifts one person above another:
of the kind of work, a named place and being near home, what has most counters (a tick is one) keeps its full points,
what has none counts half, the rest in between; and for whom being near matters, places further than `NEAR_KM` away
lose up to half. Friends and the number of days have no points: friends count where both asked, days are on the record.

"Way" is how the week is carried: school, college, supported internship, apprenticeship, training. Who named no way,
or is not sure, gets the full points whatever the way. An opportunity with a kind of work is a wish about that work:
once somebody has named kinds of work, others of the same way are not suggested; somebody who named none gets the way
they asked for in any kind of work they did not refuse. "Something they want to learn or do" is said of skills at
home, other people and feeling well (`LIFE`): an adult class, a club, volunteering, keeping fit. The order of the
table is the order of value: the kind of work in the way they asked for, then the way alone, then the work in another
way, then the rest of a good week, then what they want to learn or do, then what they would try.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pfa.aspirations.questions import KIND_PREFIX, NOT_FOR_ME, SORT, TRY, Feeling
from pfa.aspirations.said import (
    KINDS_OF_WEEK,
    WAYS_OF,
    Answers,
    kinds_wanted,
    life_wanted,
    matters,
    not_for_me,
    pathway_wish,
    places,
    plain,
    sessions_wanted,
    wants_rest,
    wishes,
    would_try,
)
from pfa.provision.kinds import CARRIES_THE_WEEK, KIND_NAMES, KINDS_OF_WORK, OpportunityKind

__all__ = [
    "ABOUT_WORK",
    "ELSEWHERE",
    "KINDS_OF_WEEK",
    "LIFE_POINTS",
    "NEAR_KM",
    "OTHER_WAY_POINTS",
    "PLACE",
    "PLACE_NAMES",
    "PLACE_POINTS",
    "RULES",
    "SECTOR",
    "TRY_POINTS",
    "WAYS_OF",
    "WAY_POINTS",
    "WEEK_POINTS",
    "WEIGHED",
    "WISH_NAMES",
    "WISH_POINTS",
    "Answers",
    "Points",
    "contradictions",
    "kinds_wanted",
    "matters",
    "named_work",
    "opportunity_points",
    "pathway_wish",
    "picked_before",
    "place_table",
    "places",
    "plain",
    "points",
    "sector",
    "sessions_wanted",
    "table",
    "target_name",
    "wants_rest",
    "weight",
    "wishes",
]

SECTOR, PLACE = "sector:", "place:"

WISH_POINTS = (100, 60, 35)
WISH_NAMES = ("First wish", "Second wish", "Third wish")
OTHER_WAY_POINTS = (25, 18, 12)
WAY_POINTS = 30
WEEK_POINTS = 20
LIFE_POINTS = 15
TRY_POINTS = 10
PLACE_POINTS: Mapping[Feeling, int] = {Feeling.must: 100, Feeling.like: 50, Feeling.no: 0}
PLACE_NAMES: Mapping[Feeling, str] = {
    Feeling.must: "Really wants this place",
    Feeling.like: "Likes this place",
    Feeling.no: "Not for me",
}
ELSEWHERE = 90  # per cent
WEIGHED = ("work", "place", "near")  # of what must be right, that which points can say
NEAR_KM = 5.0  # as the crow flies

# The same as the table above, for pages of the staff.
RULES: tuple[tuple[str, str], ...] = (
    ("First, second, third kind of work", ", ".join(map(str, WISH_POINTS))),
    ("The same, in another way than they asked for", ", ".join(map(str, OTHER_WAY_POINTS))),
    ("The way they asked for, without a kind of work", str(WAY_POINTS)),
    ("Something they want in their week", str(WEEK_POINTS)),
    ("Something they want to learn, to do with others, or for their health", str(LIFE_POINTS)),
    ("Something they would try", str(TRY_POINTS)),
    ("A named place they really want", str(PLACE_POINTS[Feeling.must])),
    ("A named place they like", f"{PLACE_POINTS[Feeling.like]}, or more by its kind of work"),
    ("A kind of work they wish, but not at the place of that kind they like", f"{ELSEWHERE} % of it"),
    ("What must be right: the kind of work, a named place, being near home", "most counters: full points; none: half"),
    ("Not for me", "0, whatever else was said: never suggested"),
)

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


def points(answers: Answers) -> dict[str, int]:
    """Points by target, `sector:KIND_OF_WORK` or `sector:kind:KIND`; targets that are not there were not mentioned."""
    return {row.target: row.points for row in table(answers)}


def table(answers: Answers) -> list[Points]:
    """The same with the reason of each, highest first, as staff see it. A target stands once: what counts for it."""
    found: dict[str, Points] = {}

    def say(code: str, value: int, because: str) -> None:
        found.setdefault(code, Points(SECTOR + code, value, because))

    for code in not_for_me(answers):
        say(code, 0, "Not for me")
    for rank, code in enumerate(wishes(answers)):
        say(code, _part(WISH_POINTS[rank], weight(answers, "work")), WISH_NAMES[rank])
    for way in pathway_wish(answers):
        say(KIND_PREFIX + way.value, WAY_POINTS, "The way they asked for")
    for kind in kinds_wanted(answers):
        say(KIND_PREFIX + kind.value, WEEK_POINTS, "Wanted in their week")
    for kind in life_wanted(answers):
        say(KIND_PREFIX + kind.value, LIFE_POINTS, "Wants to learn or do it")
    for code in would_try(answers):
        say(code, TRY_POINTS, "Would try")
    return sorted(found.values(), key=lambda row: (-row.points, row.target))


def target_name(target: str) -> str:
    """A target in the words of the staff: Cooking and food, Travel training."""
    code = target.removeprefix(SECTOR)
    if code.startswith(KIND_PREFIX):
        return KIND_NAMES[OpportunityKind(code.removeprefix(KIND_PREFIX))]
    return KINDS_OF_WORK[code]


def place_table(answers: Answers) -> list[Points]:
    """What named places are worth, highest first; `target` is `place:` and the opportunity's public id."""
    worth = ((code, feeling, PLACE_POINTS[feeling]) for code, feeling in places(answers).items())
    rows = [
        Points(
            PLACE + code,
            _part(value, 100 if feeling is Feeling.must else weight(answers, "place")),
            PLACE_NAMES[feeling],
        )
        for code, feeling, value in worth
    ]
    return sorted(rows, key=lambda row: (-row.points, row.target))


def weight(answers: Answers, what: str) -> int:
    """Per cent at which points of one kind count, by what must be right for them; 100 where nothing was said of it."""
    marked = matters(answers)
    most = max((marked.get(each, 0) for each in WEIGHED), default=0)
    return 50 + 50 * marked.get(what, 0) // most if most else 100


def opportunity_points(
    answers: Answers,
    kind: OpportunityKind,
    kind_of_work: str = "",
    *,
    place: str = "",
    km: float | None = None,
    named: Collection[str] = (),
) -> int | None:
    """Points of one opportunity for one person; 0: not for me; None: nothing they said speaks for it.

    `place` is its public id, `km` how far it is from home, and `named` the kinds of work of places they like
    (`named_work`).
    """
    refused, felt = not_for_me(answers), places(answers).get(place)
    if KIND_PREFIX + kind.value in refused or kind_of_work in refused or felt is Feeling.no:
        return 0
    if felt is Feeling.must:
        return PLACE_POINTS[felt]
    found = [_asked_points(answers, kind, kind_of_work, elsewhere=felt is None and kind_of_work in named)]
    if felt is not None:
        found.append(_part(PLACE_POINTS[felt], weight(answers, "place")))
    value = max((each for each in found if each is not None), default=None)
    if value is not None and km is not None and km > NEAR_KM and matters(answers).get("near"):
        value = _part(value, 150 - weight(answers, "near"))
    return value


def named_work(answers: Answers, work_of: Mapping[str, str]) -> frozenset[str]:
    """The kinds of work of places they like. `work_of`: kind of work by public id of the opportunity."""
    liked = (code for code, feeling in places(answers).items() if feeling is not Feeling.no)
    return frozenset(work_of[code] for code in liked if work_of.get(code))


def contradictions(answers: Answers) -> list[str]:
    """Codes that were both wished and refused. The refusal counts until somebody has asked them."""
    wanted = {*wishes(answers), *would_try(answers)}
    wanted |= {KIND_PREFIX + kind.value for kind in (*pathway_wish(answers), *kinds_wanted(answers))}
    return [code for code in not_for_me(answers) if code in wanted]


def picked_before(question: str, answers: Answers) -> frozenset[str]:
    """Codes that were wished on earlier pages, which the pages about trying and refusing need not ask again."""
    if question == TRY:
        return frozenset(wishes(answers))
    if question == SORT:
        return frozenset(wishes(answers))
    if question == NOT_FOR_ME:
        return frozenset({*wishes(answers), *would_try(answers)})
    return frozenset()


def _asked_points(answers: Answers, kind: OpportunityKind, kind_of_work: str, *, elsewhere: bool) -> int | None:
    """By the kind of work and the way, whatever the place."""
    work = _work_points(answers, kind, kind_of_work) if kind_of_work else None
    if work is not None:
        work = _part(work, weight(answers, "work"))
        work = _part(work, ELSEWHERE) if elsewhere else work
    if kind_of_work and kind in ABOUT_WORK and wishes(answers):
        return work
    return max((value for value in (work, _kind_points(answers, kind)) if value is not None), default=None)


def _part(value: int, percent: int) -> int:
    """A part of some points in whole ones; of what is worth something at least one is left."""
    return max(1, value * percent // 100) if value else 0


def _work_points(answers: Answers, kind: OpportunityKind, kind_of_work: str) -> int | None:
    wished = wishes(answers)
    if kind_of_work in wished:
        ways = pathway_wish(answers)
        other_way = bool(ways) and kind in CARRIES_THE_WEEK and kind not in ways
        return (OTHER_WAY_POINTS if other_way else WISH_POINTS)[wished.index(kind_of_work)]
    return TRY_POINTS if kind_of_work in would_try(answers) else None


def _kind_points(answers: Answers, kind: OpportunityKind) -> int | None:
    if kind in pathway_wish(answers):
        return WAY_POINTS
    if kind in kinds_wanted(answers):
        return WEEK_POINTS
    if kind in life_wanted(answers):
        return LIFE_POINTS
    return TRY_POINTS if KIND_PREFIX + kind.value in would_try(answers) else None
