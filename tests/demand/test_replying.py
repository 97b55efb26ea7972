"""A provider answers its sheet: provision follows, a change of mind keeps the old answer, nobody else may."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Role
from pfa.audit.models import AuditEvent
from pfa.demand import queries
from pfa.demand.models import DemandReply, DemandVersion, Replied, SheetLine
from pfa.demand.services.offering import shared
from pfa.provision.kinds import Certainty
from pfa.provision.models import Group
from tests.demand.scenes import cohort, lines, offers, version
from tests.factories import ENTRY_YEAR, World

WILL_RUN = {"said": "will-run", "places": "10"}
IF_ENOUGH = {"said": "if-enough", "at_least": "6"}
CANNOT = {"said": "cannot", "because": "We have no kitchen next year."}


@pytest.fixture
def asked(world: World) -> tuple[DemandVersion, SheetLine]:
    """A published version, and the college's line for cooking."""
    cohort(world)
    offers(world)
    row = version(world)
    return row, lines(world, row)["Invented College", "catering"]


def groups(world: World, kind_of_work: str = "catering", name: str = "Cooking at college") -> list[Group]:
    with world.reading() as session:
        query = sa.select(Group).join(Group.opportunity).where(Group.entry_year == ENTRY_YEAR).order_by(Group.id)
        return [
            row
            for row in session.scalars(query)
            if (row.opportunity.kind_of_work, row.opportunity.name) == (kind_of_work, name)
        ]


