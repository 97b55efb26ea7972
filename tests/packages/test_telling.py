"""Why a wish is not in a week: told by somebody who has talked with them, true of that week, and of nobody else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.core.errors import Refused
from pfa.matching.models import Run
from pfa.matching.solver.telling import TELLINGS
from pfa.packages import queries, services
from pfa.packages.content import of_version
from pfa.packages.models import Package
from pfa.packages.words import NEXT_STEPS, SAYINGS, told_words
from pfa.people.models import YoungPerson
from tests.factories import Browser, World
from tests.packages.scenes import Scene

Clients = Callable[[User | None], Browser]
CARS = services.Wording("sector:motor", "more-people", "place")


def with_unmet(scene: Scene, package: Package, **more: Any) -> Package:
    with scene.world.reading() as session:
        row = session.get_one(Package, package.id)
        run, person = session.get_one(Run, row.run_id), session.get_one(YoungPerson, row.young_person_id)
    scene.unmet(run, person, **more)
    return package


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


@pytest.fixture
def package(scene: Scene, session: Session) -> Package:
    return session.get_one(Package, with_unmet(scene, scene.shared()).id)


def tell(session: Session, scene: Scene, package: Package, *wordings: services.Wording, **more: Any) -> None:
    common = {
        "talked_on": scene.world.now.date(),
        "seen": package.version,
        "actor": scene.actor,
        "now": scene.world.now,
    }
    services.tell(session, package, wordings or (CARS,), **(common | more))


def read(session: Session, package: Package) -> list[tuple[str, str, str]]:
    return [(row.target_words, row.told, row.next_step) for row in queries.told(session, package)]


def test_every_telling_and_every_next_step_has_its_words() -> None:
    assert {key.removeprefix("told.") for key in SAYINGS if key.startswith("told.")} >= set(TELLINGS)
    assert {key.removeprefix("next.") for key in SAYINGS if key.startswith("next.")} == set(NEXT_STEPS)
    assert told_words("ask", "Jo Bell") == "Ask Jo Bell about this one."
    assert told_words("ask", "") == "Ask your school or your council about this one."


def test_a_wish_is_told_of_as_the_run_found_it_or_by_whom_to_ask(
    scene: Scene, session: Session, package: Package
) -> None:
    (wish,) = queries.unmet(session, package)
    assert (wish.target_words, wish.reason, wish.may_be_told) == ("Cars and bikes", "full", ("more-people", "ask"))
    tell(session, scene, package)
    assert read(session, package) == [("Cars and bikes", "more-people", "place")]


@pytest.mark.parametrize("told", ["ask", "", "full"])
def test_what_may_not_be_said_is_only_whom_to_ask(told: str, scene: Scene, session: Session) -> None:
    package = session.get_one(Package, with_unmet(scene, scene.shared(), told=told, reason="apart").id)
    (wish,) = queries.unmet(session, package)
    assert wish.may_be_told == ("ask",)
    with pytest.raises(Refused, match="cannot be said"):
        tell(session, scene, package)


def test_a_wish_that_is_in_the_week_by_now_is_not_told_of(scene: Scene, session: Session) -> None:
    package = session.get_one(Package, with_unmet(scene, scene.shared(), target="sector:catering").id)
    assert queries.unmet(session, package) == []


def test_it_is_told_of_one_version_only(scene: Scene, session: Session, package: Package) -> None:
    tell(session, scene, package)
    content = of_version(package.current).with_group(scene.friends.id)
    common: dict[str, Any] = {"actor": scene.actor, "now": scene.world.now}
    services.save(session, package, content, why="", reasons=[], seen=package.version, **common)
    session.flush()
    session.expire_all()
    assert read(session, package) == []


def test_that_it_does_not_fit_is_not_said_of_a_week_that_was_edited(scene: Scene, session: Session) -> None:
    package = session.get_one(Package, with_unmet(scene, scene.shared(), told="no-fit").id)
    assert queries.unmet(session, package)[0].may_be_told == ("no-fit", "ask")
    content = of_version(package.current).with_group(scene.friends.id)
    common: dict[str, Any] = {"actor": scene.actor, "now": scene.world.now}
    services.save(session, package, content, why="", reasons=[], seen=package.version, **common)
    session.flush()
    session.expire_all()
    assert queries.unmet(session, package)[0].may_be_told == ("ask",)


def test_telling_again_replaces_it_and_it_can_be_taken_back(scene: Scene, session: Session, package: Package) -> None:
    tell(session, scene, package)
    tell(session, scene, package, services.Wording("sector:motor", "ask", "talk"))
    assert read(session, package) == [("Cars and bikes", "ask", "talk")]
    services.take_back(session, package, seen=package.version, actor=scene.actor, now=scene.world.now)
    session.flush()
    assert read(session, package) == []


def test_nothing_is_told_before_the_talk(scene: Scene, session: Session, package: Package) -> None:
    day = scene.world.now.date()
    with pytest.raises(Refused, match="future"):
        tell(session, scene, package, talked_on=day + dt.timedelta(days=1))
    common: dict[str, Any] = {"actor": scene.actor, "now": scene.world.now}
    with pytest.raises(Refused, match="at least one"):
        services.tell(session, package, [], talked_on=day, seen=package.version, **common)


def test_nothing_is_told_of_a_week_that_they_cannot_see(scene: Scene, session: Session) -> None:
    draft = session.get_one(Package, with_unmet(scene, scene.draft()).id)
    with pytest.raises(Refused, match="Share the week first"):
        tell(session, scene, draft)


def test_the_young_person_reads_it_once_somebody_lets_them(scene: Scene, client_as: Clients) -> None:
    package = with_unmet(scene, scene.shared())
    with scene.world.reading() as session:
        young = session.get_one(User, session.get_one(YoungPerson, package.young_person_id).user_id)
    assert "more people than places" not in client_as(young).get("/packages/mine").text
    staff = client_as(scene.world.coordinator)
    assert "There are more people than places." in staff.get(f"/packages/{package.public_id}/reasons").text
    day = scene.world.now.date()
    data = {
        "told_0": "more-people",
        "next_0": "place",
        "talked_on-day": str(day.day),
        "talked_on-month": str(day.month),
        "talked_on-year": str(day.year),
    }
    assert staff.submit(f"/packages/{package.public_id}/reasons", data).status_code == 303
    seen = client_as(young).get("/packages/mine").text
    assert "Cars and bikes" in seen
    assert "There are more people than places. Next, we ask for one more place." in re.sub(r"\s+", " ", seen)
    staff = client_as(scene.world.coordinator)
    page = f"/packages/{package.public_id}/reasons"
    assert staff.submit(f"{page}/take-back", page=page).status_code == 303
    assert "Cars and bikes" not in client_as(young).get("/packages/mine").text
