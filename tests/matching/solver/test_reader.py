"""Every fault of a problem folder, with its file, line and column, and never anything but faults."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfa.matching.solver.problem import Fault, ProblemFaults
from pfa.matching.solver.reader import read_answer, read_problem
from pfa.matching.solver.writer import write_answer, write_problem
from tests.matching.solver.brute import random_problem
from tests.matching.solver.small import group, opportunity, person, small

FULL = small(
    people=[person("P", age=16, plan="ehcp", lat=53.0, lon=-1.5, needs="hoist"), person("Q", authority="north")],
    opportunities=[opportunity("O", lat=53.0, lon=-1.5, features="hoist"), opportunity("R")],
    groups=[
        group("G", pool="c", min_viable=2, chance=80),
        group("H", "R", "mon-pm tue-am", held_at={"tue-am": "at-O"}, open_to="north", authority_places={"north": 2}),
    ],
    wishes={("P", "O"): 60, ("P", "sector:sport"): 10, ("Q", "sector:nobody offers this"): 5},
    pools={("c", "mon-am"): 3},
    apart=[("P", "Q")],
    fixed={("P", "H"): "never"},
    travel={("P", "at-R"): 20},
    between_sessions_minutes=40,
    sessions_at_most_by_kind={"community": 4},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_problem(FULL, tmp_path / "problem")
    return tmp_path / "problem"


def faults(folder: Path) -> list[str]:
    with pytest.raises(ProblemFaults) as found:
        read_problem(folder)
    return [str(fault) for fault in found.value.faults]


def edit(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def cell(line: int, column: str, value: str) -> Callable[[str], str]:
    """Put a value into a cell; lines count from 1, the header's."""

    def change(text: str) -> str:
        rows = [row.split(",") for row in text.splitlines()]
        rows[line - 1][rows[0].index(column)] = value
        return "\n".join(map(",".join, rows)) + "\n"

    return change


def more(*lines: str) -> Callable[[str], str]:
    return lambda text: text + "\n".join(lines) + "\n"


def policy(**settings: object) -> Callable[[str], str]:
    return lambda text: json.dumps({**json.loads(text), **settings}, indent=1)


def test_a_folder_that_is_right_gives_the_problem_back(folder: Path) -> None:
    assert read_problem(folder) == FULL


