"""Tests in a real Chromium, against the application served on this machine over SQLite."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.live import Live
from tests.conftest import NOW, SETTINGS, SqlitePlace


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, which drops connections half-way when it leaves a page."""
    dropped = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(dropped)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with chromium.started() as started:
        yield started


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and nothing in it, to be copied."""
    place = SqlitePlace(tmp_path_factory.mktemp("empty"))
    return Path(place.url.removeprefix("sqlite:///"))


@pytest.fixture
def serve(browser: Browser, empty_database: Path, tmp_path: Path) -> Iterator[Callable[[], Live]]:
    """Start applications, each with a world of its own; they stop when the test ends."""
    running: list[Live] = []

    def start() -> Live:
        file = tmp_path / f"live{len(running)}.db"
        shutil.copyfile(empty_database, file)
        running.append(Live(file, SETTINGS, NOW, browser))
        return running[-1]

    yield start
    for live in running:
        live.stop()


@pytest.fixture
def live(serve: Callable[[], Live]) -> Iterator[Live]:
    """A running application with a world in it. Fails the test if any page complained of anything."""
    started = serve()
    yield started
    assert not started.complaints()
