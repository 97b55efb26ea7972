"""Several authorities in one run: whose people may join a group, and how many of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pfa.matching.solver import engine
from pfa.matching.solver.answer import answer
from pfa.matching.solver.bound import verify
from pfa.matching.solver.explain import explain
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.recheck import recheck
from pfa.matching.solver.rest import rest_of
from pfa.matching.solver.writer import write_found, write_problem
from tests.matching.solver.small import group, person, small

NORTH = [person(name, authority="north") for name in ("N1", "N2")]
SOUTH = [person(name, authority="south") for name in ("S1", "S2")]


def shared(**facts: object) -> Problem:
    """Two of the north, who like it better, and two of the south, for one group."""
    likes = {(each.id, "O"): points for people, points in ((NORTH, 60), (SOUTH, 20)) for each in people}
    return small(people=NORTH + SOUTH, groups=[group(**facts)], wishes=likes)  # type: ignore[arg-type]  # facts of a group


def joined(problem: Problem) -> set[str]:
    found = answer(problem)
    assert found.violations == ()
    assert found.solution.status == "optimal"
    assert found.verified.points >= found.solution.value
    return {person_id for person_id, week in found.solution.assignments.items() if week}


@pytest.mark.parametrize("small_problems", [True, False], ids=["pairs", "packages"])
def test_a_group_takes_the_people_of_those_it_is_open_to(small_problems: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not small_problems:
        monkeypatch.setattr(engine, "SMALL", 0)
    assert joined(shared(open_to="south")) == {"S1", "S2"}
    assert joined(shared(open_to="north south")) == {"N1", "N2", "S1", "S2"}
    assert joined(shared(places=2)) == {"N1", "N2"}
    shares = {"north": 1, "south": 1}
    taken = joined(shared(places=3, authority_places=shares))
    assert len(taken & {"N1", "N2"}) == len(taken & {"S1", "S2"}) == 1
    assert joined(shared(places=2, authority_places={"north": 0})) == {"S1", "S2"}


def test_a_price_of_an_authoritys_places_is_paid_by_its_people_only() -> None:
    p = shared(authority_places={"north": 1})
    # Without it everybody has their best; at 30 the one place that there is costs 30, and each of the north pays 30.
    assert verify(p, {}).points == 2 * 70 + 2 * 30
    assert verify(p, {"share:G:north": 30.0}).points == 2 * 40 + 2 * 30 + 30
    assert verify(p, {"share:G:north": 70.0}).points == 0 + 2 * 30 + 70 == answer(p).solution.value


def test_a_price_of_places_that_an_authority_does_not_have_is_a_fault(tmp_path: Path) -> None:
    p = shared(authority_places={"north": 1})
    write_found(tmp_path / "a", answer(p))
    prices = tmp_path / "a" / "prices.csv"
    prices.write_text("row,price\nshare:G:south,1.0\n", "utf-8")
    with pytest.raises(Exception, match="nothing shared is called “share:G:south”"):
        read_answer(tmp_path / "a", p)


def test_the_others_leave_an_authority_what_they_do_not_take_of_its_own_places() -> None:
    p = shared(places=4, authority_places={"north": 1, "south": 2})
    rest = rest_of(p, {"N1": {"G"}, "S1": {"G"}}, ["N2", "S2"])
    assert rest.groups["G"].authority_places == {"north": 0, "south": 1}


def test_who_finds_their_authoritys_places_taken_is_told_that_it_is_full() -> None:
    p = shared(places=4, authority_places={"north": 1})
    row = next(row for row in explain(p, {"N1": {"G"}}) if row.person_id == "N2")
    assert (row.reason, row.group_id) == ("full", "G")
    assert row.words == "G: All its places for young people of their authority are taken."
    none = next(iter(explain(shared(authority_places={"north": 0}), {})))
    assert (none.reason, none.words) == ("full", "G: It has no place left for young people of their authority.")
    shut = next(iter(explain(shared(open_to="south"), {})))
    assert (shut.reason, shut.words) == ("open-to", "G: It is not open to young people of their authority.")


def test_each_authoritys_figures_stand_in_the_result_and_are_looked_at_again(tmp_path: Path) -> None:
    write_problem(shared(open_to="south"), tmp_path / "p")
    p = read_problem(tmp_path / "p")
    write_found(tmp_path / "a", answer(p))
    result = tmp_path / "a" / "result.json"
    stated = json.loads(result.read_text("utf-8"))
    figures = stated["by_authority"]
    assert set(figures) == {"north", "south"}
    assert (figures["north"]["people"], figures["north"]["people_with_nothing"]) == (2, 2)
    assert (figures["south"]["first_wishes"], figures["south"]["people_with_nothing"]) == (2, 0)
    assert recheck(p, read_answer(tmp_path / "a", p)).right
    figures["south"]["first_wishes"] = 1
    result.write_text(json.dumps(stated), "utf-8")
    assert [words.partition(" ")[0] for words in recheck(p, read_answer(tmp_path / "a", p)).wrong] == ["by_authority"]


def test_two_settled_in_one_place_of_their_authority_contradict_each_other() -> None:
    p = shared(authority_places={"north": 1})
    p = replace(p, fixed={("N1", "G"): "must", ("N2", "G"): "must"})
    found = answer(p).solution
    assert (found.status, found.contradiction) == ("infeasible", ("must:N1:G", "must:N2:G", "share"))


def test_where_nobody_has_an_authority_nothing_is_said_of_any() -> None:
    assert "by_authority" not in answer(small()).result()
