"""Two runs side by side: who gains, who loses, why, and by which groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pfa.accounts.models import User
from pfa.core.database import Database
from pfa.matching.comparing import (
    SMALLER,
    Outcome,
    Pair,
    Share,
    Standing,
    Turn,
    bars,
    by_group,
    percent_of,
    shares,
    spread,
    turns,
)
from pfa.matching.models import Run, RunPerson, RunState, SuggestedGroup, UnmetWish
from pfa.matching.policies import PolicySettings
from pfa.people.models import YoungPerson
from tests.factories import ENTRY_YEAR, Browser, World
from tests.packages.test_sight import counted

ClientAs = Callable[[User], Browser]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ((2, 4), (1, 4), Turn.gains),
        ((1, 10), (2, 10), Turn.loses),
        ((3, 4), (None, 10), Turn.loses),
        ((None, 0), (None, 1), Turn.gains),
        ((1, 6), (1, 5), Turn.loses),
        ((1, 6), (1, 6), Turn.same),
    ],
)
def test_a_wish_comes_before_a_fuller_week(
    before: tuple[int | None, int], after: tuple[int | None, int], turn: Turn
) -> None:
    assert Pair(1, Standing(*before), Standing(*after)).turn is turn


def test_every_outcome_is_counted_in_both_runs() -> None:
    pairs = [Pair(1, Standing(1, 4), Standing(None, 0)), Pair(2, Standing(None, 4), Standing(2, 4))]
    assert [(row[1], row[2]) for row in spread(pairs)] == [(1, 0), (0, 1), (0, 0), (1, 0), (0, 1)]
    assert turns(pairs) == {Turn.loses: 1, Turn.gains: 1}
    assert len(spread(pairs)) == len(Outcome)


def test_counts_of_a_small_group_are_hidden_and_those_of_a_larger_one_rounded() -> None:
    small = Share("Nine", 9, (3, 4), (9, 0))
    assert (small.size, small.rate(9)) == ("c", "c")
    large = Share("Forty-one", 41, (23, 12), (9, 0))
    assert (large.size, large.rate(23), large.rate(9)) == ("40", "25 (62 %)", "c")
    assert Share("Twelve", 12, (11, 11), (0, 0)).rate(11) == "10"


def test_groups_are_counted_by_their_own_members() -> None:
    pairs = [
        *[Pair(1, Standing(1, 4, 100), Standing(1, 4, 74), ("Autism",))] * 9,
        Pair(2, Standing(None, 0, 0), Standing(3, 4, 75), ("Autism",)),
        Pair(3, Standing(2, 0), Standing(None, 4), ("Hearing",)),
    ]
    assert shares(pairs, 0) == [Share("Autism", 10, (9, 10), (9, 1)), Share("Hearing", 1, (1, 0), (0, 0))]


def test_whoever_could_have_nothing_is_in_no_band() -> None:
    assert percent_of(0, 0) is None
    assert percent_of(0, None) is None
    assert percent_of(3, 4) == 75
    standings = [Standing(1, 4, 100), Standing(1, 4, 99), Standing(None, 0, None), Standing(None, 1, 10)]
    assert [each.people for each in bars(standings)] == [1, 1, 0, 0, 1]
    assert [each.width for each in bars(standings)] == [33.3, 33.3, 0, 0, 33.3]


def test_several_groups_too_small_to_be_told_are_told_as_one_and_last() -> None:
    sizes = {"Autism": 20, "Hearing": 6, "Vision": 5, "Speech": 4}
    names = [name for name, people in sizes.items() for _ in range(people)]
    pairs = [Pair(number, Standing(1, 4, 100), Standing(1, 4, 100), (name,)) for number, name in enumerate(names)]
    assert [(share.name, share.people) for share in shares(pairs, 0)] == [("Autism", 20), (SMALLER, 15)]
    found = by_group({pair.person_id: pair.after for pair in pairs}, {pair.person_id: pair.traits for pair in pairs}, 0)
    assert [(name, spread.people) for name, spread in found.items()] == [("Autism", 20), (SMALLER, 15)]


def test_bands_by_group_hide_small_groups() -> None:
    standings = {number: Standing(1, 4, 100 if number % 2 else 60) for number in range(30)}
    traits = {number: ("many" if number < 24 else "few",) for number in standings}
    found = by_group(standings, traits, 0)
    assert (found["many"].people, found["many"].counts) == (25, (10, None, 10, None, None))
    assert found["few"].people is None


def run(world: World, name: str, **more: object) -> Run:
    defaults: dict[str, object] = {
        "authority_id": world.authority.id,
        "name": name,
        "entry_year": ENTRY_YEAR,
        "policy_name": "Wishes first",
        "policy": PolicySettings().as_json(),
        "seconds_at_most": 5,
        "state": RunState.done,
        "asked_at": world.now,
        "finished_at": world.now,
        "result": {"status": "feasible", "value": 1, "bound": 1.0, "unconfirmed_travel": 0},
    }
    return world.save(Run(**defaults | more))


def stands(world: World, of: Run, person: YoungPerson, wish: int | None, sessions: int = 6) -> None:
    world.save(
        RunPerson(
            authority_id=world.authority.id,
            run_id=of.id,
            young_person_id=person.id,
            value=1,
            best_alone=2,
            sessions=sessions,
            sessions_wanted=10,
            own_sessions=0,
            wish_met=wish,
            wishes_made=3,
            has_main=False,
            has_answered=True,
        )
    )


def test_the_page_names_who_loses_and_why(world: World, client_as: ClientAs) -> None:
    before, after = run(world, "Before"), run(world, "After")
    loser, winner = world.young_person("Lou", "Loses"), world.young_person("Gwen", "Gains")
    stands(world, before, loser, 1)
    stands(world, after, loser, 2)
    stands(world, before, winner, None, 0)
    stands(world, after, winner, 1)
    world.save(
        UnmetWish(
            authority_id=world.authority.id,
            run_id=after.id,
            young_person_id=loser.id,
            rank=1,
            target="sector:it",
            target_words="Computers",
            reason="full",
            words="Full.",
        )
    )
    client = client_as(world.coordinator)
    page = client.get(f"/runs/{after.public_id}/compare?from={before.public_id}").text
    assert "Lou Loses" in page
    assert "Gwen Gains" not in page
    assert "more people than places" in page
    gains = client.get(f"/runs/{after.public_id}/compare?from={before.public_id}&which=gains").text
    assert "Gwen Gains" in gains
    assert "Lou Loses" not in gains


def test_the_page_says_what_of_a_week_is_different(world: World, client_as: ClientAs) -> None:
    before, after = run(world, "Before"), run(world, "After")
    person = world.young_person("Lou", "Loses")
    stands(world, before, person, 1, 6)
    stands(world, after, person, 1, 5)
    for name, runs in (("Cooking", (before,)), ("Gardening", (after,)), ("Swimming", (before, after))):
        group = world.group(world.opportunity(name))
        for each in runs:
            ids = {"run_id": each.id, "young_person_id": person.id, "group_id": group.id}
            world.save(SuggestedGroup(authority_id=world.authority.id, **ids))
    page = client_as(world.coordinator).get(f"/runs/{after.public_id}/compare?from={before.public_id}").text
    assert '<span class="app-quiet">No longer:</span> Cooking' in page
    assert '<span class="app-quiet">Now:</span> Gardening' in page
    assert "Swimming" not in page


@pytest.mark.parametrize("people", [1, 5, 12])
def test_few_people_are_not_counted_by_group(people: int, world: World, client_as: ClientAs) -> None:
    before, after = run(world, "Before"), run(world, "After")
    for _ in range(people):
        person = world.young_person()
        stands(world, before, person, 1)
        stands(world, after, person, 2)
    client = client_as(world.coordinator)
    for page in (f"compare?from={before.public_id}", "even"):
        text = client.get(f"/runs/{after.public_id}/{page}").text
        assert ("too few to be counted by group" in text) is (people < 10)
        assert ("Way of answering" in text) is (people >= 10)


def test_runs_of_another_september_are_not_offered(world: World, client_as: ClientAs) -> None:
    here, there = run(world, "This one"), run(world, "Another September", entry_year=ENTRY_YEAR + 1)
    client = client_as(world.coordinator)
    assert "Another September" not in client.get(f"/runs/{here.public_id}/compare").text
    assert client.get(f"/runs/{here.public_id}/compare?from={there.public_id}").status_code == 404


@pytest.mark.parametrize("page", ["compare?from={before}", "even", ""])
def test_the_page_asks_the_same_number_of_questions_whatever_the_cohort(
    world: World, client_as: ClientAs, database: Database, page: str
) -> None:
    before, after = run(world, "Before"), run(world, "After")
    client, counts = client_as(world.coordinator), []
    for more in (1, 5):
        for _ in range(more):
            person = world.young_person()
            stands(world, before, person, 1)
            stands(world, after, person, 2)
        address = f"/runs/{after.public_id}/{page}".format(before=before.public_id).rstrip("/")
        assert client.get(address).status_code == 200
        with counted(database) as statements:
            client.get(address)
        counts.append(len(statements))
    assert counts[0] == counts[1]
