"""An invented country: the same for the same seed, without a fault, and as dense as the other benchmarks."""

from __future__ import annotations

import random
from pathlib import Path

from click.testing import CliRunner

from pfa.matching.bench.country import country
from pfa.matching.bench.country.towns import OUTLINE, towns
from pfa.matching.cli import match
from pfa.matching.solver.indexed import index
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_problem


def test_a_seed_decides_everything() -> None:
    assert country(60, 4) == country(60, 4)
    assert country(60, 4) != country(60, 5)


def test_there_are_as_many_people_as_were_asked_for() -> None:
    for people in (1, 59, 1500):
        assert len(country(people, 1).people) == people


def test_everyone_has_some_hundred_groups_to_choose_from_and_hardly_anyone_the_whole_country() -> None:
    p = country(1500, 2)
    allowed = index(p).allowed.sum(axis=1)
    assert 80 < allowed.mean() < 250
    assert allowed.max() < len(p.groups) / 2


def test_there_are_more_places_than_wanted_sessions_but_not_in_everything() -> None:
    p = country(1400, 1)
    held = sum(each.places * len(each.sessions) for each in p.groups.values())
    wanted = sum(who.sessions_wanted for who in p.people.values())
    assert 1.2 < held / wanted < 1.8


def test_towns_lie_inside_the_outline_and_hold_everyone() -> None:
    found = towns(random.Random(3), 20_000)
    assert sum(town.people for town in found) == 20_000
    assert all(50 < town.middle[0] < 55.7 and -5.5 < town.middle[1] < 1.7 for town in found)
    assert len(OUTLINE) > 10
    assert found[0].people > 2 * found[-1].people


def test_the_command_writes_a_folder_that_can_be_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(match, ["invent", "--people", "30", "--seed", "9", "--out", str(tmp_path / "isle")])
    assert result.exit_code == 0, result.output
    read: Problem = read_problem(tmp_path / "isle")
    assert read == country(30, 9)
    assert result.output.startswith("30 people, ")


def test_the_command_refuses_a_folder_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = CliRunner().invoke(match, ["invent", "--people", "3", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert (tmp_path / "mine.txt").exists()
