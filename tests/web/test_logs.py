"""The log says what happened and never to whom: allowed keys, one line an event, nobody's name."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.web import logs
from tests.accounts.doors import PASSWORD, card_for, sign_in, type_card, with_password
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]


def lines(caplog: Any) -> list[dict[str, Any]]:
    return [json.loads(logs.JsonLine().format(record)) for record in caplog.records if record.name.startswith("pfa")]


def test_a_request_is_one_line_with_its_route_and_not_its_address(
    world: World, client_as: ClientAs, caplog: Any
) -> None:
    person = world.young_person("Yasmin", "Invented")
    browser = client_as(world.coordinator)
    with caplog.at_level(logging.INFO, logger="pfa"):
        browser.get(f"/people/{person.public_id}?search=Yasmin")
    (line,) = [one for one in lines(caplog) if one["event"] == "request"]
    assert line["route"] == "/people/<uuid:public_id>"
    assert (line["method"], line["status"], line["role"]) == ("GET", 200, "coordinator")
    assert line["authority"] == world.authority.id
    assert line["ts"].endswith("Z")
    assert set(line) <= logs.KEYS
    assert "Yasmin" not in json.dumps(line)
    assert str(person.public_id) not in json.dumps(line)


def test_a_user_has_another_name_in_the_log_each_day(
    world: World, client_as: ClientAs, clock: Clock, caplog: Any
) -> None:
    names = []
    for _ in range(2):
        browser = client_as(world.coordinator)
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="pfa"):
            browser.get("/account")
            browser.get("/account")
        names.append({line["user"] for line in lines(caplog)})
        clock.move(days=1)
    assert [len(one) for one in names] == [1, 1]
    assert names[0] != names[1]


def test_signing_in_well_and_badly_is_logged_without_what_was_typed(
    app: Flask, world: World, client_as: ClientAs, caplog: Any
) -> None:
    user, card = with_password(app, world, world.coordinator), card_for(app, world)
    with caplog.at_level(logging.INFO, logger="pfa"):
        sign_in(client_as(None), user.email, "a wrong password, typed")
        sign_in(client_as(None), user.email)
        type_card(client_as(None), card.locator, card.secret)
        client_as(None).get(f"/card/{card.token}")
    said = lines(caplog)
    events = [line["event"] for line in said if line["event"] != "request"]
    assert events == ["sign-in.refused", "sign-in.begun"]
    whole = json.dumps(said)
    for secret in (user.email, "typed", PASSWORD, card.locator, card.secret, card.token, "127.0.0.1", "Yasmin"):
        assert str(secret) not in whole


def test_keys_and_values_that_may_not_be_logged_are_refused() -> None:
    with pytest.raises(ValueError, match="email"):
        logs.event("x", email="a@b.c")
    with pytest.raises(TypeError, match="single words"):
        logs.event("x", kind=["a", "list"])  # type: ignore[arg-type]  # that is what is refused


def test_an_errors_message_stays_inside(caplog: Any) -> None:
    try:
        raise ValueError("Yasmin's diagnosis")
    except ValueError:
        logging.getLogger("pfa.anything").exception("it broke")
    (line,) = lines(caplog)
    assert line["error"] == "ValueError"
    assert "test_an_errors_message_stays_inside" in line["frames"]
    assert "Yasmin" not in json.dumps(line)


def test_a_record_given_more_than_scalars_is_withheld(caplog: Any) -> None:
    logging.getLogger("pfa.anything").warning("saved %s", {"name": "Yasmin"})
    logging.getLogger("pfa.anything").warning("saved %s of %d", "rows", 3)
    first, second = lines(caplog)
    assert "Yasmin" not in json.dumps(first)
    assert second["words"] == "saved rows of 3"


def test_a_line_stays_one_line_whatever_is_in_it(caplog: Any) -> None:
    logs.event("x", logging.WARNING, kind='a\nb\r\n{"event": "forged"}')
    assert "\n" not in logs.JsonLine().format(caplog.records[-1])
