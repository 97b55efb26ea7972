"""An administrator says what help is there now, how soon words are read, and what colour the council has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts import authorities
from pfa.accounts.models import Authority, User
from pfa.audit.models import AuditEvent
from tests.factories import World

ClientAs = Callable[[User | None], FlaskClient]
GOOD = {"help_words": "Ring 0123 any day", "reading_hours": "12", "talk_hours": "2", "accent": "#7A1F5C"}


def test_what_is_saved_is_seen_by_young_people_and_recorded(world: World, client_as: ClientAs) -> None:
    admin: Any = client_as(world.admin)
    assert admin.submit("/authority", GOOD).status_code == 303
    with world.reading() as session:
        row = session.get_one(Authority, world.authority.id)
        assert (row.help_words, row.reading_hours, row.talk_hours) == ("Ring 0123 any day", 12, 2)
        assert row.accent == "#7a1f5c"
        event = session.scalars(sa.select(AuditEvent)).one()
    assert event.action == "authority.edited"
    assert event.fields == ["accent", "help_words", "reading_hours", "talk_hours"]
    person = world.young_person(with_user=True)
    with world.reading() as session:
        young = session.get_one(User, person.user_id)
    assert "Ring 0123 any day" in client_as(young).get("/account").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"accent": "blue"}, "Enter a colour as #"),
        ({"accent": "#ffdd00"}, "hard to read"),
        ({"reading_hours": "0"}, "from 1 to 168"),
        ({"talk_hours": "soon"}, "Hours in which"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    world: World, client_as: ClientAs, change: dict[str, str], words: str
) -> None:
    admin: Any = client_as(world.admin)
    answer = admin.submit("/authority", GOOD | change)
    assert answer.status_code == 200
    assert words in answer.text
    with world.reading() as session:
        assert session.get_one(Authority, world.authority.id).help_words == ""


def test_an_unseen_change_is_not_saved_over(world: World, client_as: ClientAs) -> None:
    admin: Any = client_as(world.admin)
    admin.submit("/authority", GOOD)
    answer = admin.submit("/authority", GOOD | {"version": "1", "help_words": "Mine"})
    assert answer.status_code == 409
    assert "Ring 0123 any day" in answer.text


def test_contrast_is_that_of_wcag() -> None:
    assert round(authorities.contrast_with_white("#000000"), 2) == 21
    assert round(authorities.contrast_with_white("#767676"), 2) == 4.54
    assert round(authorities.contrast_with_white("#ffffff"), 2) == 1
