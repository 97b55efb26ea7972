"""`policy.json`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pfa.matching.solver.problem import COUNTS, MODES, Fault, Policy, WeekSession, frozen
from pfa.matching.solver.problem.ranges import WHOLE_AT_MOST, decimal_fault, shown, text_fault, whole_fault
from pfa.matching.solver.reader.bytes import has_bad_bytes, read_text
from pfa.matching.solver.reader.json_text import Located
from pfa.matching.solver.reader.tables import NOT_UTF8

FILE = "policy.json"
_REQUIRED = (
    "version",
    "week",
    "main_pathway_points",
    "session_filled_points",
    "open_points",
    "travel_speed_kmh",
    "travel_detour",
    "travel_fixed_minutes",
)
_OPTIONAL = (
    "between_sessions_minutes",
    "sessions_at_most_by_kind",
    "mode",
    "tolerance_percent",
    "change_points",
    "travel_points",
    "cost_ceilings",
    "together_points",
    "uncertain",
    "agreed_by",
    "agreed_on",
)
_DECIMALS = ("travel_speed_kmh", "travel_detour", "travel_fixed_minutes")


class PolicyFile:
    """The policy as far as it could be read. `bad` are the paths in which something was wrong; `whole` says whether
    the week is known."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self._faults = faults
        self._located: Located | None = None
        self.bad: set[str] = set()
        self._values: dict[str, object] = {}
        self._read(folder / FILE)
        self.week = tuple(self._week())
        self.whole = bool(self.week) and "week" not in self.bad
        self.policy = self._policy()

    def line(self, path: str) -> int:
        """The line of a path in the file."""
        return self._located.line(path) if self._located else 0

    def _read(self, path: Path) -> None:
        text = read_text(path, self._faults)
        if text is None:
            self.bad.update(_REQUIRED)
            return
        if has_bad_bytes(text):
            lines = [number for number, line in enumerate(text.split("\n"), 1) if has_bad_bytes(line)]
            self._faults.extend(Fault(FILE, line, "", NOT_UTF8) for line in lines)
        self._located = Located(FILE, text, self._faults)
        if not isinstance(self._located.value, dict):
            if not self._located.broken:
                self._fault("", "must be an object: names and values in curly brackets")
            self.bad.update(_REQUIRED)
            return
        self._values = self._located.value
        for key in self._values:
            if key not in _REQUIRED + _OPTIONAL:
                self._fault(key, f"there is no setting {shown(key)}")
        for key in _REQUIRED:
            if key not in self._values:
                self._fault(key, "the setting is missing")

    def _week(self) -> Iterator[WeekSession]:
        week = self._values.get("week", [])
        if not isinstance(week, list):
            self._fault("week", "must be a list")
            return
        for number, each in enumerate(week):
            path = f"week[{number}]"
            if not isinstance(each, dict) or set(each) != {"session", "day"}:
                self._fault(path, "must hold a session and a day, and nothing else")
            elif not all(isinstance(name, str) for name in each.values()):
                self._fault(path, "a session and a day are texts")
            else:
                yield WeekSession(each["session"].strip(), each["day"].strip())
                continue
            self.bad.add("week")

    def _uncertain(self) -> tuple[str, int]:
        """How chances are counted, and what is likely enough; the latter must be there with the former."""
        if "uncertain" not in self._values:
            return "", 100
        stated = self._values["uncertain"]
        if not isinstance(stated, dict) or set(stated) != {"count", "likely_at_least"}:
            self._fault("uncertain", "must hold a count and likely_at_least, and nothing else")
            return "", 100
        count, least = stated["count"], stated["likely_at_least"]
        if count not in COUNTS:
            self._fault("uncertain.count", f"{shown(count)} is not one of {', '.join(COUNTS)}")
            count = ""
        if words := whole_fault(least, at_most=100):
            self._fault("uncertain.likely_at_least", words)
            least = 100
        return count, least

    def _policy(self) -> Policy:
        decimals = {key: self._decimal(key) for key in _DECIMALS}
        uncertain, likely_at_least = self._uncertain()
        return Policy(
            version=self._whole("version", 1),
            week=self.week,
            main_pathway_points=self._whole("main_pathway_points", 0),
            session_filled_points=self._whole("session_filled_points", 0),
            open_points=self._maybe_whole("open_points"),
            between_sessions_minutes=self._maybe_whole("between_sessions_minutes"),
            sessions_at_most_by_kind=frozen(dict(self._by_name("sessions_at_most_by_kind"))),
            mode=self._text("mode") or MODES[0],
            tolerance_percent=self._whole("tolerance_percent", 10),
            change_points=frozen(dict(self._by_name("change_points"))),
            travel_points=self._whole("travel_points", 0),
            cost_ceilings=frozen(dict(self._by_name("cost_ceilings"))),
            together_points=self._whole("together_points", 0),
            uncertain=uncertain,
            likely_at_least=likely_at_least,
            agreed_by=self._text("agreed_by"),
            agreed_on=self._text("agreed_on"),
            **decimals,
        )

    def _whole(self, key: str, instead: int) -> int:
        value = self._values.get(key, instead)
        if words := whole_fault(value):
            self._fault(key, words)
            return instead
        return value if isinstance(value, int) else instead

    def _maybe_whole(self, key: str) -> int | None:
        return None if self._values.get(key) is None else self._whole(key, 0)

    def _decimal(self, key: str) -> float:
        value = self._values.get(key, 1.0)
        if words := decimal_fault(value, 0, WHOLE_AT_MOST):
            self._fault(key, words)
            return 1.0
        return float(value) if isinstance(value, int | float) else 1.0

    def _text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            self._fault(key, "must be text")
            return ""
        if words := text_fault(value):
            self._fault(key, words)
        return value

    def _by_name(self, key: str) -> Iterator[tuple[str, int]]:
        limits = self._values.get(key, {})
        if not isinstance(limits, dict):
            self._fault(key, "must be an object: names and numbers in curly brackets")
            return
        for name, most in limits.items():
            if words := whole_fault(most):
                self._fault(f"{key}.{name}", words)
            else:
                yield name, most

    def _fault(self, path: str, words: str) -> None:
        self.bad.add(path)
        self._faults.append(Fault(FILE, self.line(path), shown(path)[1:-1], words))
