"""Everything the worker can find out has words."""

from __future__ import annotations

import datetime as dt

import pytest

from pfa.matching.inquiring import shown
from pfa.matching.inquiring.models import OneMore
from pfa.matching.policies import PolicySettings
from pfa.matching.queries import WHOSE
from pfa.matching.solver.changes import KINDS
from pfa.matching.solver.checker import RULES
from pfa.matching.solver.diagnosis import CHARGE
from pfa.matching.solver.more import rows_of
from pfa.matching.solver.problem import Group, Opportunity, Problem, problem
from pfa.provision.models import CoachPool
from tests.factories import ENTRY_YEAR, World


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_has_words_and_somebody_whose_it_is(world: World, kind: str) -> None:
    group = world.group(world.opportunity("Cooking"))
    with world.writing() as session:
        group = session.merge(group)
        assert "Cooking, Invented College" in shown.change_words(kind, 2, group)
    assert shown.WHOSE_CHANGE[kind]
    assert sum(kind in kinds for _, kinds in WHOSE.values()) == 1


def test_half_days_and_days_are_named_in_full(world: World) -> None:
    group = world.group(world.opportunity("Cooking"), ("mon-am", "tue-am"))
    with world.writing() as session:
        group = session.merge(group)
        free = shown.change_words("session", 2, group, ["mon-am", "tue-am"])
        assert "Free on Monday morning and Tuesday morning as well, for Cooking" in free
        moved = shown.change_words("own-session", 1, group, ["mon-am", "thu-pm"])
        assert "moved from Monday morning to Thursday afternoon, for Cooking" in moved
        begins = shown.change_words("start", 1, group, ["2027-12-03"])
        assert begins == "A start from 3 December 2027, when they are old enough, in Cooking, Invented College"
        after = group.ends_on + dt.timedelta(days=20)
        assert "A year later: they are old enough from" in shown.change_words("start", 1, group, [after.isoformat()])
        assert "A later start" in shown.change_words("start", 1, group)


def everything() -> Problem:
    """A problem in which there can be one more of everything there can ever be one more of."""
    group = Group(
        id="G1",
        opportunity_id="O1",
        sessions=("mon-am",),
        places=3,
        min_viable=2,
        pool="7",
        support_units=1,
        authority_places={"A": 1},
        chance=10,
    )
    settings = PolicySettings(cost_ceilings={"health": 5}, uncertain="robust", likely_at_least=50)
    offer = Opportunity(id="O1", provider_id="V1", kind="community", sector="x")
    return problem(
        policy=settings.for_solver(),
        people=[],
        opportunities=[offer],
        groups=[group],
        pools=[("7", "mon-am", 1)],
    )


def test_everything_there_can_be_one_more_of_has_words(world: World) -> None:
    group = world.group(world.opportunity("Cooking"))
    pool = world.save(CoachPool(authority_id=world.authority.id, entry_year=ENTRY_YEAR, name="Coaches", units={}))
    said = []
    with world.writing() as session:
        group = session.merge(group)
        for row in rows_of(everything()):
            what = row.partition(":")[0]
            one = OneMore(row=row, what=what, session="mon-am" if what == "pool" else "")
            one.group = group if what not in ("pool", "funder") else None
            one.pool = pool if what == "pool" else None
            said.append(shown.more_words(one))
        session.rollback()
    assert len(set(said)) == len(said) == 7
    assert "One more unit of coach time, Coaches, Monday morning" in said
    assert "One more pound from health" in said


def test_everything_that_can_be_lacking_has_words() -> None:
    for what in (*CHARGE, "chance"):
        assert shown.repair_words({"row": f"{what}:P1:P2:G1", "amount": 2, "rule": "", "whose": ""})
    for rule in (*RULES, "must"):
        assert shown.repair_words({"row": "must:P1:G1", "amount": 1, "rule": rule, "whose": ""})


def test_a_place_that_is_in_the_name_already_is_not_said_twice(world: World) -> None:
    group = world.group(world.opportunity("Work experience at Invented College"))
    with world.writing() as session:
        assert shown.group_name(session.merge(group)) == "Work experience at Invented College"
