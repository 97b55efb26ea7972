"""House rules of templates, style sheets and symbols."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from pfa.calendar.picture import KIND_WORDS
from pfa.core.resources import folder
from pfa.navigation import MENU
from pfa.provision.kinds import COLOUR_OF_KIND, KINDS_OF_WORK
from pfa.web.symbols import PICTURES, SYMBOLS, drawing

TEMPLATES = sorted(folder("templates").rglob("*.html"))
PAGES = [
    path for path in TEMPLATES if path.parent.name != "components" and path.name not in ("base.html", "young.html")
]
FORBIDDEN = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a nonce or a source": re.compile(r"<script\b(?![^>]*(nonce=|src=))", re.IGNORECASE),
    "a script in an attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address of somebody else's": re.compile(r"(src|href)=\"(https?:)?//", re.IGNORECASE),
}


def name_of(path: Path) -> str:
    return path.relative_to(folder("templates")).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles_and_holds_nothing_that_the_policy_forbids(path: Path, shared_app: Flask) -> None:
    shared_app.jinja_env.get_template(name_of(path))
    text = path.read_text(encoding="utf-8")
    assert not [words for words, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_page_has_a_title_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if re.search(r"{% extends \"(base|young).html\"", text):
        assert "{% block title %}" in text


def test_our_own_templates_refuse_an_undefined_name(shared_app: Flask) -> None:
    with shared_app.test_request_context(), pytest.raises(Exception, match="nobody_said_this"):
        shared_app.jinja_env.from_string("{{ nobody_said_this }}").render()


def test_every_symbol_that_a_template_names_is_drawn() -> None:
    named = {
        (name_of(path), symbol)
        for path in TEMPLATES
        for symbol in re.findall(r"symbol\(\s*\"([a-z0-9-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named
    assert not {(path, symbol) for path, symbol in named if symbol not in SYMBOLS}


def test_every_symbol_has_its_words_and_every_word_its_symbol() -> None:
    root = ET.parse(folder("static") / "symbols.svg").getroot()
    drawn = [symbol.attrib["id"] for symbol in root]
    assert drawn == list(SYMBOLS)
    assert all(words.strip() for words in SYMBOLS.values())
    assert {symbol.attrib["viewBox"] for symbol in root} == {"0 0 48 48"}


def test_whatever_a_week_or_a_survey_shows_has_a_symbol() -> None:
    assert set(KIND_WORDS) <= set(SYMBOLS)
    assert set(COLOUR_OF_KIND.values()) <= set(KIND_WORDS)
    assert {f"work-{kind}" for kind in KINDS_OF_WORK} <= set(SYMBOLS)
    assert len(PICTURES) >= 12


def test_a_symbol_for_paper_brings_its_own_lines() -> None:
    drawn = drawing("study", 20)
    assert drawn.startswith("<svg")
    assert "<path" in drawn
    assert "ns0" not in drawn


def test_nothing_of_the_crown_is_shipped() -> None:
    shipped = [path for name in ("static", "templates", "assets") for path in folder(name).rglob("*") if path.is_file()]
    names = [path.name for path in shipped if re.search(r"crest|crown|govuk-icon", path.name)]
    assert not names
    holding = [path.name for path in shipped if b"GDS Transport" in path.read_bytes()]
    assert not holding


def test_every_entry_of_the_menu_leads_somewhere(shared_app: Flask) -> None:
    assert not [item.endpoint for item in MENU if item.endpoint not in shared_app.view_functions]


def test_every_address_that_a_template_names_is_there(shared_app: Flask) -> None:
    named = {
        (name_of(path), endpoint)
        for path in TEMPLATES
        for endpoint in re.findall(r"url_for\(\s*[\"']([a-z_.]+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert not sorted((path, endpoint) for path, endpoint in named if endpoint not in shared_app.view_functions)


def test_a_class_is_styled_in_one_file_only() -> None:
    frames = ("_print.scss", "_young.scss", "_parts.scss")  # these look at others' classes on purpose
    homes: dict[str, set[str]] = {}
    for path in folder("assets").glob("_*.scss"):
        if path.name not in frames:
            for name in re.findall(r"^\.(app-[a-z0-9_-]+)\s*[,{]", path.read_text(encoding="utf-8"), re.MULTILINE):
                homes.setdefault(name, set()).add(path.name)
    assert not {name: files for name, files in homes.items() if len(files) > 1}
