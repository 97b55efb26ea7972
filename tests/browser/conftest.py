"""Tests in a real Chromium, against the application served here over SQLite; journeys over PostgreSQL as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.live import Live
from tests.conftest import NOW, SETTINGS
from tests.places import Place, PostgresqlPlace, SqlitePlace


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, which drops connections half-way when it leaves a page."""
    dropped = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(dropped)


BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with chromium.started() as started:
        yield started


@pytest.fixture(scope="session")
def made_place(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], Place]:
    """A way to each kind of database, made when it is first asked for."""
    made: dict[str, Place] = {}

    def make(kind: str) -> Place:
        if kind not in made and kind == "sqlite":
            made[kind] = SqlitePlace(tmp_path_factory.mktemp("empty"))
        elif kind not in made:
            worker = request.getfixturevalue("worker_id")
            made[kind] = PostgresqlPlace(request.getfixturevalue("postgresql_server"), f"pfa_live_{worker}")
            request.addfinalizer(made[kind].close)
        return made[kind]

    return make


@pytest.fixture
def serve(
    browser: Browser, made_place: Callable[[str], Place], request: pytest.FixtureRequest
) -> Iterator[Callable[[], Live]]:
    """Start applications, each with a world of its own; they stop when the test ends.

    Over SQLite, unless a test names a database: `@pytest.mark.parametrize("serve", BOTH, indirect=True)`.
    """
    place = made_place(getattr(request, "param", "sqlite"))
    running: list[tuple[Place, Live]] = []

    def start() -> Live:
        own = place.another(f"live{len(running)}")
        running.append((own, Live(own.url, SETTINGS, NOW, browser)))
        return running[-1][1]

    yield start
    for own, live in running:
        live.stop()
        own.close()


@pytest.fixture
def live(serve: Callable[[], Live]) -> Iterator[Live]:
    """A running application with a world in it. Fails the test if any page complained of anything."""
    started = serve()
    yield started
    assert not started.complaints()
