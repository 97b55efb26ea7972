"""Every page of this room, with somebody who may open it; more states of a page after `#`."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import User
from pfa.employers.models import CheckKind
from pfa.internships import services
from pfa.internships.models import EndReason, Mark, Placement, Review, Signer
from pfa.internships.schedule import HalfDay
from pfa.internships.services import Marked
from pfa.starts.models import Feeling
from tests.factories import World
from tests.internships.scenes import Working

TODAY = dt.date(2026, 11, 16)


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    scene = Working(world)
    scene.checked(until=dt.date(2026, 10, 1), kinds=(CheckKind.insurance, CheckKind.safeguarding))
    amir = scene.someone("Amir", with_user=True, communication="Show, do not tell: short words and pictures.")
    row = scene.placement(amir)
    told(scene, row)
    new = scene.placement(scene.someone("Bea"), begun=False, coach=None, starts_on=dt.date(2026, 11, 9))
    over = scene.placement(scene.someone("Cal"))
    ended(scene, over)
    waiting = scene.agreed(scene.someone("Dot"))
    nobody = scene.someone("Eve", with_user=True)
    scene.visited(row, dt.date(2026, 10, 1), minutes=90, going=Feeling.good, words="Laid tables alone.")
    there = world.provider(scene.hotel).id
    facts = {"journey": "Bus 73, then walk.", "provider_id": there, "recorded_by_id": world.coach.id}
    way = scene.training(amir, dt.date(2026, 10, 5), **facts)
    seen = scene.visited(row, dt.date(2026, 10, 22), minutes=45, going=Feeling.mixed)
    here, coordinator, coach = f"/internships/{row.public_id}", world.coordinator, world.coach
    mine, own = f"/internships/coach/{row.public_id}", scene.user_of(amir)
    return {
        "internships.index": (coordinator, "/internships/"),
        "internships.index#none": (coordinator, "/internships/?search=nobody&state=ended&sort=end"),
        "internships.today": (coordinator, "/internships/today"),
        "internships.today#ahead": (coordinator, "/internships/today?day=2026-11-19"),
        "internships.today#holiday": (world.approver, "/internships/today?day=2026-12-25"),
        "internships.due": (coordinator, "/internships/due"),
        "internships.not_seen": (coordinator, "/internships/not-seen"),
        "internships.to_make": (coordinator, "/internships/to-make"),
        "internships.hours": (coordinator, "/internships/hours"),
        "internships.make": (
            coordinator,
            f"/internships/make/{waiting.public_id}/{scene.internship.public_id}",
        ),
        "internships.placement": (coordinator, here),
        "internships.placement#planned": (coordinator, f"/internships/{new.public_id}"),
        "internships.placement#ended": (world.approver, f"/internships/{over.public_id}"),
        "internships.edit": (coordinator, f"{here}/edit"),
        "internships.employer": (coordinator, f"{here}/employer"),
        "internships.plan": (coordinator, f"{here}/plan"),
        "internships.sign": (coordinator, f"{here}/sign/family"),
        "internships.end": (coordinator, f"{here}/end"),
        "internships.attendance": (coordinator, f"{here}/attendance"),
        "internships.review": (coordinator, f"{here}/reviews/12"),
        "internships.review#own words": (coordinator, f"{here}/reviews/4"),
        "internships.visit": (coordinator, f"{here}/visit"),
        "internships.take_back": (coordinator, f"{here}/visits/{seen.public_id}/take-back"),
        "internships.coach_take_back": (coach, f"{mine}/visits/{seen.public_id}/take-back"),
        "internships.coach": (coach, "/internships/coach"),
        "internships.coach_placement": (coach, mine),
        "internships.coach_visit": (coach, f"{mine}/visit"),
        "internships.coach_train": (coach, f"{mine}/training"),
        "internships.coach_training": (coach, f"{mine}/training/{way.public_id}"),
        "internships.coach_take_back_training": (coach, f"{mine}/training/{way.public_id}/take-back"),
        "internships.coach_attendance": (coach, f"{mine}/attendance"),
        "internships.coach_review": (coach, f"{mine}/reviews/12"),
        "internships.mine": (own, "/internships/mine"),
        "internships.mine#none": (scene.user_of(nobody), "/internships/mine"),
        "internships.say_mine": (own, f"/internships/mine/{row.public_id}/say"),
    }


def told(scene: Working, placement: Placement) -> None:
    """Two of the parties have signed, some half days are marked, and the young person has said how it is."""
    world, actor = scene.world, scene.world.actor(scene.world.coordinator)
    with world.writing() as session:
        row = session.get_one(Placement, placement.id)
        for party in (Signer.young_person, Signer.employer):
            common = {"signed_on": dt.date(2026, 9, 1), "today": TODAY, "actor": actor, "now": world.now}
            services.sign(session, row, party, name=f"Somebody, {party.value}", **common)
        marks = [
            Marked(HalfDay(dt.date(2026, 11, 12), "am"), Mark.there),
            Marked(HalfDay(dt.date(2026, 11, 12), "pm"), Mark.away_agreed, "Dentist"),
            Marked(HalfDay(TODAY, "am"), Mark.late, "The bus was late"),
        ]
        services.mark(session, [(row, marks)], today=TODAY, actor=actor, now=world.now)
        review = session.query(Review).filter_by(placement_id=row.id, week=4).one()
        review.felt, review.own_view, review.own_view_at = Feeling.mixed, "I like the people. It is loud.", world.now
        review.own_view_is_theirs = True
        session.commit()


def ended(scene: Working, placement: Placement) -> None:
    """It ended with a job."""
    world = scene.world
    with world.writing() as session:
        row = session.get_one(Placement, placement.id)
        services.end(
            session,
            row,
            ended_on=dt.date(2026, 11, 6),
            reason=EndReason.paid_job_here,
            words="Twenty hours a week from Monday.",
            seen=row.version,
            today=TODAY,
            actor=world.actor(world.coordinator),
            now=world.now,
        )
        session.commit()
