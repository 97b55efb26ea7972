"""How checks and links stand, on the day before, on and after each boundary."""

from __future__ import annotations

import datetime as dt

import pytest

from pfa.employers import queries
from pfa.employers.models import CheckKind, EmployerCheck, Stage
from pfa.employers.rules import STEPS, CheckState, check_state, next_stage, standings
from tests.employers.pages import check, employer
from tests.factories import World
from tests.provision.counting import statements

TODAY = dt.date(2026, 11, 16)
K = CheckKind


def made(number: int, on: dt.date, until: dt.date | None, *, site: int | None = None) -> EmployerCheck:
    return EmployerCheck(id=number, kind=K.insurance, site_id=site, checked_on=on, expires_on=until)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, CheckState.expired),
        (0, CheckState.soon),
        (60, CheckState.soon),
        (61, CheckState.good),
        (None, CheckState.good),
    ],
)
def test_a_check_holds_to_the_end_of_its_last_day_and_ends_soon_sixty_days_before(
    days: int | None, state: CheckState
) -> None:
    last = None if days is None else TODAY + dt.timedelta(days=days)
    assert check_state(made(1, TODAY, last), TODAY) is state


def test_without_any_check_all_four_kinds_are_missing_and_warn() -> None:
    found = standings([], TODAY)
    assert [one.kind for one in found] == list(CheckKind)
    assert all(one.state is CheckState.missing and one.warns for one in found)


def test_the_newest_check_of_a_kind_counts_also_where_an_older_one_would_hold_longer() -> None:
    old = made(1, TODAY - dt.timedelta(days=9), TODAY + dt.timedelta(days=300))
    new = made(2, TODAY - dt.timedelta(days=5), TODAY - dt.timedelta(days=1))
    assert standings([new, old], TODAY)[0].state is CheckState.expired


def test_of_two_checks_of_one_day_the_later_entry_counts() -> None:
    wrong, right = made(1, TODAY, TODAY + dt.timedelta(days=9)), made(2, TODAY, TODAY + dt.timedelta(days=900))
    assert standings([right, wrong], TODAY)[0].check is right


def test_without_a_check_of_all_places_the_place_that_stands_worst_counts() -> None:
    fine = made(1, TODAY, TODAY + dt.timedelta(days=300), site=1)
    over = made(2, TODAY - dt.timedelta(days=400), TODAY - dt.timedelta(days=1), site=2)
    assert standings([fine, over], TODAY)[0].state is CheckState.expired
    assert standings([fine, over], TODAY, site_id=1)[0].state is CheckState.good
    assert standings([fine, over], TODAY, site_id=3)[0].state is CheckState.missing


def test_at_one_place_its_own_check_or_that_of_all_places_counts_whichever_stands_better() -> None:
    everywhere = made(1, TODAY, TODAY - dt.timedelta(days=1))
    here = made(2, TODAY, None, site=1)
    assert standings([everywhere, here], TODAY, site_id=1)[0].check is here
    assert standings([everywhere, here], TODAY, site_id=2)[0].state is CheckState.expired
    assert standings([everywhere, here], TODAY)[0].state is CheckState.expired


def test_checks_of_many_employers_take_one_statement_and_name_each_of_them(world: World) -> None:
    bakery, garage = employer(world, "Bakery"), employer(world, "Garage")
    check(world, bakery, K.safeguarding, 300)
    with world.reading() as session, statements(session) as run:
        found = queries.checks_of(session, [bakery.id, garage.id], today=world.now.date())
    assert len(run) == 1
    assert {one.kind: one.warns for one in found[bakery.id]}[K.safeguarding] is False
    assert all(one.warns for one in found[garage.id])


def test_each_step_leads_to_the_one_after_it() -> None:
    assert [next_stage(stage) for stage in STEPS] == [*STEPS[1:], None]
    assert next_stage(Stage.not_now) is None
