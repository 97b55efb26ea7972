"""Published figures to set beside our own, each with its source, and what it can be compared with.

From the domain facts (section 1 and 3.7) and the seeds (S4, S12): none was computed here. No figure is shown without
the words on what can and what cannot be compared: the ways of counting differ more than the figures do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pfa.destinations.results import Measure
from pfa.provision.kinds import OpportunityKind


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: of whom, how many, when, who says so, and how far it can be compared with ours."""

    measures: frozenset[Measure]
    pathway: OpportunityKind | None  # None: of leavers of any pathway
    who: str
    figure: str
    year: str
    source: str
    alike: str
    unlike: str


_TERMS = frozenset({Measure.two_terms})
_WORK = frozenset({Measure.work_six, Measure.work_twelve, Measure.good_six, Measure.good_twelve})
_INTERNS = OpportunityKind.supported_internship
_SOUGHT = "Got a job is not the same as being in it on a certain day: ours is the harder test."

PUBLISHED = (
    Published(
        _TERMS,
        None,
        "Leavers of 16 to 18 study with SEND, England",
        "87 % from schools, 85 % from colleges (without SEND 91 % and 88 %)",
        "left in 2014/15",
        "LGA and Isos, Developing and sustaining an effective local SEND system, 2018, chapter 6, from DfE destination "
        "measures",
        "The same six months, and work in five of them.",
        "Older than most of our leavers. Read from tax and college records, in which nobody is left out because nobody "
        "answered the phone: set it beside our share of everybody rather than of those we know of. Leavers of all "
        "levels and ages up to 25 are in ours.",
    ),
    Published(
        _TERMS,
        None,
        "Pupils with a plan at 16, England",
        "90.5 % (education 88.5, apprenticeship 0.6, employment 1.5)",
        "left key stage 4; destination year 2020/21",
        "DfE, key stage 4 destination measures, permalink cbd7302c",
        "The same six months and the same rule for work.",
        "At 16 nearly everybody goes on to a school or college, which the law asks for until 18. It is no yardstick "
        "for those who leave at 18 or later.",
    ),
    Published(
        frozenset({Measure.work_twelve}),
        _INTERNS,
        "Supported interns, England",
        "about 1 in 4 still in work a year later",
        "reported in 2026",
        "FE Week, 27 February 2026",
        "In work a year after the internship, as in ours.",
        "The report gives no definition of work or of who was followed.",
    ),
    Published(
        _WORK,
        _INTERNS,
        "DFN Project SEARCH, United Kingdom",
        "64 % of 477 interns got a paid job, 262 of 286 full-time jobs kept",
        "2019/20",
        "FE News, DFN stakeholder survey; DFN Project SEARCH, 2020",
        "Interns of one programme, most of them at 16 hours or more a week.",
        _SOUGHT,
    ),
    Published(
        _WORK,
        _INTERNS,
        "Interns without a plan, pilot in 16 authorities",
        "47 % of 240 got a paid job",
        "2023 to 2025",
        "FE Week, 27 February 2026",
        "Supported interns.",
        f"None of them had a plan. {_SOUGHT}",
    ),
    Published(
        _WORK,
        _INTERNS,
        "Manchester, supported internships",
        "80 % into work; 91 % of them still in work",
        "2012 to 2018",
        "LGA and Isos 2018, chapter 6",
        "Interns of one city, followed for years.",
        f"As the city itself reports it, without a definition of a job kept. {_SOUGHT}",
    ),
)


def beside(measure: Measure, pathways: Collection[OpportunityKind]) -> list[Published]:
    """What to show beside a measure: figures of all leavers, and of a pathway that is among these."""
    return [row for row in PUBLISHED if measure in row.measures and (row.pathway is None or row.pathway in pathways)]