BAD_CELLS = [
    ("people.csv", cell(2, "age", "x"), "line 2, column age: “x” is not a whole number of 0 or more"),
    ("people.csv", cell(3, "age", "-1"), "line 3, column age: “-1” is not a whole number of 0 or more"),
    ("people.csv", cell(2, "age", "1.5"), "line 2, column age: “1.5” is not a whole number of 0 or more"),
    ("people.csv", cell(2, "age", "9" * 5000), None),
    ("people.csv", cell(2, "age", "２"), "line 2, column age: “２” is not a whole number of 0 or more"),
    ("people.csv", cell(2, "sessions_wanted", ""), "line 2, column sessions_wanted: must not be empty"),
    ("people.csv", cell(2, "support_units", ""), "line 2, column support_units: must not be empty"),
    ("people.csv", cell(2, "plan", "EHCP"), "line 2, column plan: “EHCP” is not one of ehcp, isp, sen-support, none"),
    ("people.csv", cell(2, "lat", "91"), "line 2, column lat: “91.0” is not from -90 to 90"),
    ("people.csv", cell(2, "lon", "nan"), "line 2, column lon: “nan” is not a decimal number"),
    ("people.csv", cell(2, "lon", "1e999"), "line 2, column lon: “inf” is not from -180 to 180"),
    ("people.csv", cell(2, "whole_days", "true"), "line 2, column whole_days: “true” is neither “yes” nor “no”"),
    ("people.csv", cell(2, "needs", "hoist;hoist"), "line 2, column needs: “hoist” is twice in the list"),
    ("people.csv", cell(2, "needs", "hoist;"), "line 2, column needs: an item of the list is empty"),
    ("people.csv", cell(2, "unavailable", "sat-am"), "line 2, column unavailable: there is no session “sat-am”"),
    ("people.csv", cell(3, "own_sessions", "sat"), "line 3, column own_sessions: there is no session “sat”"),
    ("people.csv", cell(3, "person_id", "P"), None),
    ("people.csv", cell(2, "person_id", "a\tb"), None),
    (
        "opportunities.csv",
        cell(2, "plans", "ehcp;x"),
        "line 2, column plans: “x” is not one of ehcp, isp, sen-support, none",
    ),
    ("opportunities.csv", cell(2, "main", "maybe"), "line 2, column main: “maybe” is neither “yes” nor “no”"),
    ("opportunities.csv", cell(2, "kind", ""), "line 2, column kind: must not be empty"),
    ("opportunities.csv", cell(3, "provider_id", "at-O"), None),
    ("groups.csv", cell(2, "opportunity_id", "Z"), "line 2, column opportunity_id: there is no opportunity “Z”"),
    ("groups.csv", cell(2, "sessions", ""), "line 2, column sessions: a group needs at least one session"),
    ("groups.csv", cell(2, "sessions", "mon-am;mon-am"), "line 2, column sessions: “mon-am” is twice in the list"),
    ("groups.csv", cell(2, "sessions", "noon"), "line 2, column sessions: there is no session “noon”"),
    ("groups.csv", cell(2, "places", "1"), "line 2, column min_viable: 2 is more than the 1 places"),
    ("groups.csv", cell(2, "places", "many"), "line 2, column places: “many” is not a whole number of 0 or more"),
    ("groups.csv", cell(3, "held_at", "tue-am"), "line 3, column held_at: “tue-am” is not like “session=provider”"),
    ("groups.csv", cell(3, "held_at", "tue-am=X"), "line 3, column held_at: there is no provider “X”"),
    (
        "groups.csv",
        cell(3, "held_at", "mon-am=at-O"),
        "line 3, column held_at: “mon-am” is not a session of this group",
    ),
    (
        "groups.csv",
        cell(3, "held_at", "tue-am=at-O;tue-am=at-R"),
        "line 3, column held_at: “tue-am” is twice in the list",
    ),
    ("preferences.csv", cell(2, "points", "101"), "line 2, column points: “101” is not from 0 to 100"),
    ("preferences.csv", cell(2, "target", "Z"), "line 2, column target: there is no opportunity “Z”"),
    ("preferences.csv", cell(2, "target", "sector:"), "line 2, column target: must not be empty"),
    ("preferences.csv", more("P,O,5"), "line 5, column target: a second row for “P” and “O”"),
    ("preferences.csv", more("Z,O,5"), "line 5, column person_id: there is no person “Z”"),
    ("pools.csv", more("c,mon-am,1"), "line 3, column session: a second row for “c” and “mon-am”"),
    ("pools.csv", more("c,sun,1"), "line 3, column session: there is no session “sun”"),
    ("links.csv", more("Q,P,apart"), "line 3, column other_person_id: “Q” and “P” are linked twice"),
    ("links.csv", cell(2, "rule", "near"), "line 2, column rule: “near” is neither “apart” nor “together”"),
    (
        "links.csv",
        more("Q,P,together"),
        "line 3, column other_person_id: “Q” and “P” cannot be kept apart and be together",
    ),
    (
        "links.csv",
        lambda text: text.replace("P,Q,apart", "P,P,together"),
        "line 2, column other_person_id: a person cannot be with themselves",
    ),
    ("people.csv", cell(2, "authority", "a=b"), "line 2, column authority: “a=b” may not hold “=”"),
    ("groups.csv", cell(2, "chance", "101"), "line 2, column chance: “101” is not from 0 to 100"),
    ("groups.csv", cell(2, "open_to", "north;north"), "line 2, column open_to: “north” is twice in the list"),
    (
        "groups.csv",
        cell(2, "authority_places", "north"),
        "line 2, column authority_places: “north” is not like “authority=places”",
    ),
    (
        "groups.csv",
        cell(2, "authority_places", "north=few"),
        "line 2, column authority_places: “few” is not a whole number of 0 or more",
    ),
    (
        "groups.csv",
        cell(3, "authority_places", "south=1"),
        "line 3, column authority_places: the group is not open to “south”",
    ),
    ("links.csv", more("P,P,apart"), "line 3, column other_person_id: a person cannot be kept apart from themselves"),
    ("fixed.csv", more("P,H,must"), "line 3, column group_id: a second row for “P” and “H”"),
    ("fixed.csv", cell(2, "rule", "maybe"), "line 2, column rule: “maybe” is neither “must” nor “never”"),
    ("fixed.csv", cell(2, "group_id", "Z"), "line 2, column group_id: there is no group “Z”"),
    ("travel.csv", more("P,at-R,5"), "line 3, column provider_id: a second row for “P” and “at-R”"),
    ("travel.csv", cell(2, "provider_id", "moon"), "line 2, column provider_id: there is no provider “moon”"),
    ("policy.json", policy(version=2), "line 2, column version: only version 1 is understood"),
    ("policy.json", policy(week=[]), "line 3, column week: a week needs at least one session"),
    ("policy.json", policy(week={}), "line 3, column week: must be a list"),
    ("policy.json", policy(travel_speed_kmh=0), "line 24, column travel_speed_kmh: must be more than 0"),
    ("policy.json", policy(travel_detour=-1), "line 25, column travel_detour: “-1” is not from 0 to 1e+09"),
    ("policy.json", policy(open_points=True), "line 23, column open_points: “True” is not a whole number"),
    ("policy.json", policy(open_points=1.0), "line 23, column open_points: “1.0” is not a whole number"),
    ("policy.json", policy(main_pathway_points=10**30), None),
    ("policy.json", policy(colour="red"), "line 31, column colour: there is no setting “colour”"),
    ("policy.json", policy(sessions_at_most_by_kind=[1]), None),
    (
        "policy.json",
        policy(uncertain="robust"),
        "line 31, column uncertain: must hold a count and likely_at_least, and nothing else",
    ),
    (
        "policy.json",
        policy(uncertain={"count": "boldly", "likely_at_least": 80}),
        "line 32, column uncertain.count: “boldly” is not one of robust, expected",
    ),
    (
        "policy.json",
        policy(uncertain={"count": ["robust"], "likely_at_least": 80}),
        "line 32, column uncertain.count: “['robust']” is not one of robust, expected",
    ),
    (
        "policy.json",
        policy(uncertain={"count": "robust", "likely_at_least": 101}),
        "line 33, column uncertain.likely_at_least: “101” is not from 0 to 100",
    ),
    (
        "policy.json",
        policy(sessions_at_most_by_kind={"x": -1}),
        "line 29, column sessions_at_most_by_kind.x: “-1” is not from 0 to 1000000000",
    ),
    (
        "policy.json",
        edit('"travel_detour": 1.3', '"travel_detour": NaN'),
        "line 25, column character 19: a value is expected here",
    ),
    (
        "policy.json",
        edit('"version": 1', '"version": 1, "version": 1'),
        "line 2, column version: “version” is there twice",
    ),
    ("policy.json", edit('"open_points": 1,', ""), "line 1, column open_points: the setting is missing"),
    ("policy.json", lambda _: "[]", "line 1: must be an object: names and values in curly brackets"),
    ("policy.json", lambda _: "", "line 1, column character 1: a value is expected here"),
    (
        "policy.json",
        lambda _: "[" * 100_000,
        "line 1, column character 21: there are too many brackets inside each other",
    ),
    ("policy.json", lambda _: '{"version": ' + "1" * 5000 + "}", None),
    ("people.csv", lambda _: "", "line 1: has no header row"),
    ("people.csv", edit("age,", ""), None),
    ("people.csv", edit("person_id,age", "person_id,person_id"), None),
    ("people.csv", more("R,1"), "line 4: 2 cells where the header has 17"),
    ("people.csv", edit("P,16", 'P,"16'), "line 2: the quotation marks in this line do not fit"),
    ("people.csv", edit("P,16", 'P,"16"x'), "line 2: the quotation marks in this line do not fit"),
    ("people.csv", edit("P,16", "P\0,16"), None),
]


