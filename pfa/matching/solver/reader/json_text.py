"""JSON with the line of every value, so that a fault in it can be placed.

The standard parser does the strings and numbers; what is read here is the structure, to know the lines, to see a key
that is there twice, and to refuse what JSON does not have (NaN) or nobody needs (a hundred brackets inside each other).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from pfa.matching.solver.problem import Fault
from pfa.matching.solver.problem.ranges import shown

_SPACE = re.compile("[ \t\n\r]*")
_SCALAR = re.compile(r'"|-?[0-9]|true|false|null')
_DEEPEST = 20
_DECODER = json.JSONDecoder()


class _BrokenError(Exception):
    def __init__(self, at: int, words: str) -> None:
        super().__init__(words)
        self.at, self.words = at, words


class Located:
    """A JSON text read: its plain `value`, and the line on which each path (`week[2].day`) begins.

    `broken` says that it could not be read at all; `value` is None then. Each fault is added to `faults`.
    """

    def __init__(self, file: str, text: str, faults: list[Fault]) -> None:
        self._file, self._text, self._faults = file, text, faults
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[str, int] = {}
        self.value: object = None
        self.broken = False
        try:
            self.value, at = self._any(self._skip(0), "", 0)
            if self._skip(at) != len(text):
                raise _BrokenError(self._skip(at), "something follows the end")
        except _BrokenError as error:
            line, character = self._place(error.at)
            faults.append(Fault(file, line, f"character {character}", error.words))
            self.broken, self.value = True, None

    def line(self, path: str) -> int:
        """The line of a path, or of the nearest thing around it that is there."""
        while path and path not in self._lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._lines.get(path, 1)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._ends, at - 1)
        return line + 1, at - (self._ends[line - 1] if line else -1)

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _any(self, at: int, path: str, depth: int) -> tuple[object, int]:
        self._lines.setdefault(path, self._place(at)[0])
        opening = self._text[at : at + 1]
        if opening in ("{", "[") and depth == _DEEPEST:
            raise _BrokenError(at, "there are too many brackets inside each other")
        if opening == "{":
            return self._object(at, path, depth)
        if opening == "[":
            return self._list(at, path, depth)
        return self._scalar(at)

    def _scalar(self, at: int) -> tuple[object, int]:
        if not _SCALAR.match(self._text, at):
            raise _BrokenError(at, "a value is expected here")
        try:
            return _DECODER.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            raise _BrokenError(error.pos, "this text or number is not right") from error
        except ValueError as error:  # thousands of digits
            raise _BrokenError(at, "this number is too long") from error

    def _object(self, at: int, path: str, depth: int) -> tuple[object, int]:
        found: dict[str, object] = {}
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "}":
            return found, at + 1
        while True:
            if self._text[at : at + 1] != '"':
                raise _BrokenError(at, "a name in quotation marks is expected here")
            start = at
            key, at = self._scalar(at)
            inside = f"{path}.{key}" if path else str(key)
            if key in found:
                words = f"{shown(key)} is there twice"
                self._faults.append(Fault(self._file, self._place(start)[0], shown(inside)[1:-1], words))
            value, at = self._any(self._skip(self._expect(at, ":")), inside, depth + 1)
            found.setdefault(str(key), value)
            at = self._skip(at)
            if self._text[at : at + 1] == "}":
                return found, at + 1
            at = self._skip(self._expect(at, ","))

    def _list(self, at: int, path: str, depth: int) -> tuple[object, int]:
        found: list[object] = []
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "]":
            return found, at + 1
        while True:
            value, at = self._any(at, f"{path}[{len(found)}]", depth + 1)
            found.append(value)
            at = self._skip(at)
            if self._text[at : at + 1] == "]":
                return found, at + 1
            at = self._skip(self._expect(at, ","))

    def _expect(self, at: int, sign: str) -> int:
        at = self._skip(at)
        if self._text[at : at + 1] != sign:
            raise _BrokenError(at, f"“{sign}” is expected here")
        return at + 1
