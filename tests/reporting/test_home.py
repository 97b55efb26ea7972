"""First pages: each role finds what waits for them, and nobody finds what is not theirs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import OrganisationKind, Role, User
from pfa.audit.models import AccessEvent
from pfa.core.database import Database
from pfa.packages.models import PackageState
from tests.factories import Clock, World
from tests.reporting.cohorts import PastCohort
from tests.reporting.releases import release, sheet
from tests.reporting.scenes import Busy

Clients = Callable[[User | None], FlaskClient]


QUIET = {  # what a co-ordinator finds where nobody has started, left or been asked yet
    "to do about visits and starts": "0",
    "at work now": "0",
    "to ask how life is": "0",
    "employers to get back to this week": "0",
    "providers have not answered the demand sheet": "0",
}


@pytest.fixture
def busy(world: World) -> Busy:
    return Busy(world)


def figures(html: str) -> dict[str, str]:
    """The figures of a page by their words."""
    pairs = re.findall(r'panel__figure">([^<]*)</span> <span class="app-panel__words">([^<]*)<', html)
    return {words: figure for figure, words in pairs}


def test_whoever_is_not_signed_in_finds_two_ways_in_and_no_name(busy: Busy, client_as: Clients) -> None:
    page = client_as(None).get("/").text
    assert "I am a young person" in page
    assert "I work with young people" in page
    assert "Amara" not in page


def test_a_co_ordinator_finds_each_figure_with_its_first_names(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.coordinator).get("/").text
    assert (
        figures(page)
        == {
            "plans without an agreed place": "7",
            "not answered yet": "2",
            "no week yet": "5",
            "replies still to come": "3",
            "run": "1",
        }
        | QUIET
    )
    assert "Naming date 31 March 2027, in 135 days" in page


def test_an_agreed_week_needs_no_place_to_be_named(busy: Busy, client_as: Clients) -> None:
    busy.week(busy.silent, PackageState.agreed)
    assert figures(client_as(busy.world.coordinator).get("/").text)["plans without an agreed place"] == "6"


def test_a_co_ordinator_with_nothing_yet_is_told_so(world: World, client_as: Clients) -> None:
    page = client_as(world.coordinator).get("/").text
    assert "Nobody has been asked yet." in page
    assert "No run yet." in page


def test_a_reply_that_is_late_is_said_to_be_late(busy: Busy, client_as: Clients, clock: Clock) -> None:
    clock.move(days=12)
    assert "3 replies are late." in client_as(busy.world.coordinator).get("/").text


def test_a_safeguarding_lead_finds_the_queue_with_what_is_overdue(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.lead).get("/").text
    assert figures(page)["to read or to meet"] == "2"
    assert "1 is overdue" in page
    assert page.index("Hari Invented") < page.index("Gwen Invented")


def test_an_approver_finds_the_weeks_that_wait(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.approver).get("/").text
    assert figures(page) == {"week waits for the authority’s answer": "1"}
    assert "Esme Invented" in page


def test_school_staff_find_their_own_year_groups_only(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.teacher).get("/").text
    assert figures(page) == {
        "have sent answers": "6 of 8",
        "have not started": "1",
        "for your assembly": "What came of it",
    }
    assert "Invented High School" in page
    other = busy.world.organisation("Other School", OrganisationKind.school)
    page = client_as(busy.world.user("Els Ewhere", Role.school_staff, other)).get("/").text
    assert figures(page) == {
        "have sent answers": "0 of 0",
        "have not started": "0",
        "for your assembly": "What came of it",
    }


def test_a_college_finds_its_consultations_and_its_places(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.tutor).get("/").text
    assert figures(page) == {
        "lines of your demand sheets to answer": "0",
        "consultation waits for your reply": "1",
        "places still free": "18",
    }
    assert "Esme Invented" in page
    assert "Amara" not in page


def test_an_administrator_finds_who_can_sign_in(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.world.admin).get("/").text
    assert "Safeguarding leads" in page
    assert "Amara" not in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("silent", "Tell us what you like and what you want to do."),
        ("begun", "We kept your answers."),
        ("sent", "You can change your mind at any time."),
    ],
)
def test_a_young_person_finds_where_they_stand(busy: Busy, client_as: Clients, who: str, words: str) -> None:
    page = client_as(busy.user_of(getattr(busy, who))).get("/").text
    assert words in page
    assert "We are making your week." in page
    assert "I need to talk to someone" in page


def test_a_young_person_sees_a_week_once_it_is_shared(busy: Busy, client_as: Clients) -> None:
    page = client_as(busy.user_of(busy.waiting)).get("/").text
    assert "Your week is ready to look at." in page
    assert "Cooking, level 1" in page


def test_opening_a_first_page_that_names_people_is_on_record(busy: Busy, client_as: Clients) -> None:
    client_as(busy.world.coordinator).get("/")
    with busy.world.reading() as session:
        counts = session.scalars(sa.select(AccessEvent.count).where(AccessEvent.page == "reporting.home")).all()
    assert counts == [14]


def test_the_number_of_statements_does_not_grow_with_people(
    world: World, client_as: Clients, database: Database
) -> None:
    def statements() -> int:
        seen = 0

        def count(*_args: object) -> None:
            nonlocal seen
            seen += 1

        client = client_as(world.coordinator)
        sa.event.listen(database.engine, "before_cursor_execute", count)
        try:
            assert client.get("/").status_code == 200
        finally:
            sa.event.remove(database.engine, "before_cursor_execute", count)
        return seen

    busy = Busy(world)
    few = statements()
    for number in range(1, 6):
        busy.cohort(number)
    assert statements() == few


@pytest.mark.parametrize("tile", ["plans without an agreed place", "not answered yet"])
def test_a_figure_opens_just_the_people_it_counts(busy: Busy, client_as: Clients, tile: str) -> None:
    browser = client_as(busy.world.coordinator)
    home = browser.get("/").text
    address = html.unescape(re.search(rf'<a[^>]*href="([^"]+)"[^>]*>(?:(?!</a>).)*{tile}', home, re.S)[1])
    opened = browser.get(address).text
    assert f"of {figures(home)[tile]} young people" in opened or f">{figures(home)[tile]} young people" in opened


def test_a_college_finds_the_sheet_that_waits_for_its_answer(busy: Busy, client_as: Clients) -> None:
    sheet(busy.world, "catering")
    page = client_as(busy.world.tutor).get("/").text
    assert figures(page)["line of your demand sheet to answer"] == "1"
    assert "Invented College, September 2027" in page
    found = figures(client_as(busy.world.coordinator).get("/").text)
    assert found["provider has not answered the demand sheet"] == "1"


def test_a_job_coach_finds_their_own_day(world: World, client_as: Clients) -> None:
    page = client_as(world.coach).get("/").text
    assert figures(page) == {"of yours at work today": "0", "not seen for two weeks": "0", "reviews due": "0"}


def test_a_young_person_finds_what_came_of_it_once_it_is_released(busy: Busy, client_as: Clients) -> None:
    assert "What we did with your answers" not in client_as(busy.user_of(busy.sent)).get("/").text
    PastCohort(busy.world)
    release(busy.world)
    assert "What we did with your answers" in client_as(busy.user_of(busy.sent)).get("/").text
