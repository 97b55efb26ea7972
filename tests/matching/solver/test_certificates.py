"""A reason that is not true is found, and that others would lose is said only where prices prove it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pfa.matching.solver.answer import Answer, answer
from pfa.matching.solver.bound import Losses, verify
from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import REASONS, explain
from pfa.matching.solver.figures import is_met
from pfa.matching.solver.problem import Problem, ProblemFaults
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.result import Explanation
from pfa.matching.solver.writer import write_found
from tests.matching.solver import brute
from tests.matching.solver.crowd import crowd
from tests.matching.solver.small import group, opportunity, person, small

FULL = small(
    people=[person("P"), person("Q")],
    opportunities=[opportunity("O"), opportunity("R", sector="art")],
    groups=[group("G", places=1), group("H", "R", "mon-pm", min_viable=2)],
    wishes={("P", "O"): 20, ("Q", "O"): 60, ("P", "R"): 0},
)
WEEKS = {"Q": {"G"}}


def test_the_others_lose_where_the_one_place_is_worth_more_to_them() -> None:
    (row,) = answer(FULL).explanations
    assert (row.person_id, row.reason, row.group_id) == ("P", "full", "G")
    assert row.others_would_lose


def test_nobody_is_said_to_lose_where_the_other_has_as_good_a_week_without() -> None:
    p = replace(FULL, groups={**FULL.groups, "I": group("I", "O", "tue-am", places=1)})
    p = replace(p, people={**p.people, "P": person("P", unavailable="tue-am")})
    weeks = {"Q": {"G"}}
    prices = {"group:G": 25.0}
    losses = Losses(p, prices, weeks, verify(p, prices))
    assert not losses.proved(p.people["P"], ["G"])


def test_what_a_week_gives_back_by_joining_a_group_that_needs_people_is_taken_off_its_price() -> None:
    p = replace(FULL, preferences={**FULL.preferences, "P": {"O": 20}})
    weeks = {"P": {"H"}, "Q": {"G", "H"}}
    dear, given_back = {"group:G": 40.0}, {"group:G": 40.0, "viable:H": 30.0}
    assert Losses(p, dear, weeks, verify(p, dear)).proved(p.people["P"], ["G"])
    # The room of the others is 30: the place alone, 40, is more, but with H it takes only 10 out.
    assert not Losses(p, given_back, weeks, verify(p, given_back)).proved(p.people["P"], ["G"])


def others(p: Problem, weeks: Mapping[str, frozenset[str]], name: str) -> int:
    return brute.total(p, weeks, without=name)


def test_whoever_is_said_to_make_others_lose_does_so_in_every_answer_there_is() -> None:
    said = 0
    for seed in range(100, 400):
        p = brute.random_problem(seed, people=3, groups=5)
        found = answer(p)
        if found.solution.status == "infeasible":
            continue
        rows = [row for row in found.explanations if row.others_would_lose]
        every = brute.every_answer(p) if rows else []
        for row in rows:
            said += 1
            now = others(p, found.solution.assignments, row.person_id)
            granted = [weeks for weeks in every if is_met(p, weeks[row.person_id], row.target)]
            assert all(others(p, weeks, row.person_id) < now for weeks in granted), (seed, row)
    assert said > 5, "the certificate is found now and then"


def answered(tmp_path: Path, p: Problem) -> tuple[Answer, Path]:
    found = answer(p)
    write_found(tmp_path / "a", found)
    return found, tmp_path / "a"


def change(folder: Path, at: int, **cells: str) -> None:
    path = folder / "explanations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[at].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_every_reason_of_an_answer_is_found_true_from_its_folder_alone(tmp_path: Path) -> None:
    p = crowd(40, seed=6)
    found, folder = answered(tmp_path, p)
    stated = read_answer(folder, p)
    assert stated.explanations == found.explanations
    assert recheck(p, stated).right
    assert len({row.reason for row in found.explanations}) > 3


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason not in ("not-chosen", "full")])
def test_another_reason_in_place_of_the_true_one_is_found(reason: str, tmp_path: Path) -> None:
    _, folder = answered(tmp_path, FULL)
    change(folder, 0, reason=reason)
    wrong = recheck(FULL, read_answer(folder, FULL)).wrong
    assert f"{reason} is not why P has not O" in wrong


def test_a_reason_too_many_or_too_few_or_of_another_group_is_found() -> None:
    (row,) = explain(FULL, WEEKS)
    reasons = Reasons(FULL, WEEKS)
    assert list(reasons.wrong([row])) == []
    assert list(reasons.wrong([])) == ["no reason is given to P for O"]
    assert list(reasons.wrong([row, row])) == ["a wish has two reasons"]
    assert list(reasons.wrong([replace(row, group_id="H")])) == ["full is not why P has not O"]
    met = Explanation("Q", "O", "full", "", "G")
    assert list(reasons.wrong([row, met])) == ["a reason is given to Q for O, which is no unmet wish of theirs"]
    nothing = Explanation("P", "O", "did-not-run", "")
    assert list(reasons.wrong([nothing])) == ["did-not-run is not why P has not O"]


PLENTY = small(
    people=[person(name, support_units=1, coach_units=1, authority="north") for name in "PQ"],
    groups=[group(places=2, min_viable=2, support_units=2, pool="c", funder="f", cost=5)],
    wishes={("P", "O"): 20},
    pools={("c", "mon-am"): 2},
    cost_ceilings={"f": 10},
)


@pytest.mark.parametrize(
    ("reason", "scarce"),
    [
        ("full", {"groups": {"G": replace(PLENTY.groups["G"], places=1, min_viable=1)}}),
        ("full", {"groups": {"G": replace(PLENTY.groups["G"], authority_places={"north": 1})}}),
        ("support", {"groups": {"G": replace(PLENTY.groups["G"], support_units=1)}}),
        ("coach-pool", {"pools": {("c", "mon-am"): 1}}),
        ("cost-ceiling", {"policy": replace(PLENTY.policy, cost_ceilings={"f": 9})}),
        ("apart", {"apart": frozenset({("P", "Q")})}),
    ],
)
def test_that_something_shared_is_used_up_is_true_only_where_it_is(reason: str, scarce: dict[str, Any]) -> None:
    row = Explanation("P", "O", reason, "", "G")
    weeks = {"Q": {"G"}}
    assert list(Reasons(replace(PLENTY, **scarce), weeks).wrong([row])) == []
    assert list(Reasons(PLENTY, weeks).wrong([row])) == [f"{reason} is not why P has not O"]


def test_that_a_group_did_not_run_is_true_only_where_it_is_empty_and_needs_several() -> None:
    row = Explanation("P", "O", "did-not-run", "", "G")
    assert list(Reasons(PLENTY, {}).wrong([row])) == []
    assert list(Reasons(PLENTY, {"Q": {"G"}}).wrong([row])) != []
    alone = replace(PLENTY, groups={"G": replace(PLENTY.groups["G"], min_viable=1)})
    assert list(Reasons(alone, {}).wrong([row])) != []


def test_that_others_would_lose_is_not_believed_without_the_prices(tmp_path: Path) -> None:
    _, folder = answered(tmp_path, FULL)
    (folder / "prices.csv").write_text("row,price\n", "utf-8")
    wrong = recheck(FULL, read_answer(folder, FULL)).wrong
    assert "the prices do not prove that others would lose if P had O" in wrong


@pytest.mark.parametrize(
    "cells", [{"person_id": "X"}, {"group_id": "X"}, {"in_the_way": "X"}, {"others_would_lose": "perhaps"}]
)
def test_a_reason_about_nobody_or_nothing_is_a_fault(cells: dict[str, str], tmp_path: Path) -> None:
    _, folder = answered(tmp_path, FULL)
    change(folder, 0, **cells)
    with pytest.raises(ProblemFaults, match=r"explanations\.csv, line 2"):
        read_answer(folder, FULL)


def test_words_give_no_numbers_of_people_and_nobodys_name() -> None:
    p = crowd(40, seed=6)
    for row in answer(p).explanations:
        assert not any(name in row.words for name in p.people)
        if row.reason in ("full", "support", "cost-ceiling", "apart", "not-chosen"):
            assert not any(letter.isdigit() for letter in row.words.partition(":")[2])
