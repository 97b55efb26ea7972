"""What young people read here: short sentences, a reading age of 11 or less, all of it in the catalogues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pfa.about import words as about
from pfa.about.cleaning.errors import Fault
from pfa.about.models import AboutKind, Audience
from pfa.aspirations.words.reading_age import reading_age, sentences
from pfa.aspirations.words.reading_age import words as words_of
from pfa.core.resources import folder
from pfa.family import words as family

FILLED = {"who": "Ann Lee", "hours": 24, "names": "my worker and my school", "name": "Pat"}
YOUNG = [
    path
    for path in sorted([*folder("templates").glob("about/*.html"), *folder("templates").glob("family/*.html")])
    if 'extends "young.html"' in path.read_text() and path.name != "parent.html"
]


@pytest.mark.parametrize("room", [about, family], ids=["about", "family"])
def test_the_catalogue_can_be_read_at_11_and_no_sentence_is_long(room: object) -> None:
    said = [text.format(**FILLED) for text in room.SAYINGS.values()]  # type: ignore[attr-defined]
    assert [one for text in said for one in sentences(text) if len(words_of(one)) > 15] == []
    assert reading_age("\n".join(said)) <= 11


@pytest.mark.parametrize("room", [about, family], ids=["about", "family"])
def test_each_page_can_be_read_at_11(room: object) -> None:
    catalogue: dict[str, str] = room.SAYINGS  # type: ignore[attr-defined]
    for page in {key.split(".")[0] for key in catalogue}:
        text = "\n".join(said.format(**FILLED) for key, said in catalogue.items() if key.split(".")[0] == page)
        assert len(words_of(text)) < 20 or reading_age(text) <= 11, page


@pytest.mark.parametrize("template", YOUNG, ids=lambda path: path.name)
def test_templates_of_young_people_say_nothing_of_their_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", " ", template.read_text(), flags=re.S)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


def test_every_kind_audience_and_fault_has_its_words() -> None:
    for kind in AboutKind:
        assert {f"{kind.value}.{part}" for part in ("title", "add", "lead", "words", "one")} <= set(about.SAYINGS)
        assert kind in about.SYMBOL_OF
        assert kind in about.KIND_NAMES
    assert {f"item.who.{one.value}" for one in Audience} <= set(about.SAYINGS)
    assert {f"fault.{one.value}" for one in Fault} <= set(about.SAYINGS)
