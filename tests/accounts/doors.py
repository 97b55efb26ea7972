"""What tests of the ways in share: a password that is known, a card that was issued, a class that was opened."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pfa.accounts import card_codes, cards, one_time, second_factor
from pfa.accounts import sign_in as sign_ins
from pfa.accounts.entrance import Entrance, Visitor
from pfa.accounts.models import LearnerCard, SignInWay, User
from pfa.people.models import YoungPerson
from tests.factories import Browser, World

PASSWORD = "kettle hedge violin"


@dataclass(frozen=True)
class Card:
    """A card as its owner holds it."""

    locator: str
    secret: str
    token: str
    user_id: int


def entrance(app: Flask) -> Entrance:
    found: Entrance = app.extensions["pfa_entrance"]
    return found


def with_password(app: Flask, world: World, user: User, password: str = PASSWORD) -> User:
    """Let a user have a password that the test knows."""
    hashed = entrance(app).hasher.hash(password)
    with world.writing() as session:
        session.get_one(User, user.id).password_hash = hashed
        session.commit()
    return user


def card_for(app: Flask, world: World, person: YoungPerson | None = None) -> Card:
    """Issue a card as a co-ordinator does."""
    person = person or world.young_person(with_user=True)
    made = cards.make(1, hasher=entrance(app).hasher, peppers=entrance(app).peppers)[0]
    with world.writing() as session:
        card: LearnerCard = cards.issue(
            session,
            session.get_one(User, person.user_id),
            made,
            authority_id=world.authority.id,
            expires_on=world.now.date().replace(month=12),
            subject=session.get_one(YoungPerson, person.id),
            actor=world.actor(world.coordinator),
            now=world.now,
        )
        session.commit()
        return Card(card.locator, made.secret, made.token, card.user_id)


@dataclass(frozen=True)
class Phone:
    """An app that shows codes, and the recovery codes that came with it."""

    secret: str
    recovery_codes: tuple[str, ...]

    def shows(self, now: dt.datetime) -> str:
        """The code it shows at a moment."""
        return one_time.code_at(self.secret, one_time.step_at(now))


def with_phone(app: Flask, world: World, user: User) -> Phone:
    """Let a user have a password that the test knows, and an app that was set up half a minute ago."""
    with_password(app, world, user)
    with world.writing() as session:
        row = session.get_one(User, user.id)
        token = sign_ins.prepare(session, row, way=SignInWay.password, now=world.now)
        waiting = sign_ins.prepared(session, token, ways=(SignInWay.password,), now=world.now)
        session.commit()
    assert waiting is not None
    phone = Phone(second_factor.proposed(entrance(app), waiting), ())
    visitor = Visitor("192.0.2.1", world.now, world.now.date())
    code = phone.shows(world.now - dt.timedelta(seconds=one_time.STEP_SECONDS))
    return Phone(phone.secret, second_factor.set_up(entrance(app), waiting, code, visitor, asker=None))


def wrong(code: str) -> str:
    """Six figures that are not this code, nor its neighbours but by a rare chance."""
    return f"{(int(code) + 314159) % 1_000_000:06d}"


def sign_in(client: FlaskClient, email: str | None, password: str = PASSWORD, **more: object) -> TestResponse:
    """Type an e-mail address and a password."""
    assert isinstance(client, Browser)
    return client.submit("/sign-in", {"email": email or "", "password": password}, **more)


def type_card(client: FlaskClient, number: str, code: str) -> TestResponse:
    """Type what stands on a card, in its two boxes."""
    assert isinstance(client, Browser)
    return client.submit("/card", {"number": number, "code": code[:4], "code_end": code[4:]})


def is_in(client: FlaskClient) -> bool:
    """Is somebody signed in here?"""
    return client.get("/account").status_code == 200


def another_code(code: str) -> str:
    """A code that is not this one."""
    last = card_codes.ALPHABET[(card_codes.ALPHABET.index(code[-1]) + 1) % len(card_codes.ALPHABET)]
    return code[:-1] + last


def texts(page: str, css_class: str) -> list[str]:
    """What stands in the elements of that class."""
    return re.findall(rf'class="[^"]*\b{css_class}\b[^"]*"[^>]*>\s*([^<]+?)\s*<', page)
