"""A young person's page held to the rules of Easy Read, and what on it is nobody's wording: names, and what they wrote.

What the authority, a provider or the young person themselves put in is taken out by the scene: the values that stand in
the columns of `GIVEN` are looked for in the page, the longest first, and each of their words counts as a number does,
as one word of the sentence that is on no list. What is not in the database of the scene is ours, and must be easy.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from pfa.about.models import AboutItem
from pfa.accounts.models import Authority, Organisation, SignIn, Site, User
from pfa.aspirations import services
from pfa.aspirations.models import Answer
from pfa.aspirations.words.easy_read import LONGEST, hard_words, long_sentences
from pfa.family.models import ParentAnswer, ParentLink
from pfa.packages.models import PackageOwnSession, ToldReason
from pfa.people.models import OwnSession, YoungPerson
from pfa.provision.models import Group, Opportunity
from pfa.reporting.models import Feedback
from pfa.starts.models import TravelTraining, Visit
from pfa.symbols.models import SymbolDrawing
from tests.factories import World

GIVEN: tuple[InstrumentedAttribute[str], ...] = (
    Authority.name,
    Organisation.name,
    Site.name,
    User.name,
    SignIn.browser,
    YoungPerson.first_name,
    YoungPerson.last_name,
    YoungPerson.known_as,
    Opportunity.name,
    Group.name,
    OwnSession.label,
    PackageOwnSession.label,
    Answer.text,
    AboutItem.words,
    Feedback.words,
    ParentLink.name,
    ParentAnswer.text,
    SymbolDrawing.credit,
    ToldReason.target_words,
    Visit.with_whom,
    TravelTraining.journey,
    TravelTraining.trained_by,
)
LINES = frozenset(
    "p li h1 h2 h3 h4 label button div section main dt dd legend th td caption figcaption summary br".split()
)
UNREAD = frozenset({"head", "script", "style", "svg", "textarea"})
HEARD = frozenset({"aria-label", "alt", "placeholder"})  # what is read out, or shown, and is no text
CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)
NAMES = frozenset({"pfa", "childline"})  # ours and of help that is there now: in our own words, and no words


class Page(HTMLParser):
    """What a page says, a line for each block: in its main part, and all of it; and its body's classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.classes, self._unread, self._is_main = "", 0, False
        self._said: list[tuple[bool, str]] = [(False, "")]
        self._heard: list[str] = []
        self.feed(html)

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for is_main, line in self._said if is_main and line.strip()]

    @property
    def every_line(self) -> list[str]:
        return [" ".join(line.split()) for line in (*(line for _, line in self._said), *self._heard) if line.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.classes = dict(attrs).get("class") or ""
        self._is_main = self._is_main or tag == "main"
        self._unread += tag in UNREAD
        self._heard += [value for name, value in attrs if name in HEARD and value]
        if tag in LINES or "app-week__" in (dict(attrs).get("class") or ""):
            self._said.append((self._is_main, ""))
        elif tag == "span":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self._is_main = self._is_main and tag != "main"
        self._unread -= tag in UNREAD
        if tag in LINES:
            self._said.append((self._is_main, ""))

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._said[-1] = (self._said[-1][0], self._said[-1][1] + data)


class Given:
    """The words of a scene that are not ours."""

    def __init__(self, world: World) -> None:
        with world.reading() as session:
            found = {value for column in GIVEN for value in session.scalars(sa.select(column)) if value}
        lines = {" ".join(line.split()) for value in found for line in value.splitlines()} - {""}
        longest_first = sorted(lines, key=lambda line: (-len(line), line))
        self._values = re.compile("|".join(rf"(?<!\w){re.escape(line)}(?:['’]s)?(?!\w)" for line in longest_first))

    def out_of(self, line: str) -> str:
        """The line with each of their words as the number 0."""
        return self._values.sub(lambda said: " ".join("0" for _ in said[0].split()), line)


def set_for_all(world: World, **settings: str) -> None:
    """How every young person of the world who can sign in likes their pages, from now on."""
    with world.writing() as session:
        for person in session.scalars(sa.select(YoungPerson).where(YoungPerson.user_id.is_not(None))):
            services.choose_comfort(session, person, settings)
        session.commit()


def faults(lines: Iterable[str], given: Given) -> Iterator[str]:
    """What is too long or too hard in Easy Read, with the sentence it is in."""
    for line in map(given.out_of, lines):
        for long in long_sentences(line):
            yield f"{LONGEST} words are enough: {long}"
        if hard := too_hard(line):
            yield f"not on the list of easy words: {', '.join(hard)} in: {line}"


def too_hard(text: str) -> list[str]:
    """The words that are not on the list, and are no names of days or months or of ours."""
    return [word for word in hard_words(text) if word not in CALENDAR | NAMES]
