"""Young people's cards: what stands on one, how forgivingly it is read, and what guessing comes to."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfa.accounts import card_codes, cards, throttle
from pfa.accounts.card_codes import ALPHABET
from pfa.accounts.cards import Peppers
from pfa.accounts.entrance import Entrance, Visitor
from pfa.accounts.hashing import Cost, Hasher
from pfa.accounts.models import LearnerCard, SignIn, SignInWay, User
from pfa.audit.models import AuditEvent
from pfa.core.database import Database
from pfa.core.errors import Refused, TooMany
from tests.accounts.doors import Card, another_code, card_for, entrance, is_in, type_card
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]


def test_a_secret_has_eight_of_twenty_one_characters_that_cannot_be_mistaken() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 21
    assert not set(ALPHABET) & set("AEIOU01L5S8BZV")
    assert card_codes.BITS > 35
    for _ in range(500):
        code = card_codes.new_secret()
        assert len(code) == 8
        assert set(code) <= set(ALPHABET)
        assert not card_codes.is_rude(code)


@pytest.mark.parametrize("code", ["FCKR2M3W", "7TW4TXYP", "W4NKMMMM", "XXKKKMMM", "M69CCDDP", "CCN6GRWW", "R4P3MMMM"])
def test_what_spells_something_rude_is_never_given_out(code: str) -> None:
    assert card_codes.is_rude(code)


def test_codes_that_spell_nothing_are_given_out() -> None:
    assert not card_codes.is_rude("7KMX9TRW")


def test_a_year_of_guessing_as_fast_as_the_limits_allow_hardly_ever_succeeds() -> None:
    codes = len(ALPHABET) ** card_codes.SECRET_LENGTH
    targeted = throttle.CARD_TRIES_A_DAY * 190 / codes
    sprayed = throttle.CARD_ADDRESS[-1].most * 190 / codes
    assert targeted + sprayed < 1e-4  # of any sign-in by guessing, in a school year of 190 days


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_case_spaces_and_dashes_do_not_count(code: str, chance: random.Random) -> None:
    typed = "".join(
        (mark.lower() if chance.random() < 0.5 else mark) + chance.choice(["", "", " ", "-", "–", "  "])
        for mark in code
    )
    assert card_codes.tidy(typed) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_kindly_refused(typed: str) -> None:
    with contextlib.suppress(Refused):
        assert set(card_codes.tidy(typed)) <= set(ALPHABET)


def test_a_look_alike_is_explained_and_costs_no_try(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    card, browser = card_for(app, world), client_as(None)
    for _ in range(30):
        answer = type_card(browser, card.locator, "O" + card.secret[1:])
    assert "There is no O on any card" in answer.text
    type_card(browser, card.locator, card.secret)
    assert browser.get("/card/yes").status_code == 200


def test_a_typed_card_asks_is_this_you_and_then_lets_in(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    card, browser = card_for(app, world), client_as(None)
    answer = type_card(browser, card.locator, f"{card.secret[:4].lower()} {card.secret[4:]}")
    assert answer.location == "/card/yes"
    assert not is_in(browser)
    asked = browser.get("/card/yes")
    assert "Yasmin" in asked.text
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    assert browser.submit("/card/yes").status_code == 303  # type: ignore[attr-defined]  # client_as gives our browser
    assert is_in(browser)
    assert session.scalars(sa.select(SignIn.way).where(SignIn.ended_at.is_(None))).all() == [SignInWay.card_code]


def test_the_code_can_be_pasted_whole_into_the_first_box(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    answer = browser.submit("/card", {"number": card.locator, "code": card_codes.in_two(card.secret), "code_end": ""})  # type: ignore[attr-defined]  # client_as gives our browser
    assert answer.location == "/card/yes"


def test_a_code_that_did_not_match_is_shown_in_its_two_boxes(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    wrong = another_code(card.secret)
    answer = browser.submit("/card", {"number": card.locator, "code": f"{wrong[:4]} {wrong[4:]}", "code_end": ""})  # type: ignore[attr-defined]  # client_as gives our browser
    assert "Please look at this" in answer.text
    assert f'value="{wrong[:4]}"' in answer.text
    assert f'value="{wrong[4:]}"' in answer.text


def test_no_name_is_shown_before_the_secret_is_right(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    answer = type_card(browser, card.locator, another_code(card.secret))
    assert "That did not match" in answer.text
    assert "Yasmin" not in answer.text
    assert browser.get("/card/yes").location == "/card"


def test_is_this_you_waits_five_minutes_and_opens_nothing_else(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    card, browser = card_for(app, world), client_as(None)
    type_card(browser, card.locator, card.secret)
    clock.move(minutes=5)
    assert browser.get("/card/yes").location == "/card"


def test_the_square_code_shows_who_it_is_and_looking_changes_nothing(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    card, browser = card_for(app, world), client_as(None)
    shown = browser.get(f"/card/{card.token}")
    assert "Yasmin" in shown.text
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    with world.reading() as reading:
        assert reading.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0
    browser.submit(f"/card/{card.token}")  # type: ignore[attr-defined]  # client_as gives our browser
    assert is_in(browser)


def test_a_card_of_another_year_or_another_token_leads_to_the_way_in(
    app: Flask, world: World, client_as: ClientAs, clock: Clock
) -> None:
    card = card_for(app, world)
    assert client_as(None).get("/card/not-a-token").location == "/card"
    clock.move(days=60)
    assert client_as(None).get(f"/card/{card.token}").location == "/card"
    assert "did not match" in type_card(client_as(None), card.locator, card.secret).text


def test_a_new_card_voids_the_old_one_and_what_it_opened(app: Flask, world: World, client_as: ClientAs) -> None:
    person = world.young_person(with_user=True)
    old, browser = card_for(app, world, person), client_as(None)
    browser.submit(f"/card/{old.token}")  # type: ignore[attr-defined]  # client_as gives our browser
    assert is_in(browser)
    new = card_for(app, world, person)
    assert not is_in(browser)
    assert client_as(None).get(f"/card/{old.token}").location == "/card"
    assert client_as(None).get(f"/card/{new.token}").status_code == 200


def test_issuing_is_recorded_with_the_young_person_as_its_subject(app: Flask, world: World, session: Any) -> None:
    person = world.young_person(with_user=True)
    card_for(app, world, person)
    event = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "card.issued")).one()
    assert event.subject_id == person.public_id
    assert event.actor_id == world.coordinator.id


def test_what_is_kept_of_a_card_gives_nothing_away(app: Flask, world: World, session: Any) -> None:
    card = card_for(app, world)
    row = session.scalars(sa.select(LearnerCard)).one()
    kept = " ".join(str(getattr(row, column.key)) for column in sa.inspect(LearnerCard).columns)
    assert card.secret not in kept
    assert card.token not in kept
    hasher = entrance(app).hasher
    assert not hasher.matches(row.secret_hash, card.secret)  # nothing without the pepper
    assert hasher.matches(row.secret_hash, card_codes.peppered(card.secret, entrance(app).peppers.current))


def test_cards_live_on_after_the_pepper_is_changed_while_the_old_one_is_known(app: Flask, world: World) -> None:
    card, door = card_for(app, world), entrance(app)
    old, new = door.peppers.current, "another pepper, quite as long as the first"
    both = Peppers(new, {card_codes.pepper_key(one): one for one in (new, old)})
    only_new = Peppers(new, {card_codes.pepper_key(new): new})
    visitor = Visitor("192.0.2.1", world.now, world.now.date())
    for peppers, works in ((both, True), (only_new, False)):
        renewed = Entrance(door.database, app.extensions["pfa_settings"], door.hasher)
        renewed.peppers = peppers
        if works:
            assert renewed.by_card(card.locator, card.secret, visitor) == card.user_id
        else:
            with pytest.raises(Refused):
                renewed.by_card(card.locator, card.secret, visitor)


class Guesser:
    """Somebody who tries secrets at one locator from many places, with a clock of their own."""

    def __init__(self, app: Flask, card: Card, clock: Clock) -> None:
        self.door = Entrance(entrance(app).database, app.extensions["pfa_settings"], CountingHasher())
        self.card, self.clock, self.number = card, clock, 0

    @property
    def hashed(self) -> int:
        hasher = self.door.hasher
        assert isinstance(hasher, CountingHasher)
        return hasher.count

    def guess(self, code: str) -> str:
        self.number += 1
        visitor = Visitor(f"192.0.2.{self.number % 250}", self.clock(), self.clock().date())
        try:
            self.door.by_card(self.card.locator, code, visitor)
        except TooMany as error:
            return "paused" if error.seconds is None else "wait"
        except Refused:
            return "wrong"
        return "right"


class CountingHasher(Hasher):
    """Counts the secrets that reach it."""

    def __init__(self) -> None:
        super().__init__(Cost(64, 1))
        self.count = 0

    def matches(self, stored: str | None, secret: str | bytes) -> bool:
        self.count += 1
        return super().matches(stored, secret)


@pytest.mark.slow
def test_of_a_day_full_of_guesses_at_one_card_twenty_are_looked_at(app: Flask, world: World, clock: Clock) -> None:
    guesser = Guesser(app, card_for(app, world), clock)
    wrong = another_code(guesser.card.secret)
    seen = []
    for _ in range(1500):
        seen.append(guesser.guess(wrong))
        clock.move(seconds=57)
    assert guesser.hashed == throttle.CARD_TRIES_A_DAY == 20
    assert seen[:5] == ["wrong"] * 5
    assert seen[5] == "wait"
    assert seen[-1] == "paused"


def test_five_wrong_tries_cost_a_minute_and_ten_cost_fifteen(app: Flask, world: World, clock: Clock) -> None:
    guesser = Guesser(app, card_for(app, world), clock)
    wrong = another_code(guesser.card.secret)
    assert [guesser.guess(wrong) for _ in range(6)] == ["wrong"] * 5 + ["wait"]
    clock.move(seconds=60)
    for _ in range(5):
        assert guesser.guess(wrong) == "wrong"
        clock.move(seconds=60)
    assert guesser.guess(wrong) == "wait"
    clock.move(minutes=14)
    assert guesser.guess(guesser.card.secret) == "right"


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0, 61, 901])), max_size=60))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_order_of_right_and_wrong_buys_more_wrong_tries_in_a_day(
    app: Flask, world: World, database: Database, tries: list[tuple[bool, int]]
) -> None:
    clock = Clock(world.now)
    guesser = Guesser(app, card_for(app, world), clock)
    wrong = 0
    for is_right, wait in tries:
        wrong += guesser.guess(guesser.card.secret if is_right else another_code(guesser.card.secret)) == "wrong"
        clock.move(seconds=wait)
    assert wrong <= throttle.CARD_TRIES_A_DAY


def test_a_card_that_a_classmate_has_paused_still_works_in_every_other_way(
    app: Flask, world: World, clock: Clock, client_as: ClientAs, session: Any
) -> None:
    card, browser = card_for(app, world), client_as(None)
    browser.submit(f"/card/{card.token}")  # type: ignore[attr-defined]  # client_as gives our browser
    throttle.count(session, *[f"card:{card.locator}"] * throttle.CARD_TRIES_A_DAY, now=clock())
    session.commit()
    assert Guesser(app, card, clock).guess(card.secret) == "paused"
    assert is_in(browser)  # whoever was in stays in
    assert client_as(None).get(f"/card/{card.token}").status_code == 200  # the square code works
    answer = type_card(client_as(None), card.locator, card.secret)
    assert answer.status_code == 429
    assert "It is not your fault" in answer.text
    other = card_for(app, world, world.young_person("Other", with_user=True))
    assert type_card(client_as(None), other.locator, other.secret).location == "/card/yes"


def test_staff_let_a_paused_card_be_typed_again(app: Flask, world: World, clock: Clock, client_as: ClientAs) -> None:
    person = world.young_person(with_user=True)
    card = card_for(app, world, person)
    guesser = Guesser(app, card, clock)
    while guesser.guess(another_code(card.secret)) != "paused":
        clock.move(minutes=15)
    staff = client_as(world.teacher)
    assert "Typing stopped" in staff.get("/cards/").text
    staff.submit(f"/cards/{person.public_id}/free", page="/cards/")  # type: ignore[attr-defined]  # client_as gives our browser
    assert type_card(client_as(None), card.locator, card.secret).location == "/card/yes"


def test_a_number_that_nobody_has_behaves_like_one_that_somebody_has(app: Flask, world: World, clock: Clock) -> None:
    card = card_for(app, world)
    nobody = Card("99999" if card.locator != "99999" else "99998", card.secret, "", 0)
    for guesser in (Guesser(app, card, clock), Guesser(app, nobody, clock)):
        answers = [guesser.guess(another_code(card.secret)) for _ in range(7)]
        assert answers == ["wrong"] * 5 + ["wait"] * 2
        assert guesser.hashed == 5


def test_a_whole_school_signs_in_from_one_place_and_mistypes(app: Flask, world: World, clock: Clock) -> None:
    card, door = card_for(app, world), entrance(app)
    visitor = Visitor("192.0.2.1", clock(), clock().date())
    for number in range(120):
        if number % 10 == 0:
            with pytest.raises(Refused):
                door.by_card(f"{10000 + number}", card.secret, visitor)
        else:
            assert door.by_card(card.locator, card.secret, visitor) == card.user_id


def test_the_last_wrong_guess_of_a_place_is_the_three_hundredth_of_ten_minutes(
    app: Flask, world: World, session: Any, clock: Clock
) -> None:
    card, door = card_for(app, world), entrance(app)
    visitor = Visitor("192.0.2.1", clock(), clock().date())
    throttle.count(session, *[door.place_key("card", visitor)] * 299, now=clock())
    session.commit()
    with pytest.raises(Refused):
        door.by_card("10000", card.secret, visitor)
    with pytest.raises(TooMany, match="this place"):
        door.by_card(card.locator, card.secret, visitor)
    later = Visitor("192.0.2.1", clock() + dt.timedelta(minutes=10), clock().date())
    assert door.by_card(card.locator, card.secret, later) == card.user_id


def test_a_young_person_chooses_a_picture_and_sees_it_next_time(app: Flask, world: World, client_as: ClientAs) -> None:
    card, browser = card_for(app, world), client_as(None)
    browser.submit(f"/card/{card.token}")  # type: ignore[attr-defined]  # client_as gives our browser
    answer = browser.submit("/picture", {"picture": "picture-moon"})  # type: ignore[attr-defined]  # client_as gives our browser
    assert answer.status_code == 303
    assert "#picture-moon" in client_as(None).get(f"/card/{card.token}").text


def test_a_number_of_a_card_that_has_run_out_can_be_given_again(app: Flask, world: World, session: Any) -> None:
    card = card_for(app, world)
    row = session.scalars(sa.select(LearnerCard)).one()
    row.expires_on = world.now.date() - dt.timedelta(days=1)
    session.commit()
    numbers = iter([card.locator])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card_codes, "new_number", lambda _length: next(numbers))
        assert cards._free_locator(session, now=world.now) == card.locator
    assert row.replaced_at is not None
