"""One problem of two authorities, and each one's part of its answer: right by itself, and silent about the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pfa.matching.joint.child import stated
from pfa.matching.joint.joining import Guest, Part, joined, part_of
from pfa.matching.solver.answer import answer
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.problem import MODES, Problem, by_id, frozen
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

SHARED = 3  # groups of the first authority that the other has places in


def renamed(problem: Problem, prefix: str) -> Problem:
    """The same problem with every id changed, as if it were another authority's."""

    def new(name: str) -> str:
        return prefix + name

    return replace(
        problem,
        people=by_id(replace(row, id=new(row.id)) for row in problem.people.values()),
        opportunities=by_id(
            replace(row, id=new(row.id), provider_id=new(row.provider_id)) for row in problem.opportunities.values()
        ),
        groups=by_id(
            replace(
                row,
                id=new(row.id),
                opportunity_id=new(row.opportunity_id),
                pool=None if row.pool is None else new(row.pool),
            )
            for row in problem.groups.values()
        ),
        preferences=frozen(
            {
                new(who): frozen({new(target): points for target, points in wishes.items()})
                for who, wishes in problem.preferences.items()
            }
        ),
        pools=frozen({(new(pool), session): units for (pool, session), units in problem.pools.items()}),
        apart=frozenset((new(one), new(other)) for one, other in problem.apart),
    )


def with_guests(problem: Problem, owner: Problem, places: int) -> tuple[Problem, tuple[Guest, ...]]:
    """A problem with places of another's first groups, which everybody wants a little."""
    groups, offers, guests = dict(problem.groups), dict(problem.opportunities), []
    for one in list(owner.groups.values())[:SHARED]:
        offer = owner.opportunities[one.opportunity_id]
        here, opp = f"guest-{one.id}", f"guest-{offer.id}"
        offers[opp] = replace(offer, id=opp, provider_id=f"guest-{offer.provider_id}")
        groups[here] = replace(
            one, id=here, opportunity_id=opp, places=places, min_viable=1, pool=None, support_units=None
        )
        guests.append(Guest(here, opp, one.id, offer.id, places))
    wishes = {
        who: frozen({**targets, **{guest.opportunity: 70 for guest in guests}})
        for who, targets in problem.preferences.items()
    }
    found = replace(problem, groups=frozen(groups), opportunities=frozen(offers), preferences=frozen(wishes))
    return found, tuple(guests)


def two(seed: int, *, places: int = 2, mode: str = MODES[0]) -> list[Part]:
    """An authority, and another that has places in some of its groups."""
    first = renamed(crowd(9, seed=seed), "a")
    second, guests = with_guests(renamed(crowd(7, seed=seed + 1000), "b"), first, places)
    parts = []
    for name, problem, own in (("A1", first, ()), ("A2", second, guests)):
        problem = replace(problem, policy=replace(problem.policy, mode=mode))
        providers = {row.provider_id for row in problem.opportunities.values()}
        sites = {provider: f"site-of-{provider.removeprefix('guest-')}" for provider in providers}
        parts.append(Part(name, problem, own, sites))
    return parts


@pytest.mark.parametrize("seed", range(12))
def test_each_part_of_an_answer_keeps_every_rule_and_adds_up_to_the_whole(seed: int) -> None:
    parts = two(seed)
    whole = joined(parts)
    found = answer(whole, rounds=4, seed=seed).solution
    worth = 0
    for part in parts:
        problem, weeks = part_of(whole, found.assignments, part)
        assert check(problem, weeks) == ()
        assert set(weeks) == set(part.problem.people)
        worth += value(problem, weeks)
    assert worth == found.value


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(3))
def test_a_part_can_be_checked_by_itself_from_its_folder(tmp_path: Path, seed: int, mode: str) -> None:
    parts = two(seed, mode=mode)
    whole = joined(parts)
    weeks = answer(whole, rounds=4, seed=seed).solution.assignments
    for part in parts:
        problem, own = part_of(whole, weeks, part)
        write_problem(problem, tmp_path / part.authority)
        write_found(tmp_path / f"{part.authority}-answer", stated(problem, own))
        read = read_problem(tmp_path / part.authority)
        assert recheck(read, read_answer(tmp_path / f"{part.authority}-answer", read)).wrong == ()


def kept(part: Part, weeks: Mapping[str, frozenset[str]], told: str = "told") -> Part:
    """The part with these weeks as earlier ones."""
    earlier = {(who, each): told for who in part.problem.people for each in weeks.get(who, ())}
    return replace(part, problem=replace(part.problem, earlier=frozen(earlier)))


