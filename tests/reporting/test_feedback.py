"""What came of it: in groups of five or more, released by a person, readable at eleven, and taken back if it hurts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from pfa.accounts.models import User
from pfa.aspirations.words.reading_age import reading_age, sentences, words
from pfa.core.errors import Refused
from pfa.demand.models import Replied
from pfa.reporting import queries, services
from pfa.reporting.feedback import DID, NOT_YET, Line, Wanted, band, said
from pfa.reporting.services import ReleasedWords
from pfa.reporting.words import people, say
from tests.factories import World
from tests.reporting.cohorts import STARTED, PastCohort
from tests.reporting.releases import release, reply, user_of

Clients = Callable[[User | None], FlaskClient]


@pytest.mark.parametrize(("count", "low"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10), (49, 20), (250, 100)])
def test_people_are_told_in_bands_and_fewer_than_five_not_at_all(count: int, low: int | None) -> None:
    assert band(count) == low


def test_a_reply_or_a_week_makes_it_done_and_the_rest_is_not_yet() -> None:
    found = said(
        40,
        [
            Wanted("catering", 20, 0, runs=("Vale College",)),
            Wanted("sport", 12, 6),
            Wanted("music", 9, 3, cannot=("Vale College",)),
            Wanted("it", 4, 4, runs=("Vale College",)),
        ],
        {"music": "ask-again"},
    )
    assert [line.work for line in found.part(DID)] == ["catering", "sport"]
    assert [(line.work, line.have, line.next_step) for line in found.part(NOT_YET)] == [("music", None, "ask-again")]


wanted = st.builds(
    Wanted,
    st.sampled_from(["catering", "sport", "it", "music", "care"]),
    st.integers(0, 60),
    st.integers(0, 60),
    st.lists(st.just("Vale College"), max_size=1).map(tuple),
    st.lists(st.just("Vale College"), max_size=1).map(tuple),
    st.lists(st.just("Vale College"), max_size=1).map(tuple),
)


@given(st.integers(0, 300), st.lists(wanted, max_size=5))
def test_no_number_below_five_is_ever_told(told: int, wishes: list[Wanted]) -> None:
    found = said(told, wishes)
    numbers = [found.told, *(line.wanted for line in found.lines), *(line.have for line in found.lines)]
    assert all(number is None or number >= 5 for number in numbers)
    for number in numbers:
        assert number is None or all(int(each) >= 5 for each in re.findall(r"\d+", people(number)))


@given(wanted)
def test_a_line_is_kept_and_read_again_as_it_was(wish: Wanted) -> None:
    for line in said(50, [wish]).lines:
        assert Line.of(line.as_json()) == line


def whole_page() -> str:
    lines = [say("came.told", band=people(20)), say("other.wishes"), say("other.change")]
    who = "Vale College"
    lines += [say("line.wanted", band=people(10)), say("line.have", band=people(5)), say("line.runs", who=who)]
    lines += [say("line.maybe", who=who), say("line.cannot", who=who)]
    return "\n".join(lines)


def test_a_whole_page_can_be_read_at_eleven() -> None:
    text = whole_page()
    assert reading_age(text) <= 11
    for sentence in sentences(text):
        assert len(words(sentence)) <= 15, sentence


def test_wishes_replies_and_agreed_weeks_make_the_page(world: World) -> None:
    PastCohort(world, wishes=("catering", "sport"))
    reply(world, "sport", Replied.cannot)
    with world.reading() as session:
        found = queries.facts(session, world.actor(world.coordinator), STARTED)
    assert found.told == 30
    by_work = {row.work: row for row in found.wanted}
    assert (by_work["catering"].wanted, by_work["catering"].have) == (15, 12)
    assert by_work["sport"].cannot == ("Invented College",)
    row = release(world)
    assert row.told == 20
    assert [(line["part"], line["work"]) for line in row.lines] == [(DID, "catering"), (NOT_YET, "sport")]


def test_a_young_person_reads_it_once_a_person_released_it(world: World, client_as: Clients) -> None:
    PastCohort(world, wishes=("catering",))
    young = world.young_person(with_user=True, entry_year=STARTED)
    browser = client_as(user_of(world, young.user_id))
    assert say("came.none") in browser.get("/reports/mine").text
    release(world, words="Thank you for telling us.")
    page = browser.get("/reports/mine").text
    assert "You said, we did" in page
    assert "Cooking and food" in page
    assert "Thank you for telling us." in page
    assert "Past" not in page


def test_a_page_taken_back_is_gone_for_young_people_and_stays_for_staff(world: World, client_as: Clients) -> None:
    PastCohort(world)
    row = release(world)
    staff = client_as(world.coordinator)
    address = f"/reports/what-came-of-it/{row.public_id}"
    answer = staff.submit(f"{address}/withdraw", page=address)
    assert answer.status_code == 303
    assert "Taken back" in staff.get(address).text
    young = world.young_person(with_user=True, entry_year=STARTED)
    browser = client_as(user_of(world, young.user_id))
    assert say("came.none") in browser.get("/reports/mine").text


@pytest.mark.parametrize(
    "said_",
    [
        "Only 2 of you wanted this.",
        "This is a very long sentence with far too many words in it for anybody of that age to read.",
    ],
)
def test_own_words_that_are_long_or_tell_about_one_are_refused(world: World, said_: str) -> None:
    with world.writing() as session, pytest.raises(Refused) as refusal:
        services.release(session, STARTED, ReleasedWords(said_), actor=world.actor(world.coordinator), now=world.now)
    assert refusal.value.field == "words"


def test_nothing_is_released_where_no_five_people_want_the_same(world: World) -> None:
    PastCohort(world, 4, answered=4, agreed=0, sustained=0, unknown=0)
    with pytest.raises(Refused, match="fewer than five"):
        release(world)


def test_the_form_keeps_what_was_typed_when_it_is_refused(world: World, client_as: Clients) -> None:
    PastCohort(world, wishes=("catering", "sport"))
    reply(world, "sport", Replied.cannot)
    browser = client_as(world.coordinator)
    address = f"/reports/what-came-of-it/new/{STARTED}"
    page = browser.submit(address, {"words": "We met 3 of you.", "next-sport": "ask-again"}).text
    assert "Leave out numbers below 5" in page
    assert "We met 3 of you." in page
    assert 'value="ask-again" selected' in page
    answer = browser.submit(address, {"words": "Thank you.", "next-sport": "ask-again"})
    assert answer.status_code == 303
    assert say("next.ask-again") in browser.get(answer.location).text


def test_a_school_reads_and_prints_what_was_released_and_releases_nothing(world: World, client_as: Clients) -> None:
    PastCohort(world)
    row = release(world)
    browser = client_as(world.teacher)
    assert "Make a page" not in browser.get("/reports/what-came-of-it").text
    assert "Cooking and food" in browser.get(f"/reports/what-came-of-it/{row.public_id}/print").text
    assert browser.get(f"/reports/what-came-of-it/new/{STARTED}").status_code == 403


def test_each_release_is_on_record(world: World) -> None:
    PastCohort(world)
    first, second = release(world), release(world)
    assert (first.number, second.number) == (1, 2)
    assert second.released_by_id == world.coordinator.id
    assert second.released_at == world.now or isinstance(second.released_at, dt.datetime)
