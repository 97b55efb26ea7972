"""Every action that the code records has words for the page on which it is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pfa
from pfa.audit.words import ACTIONS, said

FILES = {path: ast.parse(path.read_text()) for path in Path(pfa.__file__).parent.rglob("*.py")}


def functions_with_an_action() -> set[str]:
    """Functions that hand an action on to the record."""
    return {
        function.name
        for tree in FILES.values()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(argument.arg == "action" for argument in [*function.args.args, *function.args.kwonlyargs])
    }


def recorded() -> Iterator[str]:
    """Every action that is written out as an argument of theirs, or put into a variable of that name."""
    handing_on = functions_with_an_action()
    for tree in FILES.values():
        for node in ast.walk(tree):
            said_here: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                said_here = [word.value for word in node.keywords if word.arg == "action"]
                said_here += node.args if name in handing_on else []
            elif isinstance(node, ast.Assign) and any(
                getattr(name, "id", "") == "action" for to in node.targets for name in ast.walk(to)
            ):
                said_here = [node.value]
            for one in said_here:
                for part in ast.walk(one):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value:
                        yield part.value


def test_every_recorded_action_has_words() -> None:
    missing = sorted(set(recorded()) - ACTIONS.keys())
    assert not missing, "add words to pfa/audit/words.py for: " + ", ".join(missing)


def test_no_words_stand_for_an_action_that_nobody_records() -> None:
    assert not sorted(ACTIONS.keys() - set(recorded()))


def test_words_are_plain_and_differ() -> None:
    assert len(set(ACTIONS.values())) == len(ACTIONS)
    assert all(words[0].isupper() and not words.endswith(".") for words in ACTIONS.values())


def test_an_action_of_an_older_version_is_still_shown() -> None:
    assert said("thing.taken-apart") == "thing: taken apart"
