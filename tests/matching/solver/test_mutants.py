"""Any one rule broken, in the engine or in the checker, is noticed; so is nearly every smaller lie.

The list of rules is the checker's own, that of what a week is worth the policy's: a rule without a problem here that
tempts an engine to break it fails these tests, and so does a condition in the code that no case looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import chain
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
from tests.matching.solver.probes_of_reasons import REASONED
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
    probes.every_part_of_the_value_is_counted,
    probes.every_week_is_counted_even_one_that_is_refused,
    probes.every_pair_is_judged,
    probes.every_week_is_judged,
)
KNOWN: Sequence[Probe] = (
    probes.pairs_are_allowed_where_nothing_refuses_them,
    probes.packages_are_valid_and_worth_what_they_are,
    probes.the_engine_counts_every_part_of_the_value,
    probes.first_come_keeps_what_is_shared,
    probes.whole_answers_are_valid_where_every_rule_holds,
)
PAIRS: Sequence[Probe] = (probes.the_pair_model_finds_the_best,)
PACKAGES: Sequence[Probe] = (probes.everyones_best_package_is_found, probes.the_master_programme_chooses_the_best)

LOOKED_AT: Mapping[str, tuple[Sequence[Probe], Sequence[str]]] = {
    **{f"checker.{name}": (JUDGED, ()) for name in ("packages", "pairs", "answers", "reading", "journeys", "worth")},
    "checker.reasons": (REASONED, ()),
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

ALIKE: Mapping[str, tuple[str, ...]] = {
    "what is known once is worked out anew": (
        "packages.check_package: Reading(problem)",
        "pairs.refusal: Reading(problem)",
        "worth.package_value: Reading(problem)",
    ),
    "a pair in either order": (
        "reading.Reading.too_far: one.id <= other.id",
        "journeys.Journeys.between: one <= other",
    ),
    "another line says it too": (
        "pairs._alone: person.one_place_a_day",
        "pairs._alone: len(places) >= 1",
        "reasons.Reasons.holds: row.target.startswith(TOGETHER_PREFIX)",
        "indexed._clashes: no one_place |= clash",
        "package.joins: not ix.allowed[person, group]",
        "pairs._person_rows: no natural.setdefault(('session', s), []).append(position[g])",
        "pairs._person_rows: no natural.setdefault(('opportunity', ix.group[g].opportunity), []).append(position[g])",
        "pairs._person_rows: no natural.setdefault(('main', 0), []).append(position[g])",
        "pairs._group_rows: facts.min_viable >= 1",
        "catalogue._Book._cells: no length += self.length[k]",
        "catalogue._Book._cells: self.facts.budget + length",
        "catalogue._Book._cells: max(left, self.facts.needed[day].bit_count())",
        "catalogue._Book._sets: left + self.length[k]",
    ),
    "a row of a programme that cannot bind": (
        "pairs._person_rows: 'no-more-than-wanted' not in without",
        "pairs._person_rows: sum(length.values()) >= facts.budget",
        "pairs._places_rows: len(sites) < at_most",
        "pairs._cost_rows: ix.group[g].funder == funder",
        "master.Master.add: g in self.support_row",
    ),
    "nobody has no authority, nothing costs nothing, and 0 is more than nothing": (
        "pairs._alone: group.authority_places.get(person.authority) == 0",
        "pairs._alone: group.pool is not None",
        "reasons.Reasons._shared: person.authority",
        "reasons.Reasons._shared: group.funder",
        "answers._costs: group.cost",
        "answers._costs: group.funder is not None",
        "eligibility._package_refusals: person.authority",
        "eligibility._package_refusals: group.cost > problem.policy.cost_ceilings.get(group.funder, group.cost)",
        "eligibility.allowed: points > 0",
        "eligibility._limit_by_group: p.authority",
        "eligibility._limit_by_group: group.cost > problem.policy.cost_ceilings.get(group.funder, group.cost)",
        "eligibility._limit_by_group: group.pool is not None",
        "package.joins: ix.enemies(person)[group, members].any()",
        "catalogue._Book._cell: must & ~sum((1 << k for k in members))",
    ),
    "rules left out to find a contradiction, see `test_diagnosis`": (
        "pairs._person_rows: sum(length.values()) > facts.budget",
        "pairs._person_rows: facts.places_at_most is not None",
        "pairs._person_rows: facts.whole_days",
        "pairs._group_rows: 'viable' not in without",
        "pairs._group_rows: facts.min_viable > 1",
        "pairs._group_rows: facts.support is not None",
    ),
    "where the catalogue gives up, and what is a column already": (
        "catalogue._Book._cell: len(found) >= OPTIONS_AT_MOST",
        "master.Master.add: not package",
        "master.Master.add: (person, package) in self.seen",
        "master.Master.add: return True",
        "master.Master.add: return False",
    ),
    "the key of a row, the same for both": (
        "master.Master._meet: max(person, rival)",
        "master.Master._meet: min(person, rival)",
    ),
    "prices of being together, see `test_engine_parts`": (
        "prices.Market.net_worth: no np.add.at(net, self.company_at, prices.together)",
    ),
}
"""Changes that change nothing that these looks could see, by the reason."""


@pytest.mark.slow
@pytest.mark.parametrize("module", LOOKED_AT)
def test_no_small_change_to_the_code_of_the_rules_goes_unnoticed(module: str) -> None:
    looks, functions = LOOKED_AT[module]
    for probe in looks:
        probe()
    survivors = [each for each in mutants(SOLVER + module, of=functions) if survives(each, looks)]
    assert {str(each) for each in survivors} - set(chain.from_iterable(ALIKE.values())) == set()
