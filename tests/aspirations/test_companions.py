"""Two young people are together only if both asked; until then nobody is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Companion, Reading, ReadingOutcome, Response
from pfa.aspirations.services import Closing
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]


def asks(scene: Scene, person: YoungPerson, other: YoungPerson | None, **more: object) -> None:
    """A wish of one for another, matched by staff where it is known whom they mean."""
    world = scene.world
    world.save(
        Companion(
            authority_id=world.authority.id,
            young_person_id=person.id,
            asked_name=other.name if other else "Somebody",
            other_person_id=other.id if other else None,
            response_id=_response(scene, person),
            asked_at=world.now,
            matched_at=world.now,
            **more,
        )
    )


def typed(scene: Scene) -> list[tuple[str, bool]]:
    """The names they ask for now, and whether staff have matched each."""
    with scene.world.reading() as session:
        found = queries.companions_of(session, session.get_one(YoungPerson, scene.person.id))
        return [(one.row.asked_name, one.row.matched_at is not None) for one in found]


def read_by_the_lead(scene: Scene, outcome: ReadingOutcome = ReadingOutcome.no_concern) -> None:
    world = scene.world
    with world.writing() as session:
        for row in session.scalars(sa.select(Reading).where(Reading.closed_at.is_(None))):
            lead, today = world.actor(world.lead), world.now.date()
            services.close(session, row, Closing(outcome), seen=row.version, actor=lead, now=world.now, today=today)
        session.commit()


def _response(scene: Scene, person: YoungPerson) -> int:
    with scene.world.reading() as session:
        found = queries.response_in(session, session.get_one(YoungPerson, person.id), scene.asked.id)
    if found is not None:
        return found.id
    row = Response(
        authority_id=scene.world.authority.id,
        round_id=scene.asked.id,
        young_person_id=person.id,
        started_at=scene.world.now,
    )
    return scene.world.save(row).id


def pairs(scene: Scene, *people: YoungPerson) -> frozenset[tuple[int, int]]:
    with scene.world.reading() as session:
        return queries.mutual_companions(session, scene.world.authority.id, [one.id for one in people])


def test_a_pair_is_one_where_both_asked(world: World) -> None:
    scene = a_scene(world)
    ben, cleo = world.young_person("Ben"), world.young_person("Cleo")
    asks(scene, scene.person, ben)
    asks(scene, scene.person, cleo)
    assert pairs(scene, scene.person, ben, cleo) == frozenset()
    asks(scene, ben, scene.person)
    assert pairs(scene, scene.person, ben, cleo) == {(scene.person.id, ben.id)}


def test_a_wish_that_was_taken_back_makes_no_pair(world: World) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben")
    asks(scene, scene.person, ben)
    asks(scene, ben, scene.person, withdrawn_at=world.now + dt.timedelta(days=1))
    assert pairs(scene, scene.person, ben) == frozenset()


def test_both_must_be_among_the_people_asked_about(world: World) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben")
    asks(scene, scene.person, ben)
    asks(scene, ben, scene.person)
    assert pairs(scene, ben) == frozenset()


def test_staff_see_whom_somebody_asked_for_and_whether_both_did(world: World) -> None:
    scene = a_scene(world)
    ben, cleo = world.young_person("Ben"), world.young_person("Cleo")
    asks(scene, scene.person, ben)
    asks(scene, scene.person, cleo)
    asks(scene, scene.person, None)
    asks(scene, ben, scene.person)
    with world.reading() as session:
        found = queries.companions_of(session, session.get_one(YoungPerson, scene.person.id))
        assert [(one.row.asked_name, one.both) for one in found] == [
            (ben.name, True),
            (cleo.name, False),
            ("Somebody", False),
        ]


def test_pairs_of_a_cohort_are_one_statement(world: World) -> None:
    scene = a_scene(world)
    assert statements(lambda: pairs(scene, scene.person)) == 1


def test_names_are_kept_as_typed_three_at_most_and_follow_the_newest_answer(world: World) -> None:
    scene = a_scene(world)
    scene.answer("with", text="Ben  Hill\n\nJo\nBen Hill\nAmy\nZed")
    assert typed(scene) == [("Ben Hill", False), ("Jo", False), ("Amy", False)]
    scene.answer("with", text="Jo", days=1)
    assert typed(scene) == [("Jo", False)]
    scene.answer("with", days=2)
    assert typed(scene) == []


def test_a_name_that_comes_back_keeps_whom_staff_said_it_means(world: World) -> None:
    scene, ben = a_scene(world), world.young_person("Ben")
    scene.answer("with", text="ben")
    with world.writing() as session:
        row = session.scalars(sa.select(Companion)).one()
        actor = world.actor(world.coordinator)
        services.match_companion(session, row, session.get_one(YoungPerson, ben.id), actor=actor, now=world.now)
        session.commit()
    scene.answer("with", days=1)
    scene.answer("with", text="Ben", days=2)
    assert typed(scene) == [("Ben", True)]


def test_names_are_read_by_the_safeguarding_lead_before_anybody_matches_them(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    scene.answer("with", text="the man from the park")
    page = client_as(world.coordinator).get("/answers/together").text
    assert "park" not in page
    assert "1 more name waits for the safeguarding lead" in page
    read_by_the_lead(scene, ReadingOutcome.referred)
    assert "park" not in client_as(world.coordinator).get("/answers/together").text


def test_a_name_of_any_signs_is_found_once_it_is_read(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    scene.answer("with", text="Jo\\e\n100%\n___")
    page = client_as(world.coordinator)
    assert "3 more names wait" in page.get("/answers/together").text
    read_by_the_lead(scene)
    found = page.get("/answers/together").text
    assert "Jo\\e" in found
    assert "wait for the safeguarding lead" not in found


def test_a_name_is_matched_to_a_record_and_both_sides_make_a_pair(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben", "Hillier", with_user=True)
    with world.reading() as session:
        other = Scene(world, scene.asked, ben, session.get_one(User, ben.user_id))
    scene.answer("with", text="Ben Hilier")
    other.answer("with", text="Yasmin")
    read_by_the_lead(scene)
    browser = client_as(world.coordinator)
    with world.reading() as session:
        rows = {row.asked_name: row.public_id for row in session.scalars(sa.select(Companion))}
    assert "Ben Hillier" in browser.get(f"/answers/together/{rows['Ben Hilier']}").text
    browser.submit(f"/answers/together/{rows['Ben Hilier']}", {"other": str(ben.public_id)})
    assert "Only one asked" in browser.get("/answers/together?show=matched").text
    browser.submit(f"/answers/together/{rows['Yasmin']}", {"other": str(scene.person.public_id)})
    assert "Both asked" in browser.get("/answers/together?show=matched").text
    assert pairs(scene, scene.person, ben) == {tuple(sorted((scene.person.id, ben.id)))}


def test_nobody_young_learns_who_asked_for_them(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    ben = world.young_person("Ben", with_user=True)
    asks(scene, scene.person, ben)
    asks(scene, ben, scene.person)
    with world.reading() as session:
        user = session.get_one(User, ben.user_id)
    for page in ("/my/answers", "/my/answers/with", "/my/views"):
        assert "Yasmin" not in client_as(user).get(page, follow_redirects=True).text


def test_names_to_match_take_the_same_number_of_statements_however_many(world: World) -> None:
    scene = a_scene(world)

    def ask() -> None:
        with world.reading() as session:
            queries.companions(session, world.actor(world.coordinator), queries.TO_MATCH, number=1)

    scene.answer("with", text="Ben")
    read_by_the_lead(scene)
    once = statements(ask)
    scene.answer("with", text="Ben\nJo\nAmy", days=1)
    read_by_the_lead(scene)
    assert statements(ask) == once