@pytest.mark.parametrize(("file", "change", "expected"), BAD_CELLS, ids=range(len(BAD_CELLS)))
def test_a_fault_is_named_with_its_place(
    folder: Path, file: str, change: Callable[[str], str], expected: str | None
) -> None:
    path = folder / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    found = faults(folder)
    if expected is None:
        assert found[0].startswith(f"{file}, line")
    else:
        assert found == [f"{file}, {expected}"]


def test_all_faults_of_all_files_come_at_once_and_in_order(folder: Path) -> None:
    for file, change in (
        ("policy.json", policy(open_points="none")),
        ("people.csv", cell(3, "age", "old")),
        ("people.csv", cell(2, "level", "high")),
        ("groups.csv", cell(2, "places", "-")),
        ("travel.csv", cell(2, "minutes", "soon")),
    ):
        path = folder / file
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    places = [fault.split(":")[0] for fault in faults(folder)]
    assert places == [
        "policy.json, line 23, column open_points",
        "people.csv, line 2, column level",
        "people.csv, line 3, column age",
        "groups.csv, line 2, column places",
        "travel.csv, line 2, column minutes",
    ]


def test_an_unknown_and_a_missing_column_are_both_named(folder: Path) -> None:
    path = folder / "people.csv"
    path.write_text(path.read_text("utf-8").replace("person_id,age", "person_id,years"), "utf-8")
    assert faults(folder) == [
        "people.csv, line 1, column years: there is no column “years”",
        "people.csv, line 1, column age: the column is missing",
    ]


