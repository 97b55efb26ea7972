"""The guard: a wish that offers narrow for one group is flagged, and nothing else is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pfa.accounts.models import User
from pfa.reporting import queries
from pfa.reporting.narrowing import Wish, by_chance, flagged, lines
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import ENTRY_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]
SEX = "Sex"


def wishes(sex: str, count: int, open_to: int, met: int | None = None, work: str = "motor") -> list[Wish]:
    """So many wishes of one sex, of which so many are open to them, and so many in a week; no weeks where None."""
    return [
        Wish(
            person=number,
            work=work,
            groups=((SEX, sex),),
            is_offered=True,
            is_open=number < open_to,
            is_met=None if met is None else number < met,
            kept_out_by="" if number < open_to else "level",
        )
        for number in range(count)
    ]


def test_a_wish_that_is_open_to_fewer_of_one_sex_is_flagged_with_what_keeps_them_out() -> None:
    found = flagged([*wishes("Female", 12, 3), *wishes("Male", 20, 15)])
    assert {(line.name, line.work, line.narrows) for line in found} == {
        ("Female", "", "open"),
        ("Female", "motor", "open"),
    }
    assert found[0].because == (("level", 9),)


def test_the_same_share_is_not_flagged() -> None:
    assert flagged([*wishes("Female", 12, 9), *wishes("Male", 20, 15)]) == []


def test_a_gap_that_chance_makes_often_is_not_flagged() -> None:
    assert flagged([*wishes("Female", 10, 6), *wishes("Male", 10, 8)]) == []


def test_who_could_take_part_and_is_not_in_the_week_is_flagged_too() -> None:
    found = flagged([*wishes("Female", 15, 15, met=3), *wishes("Male", 15, 15, met=12)])
    assert {line.narrows for line in found} == {"met"}


def test_groups_too_small_to_compare_are_not_shown_at_all() -> None:
    shown = lines([*wishes("Female", 9, 0), *wishes("Male", 40, 40)])
    assert [line.name for line in shown] == ["Male"]


def test_nothing_is_met_or_missed_before_there_are_weeks() -> None:
    (line,) = lines(wishes("Male", 12, 12))
    assert (line.theirs.with_week, line.theirs.met) == (0, 0)


@pytest.mark.parametrize(
    ("table", "p"), [((1, 4, 3, 4), 17 / 70), ((0, 2, 2, 2), 1 / 6), ((0, 10, 10, 10), 1 / 184756)]
)
def test_chance_is_fishers(table: tuple[int, int, int, int], p: float) -> None:
    """Tables that can be checked by hand; the first is that of Fisher's lady and her tea."""
    assert by_chance(*table) == pytest.approx(p)


def answered(world: World, name: str, scene: Scene, *works: str, **more: object) -> None:
    person = world.young_person(name, with_user=True, **more)
    with world.reading() as session:
        user = session.get_one(User, person.user_id)
    Scene(world, scene.asked, person, user).answer("work", *works)


def test_wishes_know_whether_they_are_on_offer_and_open(world: World) -> None:
    scene = a_scene(world)
    world.group(world.opportunity(kind_of_work="catering", level_min=3))
    world.group(world.opportunity("Shop", kind_of_work="retail"))
    answered(world, "Low", scene, "catering", "retail", "music", level=1, sex="F")
    with world.reading() as session:
        found = {wish.work: wish for wish in queries.wishes_of(session, ENTRY_YEAR, world.now.date())}
    assert (found["catering"].is_offered, found["catering"].is_open, found["catering"].kept_out_by) == (
        True,
        False,
        "level",
    )
    assert (found["retail"].is_offered, found["retail"].is_open, found["retail"].is_met) == (True, True, None)
    assert (found["music"].is_offered, found["music"].is_open) == (False, False)
    assert ("Sex", "Female") in found["retail"].groups


def test_wishes_take_the_same_number_of_statements_for_one_and_for_many(world: World) -> None:
    scene = a_scene(world)
    world.group(world.opportunity(kind_of_work="catering"))

    def ask() -> None:
        with world.reading() as session:
            queries.wishes_of(session, ENTRY_YEAR, dt.date(2026, 11, 16))

    answered(world, "One", scene, "catering")
    once = statements(ask)
    for number in range(5):
        answered(world, f"More{number}", scene, "catering", "retail")
    assert statements(ask) == once


def test_a_narrowed_wish_is_shown_to_the_authority_with_names_of_nobody(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    world.group(world.opportunity(kind_of_work="catering", level_min=3))
    for number in range(12):
        answered(world, f"Fay{number}", scene, "catering", level=1, sex="F")
        answered(world, f"Mo{number}", scene, "catering", level=3, sex="M")
    page = client_as(world.coordinator).get("/reports/wishes-and-offers").text
    assert "Sex: Female · Cooking and food" in page
    assert "0 of 12" in page
    assert "level (12)" in page
    assert "Fay" not in page
