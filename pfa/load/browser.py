"""A pupil's browser: opens pages with the files they need, sends forms, follows where it is sent, loses its line."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlencode

from pfa.load.page import files_of, fonts_of
from pfa.load.tally import Kind, Tally

HOST = "127.0.0.1"
PATIENCE = 30  # seconds that one page may take before it counts as lost
Fields = Sequence[tuple[str, str]]


class Browser:
    """One browser with nothing kept in it yet. `name` stands in the words of what goes wrong."""

    def __init__(self, port: int, tally: Tally, name: str) -> None:
        self._port, self._tally, self._name = port, tally, name
        self._line = self._new_line()
        self._cookies: dict[str, str] = {}
        self._has: set[str] = set()

    def open(self, address: str) -> str:
        """Open a page, and get the files that it needs and that are not kept yet."""
        _, _, page = self._ask(Kind.page, "GET", address)
        for file in files_of(page):
            self._get(file)
        return page

    def press(self, address: str, fields: Fields, *, twice: bool = False) -> str:
        """Send a form and open the page that it leads to. `twice`: a double click; nobody waits for its first half."""
        body = urlencode(fields)
        first = self._begin(address, body) if twice else None
        _, onward, page = self._ask(Kind.form, "POST", address, body)
        if first is not None:
            first.close()
        return self.open(onward) if onward else page

    def save(self, address: str, fields: Fields) -> bool:
        """Save as a page's script does: was it taken?"""
        status, _, _ = self._ask(Kind.save, "POST", address, urlencode(fields))
        return status == HTTPStatus.NO_CONTENT

    def drop(self, address: str, fields: Fields, *, whole: bool) -> None:
        """Lose the line while a form is sent: `whole`, before anything comes back; else in the middle of it."""
        body = urlencode(fields)
        self._line.request("POST", address, body if whole else body[: len(body) // 2], self._headers(body))
        self._line.close()

    def close(self) -> None:
        """End the line."""
        self._line.close()

    def _get(self, file: str) -> None:
        if file in self._has:
            return
        self._has.add(file)
        _, _, sheet = self._ask(Kind.file, "GET", file)
        if ".css" in file:
            for font in _fonts(file, sheet):
                self._get(font)

    def _begin(self, address: str, body: str) -> http.client.HTTPConnection:
        """Send a form on a line of its own and leave what comes back unread."""
        line = self._new_line()
        line.request("POST", address, body, self._headers(body))
        return line

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, self._port, timeout=PATIENCE)

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
                "Origin": f"http://{HOST}:{self._port}",
            }
        return headers

    def _ask(self, kind: Kind, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        """The status, where it leads to, and the page. Whatever was not to be expected is a fault."""
        began = time.perf_counter()
        self._line.request(method, address, body, self._headers(body))
        answer = self._line.getresponse()
        said = answer.read()
        self._tally.times[kind].append(1000 * (time.perf_counter() - began))
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status != EXPECTED[kind]:
            self._tally.fault(f"{self._name}: {method} {address} answered {answer.status}", kind)
        text = said.decode(errors="replace") if kind is not Kind.file or ".css" in address else ""
        return answer.status, answer.getheader("Location", ""), text


EXPECTED = {
    Kind.page: HTTPStatus.OK,
    Kind.form: HTTPStatus.SEE_OTHER,
    Kind.save: HTTPStatus.NO_CONTENT,
    Kind.file: HTTPStatus.OK,
}


@lru_cache(maxsize=8)
def _fonts(address: str, sheet: str) -> tuple[str, ...]:
    """All pupils are given the same sheet: it is looked through once."""
    return tuple(fonts_of(address, sheet))
