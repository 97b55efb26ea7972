"""Every page as every role, on SQLite and on PostgreSQL, where row-level security decides as well.

`test_permissions.py` tries every method of every route, on a database of its own; here the pages are opened on both
databases: who may open one is never turned away for lack of rights, who may not is, and another authority's rows are
not there.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.accounts.permissions import allowed
from pfa.web.permission import PUBLIC, SIGNED_IN, declared
from tests.factories import World
from tests.routes import ROLES, ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_each_role_is_let_in_or_turned_away(
    room: str, app: Flask, world: World, client_as: Callable[[User | None], FlaskClient]
) -> None:
    pages = importlib.import_module(f"tests.{room}.pages").pages(world)
    young = world.young_person("Young", "Visitor", with_user=True)
    with world.reading() as session:
        users = {who: getattr(world, who) for who in ROLES if who != "young"}
        users["young"] = session.get_one(User, young.user_id)
    for who, user in users.items():
        client = client_as(user)
        for example, (_, address) in pages.items():
            endpoint = example.partition("#")[0]
            permission = declared(app, endpoint)
            may = permission in (PUBLIC, SIGNED_IN) or allowed(ROLES[who], permission or "")
            status = client.get(address).status_code
            if may:
                assert status in (200, 302, 303, 404), f"{who} at {endpoint}: {status}"
            else:
                assert status == 403, f"{who} at {endpoint}: {status}"


@pytest.mark.parametrize("room", ROOMS)
def test_another_authoritys_rows_are_not_there(
    room: str, app: Flask, world: World, client_as: Callable[[User | None], FlaskClient]
) -> None:
    other = world.another()
    pages = importlib.import_module(f"tests.{room}.pages").pages(other)
    mine = {getattr(other, who).id: getattr(world, who) for who in ROLES if who != "young"}
    for example, (their_user, address) in pages.items():
        endpoint = example.partition("#")[0]
        has_id = any(part.count("-") == 4 for part in address.split("?")[0].split("/"))
        if has_id and their_user.id in mine and declared(app, endpoint) not in (PUBLIC, SIGNED_IN):
            status = client_as(mine[their_user.id]).get(address).status_code
            assert status == 404, f"{endpoint}: {status}"
