"""A check-in in one go: tried, reached, what they do now, the life they wanted; and what was said before stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.aspirations.models import Reading
from pfa.core.errors import Refused
from pfa.destinations import services
from pfa.destinations.models import Attempt, CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.services import Doing, Heard
from pfa.people.models import Contact
from tests.destinations.scenes import THIS_YEAR, Leaving
from tests.factories import World

TODAY = dt.date(2026, 11, 16)
JOB = {
    "activity": "360",
    "starts_on-day": "7",
    "starts_on-month": "9",
    "starts_on-year": "2026",
    "hours_a_week": "16",
    "is_paid": "yes",
    "is_seasonal": "no",
    "where": "invented  HOTEL",
}
REACHED = {"how": "Phone call", "reached": "yes", "spoke_with": "young-person", "own_life": "partly"}


def address(scene: Leaving, leaver: Leaver, weeks: int = 13) -> str:
    return f"/destinations/check-ins/{scene.check_in(leaver, weeks).public_id}"


def spells(world: World, leaver: Leaver) -> list[Spell]:
    with world.reading() as session:
        query = sa.select(Spell).where(Spell.young_person_id == leaver.young_person_id).order_by(Spell.id)
        return list(session.scalars(query))


def test_one_go_keeps_the_try_what_they_do_now_and_their_own_view(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    done = client.submit(
        address(scene, leaver), REACHED | JOB | {"doing": "other", "own_words": "I want more hours.", "worries": "no"}
    )
    assert done.status_code == 303
    shown = client.get(done.location).text
    assert "I want more hours." in shown
    [spell] = spells(world, leaver)
    assert (spell.employer_id, spell.where, spell.outcome) == (scene.hotel.id, "", "EMP1")
    assert (spell.evidence, spell.confirmed_on, spell.ends_on) == (Evidence.young_person, TODAY, None)
    row = scene.check_in(leaver, 13)
    assert (row.state, row.own_life, row.done_on) == (CheckInState.done, OwnLife.partly, TODAY)
    assert scene.check_in(leaver, 4).state is CheckInState.not_reached  # its day has passed: it is not asked twice
    assert scene.check_in(leaver, 26).state is CheckInState.due
    with world.reading() as session:
        assert session.scalars(sa.select(Reading.id)).all() == []


def test_a_try_without_an_answer_is_kept_and_they_stay_on_the_list(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    said = {"how": "Text message", "reached": "no", "words": "Mornings are better"}
    assert client.submit(address(scene, leaver), said).status_code == 303
    with world.reading() as session:
        [row] = session.scalars(sa.select(Attempt)).all()
        assert (row.how, row.reached, row.words) == ("Text message", False, "Mornings are better")
    assert scene.check_in(leaver, 13).state is CheckInState.due
    assert "Mornings are better" in client.get(address(scene, leaver)).text


def test_what_is_missing_is_named_and_what_was_typed_stays(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    assert "Say whether you reached them" in client.submit(address(scene, leaver), {"how": "Visit"}).text
    shown = client.submit(
        address(scene, leaver),
        {"how": "Visit", "reached": "yes", "doing": "other", "hours_a_week": "many", "where": "Garage"},
    ).text
    for words in (
        "Choose who you talked with",
        "Choose what they were doing",
        "Enter the day on which it began",
        "Hours a week must be a number",
    ):
        assert words in shown
    assert 'value="Garage"' in shown
    assert 'value="many"' in shown
    assert spells(world, leaver) == []


def test_only_the_young_person_says_whether_it_is_the_life_they_wanted(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    family = REACHED | {"spoke_with": "family", "doing": "would-not-say"}
    assert "Only the young person can say this" in client.submit(address(scene, leaver), family).text
    words = {key: value for key, value in family.items() if key != "own_life"} | {
        "own_words": "She is happy",
        "worries": "no",
    }
    assert "Only the young person can say this" in client.submit(address(scene, leaver), words).text
    silent = {key: value for key, value in REACHED.items() if key != "own_life"} | {"doing": "would-not-say"}
    assert "Ask them whether this is the life they wanted" in client.submit(address(scene, leaver), silent).text
    assert client.submit(address(scene, leaver), silent | {"own_life": "would-not-say"}).status_code == 303
    assert scene.check_in(leaver, 13).own_life is OwnLife.would_not_say
    assert spells(world, leaver) == []  # unknown stays unknown


def test_the_same_witness_carries_their_own_statement_on(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    scene.spell(leaver, dt.date(2026, 9, 1), heard_on=dt.date(2026, 9, 20), where="Garage")
    assert "Still the same: Part-time work, Garage" in client.get(address(scene, leaver)).text
    assert client.submit(address(scene, leaver), REACHED | {"doing": "same"}).status_code == 303
    [spell] = spells(world, leaver)
    assert spell.confirmed_on == TODAY


def test_another_witness_makes_a_statement_of_their_own(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    scene.spell(
        leaver,
        dt.date(2026, 9, 1),
        heard_on=dt.date(2026, 9, 20),
        evidence=Evidence.employer,
        employer_id=scene.hotel.id,
    )
    assert client.submit(address(scene, leaver), REACHED | {"doing": "same"}).status_code == 303
    said, again = spells(world, leaver)
    assert (said.evidence, said.confirmed_on) == (Evidence.employer, dt.date(2026, 9, 20))
    assert (again.evidence, again.confirmed_on, again.starts_on) == (Evidence.young_person, TODAY, said.starts_on)
    assert again.employer_id == scene.hotel.id


def test_something_else_ends_what_was_before_on_the_day_they_say(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    scene.spell(leaver, dt.date(2026, 9, 1), heard_on=dt.date(2026, 9, 20), where="Garage")
    now = REACHED | {
        "doing": "other",
        "activity": "619",
        "starts_on-day": "1",
        "starts_on-month": "11",
        "starts_on-year": "2026",
        "before_ended_on-day": "31",
        "before_ended_on-month": "8",
        "before_ended_on-year": "2026",
    }
    assert "The last day cannot be before the first" in client.submit(address(scene, leaver), now).text
    assert client.submit(address(scene, leaver), now | {"before_ended_on-month": "10"}).status_code == 303
    before, after = spells(world, leaver)
    assert (before.ends_on, after.activity, after.ends_on) == (dt.date(2026, 10, 31), "619", None)


def test_what_worries_goes_to_the_safeguarding_lead_in_their_own_words(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    said = REACHED | {"doing": "would-not-say", "worries": "yes"}
    assert "so that the safeguarding lead can read it" in client.submit(address(scene, leaver), said).text
    assert client.submit(address(scene, leaver), said | {"own_words": "He shouts at me."}).status_code == 303
    with world.reading() as session:
        [row] = session.scalars(sa.select(Reading)).all()
        assert (row.words, row.young_person_id) == ("He shouts at me.", leaver.young_person_id)


def test_stop_asking_in_the_same_go(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    said = REACHED | {"doing": "would-not-say", "stop": "y", "stop_words": "Enough."}
    done = client.submit(address(scene, leaver), said)
    assert done.status_code == 303
    assert "Enough." in client.get(done.location).text
    assert scene.check_in(leaver, 13).state is CheckInState.done
    assert scene.check_in(leaver, 26).state is CheckInState.stopped
    again = client.submit(address(scene, leaver, 26), REACHED | {"doing": "would-not-say"})
    assert "asked us to stop asking" in again.text


def test_nobody_is_asked_before_time_twice_or_after_they_said_stop(world: World) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Ade", THIS_YEAR)
    heard = Heard(Evidence.young_person, Doing.would_not_say, TODAY, own_life=OwnLife.yes)
    with world.writing() as session:
        early = session.get_one(CheckIn, scene.check_in(leaver, 26).id)
        with pytest.raises(Refused, match="too early"):
            services.tried(session, early, how="Phone call", **scene.common)
        row = session.get_one(CheckIn, scene.check_in(leaver, 13).id)
        with pytest.raises(Refused, match="Nobody has tried"):
            services.give_up(session, row, seen=row.version, **scene.common)
        services.reached(session, row, heard, how="Visit", seen=row.version, **scene.common)
        session.commit()
        with pytest.raises(Refused, match="finished already"):
            services.reached(session, row, heard, how="Visit", seen=row.version, **scene.common)


def test_a_check_in_is_given_up_after_a_try_and_unknown_stays_unknown(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    scene.tried(leaver, 13)
    page = address(scene, leaver)
    assert client.submit(f"{page}/give-up", page=page).status_code == 303
    assert scene.check_in(leaver, 13).state is CheckInState.not_reached
    assert spells(world, leaver) == []


def test_a_second_click_does_nothing_twice(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    said = REACHED | JOB | {"doing": "other", "idempotency_key": "one-and-the-same"}
    page = address(scene, leaver)
    first, second = client.submit(page, said), client.submit(page, said)
    assert first.location == second.location
    assert len(spells(world, leaver)) == 1


def test_a_spell_is_corrected_by_withdrawing_it_with_a_reason(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    wrong = scene.spell(leaver, dt.date(2026, 9, 1), employer_id=scene.hotel.id, heard_on=dt.date(2026, 10, 1))
    page = f"/destinations/spells/{wrong.public_id}/correct"
    shown = client.get(page).text
    assert 'value="Invented Hotel"' in shown
    right = JOB | {
        "evidence": "employer",
        "heard_on-day": "1",
        "heard_on-month": "10",
        "heard_on-year": "2026",
        "hours_a_week": "12",
    }
    assert "Write what was wrong" in client.submit(page, right).text
    assert client.submit(page, right | {"because": "The hours were wrong."}).status_code == 303
    old, new = spells(world, leaver)
    assert (old.withdrawn_at, old.withdrawn_because) == (world.now, "The hours were wrong.")
    assert (new.hours_a_week, new.employer_id, new.outcome) == (12.0, scene.hotel.id, "EMP2")
    kept = client.get(f"/destinations/leavers/{leaver.public_id}").text
    assert "The hours were wrong." in kept


def test_a_spell_is_withdrawn_and_said_again(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver, client = scene.leaver("Ade", THIS_YEAR), client_as(world.coordinator)
    spell = scene.spell(leaver, dt.date(2026, 9, 1), heard_on=dt.date(2026, 10, 1))
    page = f"/destinations/spells/{spell.public_id}"
    day = {"heard_on-day": "2", "heard_on-month": "11", "heard_on-year": "2026"}
    assert client.submit(f"{page}/again", day | {"evidence": "young-person"}).status_code == 303
    assert spells(world, leaver)[0].confirmed_on == dt.date(2026, 11, 2)
    ended = {"ends_on-day": "3", "ends_on-month": "11", "ends_on-year": "2026"}
    refused = client.submit(f"{page}/again", day | ended | {"evidence": "young-person"}).text
    assert "cannot be after the day on which they said so" in refused
    assert "Write what was wrong with it" in client.submit(f"{page}/withdraw", {"because": " "}).text
    stale = client.submit(f"{page}/withdraw", {"because": "Wrong person", "version": "1"})
    assert stale.status_code == 409
    assert client.submit(f"{page}/withdraw", {"because": "Wrong person"}).status_code == 303
    assert "was withdrawn" in client.submit(f"{page}/again", day | {"evidence": "young-person"}).text


def test_everybody_beside_them_is_shown_and_who_must_not_be_told_says_so(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Ade", THIS_YEAR)
    keys = {**scene.key, "young_person_id": leaver.young_person_id}
    world.save(Contact(**keys, name="Mo Ther", relationship_words="mother", phone="01632 960001"))
    world.save(Contact(**keys, name="Un Cle", relationship_words="uncle", phone="01632 960009", is_barred=True))
    shown = client_as(world.coordinator).get(address(scene, leaver)).text
    assert "tel:01632960001" in shown
    assert "960009" not in shown
    assert "Must not be told anything" in shown
