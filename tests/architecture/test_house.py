"""Rules of the house that no tool of its own holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE, TESTS = 300, 400
SPECIAL = re.compile(r"\bspecial(ly)?\b", re.IGNORECASE)
TERMS = {"Special post-16 institution"}  # of a list that is not ours: where staff say that somebody is
EXPLAINED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_stay_small() -> None:
    too_long = {
        str(path.relative_to(ROOT)): lines(path)
        for folder, most in (("pfa", CODE), ("migrations", CODE), ("templates", CODE), ("tests", TESTS))
        for suffix in ("*.py", "*.html")
        for path in (ROOT / folder).rglob(suffix)
        if lines(path) > most
    }
    assert too_long == {}


def test_nothing_is_called_utils_or_the_like() -> None:
    forbidden = {"utils", "helpers", "common", "manager"}
    assert [path for path in (ROOT / "pfa").rglob("*") if path.stem in forbidden] == []


def test_services_never_commit() -> None:
    for path in [*(ROOT / "pfa").glob("*/services.py"), *(ROOT / "pfa").glob("*/services/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_commit = isinstance(node, ast.Attribute) and node.attr == "commit"
            assert not is_commit, f"{path.relative_to(ROOT)} line {node.lineno} commits"


def test_views_hold_no_sql() -> None:
    for path in [*(ROOT / "pfa").glob("*/views.py"), *(ROOT / "pfa").glob("*/views/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
                assert not any(name.startswith("sqlalchemy") for name in names), f"{path.relative_to(ROOT)} imports SQL"


def test_views_are_thin() -> None:
    for path in [*(ROOT / "pfa").glob("*/views.py"), *(ROOT / "pfa").glob("*/views/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(_is_route(each) for each in node.decorator_list):
                body = (node.body[-1].end_lineno or 0) - node.body[0].lineno + 1
                assert body <= 26, f"{path.relative_to(ROOT)}: {node.name} has {body} lines"


def _is_route(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(call, ast.Attribute) and call.attr in {"get", "post", "route"}


def test_nothing_on_any_screen_is_called_special() -> None:
    shown = [*(ROOT / "pfa").rglob("*.py"), *(ROOT / "templates").rglob("*.html"), *(ROOT / "pfa/static").glob("*.*")]
    found = [path for path in shown if SPECIAL.search(path.read_text(encoding="utf-8"))]
    said = {
        f"{path.relative_to(ROOT)}: {words}"
        for path in found
        for words in _words_of(path)
        if SPECIAL.search(words) and words not in TERMS
    }
    assert said == set()


def _words_of(path: Path) -> Iterator[str]:
    """Lines of a template or a script; of our code strings of more than one word, but none that explains it."""
    if path.suffix != ".py":
        yield from path.read_text(encoding="utf-8").splitlines()
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, EXPLAINED)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in explained:
            yield node.value if " " in node.value else ""


def test_our_own_files_name_no_machine() -> None:
    """No absolute path of a machine, and no registry's host, in anything we wrote."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".html", ".toml", ".txt", ".json", ".js", ".scss"} and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            for word in ("/work/", "/root/", "pypi.org", "registry.npmjs", "files.pythonhosted"):
                assert word not in text, f"{name} says {word}"


@pytest.mark.slow
def test_a_wheel_holds_every_template_and_migration(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("pfa-*.whl"))) as wheel:
        held = set(wheel.namelist())
    for folder in ("templates", "migrations"):
        wanted = {
            f"pfa/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted - held == set()
    shipped = {"pfa/static/vendor/app.css", "pfa/static/vendor/atkinson-400.woff2", "pfa/static/symbols.svg"}
    shipped |= {"pfa/aspirations/words/easy_words.txt", "pfa/accounts/common_password_words.txt"}
    assert shipped - held == set()
