"""`pfa match bench`: ours and the rivals on one small problem, the best bound kept, failures told as such."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pfa.matching import bench
from pfa.matching.bench import changed, rivals
from pfa.matching.bench.rows import early_time
from pfa.matching.cli import match
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.engine import solve
from pfa.matching.solver.writer import write_problem
from tests.matching.solver.crowd import crowd

BEST = solve(crowd(8, seed=5)).value


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_problem(crowd(8, seed=5), tmp_path / "tiny")
    monkeypatch.setitem(bench.GOALS, "tiny", bench.Goal("tiny", 20, 0.0, BEST + 1000.0, gibibytes=4))
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(match, ["bench", *(str(each) for each in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


@pytest.mark.slow
def test_ours_and_every_rival_solve_the_same_problem_and_all_of_it_is_stored(data: Path, tmp_path: Path) -> None:
    code, output = run("tiny", "--data", data, "--rivals", "--rival-seconds", 20, "--out", tmp_path / "kept.json")
    assert code == 0, output
    kept: dict[str, Any] = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert kept["bounds"]["tiny"]["bound"] == BEST, "a better bound takes the place of the one known before"
    rows = kept["rows"]["tiny"]
    assert list(rows) == ["pfa", "first come", "PuLP, CBC", "HiGHS", "CP-SAT"]
    for row in rows.values():
        assert row["right"]
        assert row["value"] <= BEST
    assert {name for name, row in rows.items() if row["value"] == BEST} >= {"pfa", "HiGHS", "CP-SAT", "PuLP, CBC"}
    assert rows["pfa"]["met"]
    assert rows["first come"]["verified"] is None, "a rival states no prices"
    assert all(name in output for name in rows)


@pytest.mark.parametrize("name", bench.RIVALS)
def test_a_rival_keeps_the_rules_because_its_model_is_right(name: str) -> None:
    p = crowd(8, seed=6)
    weeks, bound = rivals.RIVALS[name](p, 20)
    assert weeks is not None
    assert check(p, weeks) == ()
    assert bound is None or bound >= value(p, weeks) - 1e-6


def test_a_run_that_fails_is_a_row_that_says_so(data: Path, tmp_path: Path) -> None:
    (data / "tiny" / "people.csv").write_text("person_id\n", "utf-8")
    code, output = run("tiny", "--data", data, "--out", tmp_path / "kept.json")
    assert code == 1
    assert "no answer" in output
    assert json.loads((tmp_path / "kept.json").read_text("utf-8"))["rows"]["tiny"]["pfa"]["value"] is None


def test_a_solver_without_an_answer_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "_highs", lambda *_: (None, 12.0))
    assert rivals.highs(crowd(3, seed=1), 1) == (None, 12.0)


def test_the_best_bound_ever_is_kept_and_never_a_worse_one(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    ledger = bench.read_ledger(path)
    assert ledger.best("la-300") == 2_185_429
    assert ledger.best("region-4000") is None
    ledger.offer_bound("la-300", 2_185_400, "prices, verified")
    ledger.offer_bound("la-300", 2_186_000, "prices, verified")
    bench.write_ledger(ledger, path)
    again = bench.read_ledger(path)
    assert again.bounds["la-300"] == (2_185_400, "prices, verified")
    assert again.best("county-1400") == 10_237_634


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "bounds": {}, "rows": {}}', '{"version": 1}'])
def test_a_file_that_is_no_such_ledger_is_refused_and_kept(text: str, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text, "utf-8")
    code, output = run("tiny", "--data", data, "--out", path)
    assert code == 2
    assert "not a file of this command's measurements" in output
    assert path.read_text("utf-8") == text


def test_the_time_to_0_3_percent_is_that_of_the_first_value_within_it() -> None:
    assert early_time([(1.0, 900), (2.0, 997), (3.0, 1000)], 1000) == 2.0
    assert early_time([(1.0, 996)], 1000) is None
    assert early_time([(1.0, 996)], None) is None


@pytest.mark.slow
def test_least_change_is_measured_on_the_answer_of_its_base(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for change in changed.CHANGED:
        goal = bench.Goal("tiny", 20, 0.2, None, changed=change, base="tiny")
        monkeypatch.setitem(bench.GOALS, change, goal)
    code, output = run(*changed.CHANGED, "--data", data, "--rivals", "--out", tmp_path / "kept.json")
    assert code == 0, output
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert set(changed.CHANGED) <= set(kept["rows"]), "and its base, solved once"
    assert not set(changed.CHANGED) & set(kept["bounds"]), "another base answer is another problem"
    assert "CBC" not in output


def test_the_changed_problems_are_what_they_say() -> None:
    p = crowd(8, seed=5)
    weeks = solve(p).assignments
    more = changed.one_more_person(p, weeks)
    assert len(more.people) == 9
    assert more.preferences[changed.NEW] == p.preferences["P000"]
    closed = changed.fullest_group_closed(p, weeks)
    (gone,) = [name for name, group in closed.groups.items() if not group.places]
    assert sum(gone in week for week in weeks.values()) == max(
        sum(name in week for week in weeks.values()) for name in p.groups
    )
    assert closed.earlier == more.earlier == {(name, g): "told" for name, week in weeks.items() for g in week}


def test_a_goal_is_met_by_the_value_the_time_the_early_time_and_the_memory_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(bench.GOALS, "x", bench.Goal("x", 15, 0.001, None, early_seconds=5, gibibytes=1))
    facts: dict[str, Any] = {"value": 9991, "verified": 10_001.0, "best": 10_000.0, "early": 4.0, "right": True}

    def met(seconds: float = 14, mebibytes: float = 900, **other: Any) -> bool:
        return bench.Row("x", "pfa", 15, seconds, mebibytes, **{**facts, **other}).met

    assert met()
    assert not met(value=9989)
    assert not met(seconds=15.1)
    assert not met(early=5.1)
    assert not met(early=None)
    assert not met(mebibytes=1025)
    assert not met(right=False)


def test_a_country_is_invented_for_its_row_and_judged_by_its_own_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench.GOALS, "isle", bench.Goal("", 30, 0.2, None, gibibytes=4, invented=12, asked=20))
    code, output = run("isle", "--data", tmp_path, "--rivals", "--out", tmp_path / "kept.json")
    assert code == 0, output
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    (row,) = kept["rows"]["isle"].values()
    assert row["best"] == row["verified"]
    assert row["limit"] == 20, "what is asked of the solver; the goal is the whole time"
    assert row["mebibytes"] > 20, "all its processes are weighed"
    assert "isle" not in kept["bounds"], "a bound for one country says nothing of another"
