"""A college's interest page tells bands of wishes and suggestions, and no name."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.matching.models import Run, RunState, SuggestedGroup
from tests.factories import ENTRY_YEAR, Clock, World
from tests.matching.test_runs import answered
from tests.routes import without_chance


def test_a_college_reads_bands_of_what_is_wished_and_suggested(
    world: World, client_as: Callable[[User], FlaskClient], clock: Clock
) -> None:
    group = world.group(world.opportunity("Cooking, Level 1", kind_of_work="catering"))
    keys = {"authority_id": world.authority.id}
    run = world.save(
        Run(
            **keys,
            name="Run",
            entry_year=ENTRY_YEAR,
            policy_name="P",
            policy={},
            seconds_at_most=1,
            state=RunState.done,
            asked_at=world.now,
        )
    )
    for number in range(6):
        person = world.young_person(f"Zebedee{number}", "Quillfeather")
        answered(world, person, work=["catering"])
        if number < 3:
            world.save(SuggestedGroup(**keys, run_id=run.id, young_person_id=person.id, group_id=group.id))
    clock.move(days=30)
    page = client_as(world.tutor).get(f"/provision/interest?year={ENTRY_YEAR}").text
    assert "Wished for" in page
    assert "5 to 9" in page
    assert "fewer than 5" in page
    assert "Zebedee" not in page
    assert "Quillfeather" not in page


def test_a_college_that_looks_every_day_does_not_see_what_one_person_wished_for(
    world: World, client_as: Callable[[User], FlaskClient], clock: Clock
) -> None:
    world.group(world.opportunity("Cooking, Level 1", kind_of_work="catering"))
    college, address = client_as(world.tutor), f"/provision/interest?year={ENTRY_YEAR}"
    before = without_chance(college.get(address).text)
    for number in range(5):
        answered(world, world.young_person(f"Zebedee{number}"), work=["catering"])
        assert without_chance(college.get(address).text) == before
    clock.move(days=30)
    assert "5 to 9" in client_as(world.tutor).get(address).text
