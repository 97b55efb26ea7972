"""Every page of the room opens, takes a fixed number of statements, and shows what it should."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pfa.destinations import queries
from pfa.destinations.models import Leaver, Spell
from pfa.destinations.picture import draw
from tests.destinations.pages import pages
from tests.destinations.scenes import THIS_YEAR, Leaving
from tests.factories import World


def test_every_page_opens(world: World, client_as: Any) -> None:
    for endpoint, (user, address) in pages(world).items():
        answer = client_as(user).get(address)
        assert answer.status_code == 200, endpoint


def test_one_line_shows_what_contradicts_what_and_keeps_both(world: World, client_as: Any) -> None:
    user, address = pages(world)["destinations.leaver"]
    shown = " ".join(client_as(user).get(address).text.split())
    for words in (
        "These cannot both be true",
        "1 December 2025 to 30 January 2026",
        "employer said “Part-time work, Invented Hotel, 20 hours a week”",
        "family or carer said “Looking for work, education or training”",
        "The wrong Yasmin.",
        "I like the people. I want more hours.",
    ):
        assert words in shown
    assert "app-life__bar--aside" in shown
    assert "app-life__bar--learning" in shown


def test_who_only_reads_is_offered_nothing_to_change(world: World, client_as: Any) -> None:
    shown = client_as(world.approver)
    made = pages(world)
    page = shown.get(made["destinations.leaver"][1]).text
    assert "Yasmin Invented" in page
    assert "Withdraw<" not in page
    assert "stop asking</a>" not in page


def test_the_list_that_opens_is_the_first_with_anybody_in_it(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    scene.leaver("Ade", THIS_YEAR)
    client = client_as(world.coordinator)
    assert "Ade Invented" in client.get("/destinations/").text
    assert "Nobody is due to be asked just now" in client.get("/destinations/?list=now").text


def test_the_picture_leaves_out_what_was_withdrawn_and_stays_in_its_frame(world: World) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Ade")
    scene.spell(leaver, dt.date(2020, 1, 1))  # long before they left: the line begins where they left
    gone = scene.spell(leaver, dt.date(2026, 1, 1))
    with world.writing() as session:
        session.get_one(Spell, gone.id).withdrawn_at = world.now
        session.info["recorded"] = True
        session.flush()
        row = session.get_one(Leaver, leaver.id)
        spells = queries.spells_of(session, row.young_person)
        drawn = draw(row.left_on, spells, row.check_ins, frozenset())
        assert drawn is not None
        assert len(drawn.bars) == 1
        for bar in drawn.bars:
            assert drawn.axis <= bar.x < bar.x + bar.width <= drawn.width
        assert [mark.words for mark in drawn.marks] == ["4 w", "13 w", "26 w", "52 w"]
        assert draw(row.left_on, [], row.check_ins, frozenset()) is None


def test_a_year_that_is_none_narrows_nothing(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    for page in ("leavers", "results", "results/export"):
        for year in ("9" * 20, "-1", "x"):
            assert client.get(f"/destinations/{page}?cohort={year}").status_code == 200