@pytest.mark.parametrize("seed", range(4))
def test_earlier_weeks_of_each_are_kept_in_the_whole_and_read_by_nobody_else(seed: int) -> None:
    parts = two(seed)
    first = answer(joined(parts), rounds=2, seed=seed + 50).solution.assignments
    points = {"told": 100_000}
    parts = [
        replace(each, problem=replace(each.problem, policy=replace(each.problem.policy, change_points=frozen(points))))
        for each in parts
    ]
    own = {each.authority: part_of(joined(parts), first, each)[1] for each in parts}
    keeping = [kept(each, own[each.authority]) for each in parts]
    whole = joined(keeping)
    assert len(whole.earlier) == sum(map(len, first.values()))
    again = answer(whole, rounds=4, seed=seed).solution.assignments
    assert all(first[who] <= again[who] for who in first)
    for part in keeping:
        problem, weeks = part_of(whole, again, part)
        assert {who for who, _ in problem.earlier} <= set(part.problem.people)
        assert check(problem, weeks) == ()
    # Whatever the first authority's people had before: with the same weeks now the second reads the same.
    other = joined([kept(keeping[0], {}), keeping[1]])
    assert part_of(other, again, keeping[1]) == part_of(whole, again, keeping[1])


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_the_others_people_stands_in_a_part_or_changes_it(tmp_path: Path, seed: int) -> None:
    """Other wishes, needs and limits of the first authority's people: the second reads the same bytes."""
    parts = two(seed)
    whole = joined(parts)
    weeks = answer(whole, rounds=4, seed=seed).solution.assignments
    strangers = {
        who: replace(row, level=3, age=17, coach_units=row.coach_units + 1, needs=frozenset({"hoist"}))
        for who, row in whole.people.items()
        if row.authority == "A1"
    }
    other = replace(
        whole, people=frozen({**whole.people, **strangers}), preferences=frozen({"aP000": frozen({"amain-0": 1})})
    )
    folders = []
    for number, everyone in enumerate((whole, other)):
        problem, own = part_of(everyone, weeks, parts[1])
        folder, said = tmp_path / f"problem-{number}", tmp_path / f"answer-{number}"
        write_problem(problem, folder)
        write_found(said, replace(stated(problem, own), stated={}))
        folders.append({path.name: path.read_text() for path in (*folder.iterdir(), *said.iterdir())})
    for name, text in folders[0].items():
        assert name == "result.json" or text == folders[1][name], name
        assert "aP0" not in text


def part(name: str, problem: Problem, *guests: Guest) -> Part:
    providers = {row.provider_id for row in problem.opportunities.values()}
    return Part(name, problem, guests, dict.fromkeys(providers, "site"))


def shared(owner_people: int, places: int, cap: int, **facts: Any) -> tuple[Problem, list[Part]]:
    """One group of one authority that both want, with one of the other's people."""
    ours = [person(f"a{number}") for number in range(owner_people)]
    owner = small(
        people=ours,
        groups=[group("G", places=places, **facts)],
        wishes={(one.id, "O"): 90 for one in ours},
    )
    theirs = small(
        people=[person("b0"), person("b1")],
        opportunities=[opportunity("guest-O")],
        groups=[group("guest-G", of="guest-O", places=cap)],
        wishes={("b0", "guest-O"): 80, ("b1", "guest-O"): 70},
    )
    parts = [part("A1", owner), part("A2", theirs, Guest("guest-G", "guest-O", "G", "O", cap))]
    return joined(parts), parts


def test_no_more_of_the_others_people_come_than_was_agreed() -> None:
    whole, parts = shared(1, places=9, cap=1)
    found = answer(whole, rounds=3).solution.assignments
    _, weeks = part_of(whole, found, parts[1])
    assert weeks == {"b0": frozenset({"guest-G"}), "b1": frozenset()}


def test_of_a_full_group_the_other_reads_as_many_places_as_it_was_given() -> None:
    whole, parts = shared(2, places=3, cap=2)
    found = answer(whole, rounds=3).solution.assignments
    problem, weeks = part_of(whole, found, parts[1])
    assert (problem.groups["guest-G"].places, sum(map(len, weeks.values()))) == (1, 1)
    [reason] = [row for row in stated(problem, weeks).explanations if row.person_id == "b1"]
    assert reason.reason == "full"
    owners, _ = part_of(whole, found, parts[0])
    assert owners.groups["G"].places == 2


def test_of_a_group_with_room_the_other_reads_that_there_is_some_and_not_how_much() -> None:
    places = []
    for owner_people in (1, 4):
        whole, parts = shared(owner_people, places=9, cap=5)
        found = answer(whole, rounds=3).solution.assignments
        places.append(part_of(whole, found, parts[1])[0].groups["guest-G"].places)
    assert places == [3, 3]


def test_a_group_runs_with_people_of_both_and_neither_is_told_how_many() -> None:
    whole, parts = shared(2, places=9, cap=5, min_viable=4)
    found = answer(whole, rounds=3).solution.assignments
    assert all(found[one] for one in whole.people)
    assert [
        part_of(whole, found, each)[0].groups[name].min_viable
        for each, name in zip(parts, ("G", "guest-G"), strict=True)
    ] == [2, 2]


def test_a_group_that_too_few_want_says_how_many_it_needs() -> None:
    whole, parts = shared(1, places=9, cap=2, min_viable=4)
    found = answer(whole, rounds=3).solution.assignments
    problem, weeks = part_of(whole, found, parts[1])
    assert {row.reason for row in stated(problem, weeks).explanations} == {"did-not-run"}


def test_a_group_whose_change_was_not_taken_over_is_left_out_with_all_that_rests_on_it() -> None:
    _, parts = shared(1, places=9, cap=2)
    left = parts[1].without({"guest-G"})
    assert (dict(left.problem.groups), dict(left.problem.opportunities), left.guests) == ({}, {}, ())
    assert all(not wishes for wishes in left.problem.preferences.values())
    assert joined([parts[0], left]).groups["G"].open_to == {"A1"}
