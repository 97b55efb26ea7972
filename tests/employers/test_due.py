"""What is due this week: mine or everybody's, the longest overdue first, in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pfa.employers import queries
from pfa.employers.models import CheckKind, OfferSaid, Stage
from pfa.employers.queries import Due
from pfa.employers.rules import CheckState
from tests.employers.pages import check, employer, group, link
from tests.factories import World
from tests.provision.counting import statements

K = CheckKind


def due(world: World, *, mine: bool = False) -> Due:
    return Due(world.actor(world.coordinator), world.now.date(), mine=mine)


def planned(world: World, name: str, days: int, **more: Any) -> None:
    on = world.now.date() + dt.timedelta(days=days)
    employer(world, name, next_action="Ring", next_action_on=on, **more)


def test_next_actions_up_to_the_seventh_day_are_due_the_longest_overdue_first(world: World) -> None:
    for name, days in (("Sixth", 6), ("Seventh", 7), ("Overdue", -1), ("Long overdue", -90), ("Today", 0)):
        planned(world, name, days)
    employer(world, "Nothing planned")
    with world.reading() as session:
        found = queries.actions_due(session, due(world))
    assert [one.organisation.name for one in found.rows] == ["Long overdue", "Overdue", "Today", "Sixth"]


def test_mine_are_those_i_look_after(world: World, client_as: Any) -> None:
    planned(world, "Mine", 0, owner_id=world.coordinator.id)
    planned(world, "Somebody else’s", 0, owner_id=world.approver.id)
    client = client_as(world.coordinator)
    mine, everybodys = client.get("/employers/due").text, client.get("/employers/due?whose=all").text
    assert "Mine</a>" in mine
    assert "Somebody else’s" not in mine
    assert "Somebody else’s" in everybodys
    assert "What to do (1)" in mine
    assert "What to do (2)" in everybodys


def test_checks_that_ended_or_end_within_sixty_days_are_due_unless_renewed_or_not_asked_now(world: World) -> None:
    of = employer(world, "Bakery")
    check(world, of, K.insurance, 60)
    check(world, of, K.health_and_safety, 61)
    check(world, of, K.safeguarding, -1)
    check(world, of, K.risk_assessment, -9)
    check(world, of, K.risk_assessment, 300, checked_on=world.now.date())
    check(world, employer(world, "Garage", stage=Stage.not_now, not_now_because="Closed"), K.insurance, 1)
    check(world, employer(world, "Library"), K.insurance, None)
    with world.reading() as session:
        found = queries.checks_due(session, due(world)).rows
    assert [(one.check.kind, one.state) for one in found] == [
        (K.safeguarding, CheckState.expired),
        (K.insurance, CheckState.soon),
    ]


def test_a_check_of_one_place_is_not_renewed_by_one_of_another(world: World) -> None:
    of, today = employer(world, "Bakery"), world.now.date()
    with world.reading() as session:
        [site] = session.get_one(type(of), of.id).organisation.sites
    check(world, of, K.insurance, 5, site_id=site.id)
    check(world, of, K.insurance, 300, checked_on=today)
    with world.reading() as session:
        assert queries.checks_due(session, due(world)).total == 1
    check(world, of, K.insurance, 300, checked_on=today, site_id=site.id)
    with world.reading() as session:
        assert queries.checks_due(session, due(world)).total == 0


def test_answers_nobody_has_read_come_before_links_that_wait(world: World) -> None:
    of = employer(world, "Bakery", owner_id=world.coordinator.id)
    said = {"said": OfferSaid.no, "said_at": world.now, "said_by": "Rae", "words": "Moving"}
    link(world, of, group(world, of, "Waiting"))
    link(world, of, group(world, of, "Late"), days=-1)
    link(world, of, group(world, of, "Answered"), days=20, **said)
    link(world, of, group(world, of, "Read"), **said, read_at=world.now)
    link(world, of, group(world, of, "Withdrawn"), withdrawn_at=world.now)
    with world.reading() as session:
        found = queries.offers_due(session, due(world, mine=True)).rows
        assert [one.group.opportunity.name for one in found] == ["Answered", "Late", "Waiting"]


def test_whoever_asked_sees_the_answer_also_where_nobody_looks_after_the_employer(world: World) -> None:
    of = employer(world, "Bakery")
    link(world, of, group(world, of))
    with world.reading() as session:
        assert queries.offers_due(session, due(world, mine=True)).total == 1
        theirs = Due(world.actor(world.approver), world.now.date(), mine=True)
        assert queries.offers_due(session, theirs).total == 0


def test_the_figures_are_those_of_the_lists(world: World) -> None:
    of = employer(world, "Bakery")
    planned(world, "Garage", 0)
    check(world, of, K.insurance, 5)
    check(world, of, K.safeguarding, -5)
    link(world, of, group(world, of))
    with world.reading() as session:
        figures = queries.figures(session, due(world))
    assert (figures.actions, figures.checks, figures.offers) == (1, 2, 1)


@pytest.mark.parametrize("part", ["actions", "checks", "offers"])
def test_each_list_takes_the_same_number_of_statements_for_one_row_and_for_many(world: World, part: str) -> None:
    ask = {"actions": queries.actions_due, "checks": queries.checks_due, "offers": queries.offers_due}[part]

    def add(number: int) -> None:
        on = world.now.date()
        of = employer(world, f"{number}", owner_id=world.staff[number % 5].id, next_action="Ring", next_action_on=on)
        check(world, of, K.insurance, 5)
        link(world, of, group(world, of))

    def count() -> int:
        with world.reading() as session, statements(session) as run:
            for row in ask(session, due(world)).rows:
                of = getattr(row, "employer", row)
                assert of.organisation.name
                assert of.owner
        return len(run)

    add(0)
    once = count()
    for number in range(1, 6):
        add(number)
    assert count() == once


def test_another_authoritys_are_not_due_here(world: World, client_as: Any) -> None:
    other = world.another()
    of = employer(other, "Their Shop", next_action="Ring", next_action_on=other.now.date())
    check(other, of, K.insurance, 1)
    link(other, of, group(other, of))
    client = client_as(world.coordinator)
    for part in ("actions", "checks", "offers"):
        assert "Their Shop" not in client.get(f"/employers/due?whose=all&part={part}").text
    assert "Their Shop" not in client.get("/employers/board").text


def test_an_empty_list_leads_on(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)
    assert "Look at everybody’s" in client.get("/employers/due").text
    assert "Go to the list" in client.get("/employers/due?whose=all&part=checks").text
    assert client.get("/employers/due?part=nothing-known").status_code == 200
