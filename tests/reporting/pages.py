"""Every page of the reporting room, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import Authority, User
from pfa.reporting import services
from pfa.reporting.models import Feedback
from pfa.reporting.services import ReleasedWords
from tests.factories import World
from tests.reporting.cohorts import STARTED, PastCohort
from tests.reporting.scenes import Busy

NOT_PAGES = {"static": "shipped files", "reporting.accent": "a style sheet", "reports.response_file": "a file"}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    busy = Busy(world)
    PastCohort(world, 43, wishes=("catering", "catering", "sport"), needs=("ASD", "SEMH", "SLCN"))
    row = _released(world)
    came = f"/reports/what-came-of-it/{row.public_id}"
    young = {
        "silent": busy.silent,
        "begun": busy.begun,
        "sent": busy.sent,
        "shared": busy.waiting,
    }
    return {
        "reporting.home": (None, "/"),
        "reporting.home#coordinator": (world.coordinator, "/"),
        "reporting.home#administrator": (world.admin, "/"),
        "reporting.home#approver": (world.approver, "/"),
        "reporting.home#safeguarding": (world.lead, "/"),
        "reporting.home#school": (world.teacher, "/"),
        "reporting.home#college": (world.tutor, "/"),
        "reporting.home#coach": (world.coach, "/"),
        "reports.index": (world.coordinator, "/reports/"),
        "reports.cohorts": (world.coordinator, f"/reports/cohorts?year={STARTED}"),
        "reports.cohorts#coming": (world.approver, "/reports/cohorts"),
        "reports.cohorts#nobody": (world.coordinator, "/reports/cohorts?year=2040"),
        "reports.narrowed": (world.coordinator, "/reports/wishes-and-offers"),
        "reports.narrowed#one": (world.approver, "/reports/wishes-and-offers?wish=catering"),
        "reports.response": (world.coordinator, "/reports/response"),
        "reports.response_file": (
            world.coordinator,
            f"/reports/response/{busy.asked.public_id}/response.csv",
        ),
        "reports.feedback": (world.coordinator, "/reports/what-came-of-it"),
        "reports.feedback#school": (world.teacher, "/reports/what-came-of-it"),
        "reports.release": (world.coordinator, f"/reports/what-came-of-it/new/{STARTED}"),
        "reports.release#nothing": (world.coordinator, "/reports/what-came-of-it/new/2040"),
        "reports.released": (world.coordinator, came),
        "reports.printed": (world.teacher, f"{came}/print"),
        "reports.mine": (busy.user_of(busy.sent), "/reports/mine"),
        "reports.region": (world.coordinator, f"/reports/region?year={STARTED}"),
        "reports.region#none": (world.approver, "/reports/region?year=2040"),
        "reports.publish": (world.coordinator, f"/reports/region/publish/{STARTED}"),
        **{f"reporting.home#young-{name}": (busy.user_of(person), "/") for name, person in young.items()},
    }


def _released(world: World) -> Feedback:
    """A released page, and published figures, of an authority that has named its region."""
    actor = world.actor(world.coordinator)
    with world.writing() as session:
        session.get_one(Authority, world.authority.id).region = "Invented Moors"
        seen = services.preview(session, actor, STARTED, now=world.now)
        services.publish(session, STARTED, seen=seen.digest, actor=actor, now=world.now)
        words = ReleasedWords("Thank you for telling us.")
        row = services.release(session, STARTED, words, actor=actor, now=world.now)
        session.commit()
        return row
