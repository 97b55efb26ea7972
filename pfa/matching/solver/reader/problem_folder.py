"""A problem folder: every file, every cell, every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pfa.matching.solver.problem import Fault, Group, Opportunity, Person, Problem, ProblemFaults, frozen
from pfa.matching.solver.problem.build import assemble
from pfa.matching.solver.problem.checks import Flaw, Rows, flaws
from pfa.matching.solver.problem.ranges import WHOLE_AT_MOST, shown
from pfa.matching.solver.reader.cells import Cells
from pfa.matching.solver.reader.policy import FILE as POLICY_FILE
from pfa.matching.solver.reader.policy import PolicyFile
from pfa.matching.solver.reader.tables import Columns, read_table

COLUMNS = {
    "people": Columns(
        (
            "person_id",
            "age",
            "plan",
            "level",
            "needs",
            "support_units",
            "coach_units",
            "lat",
            "lon",
            "travel_limit_minutes",
            "sessions_wanted",
            "unavailable",
            "providers_at_most",
        ),
        ("own_sessions", "one_place_a_day", "whole_days", "authority"),
    ),
    "opportunities": Columns(
        (
            "opportunity_id",
            "provider_id",
            "kind",
            "sector",
            "level_min",
            "level_max",
            "features",
            "age_min",
            "age_max",
            "plans",
            "lat",
            "lon",
            "main",
        ),
        ("features_to_ask",),
    ),
    "groups": Columns(
        ("group_id", "opportunity_id", "sessions", "places", "min_viable", "pool", "support_units"),
        ("held_at", "funder", "cost", "open_to", "authority_places", "chance"),
    ),
    "preferences": Columns(("person_id", "target", "points")),
    "pools": Columns(("pool", "session", "units")),
    "links": Columns(("person_id", "other_person_id", "rule")),
    "fixed": Columns(("person_id", "group_id", "rule")),
    "travel": Columns(("person_id", "provider_id", "minutes")),
    "earlier": Columns(("person_id", "group_id", "told")),
}
"""The columns of every table, in the order in which they are written."""

MAY_BE_ABSENT = ("pools", "links", "fixed", "travel", "earlier")
_Row = TypeVar("_Row")


def read_problem(folder: Path) -> Problem:
    """Read a problem folder. Raises `ProblemFaults` with every fault of every file; nothing else for any content."""
    return _Folder(folder).problem()


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faults: list[Fault] = []
        self._lines: dict[str, list[int]] = {}
        self._bad: set[tuple[str, int, str]] = set()
        self._unsure: set[str] = set()

    def problem(self) -> Problem:
        if not self._folder.is_dir():
            raise ProblemFaults([Fault(str(self._folder), 0, "", "there is no such folder")])
        policy = PolicyFile(self._folder, self._faults)
        if not policy.whole:
            self._unsure.add("policy")
        rows = Rows(
            policy=policy.policy,
            people=self._table("people", _person),
            opportunities=self._table("opportunities", _opportunity),
            groups=self._table("groups", _group),
            preferences=self._table("preferences", _preference),
            pools=self._table("pools", _pool),
            links=self._table("links", _link),
            fixed=self._table("fixed", _fixed),
            travel=self._table("travel", _travel),
            earlier=self._table("earlier", _earlier),
            unsure=self._unsure,
        )
        if any(group.pool for group in rows.groups) and not (self._folder / "pools.csv").exists():
            self._faults.append(Fault("pools.csv", 0, "", "is missing, and groups name a pool"))
        self._faults += [fault for flaw in flaws(rows) if (fault := self._placed(flaw, policy, rows))]
        if self._faults:
            files = [POLICY_FILE, *(f"{table}.csv" for table in COLUMNS)]
            raise ProblemFaults(sorted(self._faults, key=lambda each: (files.index(each.file), each.line)))
        return assemble(rows)

    def _table(self, name: str, build: Callable[[Cells], _Row]) -> list[_Row]:
        path = self._folder / f"{name}.csv"
        if name in MAY_BE_ABSENT and not path.exists():
            return []
        table = read_table(path, COLUMNS[name], self._faults)
        if not table.whole:
            self._unsure.add(name)
        self._lines[name] = [line for line, _ in table.rows]
        rows = []
        for at, (line, texts) in enumerate(table.rows):
            spoilt = {column for row, column in table.spoilt if row == at} if table.spoilt else ()
            cells = Cells(table.file, line, texts, self._faults, spoilt)
            rows.append(build(cells))
            if cells.bad:
                self._bad.update((name, at, column) for column in cells.bad)
            if COLUMNS[name].required[0] in cells.bad:
                self._unsure.add(name)  # an id that cannot be read may be the one that another row names
        return rows

    def _placed(self, flaw: Flaw, policy: PolicyFile, rows: Rows) -> Fault | None:
        """A flaw with its line; None where it only repeats, or follows from, a cell that could not be read."""
        if flaw.table == "policy":
            if flaw.column in policy.bad:
                return None
            return Fault(POLICY_FILE, policy.line(flaw.column), shown(flaw.column)[1:-1], flaw.words)
        if (flaw.table, flaw.at, flaw.column) in self._bad:
            return None
        if flaw.table == "opportunities" and flaw.column in ("lat", "lon"):
            provider = rows.opportunities[flaw.at].provider_id
            if any(
                table == "opportunities" and column == flaw.column and rows.opportunities[at].provider_id == provider
                for table, at, column in self._bad
            ):
                return None
        return Fault(f"{flaw.table}.csv", self._lines[flaw.table][flaw.at], flaw.column, flaw.words)


def _person(cells: Cells) -> Person:
    return Person(
        id=cells.text("person_id"),
        sessions_wanted=cells.whole("sessions_wanted"),
        age=cells.maybe_whole("age"),
        plan=cells.maybe_text("plan"),
        level=cells.maybe_whole("level"),
        needs=frozenset(cells.names("needs")),
        support_units=cells.whole("support_units"),
        coach_units=cells.whole("coach_units"),
        lat=cells.maybe_decimal("lat"),
        lon=cells.maybe_decimal("lon"),
        travel_limit_minutes=cells.maybe_whole("travel_limit_minutes"),
        unavailable=frozenset(cells.names("unavailable")),
        providers_at_most=cells.maybe_whole("providers_at_most"),
        own_sessions=frozenset(cells.names("own_sessions")),
        one_place_a_day=cells.yes("one_place_a_day"),
        whole_days=cells.yes("whole_days"),
        authority=cells.maybe_text("authority"),
    )


def _opportunity(cells: Cells) -> Opportunity:
    return Opportunity(
        id=cells.text("opportunity_id"),
        provider_id=cells.text("provider_id"),
        kind=cells.text("kind"),
        sector=cells.text("sector"),
        level_min=cells.maybe_whole("level_min"),
        level_max=cells.maybe_whole("level_max"),
        features=frozenset(cells.names("features")),
        age_min=cells.maybe_whole("age_min"),
        age_max=cells.maybe_whole("age_max"),
        plans=frozenset(cells.names("plans")),
        lat=cells.maybe_decimal("lat"),
        lon=cells.maybe_decimal("lon"),
        main=cells.yes("main"),
        features_to_ask=frozenset(cells.names("features_to_ask")),
    )


def _group(cells: Cells) -> Group:
    return Group(
        id=cells.text("group_id"),
        opportunity_id=cells.text("opportunity_id"),
        sessions=cells.names("sessions"),
        places=cells.whole("places", instead=WHOLE_AT_MOST),  # so that any min_viable fits
        min_viable=cells.whole("min_viable"),
        pool=cells.maybe_text("pool"),
        support_units=cells.maybe_whole("support_units"),
        held_at=frozen(dict(cells.by_name("held_at", "session=provider"))),
        funder=cells.maybe_text("funder"),
        cost=cells.maybe_whole("cost") or 0,
        open_to=frozenset(cells.names("open_to")),
        authority_places=frozen(dict(cells.wholes_by_name("authority_places", "authority=places"))),
        chance=100 if (chance := cells.maybe_whole("chance")) is None else chance,
    )


def _preference(cells: Cells) -> tuple[str, str, int]:
    return cells.text("person_id"), cells.text("target"), cells.whole("points")


def _pool(cells: Cells) -> tuple[str, str, int]:
    return cells.text("pool"), cells.text("session"), cells.whole("units")


def _link(cells: Cells) -> tuple[str, str, str]:
    return cells.text("person_id"), cells.text("other_person_id"), cells.text("rule")


def _fixed(cells: Cells) -> tuple[str, str, str]:
    return cells.text("person_id"), cells.text("group_id"), cells.text("rule")


def _earlier(cells: Cells) -> tuple[str, str, str]:
    return cells.text("person_id"), cells.text("group_id"), cells.text("told")


def _travel(cells: Cells) -> tuple[str, str, int]:
    return cells.text("person_id"), cells.text("provider_id"), cells.whole("minutes")
