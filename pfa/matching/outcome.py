"""What a run found, turned from the solver's answer into rows: weeks, figures, reasons, questions to providers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching import keys
from pfa.matching.building import Cohort, sector_of
from pfa.matching.inquiring.models import OneMore, WishChange
from pfa.matching.models import ProviderRequest, Run, RunFile, RunPerson, SuggestedGroup, UnmetWish
from pfa.matching.solver.checker import package_value
from pfa.matching.solver.problem import SECTOR_PREFIX
from pfa.matching.solver.telling import Tellings
from pfa.provision.kinds import KIND_NAMES, KINDS_OF_WORK, OpportunityKind
from pfa.provision.models import Group

ROWS_OF_A_RUN = (RunPerson, SuggestedGroup, UnmetWish, ProviderRequest, RunFile, WishChange, OneMore)


def forget(session: Session, run: Run) -> None:
    """Remove what an earlier, interrupted try of the same run has kept."""
    for table in ROWS_OF_A_RUN:
        session.execute(sa.delete(table).where(table.run_id == run.id))


def keep(
    session: Session,
    run: Run,
    cohort: Cohort,
    assignments: Mapping[str, frozenset[str]],
    explanations: Path,
    best: Mapping[str, int],
) -> None:
    """Keep what the run suggests for everyone in the cohort, and why each wish that was not met was not.

    `best`: the points of everyone's best week if nobody else was there (`solver.bound.best_alone`).
    """
    weeks = {
        number: [cohort.groups[keys.number(group)] for group in sorted(assignments.get(keys.person(number), ()))]
        for number in cohort.people
    }
    session.add_all(_person(run, cohort, number, weeks, best) for number in cohort.people)
    for number, groups in weeks.items():
        person = cohort.people[number]
        for group in groups:
            session.add(_row(SuggestedGroup, run, number, group_id=group.id))
            asked = set(person.access_needs) & set(group.opportunity.features_to_ask)
            for need in sorted(asked - set(group.opportunity.features)):
                session.add(_row(ProviderRequest, run, number, group_id=group.id, need=need))
    session.add_all(_unmet(run, cohort, explanations, Tellings(cohort.problem, assignments)))
    session.flush()


def words_of(target: str) -> str:
    """A wish's target as people read it: the kind of work, or the kind of thing."""
    name = target.removeprefix(SECTOR_PREFIX)
    if name.startswith("kind:"):
        return KIND_NAMES[OpportunityKind(name.removeprefix("kind:"))]
    return KINDS_OF_WORK.get(name, name)


def _row(table: type, run: Run, person_id: int, **more: object) -> object:
    return table(authority_id=run.authority_id, run_id=run.id, young_person_id=person_id, **more)


def _person(
    run: Run, cohort: Cohort, number: int, weeks: Mapping[int, Sequence[Group]], best: Mapping[str, int]
) -> object:
    person, groups, wishes = cohort.people[number], weeks[number], cohort.wishes[number]
    sectors = {SECTOR_PREFIX + sector_of(group.opportunity) for group in groups}
    met = next((rank for rank, wish in enumerate(wishes, 1) if wish in sectors), None)
    return _row(
        RunPerson,
        run,
        number,
        value=package_value(cohort.problem, keys.person(number), [keys.group(group.id) for group in groups]),
        sessions=sum(len(group.sessions) for group in groups),
        sessions_wanted=person.sessions_wanted,
        own_sessions=len(person.own_sessions),
        wish_met=met,
        wishes_made=len(wishes),
        has_answered=number not in cohort.without_answers,
        best_alone=best[keys.person(number)],
        has_main=any(group.opportunity.carries_the_week for group in groups),
    )


def _unmet(run: Run, cohort: Cohort, explanations: Path, tellings: Tellings) -> Iterable[object]:
    """The wishes for kinds of work that were not met, each with its rank and its one reason.

    Rows about single opportunities are the solver's own detail; they stay in the answer folder.
    """
    with explanations.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number, target = keys.number(row["person_id"]), row["target"]
            if target not in cohort.wishes[number]:
                continue
            yield _row(
                UnmetWish,
                run,
                number,
                rank=cohort.wishes[number].index(target) + 1,
                target=target,
                target_words=words_of(target),
                reason=row["reason"],
                words=row["words"][:400],
                told=tellings.telling(row["person_id"], target),
            )
