"""Any one rule broken, in the engine or in the checker, is noticed; so is nearly every smaller lie.

The list of rules is the checker's own, that of what a week is worth the policy's: a rule without a problem here that
tempts an engine to break it fails these tests, and so does a condition in the code that no case looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from pfa.matching.solver import checker, engine
from pfa.matching.solver.answer import answer
from pfa.matching.solver.indexed import Indexed, index
from pfa.matching.solver.problem import Policy, Problem
from pfa.matching.solver.reader import read_answer
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.writer import write_found
from tests.matching.solver import probes
from tests.matching.solver.mutants import Probe, mutants, survives, without
from tests.matching.solver.tempting import COUNTED, LOST, TEMPTING, Lose
from tests.matching.solver.test_checker import BROKEN

SOLVER = "pfa.matching.solver."
CHECKER = ("checker.packages", "checker.pairs", "checker.answers")


def lose(monkeypatch: pytest.MonkeyPatch, lost: Lose) -> None:
    """The engine from now on knows problems without something."""

    def indexed(problem: Problem) -> Indexed:
        return index(lost(problem))

    monkeypatch.setattr(engine, "index", indexed)


def test_every_rule_and_every_part_of_the_value_has_a_problem_that_tempts_to_break_it() -> None:
    assert set(TEMPTING) == set(LOST) == set(checker.RULES)
    counted = {each.name for each in fields(Policy) if each.name.endswith("_points")}
    assert set(COUNTED) == counted | {"preferences", "chance"}


@pytest.mark.parametrize("rule", checker.RULES)
def test_an_engine_that_has_lost_a_rule_gives_an_answer_that_is_refused(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = TEMPTING[rule]
    assert answer(p).violations == ()
    lose(monkeypatch, LOST[rule])
    found = answer(p)
    assert found.solution.status == "invalid"
    assert {violation.rule for violation in found.violations} == {rule}


@pytest.mark.parametrize("part", COUNTED)
def test_an_engine_that_counts_something_wrongly_gives_an_answer_that_is_refused(
    part: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    p, lost = COUNTED[part]
    write_found(tmp_path / "right", answer(p))
    assert recheck(p, read_answer(tmp_path / "right", p)).right
    lose(monkeypatch, lost)
    write_found(tmp_path / "wrong", answer(p))
    wrong = recheck(p, read_answer(tmp_path / "wrong", p)).wrong
    assert any(words.startswith("value is stated as") for words in wrong)


@pytest.mark.parametrize("rule", checker.RULES)
def test_a_checker_that_has_lost_a_rule_is_noticed_by_the_cases_of_that_rule(rule: str) -> None:
    lost = [each for module in CHECKER for each in without(SOLVER + module, rule)]
    assert lost, "the rule is said nowhere"

    def cases() -> None:
        for case in BROKEN:
            if case.rule == rule:
                probes.case_is_judged(case, {rule})

    cases()
    said_of_answers = [each for each in lost if each.function != "_alone"]
    assert not any(survives(each, [cases]) for each in said_of_answers)
    # `_alone` says it of a pair, whatever else is in the week.
    assert not any(survives(each, [probes.every_pair_is_judged]) for each in lost if each.function == "_alone")


JUDGED: Sequence[Probe] = (
    probes.every_case_is_judged,
    probes.every_answer_is_judged_and_counted,
    probes.every_pair_is_judged,
    probes.every_week_is_judged,
)
KNOWN: Sequence[Probe] = (
    probes.pairs_are_allowed_where_nothing_refuses_them,
    probes.packages_are_valid_and_worth_what_they_are,
    probes.first_come_keeps_what_is_shared,
    probes.whole_answers_are_valid_where_every_rule_holds,
)
PAIRS: Sequence[Probe] = (probes.the_pair_model_finds_the_best,)
PACKAGES: Sequence[Probe] = (probes.everyones_best_package_is_found, probes.the_master_programme_chooses_the_best)

LOOKED_AT: Mapping[str, tuple[Sequence[Probe], Sequence[str]]] = {
    **{f"checker.{name}": (JUDGED, ()) for name in ("packages", "pairs", "answers", "reading", "journeys", "worth")},
    "eligibility": (KNOWN, ()),
    "indexed": ((*KNOWN, *PAIRS), ()),
    "package": (KNOWN, ()),
    "room": (KNOWN, ("Room.has_room", "Room.fits", "Room.add", "Room._take", "Room.too_few")),
    "run": (KNOWN, ("whole_answer_valid",)),
    "pairs": (
        PAIRS,
        ("_person_rows", "_places_rows", "_exclusive", "_whole_day_rows", "_group_rows", "_pool_rows", "_cost_rows"),
    ),
    "catalogue": (PACKAGES, ("_Book._cells", "_Book._cell", "_Book._sets")),
    "search": (PACKAGES, ("Part.with_", "Search.allowed")),
    "prices": (PACKAGES, ("Market.net_worth",)),
    "master": (PACKAGES[1:], ("Master.add", "Master._meet")),
}
"""Where rules live: the module, what looks at it, and its functions that know rules (empty: all of them)."""

ALIKE = ()
"""Changes that change nothing, each with the reason."""


@pytest.mark.slow
@pytest.mark.parametrize("module", LOOKED_AT)
def test_no_small_change_to_the_code_of_the_rules_goes_unnoticed(module: str) -> None:
    looks, functions = LOOKED_AT[module]
    for probe in looks:
        probe()
    survivors = [each for each in mutants(SOLVER + module, of=functions) if survives(each, looks)]
    assert {str(each) for each in survivors} - set(ALIKE) == set()
