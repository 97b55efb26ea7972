"""The way from aspiration to sustained outcome as a page shows it: what each stage means, and its picture. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.provision.queries import default_year
from pfa.reporting.queries.cohort import Cohort, Reached, Stage

BESIDE = 4  # cohorts on one page: the one asked for and those before it


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stage in words: its name, what is counted, and out of whom."""

    name: str
    counts: str
    of: str


MEANINGS: dict[Stage, Meaning] = {
    Stage.people: Meaning("Start something new", "Everybody who starts something new in that September.", "everybody"),
    Stage.asked: Meaning("Were asked", "In a survey round that opened before the start.", "everybody"),
    Stage.answered: Meaning("Sent their answers", "In one of those rounds, before the start.", "those asked"),
    Stage.wished: Meaning("Named a kind of work", "Among their newest answers.", "those who answered"),
    Stage.suggested: Meaning("Had a week suggested", "By a run for that September that was finished.", "everybody"),
    Stage.agreed: Meaning("Have an agreed week", "Everyone who has a say said yes.", "everybody"),
    Stage.started: Meaning(
        "Known to have started",
        "A check-in after the start, an enrolment, a placement or a later leaving shows it.",
        "those with an agreed week",
    ),
    Stage.placed: Meaning(
        "Placement done", "Completed, or ended early for a paid job.", "those with a placement that year"
    ),
    Stage.known: Meaning(
        "Known two terms later",
        "Somebody told us enough to say whether it lasted from October to March after they left.",
        "those who left and whose two terms are over",
    ),
    Stage.sustained: Meaning(
        "Sustained two terms",
        "In education, training or work from October to March after they left.",
        "those who left and whose two terms are over, unknown ones included",
    ),
    Stage.own_life: Meaning(
        "“This is the life I wanted”",
        "Their newest own answer was yes. Partly, no and would rather not say are not.",
        "those who answered that question",
    ),
}


NOT_YET = {Stage.suggested: "no run", Stage.placed: "nobody had one"}  # else: its time has not come


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage of the picture: shares of the whole cohort, in per cent, of those it concerns and who reached it."""

    stage: Stage
    name: str
    reached: Reached
    if_none: str
    of_width: float
    width: float


def chart(cohort: Cohort) -> list[Bar]:
    """The stages of a cohort as bars; a stage whose time has not come has none."""
    whole = cohort.people or 1
    return [
        Bar(
            stage,
            MEANINGS[stage].name,
            found,
            NOT_YET.get(stage, "its time has not come"),
            round(100 * len(found.of) / whole, 1),
            round(100 * len(found.who) / whole, 1),
        )
        for stage, found in cohort.stages.items()
    ]


def columns(years: Sequence[int]) -> list[dict[str, object]]:
    """The table's columns: the stage, then one a cohort."""
    return [{"label": "Stage"}, *({"label": f"September {year}", "numeric": True} for year in years)]


def first_shown(years: Sequence[int], today: dt.date) -> int:
    """The cohort a page opens with: that of the next September if there is one, else the latest."""
    coming = default_year(today)
    return coming if coming in years or not years else years[0]
