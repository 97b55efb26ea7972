"""An answer folder: the weeks, the prices and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pfa.matching.solver.problem import Fault, Problem, ProblemFaults, frozen
from pfa.matching.solver.problem.ranges import decimal_fault, shown, whole_fault
from pfa.matching.solver.reader.bytes import has_bad_bytes, read_text
from pfa.matching.solver.reader.cells import Cells
from pfa.matching.solver.reader.json_text import Located
from pfa.matching.solver.reader.tables import NOT_UTF8, Columns, read_table
from pfa.matching.solver.result import Explanation

ASSIGNMENTS = Columns(("person_id", "group_id"))
PRICES = Columns(("row", "price"))
LEVELS = Columns(("level", "row", "price"))
EXPLANATIONS = Columns(
    ("person_id", "target", "reason", "words", "group_id", "in_the_way", "others_would_lose"),
)
WEIGHT = "weight:"
STATUSES = ("optimal", "feasible", "infeasible", "invalid")
WORTH_AT_MOST = 1e15
"""Above any value or bound that can be told apart from its neighbours as a number of JSON."""


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """An answer as a folder states it, before anybody believes it. `stated` is the whole of `result.json`; `levels`
    hold the prices and weights of each level of satisfaction, if any."""

    assignments: Mapping[str, frozenset[str]]
    prices: Mapping[str, float]
    status: str
    value: int
    bound: float
    bound_from: str
    stated: Mapping[str, object]
    levels: Mapping[int, Mapping[str, float]]
    explanations: tuple[Explanation, ...] = ()


def read_answer(folder: Path, problem: Problem) -> StatedAnswer:
    """Read the answer to a problem. Raises `ProblemFaults` with every fault of its files."""
    if not folder.is_dir():
        raise ProblemFaults([Fault(str(folder), 0, "", "there is no such folder")])
    faults: list[Fault] = []
    assignments = _assignments(folder, problem, faults)
    prices = _prices(folder, problem, faults)
    levels = _levels(folder, problem, faults)
    explanations = tuple(_explanations(folder, problem, faults))
    result = _result(folder, faults)
    if faults:
        raise ProblemFaults(faults)
    return StatedAnswer(
        assignments=assignments,
        prices=prices,
        status=str(result["status"]),
        value=int(str(result["value"])),
        bound=float(str(result["bound"])),
        bound_from=str(result["bound_from"]),
        stated=frozen(result),
        levels=levels,
        explanations=explanations,
    )


@dataclass(frozen=True, slots=True)
class EarlierWeeks:
    """The weeks and prices of an earlier answer, whatever problem it was to."""

    assignments: Mapping[str, frozenset[str]]
    prices: Mapping[str, float]


def read_weeks(folder: Path) -> EarlierWeeks:
    """Read an earlier answer as a place to begin: its ids may be unknown by now. Raises `ProblemFaults`."""
    if not folder.is_dir():
        raise ProblemFaults([Fault(str(folder), 0, "", "there is no such folder")])
    faults: list[Fault] = []
    weeks: dict[str, set[str]] = {}
    for _, row in read_table(folder / "assignments.csv", ASSIGNMENTS, faults).rows:
        weeks.setdefault(row["person_id"], set()).add(row["group_id"])
    prices: dict[str, float] = {}
    for line, texts in read_table(folder / "prices.csv", PRICES, faults).rows:
        cells = Cells("prices.csv", line, texts, faults)
        prices[cells.text("row")] = cells.maybe_decimal("price") or 0.0
    if faults:
        raise ProblemFaults(faults)
    return EarlierWeeks(frozen({person: frozenset(groups) for person, groups in weeks.items()}), frozen(prices))


def price_rows(problem: Problem) -> frozenset[str]:
    """The names of every shared thing that can have a price."""
    names = [f"funder:{funder}" for funder in problem.policy.cost_ceilings]
    for group in problem.groups.values():
        names += (f"group:{group.id}", f"viable:{group.id}", f"support:{group.id}")
        names += (f"share:{group.id}:{authority}" for authority in group.authority_places)
        if group.pool is not None:
            names += (f"pool:{group.pool}:{session}" for session in group.sessions)
    for one, other in problem.together:
        for group_id in problem.groups:
            names += (f"together:{one}:{other}:{group_id}:{person}" for person in (one, other))
    for one, other in problem.apart:
        for group_id in problem.groups:
            names += (f"apart:{one}:{other}:{group_id}", f"apart:{other}:{one}:{group_id}")
    return frozenset(names)


def _assignments(folder: Path, problem: Problem, faults: list[Fault]) -> Mapping[str, frozenset[str]]:
    table = read_table(folder / "assignments.csv", ASSIGNMENTS, faults)
    weeks: dict[str, set[str]] = {}
    for line, row in table.rows:
        person_id, group_id = row["person_id"], row["group_id"]
        if person_id not in problem.people:
            faults.append(Fault(table.file, line, "person_id", f"there is no person {shown(person_id)}"))
        if group_id not in problem.groups:
            faults.append(Fault(table.file, line, "group_id", f"there is no group {shown(group_id)}"))
        if group_id in weeks.setdefault(person_id, set()):
            words = f"a second row for {shown(person_id)} and {shown(group_id)}"
            faults.append(Fault(table.file, line, "group_id", words))
        weeks[person_id].add(group_id)
    return frozen({person_id: frozenset(groups) for person_id, groups in weeks.items()})


def _prices(folder: Path, problem: Problem, faults: list[Fault]) -> Mapping[str, float]:
    table = read_table(folder / "prices.csv", PRICES, faults)
    known = price_rows(problem) if table.rows else frozenset()
    prices: dict[str, float] = {}
    for line, texts in table.rows:
        cells = Cells(table.file, line, texts, faults)
        name = cells.text("row")
        price = cells.maybe_decimal("price")
        if name not in known:
            faults.append(Fault(table.file, line, "row", f"nothing shared is called {shown(name)}"))
        if name in prices:
            faults.append(Fault(table.file, line, "row", f"a second row for {shown(name)}"))
        if not cells.bad and (words := decimal_fault(price, 0, WORTH_AT_MOST)):
            faults.append(Fault(table.file, line, "price", words))
        prices[name] = price or 0.0
    return frozen(prices)


def _levels(folder: Path, problem: Problem, faults: list[Fault]) -> Mapping[int, Mapping[str, float]]:
    path = folder / "levels.csv"
    if not path.exists():
        return frozen({})
    table = read_table(path, LEVELS, faults)
    known = price_rows(problem) | {WEIGHT + person for person in problem.people}
    levels: dict[int, dict[str, float]] = {}
    for line, texts in table.rows:
        cells = Cells(table.file, line, texts, faults)
        level, name, price = cells.whole("level"), cells.text("row"), cells.maybe_decimal("price")
        if name not in known:
            faults.append(Fault(table.file, line, "row", f"nothing here is called {shown(name)}"))
        if not cells.bad and (words := decimal_fault(price, 0, WORTH_AT_MOST)):
            faults.append(Fault(table.file, line, "price", words))
        levels.setdefault(level, {})[name] = price or 0.0
    return frozen({level: frozen(rows) for level, rows in levels.items()})


def _explanations(folder: Path, problem: Problem, faults: list[Fault]) -> Iterator[Explanation]:
    table = read_table(folder / "explanations.csv", EXPLANATIONS, faults)
    for line, row in table.rows:
        in_the_way = tuple(each for each in row["in_the_way"].split(";") if each)
        known = (
            ("person_id", "person", [row["person_id"]], problem.people),
            ("group_id", "group", [row["group_id"]] if row["group_id"] else [], problem.groups),
            ("in_the_way", "group", in_the_way, problem.groups),
        )
        for column, what, names, those in known:
            faults.extend(
                Fault(table.file, line, column, f"there is no {what} {shown(name)}")
                for name in names
                if name not in those
            )
        if row["others_would_lose"] not in ("yes", "no"):
            faults.append(Fault(table.file, line, "others_would_lose", "must be yes or no"))
        yield Explanation(
            row["person_id"],
            row["target"],
            row["reason"],
            row["words"],
            row["group_id"],
            in_the_way,
            row["others_would_lose"] == "yes",
        )


def _result(folder: Path, faults: list[Fault]) -> dict[str, object]:
    path = folder / "result.json"
    text = read_text(path, faults)
    if text is None:
        return {}
    if has_bad_bytes(text):
        faults.append(Fault(path.name, 0, "", NOT_UTF8))
    located = Located(path.name, text, faults)
    values = located.value
    if not isinstance(values, dict):
        if not located.broken:
            faults.append(Fault(path.name, 1, "", "must be an object: names and values in curly brackets"))
        return {}
    for key, words in (
        ("status", _choice(values.get("status"), STATUSES)),
        ("value", whole_fault(values.get("value"), at_most=int(WORTH_AT_MOST))),
        ("bound", decimal_fault(values.get("bound"), -WORTH_AT_MOST, WORTH_AT_MOST)),
        ("bound_from", _choice(values.get("bound_from"), ("prices", "solver"))),
    ):
        if words:
            missing = "is missing" if key not in values else words
            faults.append(Fault(path.name, located.line(key), key, missing))
    return values


def _choice(value: object, choices: tuple[str, ...]) -> str | None:
    return None if value in choices else f"{shown(value)} is not one of {', '.join(choices)}"
