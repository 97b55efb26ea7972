"""What one more is worth: at least what is said, and nothing only where it is proved."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pfa.matching.cli import match
from pfa.matching.solver import engine, gains
from pfa.matching.solver.answer import Answer, answer
from pfa.matching.solver.checker import check
from pfa.matching.solver.gains import candidates, worth_of_one_more
from pfa.matching.solver.more import one_more, rows_of
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

SCARCE = small(
    people=[person("P"), person("Q")],
    groups=[group("G", places=1, support_units=4, pool="c", funder="f", cost=3)],
    wishes={("P", "O"): 20, ("Q", "O"): 60},
    pools={("c", "mon-am"): 5},
    cost_ceilings={"f": 9},
)


def test_one_more_of_everything_shared() -> None:
    assert one_more(SCARCE, "group:G").groups["G"].places == 2
    assert one_more(SCARCE, "support:G").groups["G"].support_units == 5
    assert one_more(SCARCE, "pool:c:mon-am").pools["c", "mon-am"] == 6
    assert one_more(SCARCE, "funder:f").policy.cost_ceilings == {"f": 10}
    assert one_more(small(groups=[group(min_viable=3)]), "viable:G").groups["G"].min_viable == 1
    assert list(rows_of(SCARCE)) == ["group:G", "support:G", "pool:c:mon-am", "funder:f"]
    with pytest.raises(KeyError):
        one_more(SCARCE, "viable:G")


def test_a_place_that_somebody_waits_for_is_worth_their_week() -> None:
    found = answer(SCARCE)
    (gain,) = worth_of_one_more(SCARCE, found.solution.assignments, {"group:G": 30.0})
    assert (gain.status, gain.points, gain.wishes) == ("gain", 30, 1)
    assert gain.found is not None
    assert check(one_more(SCARCE, "group:G"), gain.found.solution.assignments) == ()


def test_a_group_that_does_not_run_is_a_candidate_and_gains_what_it_brings() -> None:
    p = small(groups=[group("G", min_viable=2)], wishes={("P", "O"): 60})
    assert candidates(p, {}, {}) == [("viable:G", 0.0)]
    (gain,) = worth_of_one_more(p, {}, {})
    assert (gain.row, gain.points, gain.wishes) == ("viable:G", 70, 1)


def test_what_the_answer_could_have_had_anyway_is_not_the_worth_of_one_more() -> None:
    empty: dict[str, frozenset[str]] = {}
    (gain,) = worth_of_one_more(SCARCE, empty, {"group:G": 30.0})
    assert gain.points == 30, "70 of the 100 points were there without it"


def test_what_can_be_had_anyway_is_sought_until_nothing_better_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def noted(problem: Problem, **more: Any) -> Answer:
        asked.append(problem)
        return answer(problem, **more)

    monkeypatch.setattr(gains, "answer", noted)
    empty: dict[str, frozenset[str]] = {}
    dear = {"group:G": 30.0, "support:G": 1.0, "pool:c:mon-am": 1.0, "funder:f": 1.0}
    found = worth_of_one_more(SCARCE, empty, dear)
    assert [gain.points for gain in found] == [30, 0, 0, 0]
    assert sum(problem is SCARCE for problem in asked) == 1, "100 points were there without, and no more: proved"


def test_no_gain_is_said_where_nobody_waits_and_prices_prove_it() -> None:
    p = replace(SCARCE, people={"Q": SCARCE.people["Q"]}, preferences={"Q": {"O": 60}})
    found = answer(p)
    (gain,) = worth_of_one_more(p, found.solution.assignments, {"group:G": 0.5})
    assert gain.status == "none proved"
    (unsure,) = worth_of_one_more(p, found.solution.assignments, {"group:G": 9.0})
    assert unsure.status == "none proved", "the new answer's own prices prove it"


def test_no_gain_is_not_said_where_one_more_lets_somebody_in_who_could_never_join() -> None:
    p = small(
        people=[person("P", coach_units=2), person("Q", coach_units=1)],
        groups=[group("G", pool="c")],
        wishes={("P", "O"): 60, ("Q", "O"): 10},
        pools={("c", "mon-am"): 1},
    )
    weeks = {"Q": frozenset("G")}
    # Whatever its price, the prices of the answer say nothing of P, whom a second unit lets in.
    (gain,) = worth_of_one_more(p, weeks, {"pool:c:mon-am": 0.5})
    assert (gain.status, gain.points) == ("gain", 50)


def test_a_place_more_for_an_authority_is_worth_the_week_of_who_waits_for_it() -> None:
    p = small(
        people=[person("P", authority="n"), person("Q", authority="n")],
        groups=[group("G", authority_places={"n": 1})],
        wishes={("P", "O"): 20, ("Q", "O"): 60},
    )
    assert one_more(p, "share:G:n").groups["G"].authority_places == {"n": 2}
    (gain,) = worth_of_one_more(p, {"Q": frozenset("G")}, {"share:G:n": 30.0})
    assert (gain.row, gain.status, gain.points) == ("share:G:n", "gain", 30)


def test_a_group_that_is_likely_enough_after_all_gains_what_it_brings() -> None:
    unsure = {"groups": [group("G", chance=60)], "wishes": {("P", "O"): 60}, "likely_at_least": 80}
    p = small(**unsure, uncertain="robust")
    assert one_more(p, "chance:G").groups["G"].chance == 80
    (gain,) = worth_of_one_more(p, {}, {})
    assert (gain.row, gain.status, gain.points, gain.wishes) == ("chance:G", "gain", 70, 1)
    assert "chance:G" not in rows_of(small(**unsure, uncertain="expected"))


def test_nothing_follows_from_an_answer_that_breaks_a_rule() -> None:
    with pytest.raises(ValueError, match="breaks a rule"):
        worth_of_one_more(SCARCE, {"P": frozenset("G"), "Q": frozenset("G")}, {})


@pytest.mark.parametrize("seed", range(20))
def test_gains_are_those_of_brute_force(seed: int) -> None:
    p = brute.random_problem(seed, people=3, groups=5)
    found = answer(p)
    if found.solution.status != "optimal":
        return
    for gain in worth_of_one_more(p, found.solution.assignments, found.solution.prices, top=3):
        best = brute.best_value(one_more(p, gain.row))
        assert best is not None
        assert best - found.solution.value == gain.points, (seed, gain.row)
        assert gain.points or gain.status in ("none proved", "none found")


def test_with_little_time_a_gain_is_at_least_so_much_and_never_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BEFORE_THE_WHOLE", 1e9)
    p = crowd(20, seed=4)
    found = answer(p)
    said = worth_of_one_more(p, found.solution.assignments, found.solution.prices, top=4, seconds=20)
    assert [gain.price for gain in said] == sorted((gain.price for gain in said), reverse=True)
    assert any(gain.status == "gain" for gain in said)
    for gain in said:
        best = answer(one_more(p, gain.row)).solution
        assert gain.points <= max(0, best.value - found.solution.value)
        assert gain.status != "none proved" or best.value == found.solution.value


def test_the_command_stores_every_gain_as_an_answer_that_can_be_checked(tmp_path: Path) -> None:
    write_problem(SCARCE, tmp_path / "p")
    write_found(tmp_path / "a", answer(SCARCE))
    (tmp_path / "a" / "prices.csv").write_text("row,price\ngroup:G,30\n", "utf-8")
    reasons = tmp_path / "a" / "explanations.csv"
    reasons.write_text(reasons.read_text("utf-8").replace(",yes", ",no"), "utf-8")

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(match, [str(each) for each in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result.exit_code, result.output

    code, output = run("worth", tmp_path / "p", tmp_path / "a", "--out", tmp_path / "w")
    assert code == 0
    assert "at least 30 points, +1 wishes" in output
    with (tmp_path / "w" / "worth.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["row"], row["points"], row["answer"]) == ("group:G", "30", "01")
    assert run("check", tmp_path / "p", tmp_path / "w" / "01", "--more", "group:G")[0] == 0
    code, output = run("check", tmp_path / "p", tmp_path / "w" / "01")
    assert code == 1, "without the place it breaks a rule"
    assert "places" in output
    assert run("check", tmp_path / "p", tmp_path / "w" / "01", "--more", "group:X")[0] == 2
    assert run("worth", tmp_path / "p", tmp_path / "a", "--out", tmp_path / "w")[0] == 2, "it is full already"
    assert json.loads((tmp_path / "w" / "01" / "result.json").read_text("utf-8"))["value"] == 100


def test_the_command_writes_plans_and_changes(tmp_path: Path) -> None:
    p = small(
        people=[person("P"), person("Q")],
        opportunities=[opportunity("O"), opportunity("R", sector="art")],
        groups=[group("G", places=1), group("H", "R")],
        wishes={("P", "O"): 20, ("Q", "O"): 60, ("P", "R"): 10, ("Q", "R"): 5},
    )
    write_problem(p, tmp_path / "p")
    write_found(tmp_path / "a", answer(p))
    asked = ["changes", str(tmp_path / "p"), str(tmp_path / "a"), "--out", str(tmp_path / "c.csv")]
    result = CliRunner().invoke(match, asked)
    assert result.exit_code == 0, result.output
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["person_id"], row["target"], row["change"], row["week"]) for row in csv.DictReader(file)]
    assert rows == [("P", "O", "place", "G"), ("Q", "R", "plan-b", "H")]
    assert CliRunner().invoke(match, [*asked, "--person", "nobody"]).exit_code == 2
