"""The figures that authorities of a region show each other: what each counts, and how they hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pfa.people.codes import NEED_TYPES
from pfa.provision.kinds import CARRIES_THE_WEEK, KIND_NAMES, KINDS_OF_WORK, OpportunityKind
from pfa.reporting.auditor import Shape

OTHER = "other"  # a category of those whom none of the others counts


@dataclass(frozen=True, slots=True)
class Measure:
    """One table: counts of people by category, or one count (no categories). `of` is the measure it is a part of.

    `adds_up`: everybody of `of` stands in exactly one category.
    """

    key: str
    name: str
    means: str
    of: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    adds_up: bool = False

    @property
    def keys(self) -> list[str]:
        """The categories; one empty category for a single count."""
        return list(self.categories) or [""]


def _with_other(names: Mapping[str, str], other: str) -> dict[str, str]:
    return {**names, OTHER: other}


MEASURES: tuple[Measure, ...] = (
    Measure("people", "Start something new", "Young people who start something new in that September."),
    Measure("answered", "Told us what they want", "They sent their answers before the start.", of="people"),
    Measure("agreed", "Have an agreed week", "Everyone who has a say has said yes to a week.", of="people"),
    Measure(
        "sustained",
        "Still there after two terms",
        "In education, training or work from October to March after they left.",
        of="people",
    ),
    Measure(
        "own-life",
        "Say it is the life they wanted",
        "Their last answer to “is this the life you wanted?” was yes.",
        of="people",
    ),
    Measure(
        "pathway",
        "Agreed weeks by main pathway",
        "What carries the agreed week.",
        of="agreed",
        categories=_with_other(
            {kind.value: KIND_NAMES[kind] for kind in OpportunityKind if kind in CARRIES_THE_WEEK}, "No main pathway"
        ),
        adds_up=True,
    ),
    Measure(
        "need",
        "By main need",
        "The first need on the record.",
        of="people",
        categories=_with_other({code: name for code, name in NEED_TYPES.items() if code != "OTH"}, "Other or none"),
        adds_up=True,
    ),
    Measure(
        "wish",
        "Wished for",
        "Young people who name this kind of work among their first three wishes: one can stand in three rows.",
        of="answered",
        categories=KINDS_OF_WORK,
    ),
)
BY_KEY: Mapping[str, Measure] = {measure.key: measure for measure in MEASURES}


def name_of(measure: str, category: str) -> str:
    """One figure in words."""
    return BY_KEY[measure].categories.get(category, "") or BY_KEY[measure].name


EVERYBODY = "Everybody"


def tables(published: Sequence[Mapping[str, int | None]]) -> list[tuple[str, str, list[tuple[Measure, str, str]]]]:
    """The tables of the comparison: title, what is counted, and rows of measure, category and words.

    Single counts stand in one table; of the others only rows that at least one of the authorities shows.
    """
    single = [(measure, "", measure.name) for measure in MEASURES if not measure.categories]
    found = [(EVERYBODY, "", single)]
    for measure in MEASURES:
        if measure.categories:
            found.append((measure.name, measure.means, [(measure, *row) for row in rows(measure, published)]))
    return [table for table in found if table[2]]


def rows(measure: Measure, published: Sequence[Mapping[str, int | None]]) -> list[tuple[str, str]]:
    """Category and words of each row of a table: those that at least one authority shows."""

    def is_shown(category: str) -> bool:
        return any(one.get(key(measure.key, category)) is not None for one in published)

    return [(each, words) for each, words in measure.categories.items() if is_shown(each)]


def key(measure: str, category: str = "") -> str:
    """One figure's key for the auditor."""
    return f"{measure}/{category}"


def shape() -> Shape:
    """How all of them hang together."""
    sums = {
        key(measure.of): [[key(measure.key, each) for each in measure.categories]]
        for measure in MEASURES
        if measure.adds_up
    }
    within = {key(measure.key, each): key(measure.of) for measure in MEASURES if measure.of for each in measure.keys}
    return Shape(sums, within)
