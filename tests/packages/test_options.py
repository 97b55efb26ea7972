"""What fits a half day: wishes first, places left, what would go out for it, and why the rest does not."""

from __future__ import annotations

from sqlalchemy.orm import Session

from pfa.packages.content import Content, Own
from pfa.packages.judging import judge
from pfa.packages.options import Options, options
from pfa.people.codes import OwnSessionKind
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.conftest import NOW
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene


def found(session: Session, scene: Scene, content: Content, half_day: str) -> Options:
    person = session.get_one(YoungPerson, scene.person.id)
    return options(judge(session, person, entry_year=ENTRY_YEAR, today=NOW.date()), content, half_day)


def titles(rows: object) -> list[str]:
    return [row.title for row in rows]  # type: ignore[attr-defined]  # options


def test_what_they_asked_for_comes_first_with_places_left(world: World, session: Session) -> None:
    scene = Scene(world)
    bakery = world.opportunity("Bakery", OpportunityKind.work_experience)
    world.group(bakery, ("thu-am",), places=3)
    [first, second] = found(session, scene, Content(), "thu-am").fits
    assert (first.title, first.wish, first.places_left) == ("Bakery", "First wish", 3)
    assert (second.title, second.wish, second.places_left) == ("Friends club", "", 2)
    assert first.points > second.points


def test_a_swap_says_what_would_go_out(world: World, session: Session) -> None:
    scene = Scene(world)
    world.group(world.opportunity("Bakery course"), ("wed-am", "wed-pm", "thu-am"))
    rows = found(session, scene, Content(frozenset({scene.cooking.id})), "thu-am")
    assert titles(rows.fits) == ["Friends club"]
    [swap] = rows.swaps
    assert (swap.title, [group.id for group in swap.replaces]) == ("Bakery course", [scene.cooking.id])


def test_what_does_not_fit_is_grouped_by_its_first_broken_rule(world: World, session: Session) -> None:
    scene = Scene(world)
    club = {"kind": OpportunityKind.community, "kind_of_work": ""}
    world.group(world.opportunity("For adults", age_min=19, **club), ("thu-am",))
    world.group(world.opportunity("Full", **club), ("thu-am",), places=0)
    world.group(world.opportunity("Pottery", OpportunityKind.adult_learning, kind_of_work=""), ("thu-am",))
    rows = found(session, scene, Content(), "thu-am").unfit
    assert {reason: titles(each.option for each in unfit) for reason, unfit in rows.items()} == {
        "Age": ["For adults"],
        "No place left": ["Full"],
        "Not something they asked for": ["Pottery"],
    }


def test_reasons_use_names_and_days_never_ids(world: World, session: Session) -> None:
    scene = Scene(world)
    content = Content(own=(Own("thu-am", OwnSessionKind.therapy),))
    [unfit] = found(session, scene, content, "thu-am").unfit["They are not free then"]
    assert unfit.broken.words == "Thursday morning is a session of their own."


def test_levels_are_said_in_words(world: World, session: Session) -> None:
    scene = Scene(world)
    world.group(world.opportunity("Advanced baking", level_min=3), ("thu-am",))
    [unfit] = found(session, scene, Content(), "thu-am").unfit["Level"]
    assert unfit.broken.words == "Their level is Entry levels 2 and 3; it starts at Level 2 and above."


def test_another_group_of_the_same_thing_is_a_swap(world: World, session: Session) -> None:
    scene = Scene(world)
    club = session.get_one(Group, scene.friends.id).opportunity
    session.commit()
    other = world.group(club, ("fri-am",), name="Friday")
    [swap] = found(session, scene, Content(frozenset({scene.friends.id})), "fri-am").swaps
    assert (swap.group.id, swap.title) == (other.id, "Friends club, Friday")
