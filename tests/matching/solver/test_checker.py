"""Each hard rule by the smallest problem that breaks it, and one that nearly does.

Every breaking case breaks one rule only, so that nothing else would notice if that rule were lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from pfa.matching.solver.checker import RULES, check, check_package, package_value, refusal, value
from pfa.matching.solver.problem import Problem
from tests.matching.solver.small import group, opportunity, person, small

HERE = {"lat": 53.0, "lon": -1.5}
NEAR = {"lat": 53.0, "lon": -1.49}
FAR = {"lat": 53.2, "lon": -1.5}
TWO_PEOPLE = (person("P"), person("Q"))


@dataclass
class Case:
    rule: str
    name: str
    problem: Problem
    weeks: dict[str, set[str]] = field(default_factory=lambda: {"P": {"G"}})


def one(**facts: Any) -> Problem:
    """One group; facts of the person as `p`, of the opportunity as `o`, of the group as `g`."""
    return small(
        people=[person(**facts.pop("p", {}))],
        opportunities=[opportunity(**facts.pop("o", {}))],
        groups=[group(**facts.pop("g", {}))],
        **facts,
    )


def two(g: dict[str, Any], h: dict[str, Any], **facts: Any) -> Problem:
    """Two groups, G of O and H of R, with the facts of each opportunity under `of` and of the person as `p`."""
    return small(
        people=[person(**facts.pop("p", {}))],
        opportunities=[opportunity("O", **g.pop("of", {})), opportunity("R", **h.pop("of", {}))],
        groups=[group("G", **{"of": "O", "on": "mon-am", **g}), group("H", **{"of": "R", "on": "mon-pm", **h})],
        **facts,
    )


def crowd(names: str, p: dict[str, Any] | None = None, **facts: Any) -> Problem:
    """Several people for one group."""
    return small(people=[person(name, **(p or {})) for name in names], groups=[group(**facts.pop("g", {}))], **facts)


NORTH = group(authority_places={"n": 1})
BOTH = {"P": {"G", "H"}}
PQ = {"P": {"G"}, "Q": {"G"}}
AT = "held_at"

BROKEN = [
    Case("not-for-me", "points of 0", one(wishes={("P", "O"): 0})),
    Case("not-for-me", "a sector of 0", one(wishes={("P", "sector:sport"): 0})),
    Case("not-for-me", "0 wins over its sector", one(wishes={("P", "O"): 0, ("P", "sector:sport"): 50})),
    Case("not-for-me", "not mentioned, and only wishes are open", one(open_points=None)),
    Case("not-for-me", "not mentioned, and worth 0 points", one(open_points=0)),
    Case("never", "the group is ruled out", one(fixed={("P", "G"): "never"})),
    Case("must", "the group is missing", one(fixed={("P", "G"): "must"}), {"P": set()}),
    Case("must", "the person is missing", one(fixed={("P", "G"): "must"}), {}),
    Case("age", "too young", one(p={"age": 15}, o={"age_min": 16})),
    Case("age", "too old", one(p={"age": 20}, o={"age_max": 19})),
    Case("plan", "another plan", one(p={"plan": "sen-support"}, o={"plans": "ehcp isp"})),
    Case("level", "too low", one(p={"level": 0}, o={"level_min": 1})),
    Case("level", "too high", one(p={"level": 3}, o={"level_max": 2})),
    Case("needs", "one of two is missing", one(p={"needs": "hoist signing"}, o={"features": "hoist"})),
    Case("travel", "too far", one(p={**HERE, "travel_limit_minutes": 60}, o=FAR)),
    Case("travel", "a minute too far", one(p={"travel_limit_minutes": 40}, travel={("P", "at-O"): 41})),
    Case(
        "travel",
        "a stated journey wins",
        one(p={**HERE, "travel_limit_minutes": 60}, o=NEAR, travel={("P", "at-O"): 61}),
    ),
    Case(
        "travel",
        "one session is held too far away",
        two(
            {"on": "mon-am tue-am", AT: {"tue-am": "at-R"}, "of": HERE},
            {"of": FAR},
            p={**HERE, "travel_limit_minutes": 60},
        ),
    ),
    Case("unavailable", "not there", one(p={"unavailable": "mon-am"})),
    Case("unavailable", "a session of their own", one(p={"own_sessions": "mon-am"})),
    Case("one-thing-at-a-time", "one session shared", two({"on": "mon-am tue-am"}, {"on": "tue-am"}), BOTH),
    Case("one-group-of-an-opportunity", "two of one", small(groups=[group(), group("H", on="tue-am")]), BOTH),
    Case("one-main-pathway", "two main pathways", two({"of": {"main": True}}, {"of": {"main": True}}), BOTH),
    Case("no-more-than-wanted", "two sessions for one", two({}, {}, p={"sessions_wanted": 1}), BOTH),
    Case("no-more-than-wanted", "own sessions count", one(p={"sessions_wanted": 1, "own_sessions": "tue-am"})),
    Case("few-enough-places-to-be", "two places for one", two({}, {"on": "tue-am"}, p={"providers_at_most": 1}), BOTH),
    Case(
        "few-enough-places-to-be",
        "one group at two places",
        two({"on": "mon-am tue-am", AT: {"tue-am": "at-R"}}, {}, p={"providers_at_most": 1}),
    ),
    Case("one-place-a-day", "two places on a day", two({}, {}, p={"one_place_a_day": True}), BOTH),
    Case(
        "one-place-a-day",
        "one group moves at noon",
        two({"on": "mon-am mon-pm", AT: {"mon-pm": "at-R"}}, {}, p={"one_place_a_day": True}),
    ),
    Case("whole-days", "half a day", one(p={"whole_days": True})),
    Case(
        "whole-days",
        "an own session on another day does not help",
        one(p={"whole_days": True, "own_sessions": "tue-am"}),
    ),
    Case("variety", "two sessions of a kind for one", two({}, {}, sessions_at_most_by_kind={"community": 1}), BOTH),
    Case("variety", "none of a kind", one(sessions_at_most_by_kind={"community": 0})),
    Case("between-sessions", "far apart on a day", two({"of": HERE}, {"of": FAR}, between_sessions_minutes=40), BOTH),
    Case(
        "between-sessions",
        "not adjacent on the day",
        two(
            {"of": HERE},
            {"of": FAR, "on": "mon-eve"},
            between_sessions_minutes=40,
            week=("mon-am", "mon-pm", "mon-eve"),
        ),
        BOTH,
    ),
    Case(
        "between-sessions",
        "one is held elsewhere that day",
        small(
            opportunities=[opportunity("O", **HERE), opportunity("R", **HERE), opportunity("S", **FAR)],
            groups=[group("G", on="mon-am", held_at={"mon-am": "at-S"}), group("H", "R", "mon-pm")],
            between_sessions_minutes=40,
        ),
        BOTH,
    ),
    Case("places", "two for one place", crowd("PQ", g={"places": 1}), PQ),
    Case("open-to", "another authority", one(p={"authority": "south"}, g={"open_to": "north"})),
    Case("open-to", "no authority at all", one(g={"open_to": "north"})),
    Case("likely", "less likely than the run counts on", one(g={"chance": 79}, uncertain="robust", likely_at_least=80)),
    Case("share", "two for one place", crowd("PQ", {"authority": "n"}, g={"authority_places": {"n": 1, "s": 9}}), PQ),
    Case("viable", "one of the two it needs", crowd("PQ", g={"min_viable": 2})),
    Case("support", "three units of two", crowd("P", p={"support_units": 3}, g={"support_units": 2})),
    Case("support", "two people with two of three", crowd("PQ", p={"support_units": 2}, g={"support_units": 3}), PQ),
    Case(
        "coach-pool",
        "two units of one",
        crowd("PQ", p={"coach_units": 1}, g={"pool": "c"}, pools={("c", "mon-am"): 1}),
        PQ,
    ),
    Case(
        "coach-pool",
        "a missing row is nothing",
        crowd("P", p={"coach_units": 1}, g={"pool": "c"}, pools={("c", "tue-am"): 9}),
    ),
    Case(
        "cost-ceiling",
        "two people for the money of one",
        crowd("PQ", g={"funder": "council", "cost": 5}, cost_ceilings={"council": 9}),
        PQ,
    ),
    Case(
        "cost-ceiling",
        "two groups of one funder",
        small(
            opportunities=[opportunity("O"), opportunity("R")],
            groups=[group("G", funder="f", cost=5), group("H", "R", "mon-pm", funder="f", cost=1)],
            cost_ceilings={"f": 5},
        ),
        BOTH,
    ),
    Case(
        "coach-pool",
        "two groups share it",
        small(
            people=[person("P", coach_units=1), person("Q", coach_units=1)],
            opportunities=[opportunity("O"), opportunity("R")],
            groups=[group("G", pool="c"), group("H", "R", "mon-am tue-am", pool="c")],
            pools={("c", "mon-am"): 1, ("c", "tue-am"): 1},
        ),
        {"P": {"G"}, "Q": {"H"}},
    ),
    Case("apart", "both in one group", small(people=TWO_PEOPLE, apart=[("Q", "P")]), PQ),
]

HOLDS = [
    Case("not-for-me", "its own row wins over its sector", one(wishes={("P", "O"): 5, ("P", "sector:sport"): 0})),
    Case("not-for-me", "its sector is wished for", one(wishes={("P", "sector:sport"): 5}, open_points=None)),
    Case("never", "never another group", two({}, {}, fixed={("P", "H"): "never"})),
    Case("must", "with the group", one(fixed={("P", "G"): "must"})),
    Case("age", "on both bounds", one(p={"age": 16}, o={"age_min": 16, "age_max": 16})),
    Case("age", "unknown", one(o={"age_min": 16, "age_max": 16})),
    Case("plan", "one of the plans", one(p={"plan": "isp"}, o={"plans": "ehcp isp"})),
    Case("plan", "unknown", one(o={"plans": "ehcp"})),
    Case("plan", "any plan", one(p={"plan": "none"})),
    Case("level", "on both bounds", one(p={"level": 0}, o={"level_min": 0, "level_max": 0})),
    Case("level", "unknown", one(o={"level_min": 1, "level_max": 1})),
    Case(
        "needs",
        "one there, one to ask for",
        one(p={"needs": "hoist signing"}, o={"features": "hoist", "features_to_ask": "signing"}),
    ),
    Case("travel", "just in time", one(p={"travel_limit_minutes": 41}, travel={("P", "at-O"): 41})),
    Case(
        "travel",
        "a stated journey wins",
        one(p={**HERE, "travel_limit_minutes": 60}, o=FAR, travel={("P", "at-O"): 60}),
    ),
    Case("travel", "no limit", one(p=HERE, o=FAR)),
    Case("travel", "no home", one(p={"travel_limit_minutes": 0}, o=FAR)),
    Case("travel", "half a coordinate", one(p={**HERE, "travel_limit_minutes": 0}, o={"lat": 53.2})),
    Case(
        "travel",
        "every session is held nearby",
        two({AT: {"mon-am": "at-R"}, "of": FAR}, {"of": NEAR}, p={**HERE, "travel_limit_minutes": 30}),
    ),
    Case("unavailable", "other sessions", one(p={"unavailable": "mon-pm", "own_sessions": "tue-am"})),
    Case("one-thing-at-a-time", "one after the other", two({"on": "mon-am tue-am"}, {"on": "mon-pm"}), BOTH),
    Case(
        "one-group-of-an-opportunity",
        "two of one provider",
        two({"of": {"provider_id": "A"}}, {"of": {"provider_id": "A"}}),
        BOTH,
    ),
    Case("one-main-pathway", "one main pathway", two({"of": {"main": True}}, {}), BOTH),
    Case("no-more-than-wanted", "just as many", two({}, {}, p={"sessions_wanted": 3, "own_sessions": "tue-am"}), BOTH),
    Case(
        "no-more-than-wanted",
        "own sessions alone are more",
        one(p={"sessions_wanted": 0, "own_sessions": "tue-am"}),
        {"P": set()},
    ),
    Case(
        "few-enough-places-to-be",
        "two at one place",
        two({}, {AT: {"mon-pm": "at-O"}}, p={"providers_at_most": 1}),
        BOTH,
    ),
    Case("one-place-a-day", "two places on two days", two({}, {"on": "tue-am"}, p={"one_place_a_day": True}), BOTH),
    Case(
        "one-place-a-day",
        "held at the same place",
        two({}, {AT: {"mon-pm": "at-O"}}, p={"one_place_a_day": True}),
        BOTH,
    ),
    Case("whole-days", "both halves", two({}, {}, p={"whole_days": True}), BOTH),
    Case("whole-days", "the other half is their own", one(p={"whole_days": True, "own_sessions": "mon-pm"})),
    Case("whole-days", "the other half is not available", one(p={"whole_days": True, "unavailable": "mon-pm"})),
    Case(
        "whole-days",
        "half a day of their own alone",
        one(p={"whole_days": True, "own_sessions": "mon-pm"}),
        {"P": set()},
    ),
    Case("variety", "just as many", two({}, {}, sessions_at_most_by_kind={"community": 2}), BOTH),
    Case(
        "variety", "of another kind", two({}, {"of": {"kind": "work"}}, sessions_at_most_by_kind={"community": 1}), BOTH
    ),
    Case(
        "between-sessions",
        "far apart on two days",
        two({"of": HERE}, {"of": FAR, "on": "tue-am"}, between_sessions_minutes=40),
        BOTH,
    ),
    Case("between-sessions", "near enough", two({"of": HERE}, {"of": NEAR}, between_sessions_minutes=13), BOTH),
    Case("between-sessions", "no rule", two({"of": HERE}, {"of": FAR}), BOTH),
    Case("between-sessions", "nobody knows where", two({"of": HERE}, {}, between_sessions_minutes=0), BOTH),
    Case(
        "between-sessions",
        "inside one group",
        two({"on": "mon-am mon-pm", AT: {"mon-pm": "at-R"}, "of": HERE}, {"of": FAR}, between_sessions_minutes=0),
    ),
    Case("places", "just as many", crowd("PQ", g={"places": 2}), PQ),
    Case("open-to", "theirs is one of two", one(p={"authority": "south"}, g={"open_to": "north south"})),
    Case("open-to", "anybody's", one(p={"authority": "south"})),
    Case("likely", "just likely enough", one(g={"chance": 80}, uncertain="robust", likely_at_least=80)),
    Case("likely", "counted by its chance", one(g={"chance": 79}, uncertain="expected", likely_at_least=80)),
    Case("share", "just as many", crowd("PQ", {"authority": "n"}, g={"authority_places": {"n": 2, "s": 0}}), PQ),
    Case("share", "one of each", small(people=[person("P", authority="n"), person("Q")], groups=[NORTH]), PQ),
    Case("viable", "just as many", crowd("PQ", g={"min_viable": 2}), PQ),
    Case("viable", "nobody", crowd("PQ", g={"min_viable": 2}), {}),
    Case("support", "just as many", crowd("PQ", p={"support_units": 2}, g={"support_units": 4}), PQ),
    Case("support", "no ceiling", crowd("P", p={"support_units": 99})),
    Case(
        "coach-pool", "just as many", crowd("PQ", p={"coach_units": 1}, g={"pool": "c"}, pools={("c", "mon-am"): 2}), PQ
    ),
    Case("coach-pool", "no coach needed", crowd("P", g={"pool": "c"})),
    Case(
        "cost-ceiling",
        "the last pound",
        crowd("PQ", g={"funder": "council", "cost": 5}, cost_ceilings={"council": 10, "college": 0}),
        PQ,
    ),
    Case("cost-ceiling", "a funder without a ceiling", crowd("PQ", g={"funder": "council", "cost": 5}), PQ),
    Case(
        "apart",
        "in two groups of one opportunity",
        small(people=TWO_PEOPLE, groups=[group(), group("H", "O", "mon-am")], apart=[("P", "Q")]),
        {"P": {"G"}, "Q": {"H"}},
    ),
]


def names(cases: list[Case]) -> list[str]:
    return [f"{case.rule}: {case.name}" for case in cases]


@pytest.mark.parametrize("case", BROKEN, ids=names(BROKEN))
def test_only_this_rule_is_broken(case: Case) -> None:
    violations = check(case.problem, case.weeks)
    assert {violation.rule for violation in violations} == {case.rule}
    for violation in violations:
        assert violation.words.endswith(".")
        assert violation.group_ids


@pytest.mark.parametrize("case", HOLDS, ids=names(HOLDS))
def test_nearly_broken_is_not_broken(case: Case) -> None:
    assert check(case.problem, case.weeks) == ()


def test_every_rule_has_a_case_that_breaks_it_and_one_that_nearly_does() -> None:
    assert {case.rule for case in BROKEN} == {case.rule for case in HOLDS} == set(RULES)


def test_violations_come_in_the_order_of_the_rules() -> None:
    p = small(
        people=[person("P", age=15), person("Q", age=15)],
        opportunities=[opportunity(age_min=16)],
        groups=[group(places=1)],
        wishes={("Q", "O"): 0},
        apart=[("P", "Q")],
    )
    rules = [violation.rule for violation in check(p, PQ)]
    assert rules == ["not-for-me", "age", "age", "places", "apart"]


def test_a_week_edited_by_hand_is_asked_for_its_own_rules_only() -> None:
    p = crowd("PQ", g={"min_viable": 2}, p={"unavailable": "mon-am"})
    assert [violation.rule for violation in check_package(p, "P", {"G"})] == ["unavailable"]


def test_a_refusal_names_the_first_rule_in_the_way() -> None:
    p = one(p={"age": 15, "level": 0}, o={"age_min": 16, "level_min": 1})
    found = refusal(p, "P", "G")
    assert found is not None
    assert (found.rule, found.person_id, found.group_ids) == ("age", "P", ("G",))
    assert refusal(one(), "P", "G") is None


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("no-more-than-wanted", one(p={"sessions_wanted": 0})),
        ("few-enough-places-to-be", one(p={"providers_at_most": 0})),
        ("variety", one(sessions_at_most_by_kind={"community": 0})),
        ("places", one(g={"places": 0, "min_viable": 0})),
        ("share", one(p={"authority": "n"}, g={"authority_places": {"n": 0}})),
        ("support", one(p={"support_units": 1}, g={"support_units": 0})),
        ("coach-pool", one(p={"coach_units": 1}, g={"pool": "c"})),
        ("cost-ceiling", one(g={"funder": "f", "cost": 2}, cost_ceilings={"f": 1})),
    ],
)
def test_a_refusal_sees_what_this_person_alone_is_too_much_for(rule: str, problem: Problem) -> None:
    found = refusal(problem, "P", "G")
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize(
    "problem", [one(p={"whole_days": True}), one(g={"min_viable": 2}), one(fixed={("P", "G"): "must"})]
)
def test_a_refusal_says_nothing_of_what_others_can_mend(problem: Problem) -> None:
    assert refusal(problem, "P", "G") is None


def test_a_week_is_worth_its_main_pathway_its_sessions_and_what_is_liked() -> None:
    p = two(
        {"of": {"main": True}, "on": "mon-am tue-am"}, {"of": {"sector": "art"}}, wishes={("P", "sector:sport"): 60}
    )
    assert package_value(p, "P", {"G", "H"}) == 100 + 3 * 10 + 2 * 60 + 1 * 1
    assert package_value(p, "P", ()) == 0
    assert value(p, {"P": {"H"}}) == 11


@pytest.mark.parametrize("weeks", [{"nobody": set()}, {"P": {"nothing"}}])
def test_unknown_ids_are_refused(weeks: dict[str, set[str]]) -> None:
    with pytest.raises(KeyError):
        check(small(), weeks)
