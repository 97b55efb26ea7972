"""How many files one person may send in and take out in an hour; others are not held up by them."""

from __future__ import annotations

from typing import Any

from pfa.accounts.models import Role
from pfa.imports.writing import csv_bytes
from tests.factories import World
from tests.imports.test_flow import ADA, HEADINGS, sent


def test_the_twenty_first_file_in_an_hour_waits_whether_the_others_could_be_read_or_not(
    world: World, client_as: Any, clock: Any
) -> None:
    client = client_as(world.coordinator)
    readable = csv_bytes(HEADINGS, [ADA])
    answers = [sent(client, readable if number % 2 else b"\0\1").status_code for number in range(20)]
    assert answers == [200, 303] * 10
    refused = sent(client, readable)
    assert refused.status_code == 429
    assert "20 files in an hour" in refused.text
    colleague = client_as(world.user("Col League", Role.coordinator))
    assert sent(colleague, readable).status_code == 303
    clock.move(minutes=61)
    client = client_as(world.coordinator)
    assert sent(client, readable).status_code == 303


def test_the_eleventh_list_in_an_hour_waits(world: World, client_as: Any, clock: Any) -> None:
    client = client_as(world.coordinator)
    taken = [client.submit("/people/export", {"purpose": "A test"}).status_code for _ in range(10)]
    assert taken == [200] * 10
    refused = client.submit("/people/export", {"purpose": "A test"})
    assert refused.status_code == 429
    assert "10 lists in an hour" in refused.text
    clock.move(minutes=61)
    client = client_as(world.coordinator)
    assert client.submit("/people/export", {"purpose": "A test"}).mimetype == "text/csv"
