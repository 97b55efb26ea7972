"""One pupil of the lesson, as their browser does it: real pages, real forms."""

from __future__ import annotations

import http.client
import re
import time
from urllib.parse import urlencode

from pfa.aspirations.sets import ours
from pfa.load.lesson import YEAR_GROUP, Card
from pfa.load.outcome import Outcome

HOST = "127.0.0.1"
PATIENCE = 30  # seconds that one page may take before it counts as lost
TWICE_EVERY, DROPPED_EVERY = 10, 50
FIELD = re.compile(r'name="(csrf_token|idempotency_key|version)" type="hidden" value="([^"]*)"')


class Pupil:
    """One pupil's browser: pages opened, forms sent with what stands hidden in them."""

    def __init__(self, outcome: Outcome, port: int, card: Card, number: int) -> None:
        self._outcome, self._card, self._number = outcome, card, number
        self._line = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}
        self._sent = 0

    def answer(self) -> None:
        """From the first page to the last: type the card's code, say who they are, begin, answer, check, send."""
        half = len(self._card.code) // 2
        code = {"code": self._card.code[:half], "code_end": self._card.code[half:]}
        self._send("/card", "/card", {"number": self._card.number, **code}, once=True)
        self._send("/card/yes", "/card/yes", {}, once=True)
        self._ask("GET", "/")
        self._send("/my/answers", "/my/answers", {})
        for place, question in enumerate(ours(YEAR_GROUP).questions[: self._outcome.questions]):
            choice = question.choices[(self._number + place) % len(question.choices)] if question.choices else ""
            said = {"choice": choice, "next": "1"}
            twice = (self._number + place) % TWICE_EVERY == 0
            self._send(f"/my/answers/{question.key}", f"/my/answers/{question.key}", said, twice=twice)
        self._send("/my/answers/check", "/my/answers/send", {})

    def close(self) -> None:
        """End the line."""
        self._line.close()

    def _send(self, page: str, address: str, said: dict[str, str], *, twice: bool = False, once: bool = False) -> None:
        hidden = dict(FIELD.findall(self._ask("GET", page)))
        body = urlencode({**hidden, **said})
        self._sent += 1
        if not once and (self._number + self._sent) % DROPPED_EVERY == 0:
            self._drop(address, body)
        for _click in range(2 if twice else 1):
            self._ask("POST", address, body)

    def _drop(self, address: str, body: str) -> None:
        """Send a form, and be gone before anything comes back."""
        self._line.request("POST", address, body, self._headers(body))
        self._line.close()

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        return headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {})

    def _ask(self, method: str, address: str, body: str | None = None) -> str:
        began = time.perf_counter()
        self._line.request(method, address, body, self._headers(body))
        answer = self._line.getresponse()
        text = answer.read().decode()
        self._outcome.milliseconds.append(1000 * (time.perf_counter() - began))
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status != (200 if method == "GET" else 303):
            self._outcome.faults.append(f"pupil {self._number}: {method} {address} answered {answer.status}")
        return text
