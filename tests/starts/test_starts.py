"""Visits, check-ins after the start, and wishes to change that are not lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.aspirations.models import Reading
from pfa.core.errors import Changed, Refused
from pfa.packages.models import PackageState
from pfa.people.codes import NoSchool
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.starts import queries, services
from pfa.starts.models import ChangeRequest, Feeling, StartCheck, Visit, VisitState
from tests.aspirations.counting import statements
from tests.factories import World
from tests.starts.scenes import FIRST, Begun

Client = Callable[[User | None], FlaskClient]
TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def scene(world: World) -> Begun:
    return Begun(world)


def due(scene: Begun, day: dt.date, user: User | None = None) -> list[tuple[str, int, dt.date]]:
    """The check-ins due on a day, for the co-ordinator unless somebody else asks."""
    with scene.world.reading() as session:
        found = queries.due_checks(session, scene.world.actor(user or scene.world.coordinator), day)
        return [(each.package.young_person.called, each.weeks, each.due_on) for each in found]


def rows(scene: Begun, model: Any) -> list[Any]:
    with scene.world.reading() as session:
        return session.query(model).order_by(model.id).all()


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (13, []),
        (14, [2]),
        (41, [2]),
        (42, [6]),  # one talk answers both
        (42 + 181, [6]),
        (42 + 182, []),  # half a year later it is no check-in at a start any more
    ],
)
def test_a_start_is_asked_about_after_two_weeks_and_after_six(scene: Begun, days: int, asked: list[int]) -> None:
    scene.agreed(scene.someone("Ada"))
    day = FIRST + dt.timedelta(days=days)
    assert due(scene, day) == [("Ada", weeks, FIRST + dt.timedelta(weeks=weeks)) for weeks in asked]


def test_only_agreed_weeks_have_check_ins(scene: Begun) -> None:
    scene.agreed(scene.someone("Dee"), state=PackageState.draft)
    scene.agreed(scene.someone("Set"), state=PackageState.set_aside)
    assert due(scene, TODAY) == []


def check(scene: Begun, client: FlaskClient, address: str, **data: str) -> str:
    return client.submit(address, data, follow_redirects=True).text


def test_a_check_in_is_made_and_no_longer_due(scene: Begun, client_as: Client) -> None:
    package = scene.agreed(scene.someone("Ada"))
    client = client_as(scene.world.coordinator)
    address = f"/starts/check/{package.public_id}/6"
    wrong = check(scene, client, address, words="She likes the kitchen.", how="By phone")
    assert "Choose how it is going." in wrong
    assert "She likes the kitchen." in wrong
    right = check(scene, client, address, going="mixed", words="She likes the kitchen.", worries="no", how="By phone")
    assert "The check-in has been saved." in right
    [row] = rows(scene, StartCheck)
    assert (row.weeks, row.due_on, row.going) == (6, FIRST + dt.timedelta(weeks=6), Feeling.mixed)
    assert due(scene, TODAY) == []
    assert client.get(f"/starts/check/{package.public_id}/3").status_code == 404


def test_a_wish_to_change_stays_on_the_list_until_there_is_an_outcome(scene: Begun, client_as: Client) -> None:
    package = scene.agreed(scene.someone("Ada"))
    client = client_as(scene.world.coordinator)
    check(
        scene,
        client,
        f"/starts/check/{package.public_id}/2",
        going="not-good",
        words="No more Mondays",
        worries="no",
        wants_change="y",
        how="By phone",
    )
    [wish] = rows(scene, ChangeRequest)
    address = f"/starts/changes/{wish.public_id}"
    assert "1 wish that nobody has taken up" in client.get("/starts/").text
    client.submit(f"{address}/take", {}, page=address)
    page = client.get("/starts/").text
    assert "taken up by Cora Ordinator" in page
    assert "0 wishes that nobody has taken up" in page
    assert "Write what came of it." in client.submit(address, {"outcome": ""}).text
    client.submit(address, {"outcome": "Mondays are free from January."})
    assert "Nobody waits for a change." in client.get("/starts/").text
    [wish] = rows(scene, ChangeRequest)
    assert (wish.outcome, wish.taken_by_id) == ("Mondays are free from January.", scene.world.coordinator.id)


def test_whoever_asks_again_adds_to_their_wish_and_keeps_their_place(scene: Begun) -> None:
    person = scene.someone()
    actor = scene.world.actor(scene.world.coordinator)
    with scene.world.writing() as session:
        row = session.get_one(YoungPerson, person.id)
        for words in ("No Mondays", "More cooking"):
            services.want_change(session, row, words, actor=actor, now=scene.world.now)
        session.commit()
    [wish] = rows(scene, ChangeRequest)
    assert wish.words == "More cooking\nNo Mondays"


def test_a_wish_is_closed_once_and_by_who_saw_it_last(scene: Begun) -> None:
    wish = scene.wish(scene.someone())
    actor = scene.world.actor(scene.world.coordinator)
    with scene.world.writing() as session:
        row = session.get_one(ChangeRequest, wish.id)
        services.take_up(session, row, seen=row.version, actor=actor, now=scene.world.now)
        with pytest.raises(Changed):
            services.close(session, row, "Done", seen=wish.version, actor=actor, now=scene.world.now)
        services.close(session, row, "Done", seen=row.version, actor=actor, now=scene.world.now)
        with pytest.raises(Refused, match="outcome already"):
            services.close(session, row, "Again", seen=row.version, actor=actor, now=scene.world.now)


def test_a_young_person_asks_for_a_change_with_or_without_words(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    client = client_as(scene.user_of(ada))
    assert "Thank you. Someone will talk with you" in check(scene, client, "/starts/mine/change", words="")
    assert rows(scene, Reading) == []
    check(scene, client, "/starts/mine/change", words="I want to stop on Mondays.")
    [wish], [reading] = rows(scene, ChangeRequest), rows(scene, Reading)
    assert (wish.by_themselves, wish.own_words) == (True, "I want to stop on Mondays.")
    assert (reading.words, reading.page) == ("I want to stop on Mondays.", "starts.ask_change")
    assert "You told us that you want to change something." in client.get("/starts/mine").text


def test_a_young_person_says_how_the_start_goes(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    scene.agreed(ada)
    client = client_as(scene.user_of(ada))
    assert "Choose one of the three." in check(scene, client, "/starts/mine/start", words="Hm")
    check(scene, client, "/starts/mine/start", felt="not-good", wants_change="y", words="It is too early.")
    [made], [wish], [reading] = rows(scene, StartCheck), rows(scene, ChangeRequest), rows(scene, Reading)
    assert (made.weeks, made.going, made.how) == (6, Feeling.not_good, "On their own page")
    assert wish.own_words == reading.words == "It is too early."
    assert due(scene, TODAY) == []
    assert client.get("/starts/mine/start").status_code == 404


def test_what_they_said_of_their_start_is_nobody_elses_to_change(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    address = f"/starts/check/{scene.agreed(ada).public_id}/6"
    check(scene, client_as(scene.user_of(ada)), "/starts/mine/start", felt="not-good", words="It is too loud.")
    staff = client_as(scene.world.teacher)
    words = check(scene, staff, address, going="good", words="All fine.", worries="no", how="By phone")
    assert "They said it themselves on their own page, and that stays as it is." in words
    [made] = rows(scene, StartCheck)
    assert (made.going, made.words, made.how) == (Feeling.not_good, "It is too loud.", "On their own page")
    assert address not in staff.get(f"/starts/of/{ada.public_id}").text


def test_a_check_in_made_meanwhile_is_not_written_over(scene: Begun, client_as: Client) -> None:
    address = f"/starts/check/{scene.agreed(scene.someone('Ada')).public_id}/6"
    said = {"going": "mixed", "words": "First.", "worries": "no", "how": "By phone"}
    client = client_as(scene.world.coordinator)
    check(scene, client, address, **said)
    check(scene, client, address, **said | {"words": "Second."})
    late = client.submit(address, said | {"words": "Third.", "version": "0"})
    assert late.status_code == 409
    assert [row.words for row in rows(scene, StartCheck)] == ["Second."]


def test_before_the_start_there_is_nothing_to_ask(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    later = scene.group(
        "Later", OpportunityKind.supported_internship, scene.hotel, starts_on=TODAY, ends_on=dt.date(2027, 7, 1)
    )
    scene.agreed(ada, later)
    assert client_as(scene.user_of(ada)).get("/starts/mine/start").status_code == 404
    assert due(scene, TODAY) == []


def test_a_visit_is_booked_where_their_week_is_named_first(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada")
    scene.world.provider()
    scene.agreed(ada)
    client = client_as(scene.world.coordinator)
    address = f"/starts/of/{ada.public_id}/book"
    page = client.get(address).text
    assert page.index("Invented Hotel (in their week)") < page.index("Invented College")
    with scene.world.reading() as session:
        hotel = str(next(row.public_id for row in queries.places(session, ada) if row.name == "Invented Hotel"))
    day = {"on-day": "25", "on-month": "11", "on-year": "2026"}
    wrong = client.submit(address, {"provider": "", "with_whom": "Cora", **day}).text
    assert "Choose the place." in wrong
    assert "Cora" in wrong
    client.submit(address, {"provider": hotel, "half": "am", "with_whom": "Cora", **day})
    [visit] = rows(scene, Visit)
    assert (visit.on, visit.half, visit.state) == (dt.date(2026, 11, 25), "am", VisitState.booked)
    assert (
        "The day of the visit has not come yet."
        in client.submit(f"/starts/visits/{visit.public_id}", {"state": "done"}).text
    )


def test_a_visit_that_has_been_waits_to_be_told_of(scene: Begun, client_as: Client) -> None:
    visit = scene.visit(scene.someone("Ada"), TODAY - dt.timedelta(days=2))
    client = client_as(scene.world.coordinator)
    assert f"/starts/visits/{visit.public_id}" in client.get("/starts/").text
    client.submit(
        f"/starts/visits/{visit.public_id}", {"state": "done", "felt": "good", "thoughts": "Friendly.", "worries": "no"}
    )
    assert f"/starts/visits/{visit.public_id}" not in client.get("/starts/").text
    assert "Friendly." in client.get(f"/starts/of/{visit_person(scene, visit)}").text


def visit_person(scene: Begun, visit: Visit) -> str:
    with scene.world.reading() as session:
        return str(session.get_one(YoungPerson, visit.young_person_id).public_id)


def test_what_they_thought_of_a_visit_is_theirs_and_is_read(scene: Begun, client_as: Client) -> None:
    ada = scene.someone("Ada", with_user=True)
    visit, ahead = scene.visit(ada, TODAY), scene.visit(ada, TODAY + dt.timedelta(days=1))
    client = client_as(scene.user_of(ada))
    assert client.get(f"/starts/mine/visits/{ahead.public_id}").status_code == 404
    check(scene, client, f"/starts/mine/visits/{visit.public_id}", felt="not-good", words="Too many stairs.")
    assert "You did not like it." in client.get("/starts/mine").text
    staff = client_as(scene.world.coordinator)
    staff.submit(
        f"/starts/visits/{visit.public_id}", {"state": "done", "felt": "good", "thoughts": "Fine", "worries": "no"}
    )
    row = next(each for each in rows(scene, Visit) if each.id == visit.id)
    assert (row.state, row.felt, row.thoughts) == (VisitState.done, Feeling.not_good, "Too many stairs.")
    assert [each.words for each in rows(scene, Reading)] == ["Too many stairs."]


def test_nobody_tells_of_somebody_elses_visit(scene: Begun, client_as: Client) -> None:
    visit = scene.visit(scene.someone("Ada", with_user=True), TODAY)
    stranger = client_as(scene.user_of(scene.someone("Eve", with_user=True)))
    assert stranger.get(f"/starts/mine/visits/{visit.public_id}").status_code == 404


def test_a_school_sees_its_own_people_only(scene: Begun, client_as: Client) -> None:
    ours, elsewhere = scene.someone("Our"), scene.someone("Els", no_school=NoSchool.not_in_education)
    for person in (ours, elsewhere):
        scene.agreed(person)
        scene.visit(person, TODAY + dt.timedelta(days=3))
        scene.wish(person)
    page = client_as(scene.world.teacher).get("/starts/").text
    assert "Our Invented" in page
    assert "Els Invented" not in page
    assert [name for name, _, _ in due(scene, TODAY, scene.world.teacher)] == ["Our"]
    assert client_as(scene.world.teacher).get(f"/starts/of/{elsewhere.public_id}").status_code == 404


def test_figures_for_first_pages(scene: Begun) -> None:
    ada = scene.someone("Ada")
    scene.agreed(ada)
    scene.visit(ada, TODAY - dt.timedelta(days=1))
    scene.wish(ada)
    scene.wish(scene.someone("Bo"), taken_at=scene.world.now, taken_by_id=scene.world.coordinator.id)
    with scene.world.reading() as session:
        found = queries.counts(session, scene.world.actor(scene.world.coordinator), TODAY)
    assert (found.changes, found.untaken, found.checks, found.untold) == (2, 1, 1, 1)


def test_a_young_persons_home_leads_to_what_there_is(scene: Begun, client_as: Client) -> None:
    ada, eve = scene.someone("Ada", with_user=True), scene.someone("Eve", with_user=True)
    scene.visit(ada, TODAY + dt.timedelta(days=3))
    assert "/starts/mine" in client_as(scene.user_of(ada)).get("/").text
    assert "/starts/mine" not in client_as(scene.user_of(eve)).get("/").text


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(scene: Begun, client_as: Client) -> None:
    def somebody(name: str) -> None:
        person = scene.someone(name)
        scene.agreed(person)
        scene.visit(person, TODAY - dt.timedelta(days=1))
        scene.visit(person, TODAY + dt.timedelta(days=1))
        scene.wish(person, taken_at=scene.world.now, taken_by_id=scene.world.coordinator.id)

    somebody("One")
    client = client_as(scene.world.coordinator)
    before = statements(lambda: client.get("/starts/"))
    for number in range(4):
        somebody(f"More{number}")
    assert statements(lambda: client.get("/starts/")) == before
    assert before <= 20


def test_staff_who_hear_words_say_whether_they_worry_and_then_the_lead_reads_them(
    scene: Begun, client_as: Client
) -> None:
    package = scene.agreed(scene.someone("Ada"))
    client, address = client_as(scene.world.coordinator), f"/starts/check/{package.public_id}/2"
    said = {"going": "not-good", "words": "He shouts at me.", "how": "By phone"}
    assert "Say whether anything they said worries you" in client.submit(address, said).text
    assert rows(scene, Reading) == []
    assert client.submit(address, said | {"worries": "yes"}).status_code == 303
    [reading] = rows(scene, Reading)
    assert (reading.words, reading.page) == ("He shouts at me.", "starts.check")
    assert "A check-in after a start: they wrote something" in client_as(scene.world.lead).get("/safeguarding").text


def test_no_words_need_no_word_about_worries(scene: Begun, client_as: Client) -> None:
    package = scene.agreed(scene.someone("Ada"))
    address = f"/starts/check/{package.public_id}/2"
    saved = client_as(scene.world.coordinator).submit(address, {"going": "good", "how": "By phone"})
    assert saved.status_code == 303
    assert rows(scene, Reading) == []


def test_what_they_wrote_and_what_staff_noted_stay_apart(scene: Begun, client_as: Client) -> None:
    person = scene.someone()
    staff = scene.world.actor(scene.world.coordinator)
    with scene.world.writing() as session:
        row = session.get_one(YoungPerson, person.id)
        services.ask_change(session, row, "I hate Mondays.", actor=staff, now=scene.world.now)
        services.want_change(session, row, "Wants later starts", actor=staff, now=scene.world.now)
        session.commit()
    [wish] = rows(scene, ChangeRequest)
    assert (wish.own_words, wish.words, wish.by_themselves) == ("I hate Mondays.", "Wants later starts", True)
    page = client_as(scene.world.coordinator).get(f"/starts/changes/{wish.public_id}").text
    assert page.index("wrote") < page.index("I hate Mondays.") < page.index("Staff noted") < page.index("later starts")
