"""When somebody else saved first, the page shows what is saved now and what was typed, so that it can be copied."""

from __future__ import annotations

import re
from typing import Any

from pfa.accounts.forms import SignInForm
from pfa.web.forms import typed
from tests.factories import World
from tests.packages.scenes import Scene


def test_what_was_typed_stands_on_the_page_and_what_is_the_same_does_not(world: World, client_as: Any) -> None:
    person = world.young_person("Asha", "Invented")
    address = f"/people/{person.public_id}/details"
    mine, theirs = client_as(world.coordinator), client_as(world.coordinator)
    opened = mine.get(address).text
    hidden = dict(re.findall(r'name="(csrf_token|version|idempotency_key)"[^>]*value="([^"]*)"', opened))
    born = {f"born_on-{part}": str(getattr(person.born_on, part)) for part in ("day", "month", "year")}
    kept = {"reference": person.reference, "first_name": "Asha", "last_name": "Invented", **born}
    assert theirs.submit(address, {**kept, "known_as": "Ash"}).status_code == 303
    lost = mine.post(address, data={**hidden, **kept, "known_as": "Ashie"})
    assert lost.status_code == 409
    wrote = lost.text.partition("What you wrote")[2].partition("What is saved now")
    assert "Ashie" in wrote[0]
    assert "Asha" not in wrote[0]
    assert "Ash\n" in wrote[2] or ">Ash<" in wrote[2]


def test_reasons_typed_for_a_week_that_changed_meanwhile_are_not_lost(world: World, client_as: Any) -> None:
    package = Scene(world).draft()
    data = {
        "own": "fri-am",
        "kind": "therapy",
        "reason_0": "Her mother asks for it",
        "version": "99",
        "confirmed": "yes",
    }
    address = f"/packages/{package.public_id}"
    lost = client_as(world.coordinator).submit(f"{address}/change", data, page=address)
    assert lost.status_code == 409
    assert "Her mother asks for it" in lost.text


def test_a_password_is_never_shown_again(world: World, client_as: Any, app: Any) -> None:
    with app.test_request_context("/", method="POST", data={"email": "a@b.test", "password": "otter reed thistle"}):
        SignInForm()
        assert typed() == [("E-mail address", "a@b.test")]
