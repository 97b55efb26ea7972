"""The guard: a wish that offers narrow for one group is flagged, and nothing else is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pfa.accounts.models import User
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from pfa.reporting import queries
from pfa.reporting.narrowing import (
    ALL_PLACES,
    ALL_WORK,
    LEAST_WISHES,
    REALLY_WANTED,
    Wish,
    by_chance,
    flagged,
    lines,
)
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import ENTRY_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]
SEX = "Sex"


def wishes(sex: str, count: int, open_to: int, met: int | None = None, *aims: str) -> list[Wish]:
    """So many wishes of one sex, of which so many are open to them, and so many in a week; no weeks where None.

    They are wishes for motor work, unless `aims` says what else they count under.
    """
    return [
        Wish(
            person=number,
            aims=aims or (ALL_WORK, "motor"),
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
    assert {(line.name, line.aim, line.narrows) for line in found} == {
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


def test_a_named_place_that_is_open_to_fewer_of_one_sex_is_flagged_and_kinds_of_work_are_not() -> None:
    garage = (ALL_PLACES, REALLY_WANTED, "place:garage")
    work = [*wishes("Female", 12, 12), *wishes("Male", 20, 20)]
    found = flagged([*work, *wishes("Female", 12, 3, None, *garage), *wishes("Male", 20, 15, None, *garage)])
    assert {(line.name, line.aim) for line in found} == {("Female", aim) for aim in garage}
    assert all(line.is_of_places for line in found)
    assert [line.theirs.wishes for line in lines(work)] == [12, 20]  # places do not count among kinds of work


def test_a_place_that_too_few_of_a_group_named_is_not_shown_for_it() -> None:
    few = wishes("Female", 9, 0, None, ALL_PLACES, "place:garage")
    many = wishes("Male", 40, 40, None, ALL_PLACES, "place:garage")
    assert [line.name for line in lines([*few, *many], "place:garage")] == ["Male"]
    assert flagged([*few, *many]) == []


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


def answered(
    world: World, name: str, scene: Scene, *works: str, places: Sequence[str] = (), **more: Any
) -> YoungPerson:
    person = world.young_person(name, with_user=True, **more)
    with world.reading() as session:
        user = session.get_one(User, person.user_id)
    theirs = Scene(world, scene.asked, person, user)
    if works:
        theirs.answer("work", *works)
    if places:
        theirs.answer("places", *places)
    return person


def has_a_week(world: World, person: YoungPerson, group: Group) -> None:
    """A draft week with this one group in it."""
    key = {"authority_id": world.authority.id}
    package = world.save(
        Package(**key, young_person_id=person.id, entry_year=ENTRY_YEAR, state=PackageState.draft, created_at=world.now)
    )
    version = world.save(PackageVersion(**key, package_id=package.id, number=1, made_at=world.now, filled=1))
    world.save(PackageItem(**key, package_version_id=version.id, group_id=group.id))


def test_wishes_know_whether_they_are_on_offer_and_open(world: World) -> None:
    scene = a_scene(world)
    world.group(world.opportunity(kind_of_work="catering", level_min=3))
    world.group(world.opportunity("Shop", kind_of_work="retail"))
    answered(world, "Low", scene, "catering", "retail", "music", level=1, sex="F")
    with world.reading() as session:
        found = {wish.aims[-1]: wish for wish in queries.wishes_of(session, ENTRY_YEAR, world.now.date())}
    assert (found["catering"].is_offered, found["catering"].is_open, found["catering"].kept_out_by) == (
        True,
        False,
        "level",
    )
    assert (found["retail"].is_offered, found["retail"].is_open, found["retail"].is_met) == (True, True, None)
    assert (found["music"].is_offered, found["music"].is_open) == (False, False)
    assert ("Sex", "Female") in found["retail"].groups


def test_named_places_that_they_like_or_really_want_are_wishes_and_others_are_not(world: World) -> None:
    scene = a_scene(world)
    hard, near = world.opportunity("Hard", kind_of_work="catering", level_min=3), world.opportunity("Near")
    gone, other = world.opportunity("Gone"), world.opportunity("Other")
    for offer in (hard, near, other):
        world.group(offer)
    felt = [f"must:{hard.public_id}", f"like:{near.public_id}", f"like:{gone.public_id}", f"no:{other.public_id}"]
    answered(world, "Low", scene, places=felt, level=1)
    with world.reading() as session:
        found = {wish.aims[-1]: wish for wish in queries.wishes_of(session, ENTRY_YEAR, world.now.date())}
    hers = {offer.name: found.get(f"place:{offer.public_id}") for offer in (hard, near, gone, other)}
    assert hers["Other"] is None  # not for her
    assert {name: (wish.is_offered, wish.is_open, wish.kept_out_by) for name, wish in hers.items() if wish} == {
        "Hard": (True, False, "level"),
        "Near": (True, True, ""),
        "Gone": (False, False, ""),  # nothing of it starts that September
    }
    assert [wish.aims[:-1] for wish in (hers["Hard"], hers["Near"]) if wish] == [
        (ALL_PLACES, REALLY_WANTED),
        (ALL_PLACES,),
    ]


def test_a_named_place_in_their_week_is_met_and_another_of_the_same_kind_is_not(world: World) -> None:
    scene = a_scene(world)
    one, other = (world.opportunity(name, kind_of_work="catering") for name in ("One", "Other"))
    group = world.group(one)
    world.group(other)
    person = answered(world, "Kim", scene, places=[f"like:{one.public_id}", f"like:{other.public_id}"])
    has_a_week(world, person, group)
    with world.reading() as session:
        found = {wish.aims[-1]: wish for wish in queries.wishes_of(session, ENTRY_YEAR, world.now.date())}
    assert [found[f"place:{offer.public_id}"].is_met for offer in (one, other)] == [True, False]


def test_wishes_take_the_same_number_of_statements_for_one_and_for_many(world: World) -> None:
    scene = a_scene(world)
    offer = world.opportunity(kind_of_work="catering")
    world.group(offer)

    def ask() -> None:
        with world.reading() as session:
            queries.aim_names(session, queries.wishes_of(session, ENTRY_YEAR, dt.date(2026, 11, 16)))

    places = [f"like:{offer.public_id}"]
    for number in range(LEAST_WISHES):
        answered(world, f"One{number}", scene, "catering", places=places)
    once = statements(ask)
    for number in range(5):
        answered(world, f"More{number}", scene, "catering", "retail", places=places)
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


def test_a_named_place_that_keeps_one_group_out_is_shown_by_its_name_and_can_be_chosen(
    world: World, client_as: ClientAs
) -> None:
    scene = a_scene(world)
    offer = world.opportunity("Garage", level_min=3)
    world.group(offer)
    for number in range(10):
        answered(world, f"Fay{number}", scene, places=[f"must:{offer.public_id}"], level=1, sex="F")
        answered(world, f"Mo{number}", scene, places=[f"like:{offer.public_id}"], level=3, sex="M")
    browser = client_as(world.coordinator)
    page = browser.get("/reports/wishes-and-offers").text
    assert "Sex: Female · Garage" in page
    assert "They could take part in what they named for 0 of 10" in page
    chosen = browser.get(f"/reports/wishes-and-offers?wish=place:{offer.public_id}").text
    assert f'value="place:{offer.public_id}" selected' in chosen
    assert "By sex: Garage" in chosen
    assert "Fay" not in chosen
