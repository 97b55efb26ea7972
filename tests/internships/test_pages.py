"""Every page of the room opens for whoever it is for, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.web.permission import declared
from tests.factories import World
from tests.internships.pages import pages

Client = Callable[[User | None], FlaskClient]


def test_every_page_opens(world: World, client_as: Client) -> None:
    shown = {name: client_as(user).get(address) for name, (user, address) in pages(world).items()}
    assert {name: response.status_code for name, response in shown.items() if response.status_code != 200} == {}


def test_every_page_of_the_room_is_listed(world: World, app: Flask) -> None:
    listed = {name.split("#")[0] for name in pages(world)}
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("internships.") and "GET" in (rule.methods or ())
    }
    assert there == listed


def test_nobody_without_the_permission_opens_a_page(world: World, app: Flask, client_as: Client) -> None:
    found = pages(world)
    wrong = []
    for user in [*world.staff, found["internships.mine"][0]]:
        client, actor = client_as(user), world.actor(user)
        for name, (_, address) in found.items():
            permission = declared(app, name.split("#")[0]) or ""
            if not actor.can(permission) and client.get(address).status_code != 403:
                wrong.append((user.name, name))
    assert wrong == []


def test_another_authority_finds_none_of_them(world: World, client_as: Client) -> None:
    found = pages(world)
    other = world.another()
    strangers = {
        user.id: getattr(other, who)
        for who in ("coordinator", "coach", "approver", "teacher")
        for user in [getattr(world, who)]
    }
    for name, (user, address) in found.items():
        if user is not None and user.id in strangers and address.count("-") > 3:
            assert client_as(strangers[user.id]).get(address).status_code == 404, name


def test_a_day_at_the_edge_of_the_calendar_opens_the_page_all_the_same(world: World, client_as: Client) -> None:
    found = pages(world)
    for name, asked in (("today", "day"), ("attendance", "week"), ("coach_attendance", "week")):
        user, address = found[f"internships.{name}"]
        for day in ("0001-01-01", "9999-12-31", "no-day"):
            assert client_as(user).get(address, query_string={asked: day}).status_code == 200
