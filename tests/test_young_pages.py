"""Every page of young people's in every room, as it is served: easy to read, help on it, and nothing that says special.

The catalogues of words are tested in their rooms; here it is the page itself, with all that stands on it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.aspirations.words.reading_age import reading_age, sentences, words
from pfa.people.models import YoungPerson
from tests.factories import World
from tests.routes import ROOMS

OLDEST, LONGEST, FEW = 11, 15, 20  # years of age; words in a sentence; words of which the formula says nothing
LINES = frozenset("p li h1 h2 h3 h4 label button div section dt dd legend th td caption figcaption summary".split())
UNREAD = frozenset({"script", "style", "svg", "textarea"})
LABELS = frozenset({"special", "SEND", "SEN", "ehcp", "disabled", "disability", "disabilities"})


class Page(HTMLParser):
    """What a page says in its main part, a line for each block; and its body's classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.classes, self._said, self._unread, self._is_main = "", [""], 0, False
        self.feed(html)

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self._said if line.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.classes = dict(attrs).get("class") or ""
        self._is_main = self._is_main or tag == "main"
        self._unread += tag in UNREAD
        if tag in LINES or tag == "br":
            self._said.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_main = self._is_main and tag != "main"
        self._unread -= tag in UNREAD
        if tag in LINES:
            self._said.append("")

    def handle_data(self, data: str) -> None:
        if self._is_main and not self._unread:
            self._said[-1] += data


def young_pages(
    room: str, world: World, client_as: Callable[[User | None], FlaskClient]
) -> dict[str, tuple[User | None, str, Page]]:
    """Endpoint to who opens it, its whole text and what it says, of every page in the frame of young people's."""
    found = {}
    for endpoint, (user, address) in importlib.import_module(f"tests.{room}.pages").pages(world).items():
        answer = client_as(user).get(address)
        if answer.mimetype == "text/html" and "app-young" in (page := Page(answer.text)).classes:
            found[endpoint] = (user, answer.text, page)
    return found


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # the words are the same on both
@pytest.mark.parametrize("room", ROOMS)
def test_each_page_is_read_at_11_has_help_on_it_and_puts_nobody_in_a_box(
    room: str, world: World, client_as: Callable[[User | None], FlaskClient]
) -> None:
    wrong = []
    for endpoint, (user, html, page) in young_pages(room, world, client_as).items():
        text = "\n".join(page.lines)
        if len(words(text)) >= FEW and (age := reading_age(text)) > OLDEST:
            wrong.append(f"{endpoint} is read at {age:.1f}")
        ended = [one for line in page.lines if line[-1] in ".!?:" for one in sentences(line)]
        wrong += [f"{endpoint}: {one}" for one in ended if len(words(one)) > LONGEST]
        wrong += [f"{endpoint} says {label}" for label in LABELS & {*words(text), *words(text.lower())}]
        if (user is None or is_young(world, user)) and "Help that is there now" not in html:
            wrong.append(f"{endpoint} has no help that is there now")
        if is_young(world, user) and "talk to someone" not in html.lower():
            wrong.append(f"{endpoint} leads to nobody to talk to")
    assert not wrong, "\n".join(wrong)


def is_young(world: World, user: User | None) -> bool:
    """Is this a young person's account? Parents and staff open some pages in the same frame."""
    with world.reading() as session:
        owner = sa.select(YoungPerson.id).where(YoungPerson.user_id == (user.id if user else 0))
        return session.scalars(owner).first() is not None


def test_a_page_is_taken_to_lines_as_it_is_seen() -> None:
    page = Page("<body class='app-young'><p>No</p><main><h1>Hello <b>you</b></h1><svg><title>x</title></svg><p>Yes.")
    assert (page.classes, page.lines) == ("app-young", ["Hello you", "Yes."])
