"""Somebody always reads: the last safeguarding lead of an authority stays until there is another."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from pfa.accounts import leads, users
from pfa.accounts.models import Membership, Role, User
from pfa.core.errors import Changed, Refused
from tests.accounts.doors import is_in, with_password
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]
NOBODY = "Nobody reads what young people write"


@pytest.fixture
def lead(app: Flask, world: World) -> User:
    return with_password(app, world, world.lead)


def role_of(world: World, user: User) -> Membership:
    with world.reading() as session:
        return session.scalars(sa.select(Membership).where(Membership.user_id == user.id)).one()


def end_role(world: World, user: User) -> None:
    with world.writing() as session:
        row = session.get_one(Membership, role_of(world, user).id)
        users.end_role(session, row, actor=world.actor(world.admin), now=world.now, today=world.now.date())
        session.commit()


def stop(world: World, user: User) -> None:
    with world.writing() as session:
        row, by = session.get_one(User, user.id), world.actor(world.admin)
        users.disable(session, row, authority_id=world.authority.id, actor=by, now=world.now, today=world.now.date())
        session.commit()


def stop_by_command(world: World, user: User) -> None:
    with world.writing() as session:
        users.stop_everywhere(session, session.get_one(User, user.id), now=world.now, today=world.now.date())
        session.commit()


WAYS = [end_role, stop, stop_by_command]


@pytest.mark.parametrize("way", WAYS)
def test_the_last_lead_stays(lead: User, world: World, way: Callable[[World, User], None]) -> None:
    with pytest.raises(Refused, match="Lea D is the only safeguarding lead who can sign in"):
        way(world, lead)
    with world.reading() as session:
        assert [row.name for row in leads.readers(session, world.authority.id, world.now.date())] == ["Lea D"]


@pytest.mark.parametrize("way", WAYS)
def test_a_successor_who_can_sign_in_lets_them_go(
    app: Flask, lead: User, world: World, way: Callable[[World, User], None]
) -> None:
    with_password(app, world, world.user("Suc Cessor", Role.safeguarding_lead))
    way(world, lead)
    with world.reading() as session:
        assert [row.name for row in leads.readers(session, world.authority.id, world.now.date())] == ["Suc Cessor"]


def test_who_was_only_invited_has_stopped_or_has_a_last_day_is_no_successor(
    app: Flask, lead: User, world: World
) -> None:
    world.user("In Vited", Role.safeguarding_lead)
    stopped = with_password(app, world, world.user("Sto Pped", Role.safeguarding_lead))
    ending = with_password(app, world, world.user("En Ding", Role.safeguarding_lead))
    other = world.another()
    with_password(app, other, other.lead)
    with world.writing() as session:
        session.get_one(User, stopped.id).is_active = False
        session.get_one(Membership, role_of(world, ending).id).ends_on = world.now.date() + dt.timedelta(days=3)
        session.commit()
    with pytest.raises(Refused, match="only safeguarding lead"):
        end_role(world, lead)


def test_their_other_roles_and_other_people_can_go(lead: User, world: World) -> None:
    with world.writing() as session:
        row = users.give_role(
            session,
            session.get_one(User, lead.id),
            role=Role.approver,
            organisation=None,
            authority_id=world.authority.id,
            actor=world.actor(world.admin),
            now=world.now,
            today=world.now.date(),
        )
        session.flush()
        users.end_role(session, row, actor=world.actor(world.admin), now=world.now, today=world.now.date())
        session.commit()
    stop(world, world.tutor)


def test_the_page_of_the_last_lead_says_so_and_a_form_sent_all_the_same_is_refused_in_words(
    lead: User, world: World, client_as: ClientAs
) -> None:
    admin, page = client_as(world.admin), f"/users/{lead.public_id}"
    shown = admin.get(page).text
    assert "Lea D is the only safeguarding lead who can sign in" in shown
    assert "Stop this account" not in shown
    for address in (f"{page}/stop", f"{page}/roles/{role_of(world, lead).public_id}/end"):
        answer = admin.submit(address, page=page)
        assert answer.status_code == 422
        assert "Give somebody else that role first" in answer.text
    assert is_in(client_as(lead))
    assert "only safeguarding lead" not in admin.get(f"/users/{world.tutor.public_id}").text


def test_when_a_last_day_set_earlier_has_passed_administrators_are_told_loudly(
    lead: User, world: World, client_as: ClientAs, clock: Clock
) -> None:
    with world.writing() as session:
        session.get_one(Membership, role_of(world, lead).id).ends_on = world.now.date() + dt.timedelta(days=1)
        session.commit()
    clock.move(days=1)
    assert NOBODY not in client_as(world.admin).get("/").text
    clock.move(days=1)
    assert NOBODY in client_as(world.admin).get("/").text
    assert NOBODY not in client_as(world.teacher).get("/").text


def test_an_authority_whose_lead_has_no_password_yet_is_told_as_well(world: World, client_as: ClientAs) -> None:
    assert NOBODY in client_as(world.admin).get("/").text


def test_two_leads_who_are_let_go_at_once_do_not_both_go(app: Flask, lead: User, world: World) -> None:
    second = with_password(app, world, world.user("Suc Cessor", Role.safeguarding_lead))
    said: list[Any] = []
    start = threading.Barrier(2)

    def let_go(user: User) -> None:
        start.wait()
        try:
            stop(world, user)
            said.append("gone")
        except (Refused, Changed):
            said.append("stays")

    threads = [threading.Thread(target=let_go, args=(user,)) for user in (lead, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["gone", "stays"]
