"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import User
from pfa.destinations.models import CheckIn, Evidence, Leaver, OwnLife, Spell
from pfa.internships.models import EndReason, Placement, PlacementState
from pfa.people.models import Contact, YoungPerson
from tests.destinations.scenes import THIS_YEAR, Leaving
from tests.factories import World


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    scene = Leaving(world)
    coordinator, approver = world.coordinator, world.approver
    told = told_of_twice(scene)
    asked = scene.leaver("Ade", THIS_YEAR)
    scene.tried(asked, 4, 1)
    silent = scene.leaver("Silas", THIS_YEAR)
    scene.tried(silent, 13, 3)
    stopped = scene.leaver("Stella", THIS_YEAR)
    scene.stopped(stopped, "I am fine, thank you.")
    world.save(
        Contact(
            **scene.key,
            young_person_id=asked.young_person_id,
            name="Mo Ther",
            relationship_words="mother",
            phone="01632 960001",
        )
    )
    working = scene.leaver("Wim", THIS_YEAR)
    job = scene.spell(working, dt.date(2026, 9, 1), heard_on=dt.date(2026, 10, 16), where="Invented Garage")
    new, ended = world.young_person("Nia", year_group=12), a_placement_that_ended(scene)
    leaver = f"/destinations/leavers/{told.public_id}"
    return {
        "destinations.index": (coordinator, "/destinations/"),
        "destinations.index#overdue": (coordinator, "/destinations/?list=overdue"),
        "destinations.index#tried": (approver, "/destinations/?list=tried"),
        "destinations.index#nobody": (coordinator, "/destinations/?list=now"),
        "destinations.leavers": (approver, "/destinations/leavers?sort=name&order=down"),
        "destinations.leavers#nobody": (coordinator, "/destinations/leavers?search=nobody"),
        "destinations.leaver": (coordinator, leaver),
        "destinations.leaver#reader": (approver, f"/destinations/leavers/{silent.public_id}"),
        "destinations.leaver#stopped": (coordinator, f"/destinations/leavers/{stopped.public_id}"),
        "destinations.of_person": (coordinator, f"/destinations/of/{new.public_id}"),
        "destinations.ended": (coordinator, "/destinations/ended"),
        "destinations.add": (coordinator, f"/destinations/people/{ended.public_id}/add"),
        "destinations.stop": (coordinator, f"{leaver}/stop"),
        "destinations.ask_again": (coordinator, f"/destinations/leavers/{stopped.public_id}/ask-again"),
        "destinations.add_spell": (coordinator, f"{leaver}/spells/add"),
        "destinations.correct": (coordinator, f"/destinations/spells/{job.public_id}/correct"),
        "destinations.again": (coordinator, f"/destinations/spells/{job.public_id}/again"),
        "destinations.withdraw": (coordinator, f"/destinations/spells/{job.public_id}/withdraw"),
        "destinations.check_in": (coordinator, check_in(scene, asked.id, 13)),
        "destinations.check_in#known": (coordinator, check_in(scene, working.id, 13)),
        "destinations.check_in#stopped": (coordinator, check_in(scene, stopped.id, 13)),
        "destinations.results": (approver, "/destinations/results"),
        "destinations.results#interns": (
            coordinator,
            "/destinations/results?by=employer&measure=work-twelve-months&pathway=supported-internship",
        ),
        "destinations.export": (coordinator, "/destinations/results/export?by=need"),
        "destinations.definitions": (approver, "/destinations/definitions"),
    }


def told_of_twice(scene: Leaving) -> Leaver:
    """Yasmin worked in the hotel, as the hotel says; her family says that she was at home all along."""
    row = scene.leaver("Yasmin")
    scene.spell(row, employer_id=scene.hotel.id, evidence=Evidence.employer, heard_on=dt.date(2026, 2, 3))
    scene.spell(
        row,
        dt.date(2025, 12, 1),
        activity="619",
        evidence=Evidence.family,
        heard_on=dt.date(2026, 1, 30),
        hours_a_week=None,
        is_paid=None,
        is_seasonal=None,
    )
    scene.spell(row, dt.date(2025, 8, 1), activity="540", is_paid=None, ends_on=dt.date(2025, 8, 31), hours_a_week=None)
    scene.spell(
        row,
        dt.date(2026, 4, 20),
        activity="230",
        hours_a_week=None,
        is_paid=None,
        is_seasonal=None,
        provider_id=scene.provider.id,
    )
    wrong = scene.spell(row, dt.date(2026, 3, 1), activity="710", hours_a_week=None, is_paid=None)
    with scene.world.writing() as session:
        kept = session.get_one(Spell, wrong.id)
        kept.withdrawn_at, kept.withdrawn_because = scene.world.now, "The wrong Yasmin."
        session.info["recorded"] = True
        session.commit()
    scene.answered(row, 13, OwnLife.partly, "I like the people. I want more hours.")
    scene.answered(row, 52, OwnLife.yes)
    return row


def a_placement_that_ended(scene: Leaving) -> YoungPerson:
    """Somebody whose placement ended and who is not followed yet."""
    world = scene.world
    person = world.young_person("Pia", year_group=14)
    group = world.group(scene.internship, entry_year=2025)
    world.save(
        Placement(
            **scene.key,
            young_person_id=person.id,
            group_id=group.id,
            employer_id=scene.hotel.id,
            starts_on=dt.date(2025, 9, 8),
            ends_on=THIS_YEAR,
            sessions=["mon-am", "mon-pm"],
            hours_a_week=6.0,
            state=PlacementState.ended,
            ended_on=THIS_YEAR,
            end_reason=EndReason.completed,
        )
    )
    return person


def check_in(scene: Leaving, leaver_id: int, weeks: int) -> str:
    """The address of one check-in."""
    with scene.world.reading() as session:
        row = session.query(CheckIn).filter_by(leaver_id=leaver_id, weeks=weeks).one()
        return f"/destinations/check-ins/{row.public_id}"
