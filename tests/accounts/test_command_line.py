"""The first administrator is made on the command line: no account comes with the software."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.audit.models import AuditEvent
from pfa.audit.services import use_key
from pfa.cli import main
from pfa.core.database import Database
from tests.accounts.doors import is_in, sign_in, with_phone
from tests.conftest import SETTINGS
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]


@pytest.fixture
def pfa(database: Database, clock: Clock) -> Callable[..., Result]:
    """The command, on the test's database; it looks at the wall's clock, so the application does as well."""
    clock.now = dt.datetime.now(dt.UTC)
    names = ("secret_key", "code_pepper", "audit_key", "public_base_url", "environment")
    environment = {f"PFA_{name.upper()}": str(SETTINGS[name]) for name in names}
    environment["PFA_DATABASE_URL"] = database.url.render_as_string(hide_password=False)
    return lambda *words: CliRunner().invoke(main, words, env=environment)


def test_an_authority_and_its_first_administrator_from_nothing(pfa: Callable[..., Result], client_as: ClientAs) -> None:
    assert pfa("authority", "add", "--name", "Invented Borough", "--code", "X99000001").exit_code == 0
    made = pfa("user", "add", "--authority", "X99000001", "--name", "Ada Min", "--email", "Ada@Example.test")
    assert made.exit_code == 0, made.output
    path = re.search(r"http://localhost(/set-password/\S+)", made.output)
    assert path
    client_as(None).submit(path.group(1), {"password": "kettle hedge violin"})  # type: ignore[attr-defined]  # client_as gives our browser
    browser = client_as(None)
    sign_in(browser, "ada@example.test", "kettle hedge violin")
    assert browser.get("/users").status_code == 200
    assert "authority-admin" in pfa("user", "list", "--authority", "X99000001").output


def test_what_cannot_be_done_is_one_sentence_and_status_2(pfa: Callable[..., Result]) -> None:
    assert pfa("authority", "add", "--name", "Invented Borough", "--code", "nonsense").exit_code == 2
    missing = pfa("user", "add", "--authority", "X99000001", "--name", "A", "--email", "a@example.test")
    assert (missing.exit_code, missing.stderr) == (2, "There is no authority with the code X99000001.\n")
    assert pfa("user", "stop", "nobody@example.test").exit_code == 2


def test_a_user_is_stopped_and_given_a_new_link(
    pfa: Callable[..., Result], client_as: ClientAs, database: Database
) -> None:
    pfa("authority", "add", "--name", "Invented Borough", "--code", "X99000001")
    pfa("user", "add", "--authority", "X99000001", "--name", "Ada Min", "--email", "ada@example.test")
    assert "/set-password/" in pfa("user", "link", "--authority", "X99000001", "ada@example.test").output
    with database.reading() as session:
        ada = session.scalars(sa.select(User)).one()
    browser = client_as(ada)
    assert is_in(browser)
    assert pfa("user", "stop", "ada@example.test").exit_code == 0
    assert not is_in(browser)
    assert pfa("user", "link", "--authority", "X99000001", "ada@example.test").exit_code == 2


def test_the_last_administrator_who_lost_the_second_step_gets_in_again(
    pfa: Callable[..., Result], app: Flask, database: Database, client_as: ClientAs, clock: Clock
) -> None:
    world = World(database, clock())
    with_phone(app, world, world.admin)
    browser = client_as(world.admin)
    email = world.admin.email or ""
    assert pfa("user", "remove-second-factor", email).exit_code == 2
    done = pfa("user", "remove-second-factor", email, "--reason", "Her phone fell into the canal.")
    assert (done.exit_code, done.output) == (
        0,
        "Ada Min is signed out everywhere and signs in with the password alone until a new one is set up.\n",
    )
    assert not is_in(browser)
    assert sign_in(client_as(None), email).location == "/"
    with database.reading() as session:
        (event,) = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "second-factor.removed"))
    assert (event.actor_role, event.reason) == ("command-line", "Her phone fell into the canal.")
    again = pfa("user", "remove-second-factor", email, "--reason", "Once more.")
    assert (again.exit_code, again.stderr) == (2, "Ada Min has no second step.\n")


def test_what_the_command_line_does_is_recorded_with_the_settings_key(pfa: Callable[..., Result]) -> None:
    pfa("authority", "add", "--name", "Invented Borough", "--code", "X99000001")
    use_key("the key of nobody")
    pfa("user", "add", "--authority", "X99000001", "--name", "Ada Min", "--email", "ada@example.test")
    use_key("the key of nobody")
    pfa("user", "stop", "ada@example.test")
    verified = pfa("audit", "verify")
    assert verified.exit_code == 0, verified.stderr


def test_a_role_at_a_school_needs_the_school(pfa: Callable[..., Result]) -> None:
    pfa("authority", "add", "--name", "Invented Borough", "--code", "X99000001")
    words = ("--authority", "X99000001", "--name", "T", "--email", "t@example.test", "--role", "school-staff")
    assert "Choose the school" in pfa("user", "add", *words).stderr
    assert "no organisation" in pfa("user", "add", *words, "--organisation", "Nowhere School").stderr


def test_it_does_not_stop_the_last_lead(pfa: Callable[..., Result]) -> None:
    pfa("authority", "add", "--name", "Invented Borough", "--code", "X99000001")
    lead = ("--name", "Lea D", "--email", "lea@example.test", "--role", "safeguarding-lead")
    pfa("user", "add", "--authority", "X99000001", *lead)
    answer = pfa("user", "stop", "lea@example.test")
    assert answer.exit_code == 2
    assert "Lea D is the only safeguarding lead who can sign in" in answer.output
    assert "(stopped)" not in pfa("user", "list", "--authority", "X99000001").output
