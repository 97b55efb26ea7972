"""Every page that is noted when somebody opens it has words for where that is read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pfa
from pfa.audit.pages import PAGES, page_said

NOTING = frozenset({"note_opened", "note_list", "note", "opened", "_wish"})
PAGE = re.compile(r"[a-z]+\.[a-z_]+")


def noted() -> Iterator[str]:
    """Every page that is written out where an opening is noted or words are filed."""
    for path in Path(pfa.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            said: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                said = node.args if name in NOTING else [one.value for one in node.keywords if one.arg == "page"]
            elif isinstance(node, ast.Assign) and any("PAGE" in getattr(to, "id", "") for to in node.targets):
                said = [node.value]
            for one in said:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and PAGE.fullmatch(one.value):
                    yield one.value


def test_every_page_that_is_noted_has_words() -> None:
    missing = sorted(set(noted()) - PAGES.keys())
    assert not missing, "add words to pfa/audit/pages.py for: " + ", ".join(missing)


def test_a_page_of_an_older_version_is_still_shown() -> None:
    assert page_said("thing.apart_now") == "thing: apart now"
