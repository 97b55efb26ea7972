"""`pfa match` as people use it: exit statuses, messages, files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pfa.matching.cli import match
from pfa.matching.solver.policy import fingerprint
from pfa.matching.solver.writer import write_problem
from tests.matching.solver.small import group, opportunity, person, small

PROBLEM = small(
    people=[person("P", needs="hoist"), person("Q"), person("R", unavailable="mon-am")],
    opportunities=[opportunity("O", main=True, features_to_ask="hoist"), opportunity("S", sector="art")],
    groups=[group("G", places=1), group("H", "S", "mon-pm tue-am", min_viable=2)],
    wishes={("P", "O"): 100, ("Q", "O"): 60, ("R", "O"): 35, ("Q", "sector:art"): 10},
)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(match, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_problem(PROBLEM, tmp_path / "problem")
    return tmp_path / "problem"


@pytest.fixture
def solved(folder: Path, tmp_path: Path) -> Path:
    assert run("solve", folder, "--out", tmp_path / "answer").exit_code == 0
    return tmp_path / "answer"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reason(person_id: str, code: str, words: str, others_would_lose: str = "no") -> dict[str, str]:
    return {
        "person_id": person_id,
        "target": "O",
        "reason": code,
        "words": f"G: {words}",
        "group_id": "G",
        "in_the_way": "",
        "others_would_lose": others_would_lose,
    }


def state(answer: Path, **figures: Any) -> None:
    path = answer / "result.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **figures}), "utf-8")


def test_a_problem_is_solved_and_the_answer_holds_all_that_is_promised(folder: Path, solved: Path) -> None:
    result = json.loads((solved / "result.json").read_text("utf-8"))
    seconds = result.pop("seconds")
    assert 0 <= seconds < 60
    assert result.pop("bound") >= 272
    assert result.pop("policy") == fingerprint(PROBLEM.policy)
    assert result == {
        "status": "optimal",
        "value": (100 + 10 + 100) + 2 * (10 + 10) + 2 * (10 + 1),
        "bound_from": result["bound_from"],
        "gap": pytest.approx(0, abs=0.01),
        "stopped_by": result["stopped_by"],
        "seed": 0,
        "value_expected": result["value"],
        "value_certain": result["value"],
        "likely_at_least": 100,
        "people": 3,
        "with_main": 1,
        "wanted_filled": 0,
        "weeks_filled": 0,
        "first_wishes": 1,
        "second_wishes": 1,
        "third_wishes": 0,
        "people_with_nothing": 0,
        "requests": [{"person_id": "P", "opportunity_id": "O", "need": "hoist"}],
    }
    assert rows(solved / "explanations.csv") == [
        reason("Q", "full", "All its places are taken.", others_would_lose="yes"),
        reason("R", "unavailable", "They are not available on mon-am."),
    ]
    weeks = [(row["person_id"], row["group_id"]) for row in rows(solved / "assignments.csv")]
    assert weeks == [("P", "G"), ("Q", "H"), ("R", "H")]


def test_the_same_problem_and_seed_give_the_same_answer(folder: Path, solved: Path, tmp_path: Path) -> None:
    run("solve", folder, "--out", tmp_path / "again")
    for name in ("assignments.csv", "prices.csv", "explanations.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (solved / name).read_bytes()


def test_an_answer_that_is_right_passes(folder: Path, solved: Path) -> None:
    result = run("check", folder, solved)
    assert result.exit_code == 0
    assert "verified from the prices" in result.output
    assert "all rules hold and every figure is right" in result.output


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("P,G\nQ,G\n", "broken          places: G: 2 people for 1 places."),
        ("R,G\n", "broken          unavailable: R G: They are not available on mon-am."),
        ("P,H\n", "broken          viable: H: 1 people; it runs with 2 or more."),
    ],
)
def test_a_broken_rule_is_named(folder: Path, solved: Path, week: str, words: str) -> None:
    (solved / "assignments.csv").write_text("person_id,group_id\n" + week, "utf-8")
    result = run("check", folder, solved)
    assert result.exit_code == 1
    assert words in result.output.splitlines()


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"value": 1}, "value is stated as 1 and is 272"),
        ({"first_wishes": 3}, "first_wishes is stated as 3 and is 1"),
        ({"requests": []}, "requests is stated as [] and differ from those of the weeks"),
        ({"gap": 0.5}, "gap is not (bound − value) / bound"),
        ({"bound": 100.0, "bound_from": "prices"}, "the bound is stated as 100.000000 and the prices prove"),
        ({"bound": 100.0, "bound_from": "solver"}, "the value is above the bound: one of them cannot be true"),
        ({"status": "invalid"}, "it is stated to be invalid, and no rule is broken"),
    ],
)
def test_a_false_statement_is_named(folder: Path, solved: Path, stated: dict[str, Any], words: str) -> None:
    state(solved, **stated)
    result = run("check", folder, solved)
    assert result.exit_code == 1
    assert f"wrong           {words}" in result.output


def test_an_answer_that_could_be_better_is_not_optimal(folder: Path, solved: Path) -> None:
    (solved / "assignments.csv").write_text("person_id,group_id\n", "utf-8")
    state(solved, value=0, gap=1.0)
    assert "it is stated to be optimal, and the bound leaves room for more" in run("check", folder, solved).output


def test_a_bound_on_the_solvers_word_is_said_to_be_that(folder: Path, solved: Path) -> None:
    state(solved, bound=272.0, bound_from="solver", gap=0.0)
    (solved / "prices.csv").write_text("row,price\n", "utf-8")
    reasons = solved / "explanations.csv"
    reasons.write_text(reasons.read_text("utf-8").replace(",yes", ",no"), "utf-8")
    result = run("check", folder, solved)
    assert result.exit_code == 0
    assert "the solver's word, which prices cannot show" in result.output


def test_faults_are_printed_with_status_2_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    for name in ("people.csv", "groups.csv"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(",9,", ",nine,") + "x\n", "utf-8")
    result = run("solve", folder, "--out", tmp_path / "answer")
    assert result.exit_code == 2
    assert "people.csv, line 5: 1 cells where the header has 17" in result.output
    assert "groups.csv, line 4: 1 cells where the header has 13" in result.output
    assert not (tmp_path / "answer").exists()


def test_a_target_that_would_lose_something_is_refused_before_solving(folder: Path, tmp_path: Path) -> None:
    result = run("solve", folder, "--out", folder)
    assert result.exit_code == 2
    assert "the folder holds other things" in result.output
    assert run("solve", folder, "--out", tmp_path / "no" / "answer").exit_code == 2


def test_must_rows_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    p = small(groups=[group("G"), group("H", on="mon-am tue-am")], fixed={("P", "G"): "must", ("P", "H"): "must"})
    write_problem(p, tmp_path / "problem")
    result = run("solve", tmp_path / "problem", "--out", tmp_path / "answer", "--quiet")
    assert result.exit_code == 1
    stated = json.loads((tmp_path / "answer" / "result.json").read_text("utf-8"))
    assert stated["status"] == "infeasible"
    assert stated["contradiction"]
    assert "contradiction" in result.output
    assert "no week keeps the must rows of P" in run("check", tmp_path / "problem", tmp_path / "answer").output


def test_the_bench_names_the_problems_it_knows(tmp_path: Path) -> None:
    result = run("bench", "nothing", "--data", tmp_path)
    assert result.exit_code == 2
    assert "la-300" in result.output


def test_the_bench_says_what_a_missing_problem_came_to(tmp_path: Path) -> None:
    result = run("bench", "la-300", "--data", tmp_path)
    assert result.exit_code == 1
    assert "no answer" in result.output
    assert "there is no such folder" in result.output


def test_a_solve_takes_no_more_memory_than_it_is_told(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pfa", "match", "solve", str(folder), "--out", str(tmp_path / "a"), "--quiet"]
    done = subprocess.run([*command, "--memory-mb", "1500"], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert run("solve", folder, "--out", tmp_path / "b", "--memory-mb", "100").exit_code == 2
