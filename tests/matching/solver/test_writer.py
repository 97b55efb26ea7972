"""Folders are written whole or not at all, and read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfa.matching.solver import writer
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_problem
from pfa.matching.solver.writer import CannotWriteError, write_answer, write_problem
from tests.matching.solver.brute import random_problem
from tests.matching.solver.small import group, opportunity, person, small

words = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=";="), min_size=1, max_size=8)
authorities = st.sampled_from(["north", "“south”", "a,b"])
decimals = st.floats(-90, 90, allow_subnormal=True)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Odd names, commas and quotes in them, and every kind of cell."""
    one, other, name, kind = draw(words), draw(words), draw(words), draw(words)
    sites = draw(st.lists(words, min_size=2, max_size=2, unique=True))
    offers = [
        opportunity("o" + one, provider_id=sites[0], kind=kind, sector=draw(words | st.just("")), lat=draw(decimals)),
        opportunity("p" + one, provider_id=sites[1], main=True, lon=draw(decimals), plans="ehcp isp"),
    ]
    return small(
        people=[
            person("a" + name, lat=draw(decimals), needs="x y", authority=draw(st.none() | authorities)),
            person("b" + name, own_sessions="tue-am mon-am"),
            person("c" + name),
        ],
        opportunities=offers,
        groups=[
            group(
                other,
                "o" + one,
                "tue-pm mon-am",
                held_at={"mon-am": sites[1]},
                pool=draw(st.none() | words),
                authority_places=draw(st.dictionaries(authorities, st.integers(0, 9), max_size=2)),
                chance=draw(st.integers(0, 100)),
            ),
            group(other + "2", "p" + one, "tue-pm", open_to=" ".join(draw(st.sets(authorities, max_size=2)))),
        ],
        wishes={("a" + name, "o" + one): 5, ("b" + name, "sector:" + draw(words)): 0},
        pools={(draw(words), "mon-am"): 3},
        apart=[("b" + name, "a" + name)],
        together=[("c" + name, "a" + name)],
        travel={("a" + name, sites[0]): 12},
        travel_detour=draw(st.floats(0, 1e6)),
        sessions_at_most_by_kind={kind: 2},
        uncertain=draw(st.sampled_from(["robust", "expected"])),
        likely_at_least=draw(st.integers(0, 100)),
        together_points=draw(st.integers(0, 9)),
        open_points=draw(st.none() | st.integers(0, 9)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems() | st.builds(random_problem, st.integers(0, 10_000)))
def test_a_problem_is_read_back_exactly(tmp_path_factory: pytest.TempPathFactory, problem: Problem) -> None:
    folder = tmp_path_factory.mktemp("round") / "problem"
    write_problem(problem, folder)
    again = read_problem(folder)
    assert again == problem
    assert list(again.people) == list(problem.people)
    assert [each.sessions for each in again.groups.values()] == [each.sessions for each in problem.groups.values()]


def write(folder: Path, value: int = 1) -> None:
    write_answer(
        folder,
        assignments={},
        prices={},
        result={"value": value},
        explanations=[("P", "O", "full", "a, “b”", "G", "", "no")],
    )


def test_an_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    write(tmp_path / "answer", 1)
    write(tmp_path / "answer", 2)
    assert '"value": 2' in (tmp_path / "answer" / "result.json").read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["answer"]
    assert {each.name for each in (tmp_path / "answer").iterdir()} == writer.ANSWER_FILES - {"levels.csv"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "answer").mkdir()
    write(tmp_path / "answer")


@pytest.mark.parametrize("stranger", ["notes.txt", "people.csv"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, stranger: str) -> None:
    write(tmp_path / "answer")
    (tmp_path / "answer" / stranger).write_text("mine", "utf-8")
    with pytest.raises(CannotWriteError, match=stranger):
        write(tmp_path / "answer", 2)
    assert (tmp_path / "answer" / stranger).read_text("utf-8") == "mine"
    assert '"value": 1' in (tmp_path / "answer" / "result.json").read_text("utf-8")


def test_a_file_a_link_and_a_missing_parent_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link", "no/answer"):
        with pytest.raises(CannotWriteError):
            write(tmp_path / name)


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path / "answer")
    with pytest.raises(ValueError, match="JSON"):
        write_answer(tmp_path / "answer", assignments={}, prices={}, result={"value": float("nan")}, explanations=[])
    assert [each.name for each in tmp_path.iterdir()] == ["answer"]
    assert '"value": 1' in (tmp_path / "answer" / "result.json").read_text("utf-8")


def test_the_old_answer_comes_back_if_the_new_one_cannot_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "answer")
    rename = writer.os.rename

    def fails_for_the_new(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise OSError("no")
        rename(source, target)

    monkeypatch.setattr(writer.os, "rename", fails_for_the_new)
    with pytest.raises(CannotWriteError):
        write(tmp_path / "answer", 2)
    assert [each.name for each in tmp_path.iterdir()] == ["answer"]
    assert '"value": 1' in (tmp_path / "answer" / "result.json").read_text("utf-8")
