"""Why a wish was not met: true, the nearest, and private."""

from __future__ import annotations

from typing import Any

import pytest

from pfa.matching.solver import checker
from pfa.matching.solver.checker.reasons import Reasons
from pfa.matching.solver.explain import ASK, REASONS, explain
from pfa.matching.solver.figures import are_together, is_met
from pfa.matching.solver.problem import Problem
from tests.matching.solver import brute
from tests.matching.solver.small import group, opportunity, person, small

HERE, FAR = {"lat": 53.0, "lon": -1.5}, {"lat": 53.2, "lon": -1.5}
NEAR = {"between_sessions_minutes": 20}
WISH = {("P", "O"): 60}


def reason(problem: Problem, weeks: dict[str, set[str]] | None = None) -> str:
    (found,) = explain(problem, weeks or {})
    return found.reason


def one(p: dict[str, Any] | None = None, o: dict[str, Any] | None = None, **g: Any) -> Problem:
    """P wishes for O, whose only group is G; Q is there too, and R with H is what else there is."""
    g = dict(g)
    settings = g.pop("settings", {})
    return small(
        people=[person("P", **(p or {})), person("Q", support_units=1, coach_units=1)],
        opportunities=[opportunity("O", **(o or {})), opportunity("R", sector="art", **g.pop("r", {}))],
        groups=[group("H", "R", g.pop("h", "mon-am mon-pm")), group("G", **g)],
        wishes=WISH,
        pools={("c", "mon-am"): 1},
        **settings,
    )


@pytest.mark.parametrize(
    ("expected", "problem", "weeks"),
    [
        ("age", one({"age": 15}, {"age_min": 16}), {}),
        ("plan", one({"plan": "none"}, {"plans": "ehcp"}), {}),
        ("level", one({"level": 0}, {"level_min": 1}), {}),
        ("needs", one({"needs": "hoist"}), {}),
        ("travel", one({**HERE, "travel_limit_minutes": 30}, FAR), {}),
        ("unavailable", one({"unavailable": "mon-am"}), {}),
        ("no-more-than-wanted", one({"sessions_wanted": 0}), {}),
        ("support", one({"support_units": 1}, support_units=1), {"Q": {"G"}}),
        ("coach-pool", one({"coach_units": 1}, pool="c"), {"Q": {"G"}}),
        ("cost-ceiling", one(funder="f", cost=2, settings={"cost_ceilings": {"f": 3}}), {"Q": {"G"}}),
        ("full", one(places=1), {"Q": {"G"}}),
        ("full", one(places=0, min_viable=0), {}),
        ("did-not-run", one(min_viable=2), {}),
        ("clash", one(), {"P": {"H"}}),
        ("whole-days", one({"whole_days": True}), {}),
        ("no-more-than-wanted", one({"sessions_wanted": 2}, on="tue-am"), {"P": {"H"}}),
        ("between-sessions", one(o=FAR, on="tue-am", settings=NEAR, h="tue-pm", r=HERE), {"P": {"H"}}),
        ("not-chosen", one(), {}),
    ],
)
def test_the_reason_is_the_rule_or_the_thing_in_the_way(
    expected: str, problem: Problem, weeks: dict[str, set[str]]
) -> None:
    assert reason(problem, weeks) == expected


def test_of_several_groups_the_nearest_gives_the_reason() -> None:
    p = small(
        people=[person("P", unavailable="mon-am"), person("Q")],
        groups=[group("G"), group("H", on="mon-pm", places=1), group("I", on="mon-am tue-am")],
        wishes={("P", "sector:sport"): 60},
    )
    (found,) = explain(p, {"Q": {"H"}})
    assert (found.reason, found.words) == ("full", "H: All its places are taken.")


def test_a_wish_that_is_met_or_not_for_me_needs_no_reason() -> None:
    p = small(wishes={("P", "O"): 60, ("P", "sector:sport"): 5, ("P", "sector:art"): 0})
    assert explain(p, {"P": {"G"}}) == ()


def test_what_nobody_offers_did_not_run() -> None:
    assert reason(small(wishes={("P", "sector:art"): 5})) == "did-not-run"


def test_staying_apart_and_what_was_settled_read_like_other_reasons_and_name_nobody() -> None:
    people = [person("P"), person("Q")]
    (kept_apart,) = explain(small(people=people, wishes=WISH, apart=[("P", "Q")]), {"Q": {"G"}})
    (settled,) = explain(small(people=people, wishes=WISH, fixed={("P", "G"): "never"}), {})
    (other,) = explain(small(people=people, wishes=WISH), {})
    assert (kept_apart.reason, settled.reason, other.reason) == ("apart", "never", "not-chosen")
    assert kept_apart.words == settled.words == other.words == ASK


@pytest.mark.parametrize("seed", range(60))
def test_every_unmet_wish_has_one_true_reason(seed: int) -> None:
    p = brute.random_problem(seed)
    weeks = {}
    for person_id in p.people:
        choices = [{**weeks, person_id: week} for week in brute.every_week(p, person_id)]
        weeks = next((each for each in reversed(choices) if brute.shared_rules_hold(p, each)), weeks)
    found = explain(p, weeks)
    unmet = [
        (person_id, target)
        for person_id, targets in p.preferences.items()
        for target, points in targets.items()
        if points and not is_met(p, weeks.get(person_id, ()), target)
    ]
    for one, other in p.together:
        if not are_together(weeks, one, other):
            unmet += [(one, f"together:{other}"), (other, f"together:{one}")]
    assert sorted((each.person_id, each.target) for each in found) == sorted(unmet)
    assert list(Reasons(p, weeks).wrong(found)) == []
    for each in found:
        if each.target.startswith("together:"):
            assert (each.reason, each.words, each.group_id) == ("together", ASK, "")
            continue
        assert each.reason in REASONS
        assert not any(other in each.words for other in p.people)
        week = weeks.get(each.person_id, frozenset())
        groups = [g for g in p.groups.values() if is_met(p, [g.id], each.target)]
        alone = [checker.refusal(p, each.person_id, g.id) for g in groups]
        inside = {g.id: sum(g.id in other for other in weeks.values()) for g in groups}
        if each.reason == "not-chosen":
            assert any(fits(p, weeks, each.person_id, g.id) for g in groups)
        elif each.reason == "full":
            mine = p.people[each.person_id].authority
            theirs = {
                g: sum(g in week and p.people[who].authority == mine for who, week in weeks.items()) for g in inside
            }
            assert any(
                inside[g.id] >= g.places or theirs[g.id] >= g.authority_places.get(mine or "", 99) for g in groups
            )
        elif each.reason == "did-not-run":
            assert not groups or any(not inside[g.id] and g.min_viable > 1 for g in groups)
        elif each.in_the_way or each.reason in ("whole-days", "clash"):
            assert any(checker.check_package(p, each.person_id, week | {g.id}) for g in groups)
            assert set(each.in_the_way) <= week
        elif each.reason not in ("support", "coach-pool", "cost-ceiling", "apart"):
            assert each.reason in {refusal.rule for refusal in alone if refusal}
            assert all(alone), "a group nobody refuses would have been nearer"


def fits(p: Problem, weeks: dict[str, frozenset[str]], person_id: str, group_id: str) -> bool:
    """Whether the group could be added; that another of their groups is still missing is no matter."""
    week = weeks.get(person_id, frozenset()) | {group_id}
    broken = checker.check(p, {**weeks, person_id: week})
    return all(each.rule == "must" for each in broken)
