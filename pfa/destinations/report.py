"""What became of leavers: by year, pathway, provider, employer or need, with published figures beside."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.calendar.years import year_name
from pfa.destinations import queries, results
from pfa.destinations.published import Published, beside
from pfa.destinations.results import Followed, Measure, Outcome
from pfa.people.codes import NEED_TYPES
from pfa.provision.kinds import KIND_NAMES, OpportunityKind


class By(enum.Enum):
    """What the lines of a report are."""

    cohort = "cohort"
    pathway = "pathway"
    provider = "provider"
    employer = "employer"
    need = "need"


BY_NAMES = {
    By.cohort: "Year they left",
    By.pathway: "What they left",
    By.provider: "Provider",
    By.employer: "Employer",
    By.need: "Main need",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for. `cohort` None: every year; `pathway` None: whatever they left."""

    by: By = By.cohort
    measure: Measure = Measure.two_terms
    cohort: int | None = None
    pathway: OpportunityKind | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report: everybody in it, its lines, the years that can be chosen, and published figures beside."""

    asked: Asked
    total: Outcome
    lines: Sequence[Outcome]
    cohorts: Sequence[int]
    pathways: Sequence[OpportunityKind]
    published: Sequence[Published]
    people: Sequence[Followed]


def report(session: Session, asker: Asker, asked: Asked, *, today: dt.date) -> Report:
    """The report that was asked for: seven statements at most, whatever the number of leavers."""
    known = queries.cohorts(session, asker)
    wanted = [asked.cohort] if asked.cohort in known else known
    everybody = queries.followed(session, asker, [year for year in wanted if year is not None], today=today)
    people = [each for each in everybody if asked.pathway in (None, each.pathway)]
    lines = results.by_group(people, _labels(session, asker, asked.by))
    if asked.by is By.cohort:
        lines.sort(key=lambda row: row.label, reverse=True)
    found = {each.pathway for each in everybody}
    return Report(
        asked=asked,
        total=results.outcome("Everybody", people),
        lines=lines,
        cohorts=known,
        pathways=[kind for kind in queries.pathways() if kind in found],
        published=beside(asked.measure, {each.pathway for each in people}),
        people=people,
    )


def cohort_name(cohort: int) -> str:
    """The year in which they left."""
    return f"Left in {year_name(cohort)}"


def _labels(session: Session, asker: Asker, by: By) -> Callable[[Followed], str]:
    """What a line is called, by whom it holds."""
    if by is By.provider:
        providers = queries.provider_names(session, asker)
        return lambda each: providers.get(each.provider_id or 0, "No provider of ours")
    if by is By.employer:
        employers = queries.employer_names(session, asker)
        return lambda each: employers.get(each.employer_id or 0, "No employer of ours")
    return {
        By.cohort: lambda each: cohort_name(each.cohort),
        By.pathway: lambda each: KIND_NAMES[each.pathway],
        By.need: lambda each: NEED_TYPES.get(each.need, "Need not recorded"),
    }[by]