def test_will_run_makes_next_years_group_from_this_years_pattern(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    client = client_as(world.tutor)
    answered = client.submit(f"/demand/lines/{line.public_id}", WILL_RUN)
    assert answered.status_code == 303
    [group] = groups(world)
    assert (group.places, group.smallest_viable, group.certainty) == (10, 3, Certainty.provisional)
    assert group.starts_on.year == ENTRY_YEAR
    assert "Will run" in client.get(answered.location).text
    assert groups(world, "animal-care", "Animals at college") == []
    with world.reading() as session:
        done = session.execute(sa.select(AuditEvent.action, AuditEvent.actor_id).order_by(AuditEvent.id)).all()
    assert [one.action for one in done][-3:] == ["demand.replied", "opportunity.groups-copied", "group.edited"]
    assert {one.actor_id for one in done[-3:]} == {world.tutor.id}


def test_a_group_that_is_there_is_changed_and_no_other_made(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    client = client_as(world.tutor)
    for said, wanted in (
        (WILL_RUN, (10, 3)),
        (IF_ENOUGH, (10, 6)),
        (IF_ENOUGH | {"places": "7"}, (7, 6)),
        (CANNOT, (0, 0)),
        ({"said": "will-run", "places": "5"}, (5, 0)),
    ):
        assert client.submit(f"/demand/lines/{line.public_id}", said).status_code == 303
        [group] = groups(world)
        assert (group.places, group.smallest_viable) == wanted, said


def test_who_cannot_gets_no_group(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    client = client_as(world.tutor)
    answered = client.submit(f"/demand/lines/{line.public_id}", CANNOT)
    assert groups(world) == []
    assert "so nothing else has changed" in client.get(answered.location).text


def test_places_are_shared_over_several_groups_in_proportion(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    with world.reading() as session:
        offer = session.query(Group).filter_by(entry_year=ENTRY_YEAR - 1).order_by(Group.id).first().opportunity
    world.group(offer, places=6)
    world.group(offer, ("thu-am", "thu-pm"), places=2)
    client_as(world.tutor).submit(f"/demand/lines/{line.public_id}", {"said": "will-run", "places": "11"})
    assert [group.places for group in groups(world)] == [8, 3]


@pytest.mark.parametrize(
    ("number", "worth", "parts"),
    [(11, [6, 2], [8, 3]), (5, [0, 0], [3, 2]), (0, [3, 3], [0, 0]), (7, [1, 1, 1], [3, 2, 2])],
)
def test_a_number_is_shared_in_whole_parts_that_add_up(number: int, worth: list[int], parts: list[int]) -> None:
    assert shared(number, worth) == parts


def test_a_change_of_mind_keeps_the_old_answer(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    client = client_as(world.tutor)
    client.submit(f"/demand/lines/{line.public_id}", CANNOT)
    client.submit(f"/demand/lines/{line.public_id}", WILL_RUN)
    with world.reading() as session:
        first, second = session.scalars(sa.select(DemandReply).order_by(DemandReply.id)).all()
        [said] = queries.replies_for(session, world.authority.id, ENTRY_YEAR)
    assert (first.said, first.because, first.replaced_at) == (Replied.cannot, CANNOT["because"], world.now)
    assert (second.said, second.replaced_at) == (Replied.will_run, None)
    assert (said.provider, said.kind_of_work, said.said, said.places) == (
        "Invented College",
        "catering",
        Replied.will_run,
        10,
    )
    shown = client.get(f"/demand/lines/{line.public_id}").text
    assert "We have no kitchen next year." in shown
    assert "(replaced)" in shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose what you can do"),
        ({"said": "perhaps"}, "Choose what you can do"),
        ({"said": "will-run"}, "Enter how many places you will run with"),
        ({"said": "will-run", "places": "some"}, "must be a whole number"),
        ({"said": "will-run", "places": "0"}, "Enter a number from 1 to 999"),
        ({"said": "if-enough"}, "Enter how many you need at least"),
        ({"said": "if-enough", "at_least": "6", "places": "5"}, "cannot be fewer than the young people you need"),
        ({"said": "cannot", "because": "  "}, "Say why, so that young people can be told"),
        ({"said": "cannot", "because": "x" * 601}, "Use 600 characters or fewer"),
    ],
)
def test_an_answer_that_says_too_little_is_refused_and_stays_typed(
    world: World, client_as: Any, asked: Any, said: dict[str, str], words: str
) -> None:
    _, line = asked
    shown = client_as(world.tutor).submit(f"/demand/lines/{line.public_id}", {"because": "A reason"} | said)
    assert words in shown.text
    if "because" not in said:
        assert "A reason" in shown.text
    with world.reading() as session:
        assert session.scalars(sa.select(DemandReply)).all() == []
    assert groups(world) == []


def test_a_sheet_that_was_replaced_takes_no_answers_and_keeps_those_it_had(
    world: World, client_as: Any, asked: Any
) -> None:
    old, line = asked
    client = client_as(world.tutor)
    client.submit(f"/demand/lines/{line.public_id}", WILL_RUN)
    new = version(world)
    assert "This sheet takes no more answers" in client.submit(f"/demand/lines/{line.public_id}", CANNOT).text
    listed = client.get("/demand/sheets").text
    assert "Closed" in listed
    assert "0 of 2" in re.sub(r"\s+", " ", listed)
    [address] = set(re.findall(rf"/demand/sheets/{old.public_id}/[0-9a-f-]+", listed))
    kept = client.get(address).text
    assert "Will run" in kept
    assert ">Change<" not in kept
    answered = lines(world, new)["Invented College", "catering"]
    [again] = set(re.findall(rf"/demand/sheets/{new.public_id}/[0-9a-f-]+", listed))
    assert "Before: Will run, 10 places" in client.get(again).text
    assert 'value="10"' in client.get(f"/demand/lines/{answered.public_id}").text
    sheets = client_as(world.coordinator).get(f"/demand/versions/{new.public_id}/sheets").text
    assert sheets.count("Before: Will run, 10 places") == 1
    client.submit(f"/demand/lines/{answered.public_id}", CANNOT)
    with world.reading() as session:
        [said] = queries.replies_for(session, world.authority.id, ENTRY_YEAR)
    assert said.said is Replied.cannot


def test_the_authority_enters_what_it_was_told_and_sees_who_has_not_replied(
    world: World, client_as: Any, asked: Any
) -> None:
    row, line = asked
    client, address = client_as(world.coordinator), f"/demand/versions/{row.public_id}/sheets"
    shown = re.sub(r"\s+", " ", client.get(address).text)
    assert "Invented College: 2 of 2 lines without an answer" in shown
    assert "Second Invented College: 2 of 2 lines without an answer" in shown
    assert client.submit(f"/demand/lines/{line.public_id}", WILL_RUN).status_code == 303
    shown = re.sub(r"\s+", " ", client.get(address).text)
    assert "Invented College: 1 of 2 lines without an answer" in shown
    assert "10 places" in shown


def test_what_waits_for_a_college_is_told_until_every_line_is_answered(
    world: World, client_as: Any, asked: Any
) -> None:
    row, _ = asked
    client, actor = client_as(world.tutor), world.actor(world.tutor)
    with world.reading() as session:
        [waiting] = queries.sheets_waiting(session, actor)
        assert (waiting.lines, waiting.unanswered, waiting.provider.name) == (2, 2, "Invented College")
        assert waiting.is_late(row.reply_by) is False
        assert queries.sheets_waiting(session, world.actor(world.teacher)) == []
    for (provider, _), line in lines(world, row).items():
        if provider == "Invented College":
            client.submit(f"/demand/lines/{line.public_id}", WILL_RUN)
    with world.reading() as session:
        assert queries.sheets_waiting(session, actor) == []


def test_a_september_that_has_come_waits_for_no_answer(world: World, client_as: Any, asked: Any, clock: Any) -> None:
    _, line = asked
    clock.move(days=400)
    client = client_as(world.tutor)
    assert "Closed" in client.get("/demand/sheets").text
    assert "This sheet takes no more answers" in client.submit(f"/demand/lines/{line.public_id}", WILL_RUN).text
    later = dataclasses.replace(world.actor(world.tutor), today=clock().date())
    with world.reading() as session:
        assert queries.sheets_waiting(session, later) == []


def test_a_college_answers_nothing_of_another(world: World, client_as: Any, asked: Any) -> None:
    row, _ = asked
    theirs = lines(world, row)["Second Invented College", "catering"]
    client = client_as(world.tutor)
    assert client.get(f"/demand/lines/{theirs.public_id}").status_code == 404
    assert client.submit(f"/demand/lines/{theirs.public_id}", WILL_RUN, page="/demand/sheets").status_code == 404
    with world.reading() as session:
        provider = session.get_one(SheetLine, theirs.id).provider.public_id
    assert client.get(f"/demand/sheets/{row.public_id}/{provider}").status_code == 404


def test_a_draft_is_nobodys_but_the_authoritys(world: World, client_as: Any) -> None:
    cohort(world)
    offers(world)
    row = version(world, published=False)
    line = lines(world, row)["Invented College", "catering"]
    with world.reading() as session:
        provider = session.get_one(SheetLine, line.id).provider.public_id
    client = client_as(world.tutor)
    assert "No authority has published" in client.get("/demand/sheets").text
    assert client.get(f"/demand/sheets/{row.public_id}/{provider}").status_code == 404
    assert client.get(f"/demand/lines/{line.public_id}").status_code == 404


def test_a_role_that_answers_is_a_colleges_or_the_coordinators(world: World, client_as: Any, asked: Any) -> None:
    _, line = asked
    for user in (world.teacher, world.approver, world.lead, world.admin, world.coach):
        assert client_as(user).get(f"/demand/lines/{line.public_id}").status_code == 403
    elsewhere = world.another().user("Stranger", Role.coordinator)
    assert client_as(elsewhere).get(f"/demand/lines/{line.public_id}").status_code == 404