@pytest.mark.parametrize("file", ["policy.json", "people.csv", "opportunities.csv", "groups.csv", "preferences.csv"])
def test_a_missing_file_is_one_fault_and_not_a_thousand_unknown_ids(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert faults(folder) == [f"{file}: is missing"]


@pytest.mark.parametrize("file", ["links.csv", "fixed.csv", "travel.csv"])
def test_some_files_may_be_absent(folder: Path, file: str) -> None:
    (folder / file).unlink()
    read_problem(folder)


def test_pools_may_be_absent_only_where_no_group_names_one(folder: Path) -> None:
    (folder / "pools.csv").unlink()
    assert faults(folder) == ["pools.csv: is missing, and groups name a pool"]


def test_columns_that_may_be_absent(folder: Path) -> None:
    for file, columns in (("people.csv", 3), ("opportunities.csv", 1), ("groups.csv", 1)):
        rows = [line.split(",")[:-columns] for line in (folder / file).read_text("utf-8").splitlines()]
        (folder / file).write_text("\r\n".join(map(",".join, rows)), "utf-8")
    assert read_problem(folder).people["P"].whole_days is False


def test_a_folder_that_is_not_there_and_a_folder_in_place_of_a_file(folder: Path) -> None:
    assert faults(folder / "nowhere") == [f"{folder / 'nowhere'}: there is no such folder"]
    (folder / "people.csv").unlink()
    (folder / "people.csv").mkdir()
    assert faults(folder) == ["people.csv: is not a file"]


def test_a_pipe_in_place_of_a_file_does_not_make_it_wait(folder: Path) -> None:
    (folder / "people.csv").unlink()
    os.mkfifo(folder / "people.csv")
    assert faults(folder) == ["people.csv: is not a file"]


def test_bytes_that_are_not_utf8_are_placed(folder: Path) -> None:
    path = folder / "people.csv"
    path.write_bytes(path.read_bytes().replace(b"hoist", b"h\xf6ist"))
    assert faults(folder) == ["people.csv, line 2, column needs: holds bytes that are not UTF-8"]


def test_a_byte_order_mark_quotes_spaces_and_blank_lines_are_read(folder: Path) -> None:
    path = folder / "people.csv"
    text = path.read_text("utf-8").replace("P,16", '"P", 16').replace("\n", "\r\n\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_problem(folder) == FULL


def test_a_line_keeps_its_number_after_a_line_break_inside_quotes(folder: Path) -> None:
    path = folder / "preferences.csv"
    path.write_text(path.read_text("utf-8") + '"Q","sector:a\nb",5\nQ,O,x\n', "utf-8")
    assert [fault.split(":")[0] for fault in faults(folder)] == [
        "preferences.csv, line 5, column target",
        "preferences.csv, line 7, column points",
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    file=st.sampled_from(
        ["policy.json", "people.csv", "opportunities.csv", "groups.csv", "preferences.csv", "pools.csv"]
    ),
    seed=st.integers(0, 50),
    at=st.floats(0, 1),
    junk=st.one_of(
        st.binary(max_size=40), st.sampled_from([b'"', b",", b"\n", b"\0", b"{", b"]", b";", b"=", b"\xff", b"1e9"])
    ),
    cut=st.integers(0, 200),
)
def test_whatever_the_bytes_there_are_faults_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, file: str, seed: int, at: float, junk: bytes, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("any") / "problem"
    write_problem(random_problem(seed), folder)
    path = folder / file
    data = path.read_bytes()
    start = int(at * len(data))
    path.write_bytes(data[:start] + junk + data[start + cut :])
    for fault in any_faults(folder):
        assert fault.file
        assert fault.words
        assert str(fault).isprintable()
    shutil.rmtree(folder)


def any_faults(folder: Path) -> tuple[Fault, ...]:
    try:
        read_problem(folder)
    except ProblemFaults as found:
        return found.faults
    return ()


def answer_folder(there: Path) -> Path:
    result = {"status": "feasible", "value": 0, "bound": 1.0, "bound_from": "prices"}
    write_answer(there / "answer", assignments={"Q": {"H"}}, prices={"group:G": 0.1}, result=result, explanations=[])
    return there / "answer"


def test_an_answer_is_read_back(tmp_path: Path) -> None:
    stated = read_answer(answer_folder(tmp_path), FULL)
    assert (stated.assignments, stated.prices) == ({"Q": frozenset({"H"})}, {"group:G": 0.1})
    assert (stated.status, stated.value, stated.bound, stated.bound_from) == ("feasible", 0, 1.0, "prices")


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("assignments.csv", "person_id,group_id\nZ,G\n", "line 2, column person_id: there is no person “Z”"),
        ("assignments.csv", "person_id,group_id\nP,Z\n", "line 2, column group_id: there is no group “Z”"),
        ("assignments.csv", "person_id,group_id\nP,G\nP,G\n", "line 3, column group_id: a second row for “P” and “G”"),
        ("prices.csv", "row,price\ngroup:Z,1\n", "line 2, column row: nothing shared is called “group:Z”"),
        ("prices.csv", "row,price\ngroup:G,-1\n", "line 2, column price: “-1.0” is not from 0 to 1e+15"),
        ("prices.csv", "row,price\ngroup:G,\n", "line 2, column price: “None” is not a number"),
        ("result.json", "{}", "line 1, column status: is missing"),
        ("result.json", "null", "line 1: must be an object: names and values in curly brackets"),
    ],
)
def test_faults_of_an_answer_are_placed(tmp_path: Path, file: str, text: str, fault: str) -> None:
    folder = answer_folder(tmp_path)
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(ProblemFaults) as found:
        read_answer(folder, FULL)
    assert str(found.value.faults[0]) == f"{file}, {fault}"
