"""From an agreed week to a placement, and through its life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.core.errors import Changed, NotFound, Refused
from pfa.employers.models import CheckKind
from pfa.internships import queries, rules, services
from pfa.internships.models import EndReason, Mark, Placement, PlacementState, Signer
from pfa.internships.schedule import HalfDay
from pfa.internships.services import Marked
from pfa.packages.models import Package, PackageState
from pfa.people.codes import DecisionMaker
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.factories import World
from tests.internships.scenes import Working
from tests.starts.scenes import FIRST, LAST

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def scene(world: World) -> Working:
    return Working(world)


def act(scene: Working, placement: Placement, do: Callable[..., Any], **more: Any) -> Placement:
    """Do something to a placement and save it."""
    with scene.world.writing() as session:
        row = session.get_one(Placement, placement.id)
        do(session, row, actor=scene.world.actor(scene.world.coordinator), now=scene.world.now, **more)
        session.commit()
        return row


def read(scene: Working, placement: Placement) -> Placement:
    """A placement as its page reads it."""
    with scene.world.reading() as session:
        return queries.placement(session, scene.world.actor(scene.world.coordinator), placement.public_id)


def make(scene: Working, package_id: int, group: Group) -> None:
    """Make a placement that is not to be made."""
    actor = scene.world.actor(scene.world.coordinator)
    with scene.world.writing() as session:
        package, of = session.get_one(Package, package_id), session.get_one(Group, group.id)
        services.make(session, package, of, scene.values(), actor=actor, now=scene.world.now)


def test_an_agreed_internship_waits_to_be_made_until_it_is(scene: Working) -> None:
    package = scene.agreed(scene.someone())
    asker = scene.world.actor(scene.world.coordinator)
    with scene.world.reading() as session:
        assert [each.package.id for each in queries.to_make(session, asker, number=1).rows] == [package.id]
    scene.placement(scene.someone("Other"))
    with scene.world.reading() as session:
        assert queries.counts(session, asker, TODAY).to_make == 1


@pytest.mark.parametrize("state", [PackageState.draft, PackageState.shared, PackageState.set_aside])
def test_a_week_that_is_not_agreed_does_not_wait(scene: Working, state: PackageState) -> None:
    scene.agreed(scene.someone(), state=state)
    with scene.world.reading() as session:
        assert queries.to_make(session, scene.world.actor(scene.world.coordinator), number=1).rows == []


def test_a_study_programme_is_no_placement(scene: Working) -> None:
    package = scene.agreed(scene.someone(), scene.cooking)
    asker = scene.world.actor(scene.world.coordinator)
    with scene.world.reading() as session, pytest.raises(NotFound):
        queries.one_to_make(session, asker, package.public_id, scene.cooking.public_id)
    with pytest.raises(Refused, match="no supported internship"):
        make(scene, package.id, scene.cooking)


def test_it_finds_its_employer_its_reviews_and_a_plan_that_fades(scene: Working) -> None:
    row = read(scene, scene.placement())
    assert row.employer_id == scene.employer.id
    assert [review.week for review in row.reviews] == [4, 12, 26, 43]
    assert [(step.from_week, step.hours_a_week) for step in row.coach_plan] == [(1, 24), (3, 12), (7, 6), (13, 2.5)]


def test_an_employer_is_found_where_single_half_days_are_held(scene: Working) -> None:
    at_hotel = scene.world.provider(scene.hotel).id
    group = scene.group(
        "College internship",
        OpportunityKind.supported_internship,
        scene.world.college,
        held_at={"tue-am": at_hotel},
    )
    row = scene.placement(group=group)
    assert row.employer_id == scene.employer.id
    with scene.world.reading() as session:
        found = queries.placement(session, scene.world.actor(scene.world.coordinator), row.public_id)
        places = {slot.half_day.session: slot.place for slot in queries.week(session, found, TODAY)}
    assert places["tue-am"] == "Invented Hotel"


def test_it_is_made_once(scene: Working) -> None:
    row = scene.placement()
    with pytest.raises(Refused, match="already"):
        make(scene, row.package_id or 0, scene.internship)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": dt.date(2026, 9, 6)}, "ends_on"),
        ({"ends_on": dt.date(2036, 9, 6)}, "ends_on"),
        ({"sessions": ["sun-am"]}, "sessions"),
        ({"hours_a_week": 0.0}, "hours_a_week"),
        ({"hours_a_week": 41.0}, "hours_a_week"),
        ({"hours_a_week": float("nan")}, "hours_a_week"),
    ],
)
def test_what_cannot_be_planned_is_refused(scene: Working, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        scene.placement(**wrong)
    assert refusal.value.field == field


def test_reviews_move_with_the_dates_and_what_was_done_stays(scene: Working) -> None:
    row = scene.placement()
    with scene.world.writing() as session:
        session.info["recorded"] = True
        queries.review_of(session.get_one(Placement, row.id), 12).done_on = TODAY
        session.commit()
    act(scene, row, services.edit, values=scene.values(ends_on=dt.date(2026, 12, 18)), seen=row.version)
    found = {review.week: review for review in read(scene, row).reviews}
    assert sorted(found) == [4, 12, 15]
    assert found[12].done_on == TODAY


def test_dates_keep_what_was_marked_inside(scene: Working) -> None:
    row = scene.placement()
    mark = Marked(HalfDay(FIRST, "am"), Mark.there)
    with scene.world.writing() as session:
        actor = scene.world.actor(scene.world.coordinator)
        said = [(session.get_one(Placement, row.id), [mark])]
        services.mark(session, said, today=TODAY, actor=actor, now=scene.world.now)
        session.commit()
    with pytest.raises(Refused, match="Attendance is marked"):
        act(scene, row, services.edit, values=scene.values(starts_on=dt.date(2026, 9, 14)), seen=row.version)


def test_somebody_elses_change_is_not_overwritten(scene: Working) -> None:
    row = scene.placement()
    act(scene, row, services.edit, values=scene.values(hours_a_week=20.0), seen=row.version)
    with pytest.raises(Changed):
        act(scene, row, services.edit, values=scene.values(hours_a_week=16.0), seen=row.version)


def test_it_begins_on_its_first_day_and_not_before(scene: Working) -> None:
    row = scene.placement(begun=False)
    with pytest.raises(Refused, match="first day"):
        act(scene, row, services.begin, seen=row.version, today=FIRST - dt.timedelta(days=1))
    assert act(scene, row, services.begin, seen=row.version, today=FIRST).state is PlacementState.running


def end(scene: Working, row: Placement, **more: Any) -> Placement:
    said: dict[str, Any] = {"ended_on": TODAY, "reason": EndReason.paid_job_here, "words": "", "today": TODAY}
    return act(scene, row, services.end, seen=row.version, **(said | more))


def test_it_ends_with_a_reason_and_is_there_for_destinations(scene: Working) -> None:
    row = end(scene, scene.placement(), words="Twenty hours a week.")
    with scene.world.reading() as session:
        [found] = queries.ended(session, [scene.world.authority.id], entry_year=2026)
        assert (found.id, found.end_reason, found.ended_on) == (row.id, EndReason.paid_job_here, TODAY)
        assert found.employer is not None
        assert queries.ended(session, [scene.world.authority.id], entry_year=2025) == []
        assert [each.id for each in queries.ended_of(session, row.young_person_id)] == [row.id]
        counted = queries.counts(session, scene.world.actor(scene.world.coordinator), TODAY)
        assert (counted.ended, counted.paid_jobs, counted.running) == (1, 1, 0)


def test_it_ends_on_a_day_that_has_come_and_another_reason_needs_words(scene: Working) -> None:
    row = scene.placement()
    with pytest.raises(Refused, match="in the future"):
        end(scene, row, ended_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="Say what"):
        end(scene, row, reason=EndReason.other)
    end(scene, row, reason=EndReason.other, words="The hotel closed.")


def test_an_end_can_be_taken_back(scene: Working) -> None:
    row = end(scene, scene.placement())
    back = act(scene, row, services.go_on, seen=row.version)
    assert (back.state, back.ended_on, back.end_reason) == (PlacementState.running, None, None)


def test_everybody_signs_and_the_family_only_where_it_decides(scene: Working) -> None:
    row = scene.placement()
    alone = scene.placement(scene.someone("Ali", decision_maker=DecisionMaker.young_person))
    signed = {"name": "Somebody", "signed_on": FIRST, "today": TODAY}
    for party in (Signer.young_person, Signer.employer, Signer.provider):
        for each in (row, alone):
            act(scene, each, services.sign, party=party, **signed)
    assert rules.unsigned(read(scene, row)) == [Signer.family]
    assert rules.unsigned(read(scene, alone)) == []
    with scene.world.reading() as session:
        due = queries.due(session, scene.world.actor(scene.world.coordinator), TODAY)
    assert [each.id for each in due.unsigned.rows] == [row.id]


def test_a_signature_is_corrected_and_never_of_tomorrow(scene: Working) -> None:
    row = scene.placement()
    act(scene, row, services.sign, party=Signer.employer, name="A", signed_on=FIRST, today=TODAY)
    act(scene, row, services.sign, party=Signer.employer, name="B", signed_on=FIRST, today=TODAY)
    assert [each.name for each in read(scene, row).signatures] == ["B"]
    with pytest.raises(Refused, match="not come"):
        act(scene, row, services.sign, party=Signer.family, name="C", signed_on=LAST, today=TODAY)


def test_checks_that_are_missing_or_over_are_warned_of(scene: Working) -> None:
    row = scene.placement()
    scene.checked(until=TODAY, kinds=(CheckKind.insurance,))
    scene.checked(until=TODAY - dt.timedelta(days=1), kinds=(CheckKind.safeguarding,))
    said = rules.check_warnings(read(scene, row), TODAY)
    assert len(said) == 3
    assert any("ran out on 15 November 2026" in words for words in said)
    with scene.world.reading() as session:
        asker = scene.world.actor(scene.world.coordinator)
        assert queries.due(session, asker, TODAY).unchecked.total == 1
        assert queries.counts(session, asker, TODAY).unchecked == 1


def test_an_employer_in_order_is_not_warned_of(scene: Working) -> None:
    row = scene.placement()
    scene.checked()
    assert rules.check_warnings(read(scene, row), TODAY) == []


def test_a_co_ordinator_makes_one_on_the_page(scene: Working, client_as: Client) -> None:
    package = scene.agreed(scene.someone("Mo"))
    client = client_as(scene.world.coordinator)
    address = f"/internships/make/{package.public_id}/{scene.internship.public_id}"
    data = {
        **{f"starts_on-{part}": value for part, value in {"day": "14", "month": "9", "year": "2026"}.items()},
        **{f"ends_on-{part}": value for part, value in {"day": "1", "month": "9", "year": "2026"}.items()},
        "sessions": ["mon-am", "tue-am"],
        "hours_a_week": "6",
        "coach": str(scene.world.coach.public_id),
    }
    wrong = client.submit(address, data)
    assert "The last day must not be before the first." in wrong.text
    assert 'value="6.0"' in wrong.text or 'value="6"' in wrong.text
    made = client.submit(address, data | {"ends_on-month": "12"}, follow_redirects=True)
    assert "The placement has been made." in made.text
    assert "Monday and Tuesday, mornings" in made.text
    assert client.get(address).status_code == 404


def test_an_employer_is_chosen_by_name(scene: Working, client_as: Client) -> None:
    group = scene.group("At college", OpportunityKind.work_experience, scene.world.college)
    row = scene.placement(group=group)
    client = client_as(scene.world.coordinator)
    address = f"/internships/{row.public_id}/employer"
    assert "No employer is named yet" in client.get(f"/internships/{row.public_id}").text
    assert "No employer of that name" in client.get(f"{address}?search=zzz").text
    client.submit(f"{address}?search=hotel", {"chosen": str(scene.employer.public_id)})
    assert read(scene, row).employer_id == scene.employer.id
    assert client.submit(address, {"chosen": "nonsense"}).status_code == 404
