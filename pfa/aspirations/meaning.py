"""What matching makes of each answer, in words for staff: points where it has them, else where else it counts.

The points are those of `points.py` and no others; what is not told to the solver is said to be on the record, in the
plan or in a conversation, so that nobody has to guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pfa.aspirations import points, said
from pfa.aspirations.questions import (
    AFTER,
    COMPANY,
    DAYS,
    HEALTH,
    HELP,
    HELPER,
    HOME,
    KIND_PREFIX,
    LEARN_TRAVEL,
    LIKE,
    MATTERS,
    MORE,
    NOT_FOR_ME,
    PEOPLE,
    PLACES,
    SKILLS,
    SORT,
    TRAVEL,
    TRY,
    WEEK,
    WORK,
    Feeling,
)
from pfa.people.codes import ACCESS_NEEDS, TravelWay
from pfa.people.models import YoungPerson

Answers = said.Answers
PLAN = "No points. It goes into the plan and the review."
_TRAVEL_WAYS = {
    "alone": TravelWay.alone,
    "learning": TravelWay.learning,
    "with-someone": TravelWay.with_someone,
    "council-transport": TravelWay.council_transport,
}


def meanings(answers: Answers, person: YoungPerson) -> Mapping[str, list[str]]:
    """For each question of ours that was answered: what matching makes of the answer, a sentence each."""
    return {key: list(_MEANINGS[key](answers, person)) for key in answers if key in _MEANINGS}


def to_put_on_record(answers: Answers, person: YoungPerson) -> list[str]:
    """What they said that their record, which the solver reads, does not say: for staff to talk about and confirm."""
    return [*_days_apart(answers, person), *_travel_apart(answers, person), *_needs_apart(answers, person)]


def _work(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    told = points.points(answers)
    for kind in said.wishes(answers):
        yield f"{points.target_name(points.SECTOR + kind)}: {_points(told[points.SECTOR + kind])}."
    if said.pathway_wish(answers) and said.wishes(answers):
        yield f"In another way than they asked for {_listed(points.OTHER_WAY_POINTS)}, in their order."


def _after(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    names = [points.target_name(f"{points.SECTOR}{KIND_PREFIX}{way.value}") for way in said.pathway_wish(answers)]
    if not names:
        yield "Any way counts the same: their kinds of work get full points whatever the way."
        return
    yield f"{', '.join(names)}: their kinds of work get full points this way."
    yield f"Without a kind of work {_points(points.WAY_POINTS)}."


def _week(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    for kind in said.kinds_wanted(answers):
        yield f"{points.target_name(f'{points.SECTOR}{KIND_PREFIX}{kind.value}')}: {_points(points.WEEK_POINTS)}."
    if said.wants_rest(answers):
        yield "Time to rest: add it with them as sessions of their own, which are part of the week."


def _sort(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    yield from _try(answers, _person)
    yield from _refused(answers, _person)


def _try(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    if said.would_try(answers):
        yield f"What they would try: {_points(points.TRY_POINTS)} each, unless it is wished for by more."


def _refused(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    names = [points.target_name(points.SECTOR + code) for code in said.not_for_me(answers)]
    if names:
        yield f"Never suggested: {', '.join(names)}."


def _places(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    felt = said.places(answers)
    if Feeling.must in felt.values():
        yield f"Places they really want: {_points(points.PLACE_POINTS[Feeling.must])}."
    if Feeling.like in felt.values():
        liked = next(
            row.points for row in points.place_table(answers) if row.because == points.PLACE_NAMES[Feeling.like]
        )
        yield f"Places they like: {_points(liked)}, or more by their kind of work."
        yield f"The same kind of work at other places counts {points.ELSEWHERE} %."
    if Feeling.no in felt.values():
        yield "Places that are not for them are never suggested."
    if PLACES in answers and answers[PLACES].text:
        yield "What they wrote has no points: talk with them, and look for it."


def _company(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    yield "Counts only where both asked, and staff have said whom they mean. What a pair is worth stands in the policy."


def _matters(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    marked = said.matters(answers)
    names = {"work": "Kinds of work", "place": "Named places"}
    if any(each in marked for each in points.WEIGHED):
        yield from (f"{name} count {points.weight(answers, each)} %." for each, name in names.items())
    if "near" in marked:
        far = 150 - points.weight(answers, "near")
        yield f"Further than {points.NEAR_KM:.0f} km from home everything counts {far} %."
    if "friends" in marked:
        yield "Friends have no points here: they count where both asked."
    if "days" in marked:
        yield "Days have no points: the number on their record is kept to."


def _travel(answers: Answers, person: YoungPerson) -> Iterator[str]:
    limit = person.confirmed_travel_minutes
    kept = f"{limit} minutes" if limit is not None else "not confirmed yet"
    yield f"No points. Matching keeps to the travel limit on their record: {kept}."
    yield from _travel_apart(answers, person)


def _learn(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    if said.chosen(answers, LEARN_TRAVEL) == ["yes"]:
        yield f"Travel training: {_points(points.WEEK_POINTS)}."
    else:
        yield "No points for travel training."


def _days(answers: Answers, person: YoungPerson) -> Iterator[str]:
    yield f"Matching fills {person.sessions_wanted} half days, which is what their record says."
    yield from _days_apart(answers, person)


def _life(answers: Answers, _person: YoungPerson) -> Iterator[str]:
    kinds = [points.target_name(f"{points.SECTOR}{KIND_PREFIX}{kind.value}") for kind in said.life_wanted(answers)]
    yield f"{', '.join(kinds)}: {_points(points.LIFE_POINTS)}." if kinds else PLAN


def _help(answers: Answers, person: YoungPerson) -> Iterator[str]:
    yield "No points. Matching keeps to the needs on their record; a provider that was not asked yet is asked."
    yield from _needs_apart(answers, person)


def _plan(_answers: Answers, _person: YoungPerson) -> Iterator[str]:
    yield PLAN


def _way(_answers: Answers, _person: YoungPerson) -> Iterator[str]:
    yield "No points. Help never counts for less."


def _days_apart(answers: Answers, person: YoungPerson) -> Iterator[str]:
    wanted = said.sessions_wanted(answers)
    if wanted is not None and wanted != person.sessions_wanted:
        yield f"They asked for {wanted} half days, and their record says {person.sessions_wanted}."


def _travel_apart(answers: Answers, person: YoungPerson) -> Iterator[str]:
    way = [_TRAVEL_WAYS[choice] for choice in said.chosen(answers, TRAVEL)]
    if way and way[0] is not person.travel_way:
        yield "How they say they get to places is not what their record says."


def _needs_apart(answers: Answers, person: YoungPerson) -> Iterator[str]:
    missing = [code for code in said.chosen(answers, HELP) if code not in person.access_needs]
    if missing:
        yield f"Not on their record yet: {', '.join(ACCESS_NEEDS.get(code, code).lower() for code in missing)}."


def _points(value: int) -> str:
    return f"{value} point{'' if value == 1 else 's'} a half day"


def _listed(values: tuple[int, ...]) -> str:
    return f"{', '.join(map(str, values[:-1]))} or {values[-1]} points"


def _older(meaning: Meaning) -> Meaning:
    """The same of a question that tapping took the place of."""

    def tell(answers: Answers, person: YoungPerson) -> Iterator[str]:
        newer = said.chosen(answers, SORT)
        return (
            iter(["They have tapped since how they feel about each, and that counts."])
            if newer
            else meaning(answers, person)
        )

    return tell


Meaning = Callable[[Answers, YoungPerson], Iterator[str]]
_MEANINGS: Mapping[str, Meaning] = {
    LIKE: _plan,
    AFTER: _after,
    WORK: _work,
    SORT: _sort,
    TRY: _older(_try),
    NOT_FOR_ME: _older(_refused),
    PLACES: _places,
    WEEK: _week,
    COMPANY: _company,
    TRAVEL: _travel,
    LEARN_TRAVEL: _learn,
    DAYS: _days,
    MATTERS: _matters,
    SKILLS: _life,
    HOME: _plan,
    PEOPLE: _life,
    HEALTH: _life,
    HELP: _help,
    MORE: _plan,
    HELPER: _way,
}
