"""What a browser finds on a page: the form of a question with everything in it, and the files that the page needs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

HIDDEN = re.compile(r'name="(csrf_token|idempotency_key|version|back)"(?: type="hidden")? value="([^"]*)"')
FORM = re.compile(r'<form class="app-survey"([^>]*)>(.*?)</form>', re.DOTALL)
CONTROL = re.compile(r"<(input|button|textarea|div) ([^>]*)>(?:\n?([^<]*)</textarea>)?")
ATTRIBUTE = re.compile(r'([\w.-]+)(?:="([^"]*)")?')
FILE = re.compile(r'(?:href|src)="(/(?:static|accent)[^"#]*)')
FONT = re.compile(r'url\("([^"]+\.woff2)"\)')
PICKED = re.compile(r'type="radio" name="([a-z]+)" value="([a-z]+)"( checked)?')

Value = tuple[tuple[str, ...], str]  # the choices, and the words


@dataclass
class Form:
    """The form of one question as it is filled in. What stands in it is changed in place, as somebody does."""

    action: str
    save: str  # the address to which its script saves by itself
    hidden: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # chosen, and not on view
    chosen: list[str] = field(default_factory=list)  # in the order in which they stand in the form
    offered: list[str] = field(default_factory=list)  # choices on view
    alone: set[str] = field(default_factory=set)  # those that stand beside no other
    takes_one: bool = False
    is_ranked: bool = False
    counted: list[str] = field(default_factory=list)  # things to put counters on
    feelings: dict[str, list[str]] = field(default_factory=dict)  # of each thing on view
    felt: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    text: str | None = None
    can_write: bool = False  # is there a box for the words, or do they only go along?
    buttons: set[tuple[str, str]] = field(default_factory=set)

    @property
    def question(self) -> str:
        """The key of the question, as it stands in the address."""
        return self.action.partition("?")[0].rpartition("/")[2]

    def fields(self) -> list[tuple[str, str]]:
        """What the browser sends of it, beside the pressed button."""
        rows = [*self.hidden.items(), *(("kept", each) for each in self.kept)]
        rows += [("choice", each) for each in self.chosen]
        rows += [(f"feel.{code}", self.felt[code]) for code in self.feelings if code in self.felt]
        rows += [("named", name) for name in self.names]
        return rows + ([("text", self.text)] if self.text is not None else [])

    def value(self) -> Value:
        """What is said in it. The order of choices counts only where they are ranked."""
        shown = [*self.chosen, *(f"{self.felt[code]}:{code}" for code in self.feelings if code in self.felt)]
        lonely = [each for each in shown if each in self.alone]
        if lonely or (self.takes_one and shown):
            shown, kept = lonely[-1:] or shown, []
        else:
            kept = [each for each in self.kept if not shown or each not in self.alone]
        words = "\n".join(dict.fromkeys(filter(None, self.names))) if self.names else (self.text or "").strip()
        return in_order(self.question, [*kept, *shown]), words


def in_order(question: str, choices: list[str]) -> tuple[str, ...]:
    """Choices so that two answers that say the same are equal: only wishes for work are ranked."""
    return tuple(choices if question == "work" else sorted(choices))


def form_of(page: str) -> Form | None:
    """The form of a question's page; None where the page has none."""
    found = FORM.search(page)
    if found is None:
        return None
    about = _attributes(found[1])
    form = Form(about["action"], about["data-save"])
    for tag, attributes, words in CONTROL.findall(found[2]):
        _take(form, tag, _attributes(attributes), html.unescape(words))
    return form


def hidden_of(page: str) -> dict[str, str]:
    """What stands hidden in the form of any other page."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def picked_of(page: str) -> dict[str, str]:
    """Which of some radio buttons are pressed, by their name."""
    return {name: value for name, value, is_checked in PICKED.findall(page) if is_checked}


def files_of(page: str) -> Iterator[str]:
    """Addresses of the style sheets, scripts and pictures that a page needs."""
    yield from dict.fromkeys(html.unescape(address) for address in FILE.findall(page))


def fonts_of(address: str, sheet: str) -> Iterator[str]:
    """Addresses of the letters that a style sheet needs."""
    yield from (urljoin(address, found) for found in FONT.findall(sheet))


def _attributes(said: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(said)}


def _take_choice(form: Form, value: str, kind: str, *, is_chosen: bool) -> None:
    if kind != "hidden":
        form.offered.append(value)
        form.takes_one = kind == "radio"
    if is_chosen:
        form.chosen.append(value)


def _take(form: Form, tag: str, said: dict[str, str], words: str) -> None:
    """Take one control into the form."""
    name, value, kind = said.get("name", ""), said.get("value", ""), said.get("type", "")
    if "data-alone" in said:
        form.alone.add(value)
    if tag == "div":
        form.counted += [said["data-counters"]] if "data-counters" in said else []
    elif tag == "button":
        form.buttons.add((name, value))
        if name == "tap":
            form.offered.append(value)
            form.is_ranked = True
    elif name == "named":
        form.names.append(value)
    elif name == "text":
        form.text, form.can_write = (words, True) if tag == "textarea" else (value, False)
    elif name == "kept":
        form.kept.append(value)
    elif name == "choice":
        _take_choice(form, value, kind, is_chosen=kind == "hidden" or "checked" in said)
    elif name.startswith("feel."):
        code = name.removeprefix("feel.")
        form.feelings.setdefault(code, []).append(value)
        if "checked" in said:
            form.felt[code] = value
    elif name == "find" or kind == "hidden":
        form.hidden[name] = value
