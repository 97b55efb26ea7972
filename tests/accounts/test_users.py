"""Administrators invite, give and end roles, stop accounts; a link sets a password once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts import password_setting, users
from pfa.accounts.entrance import Visitor
from pfa.accounts.models import Membership, PasswordLink, Role, User
from pfa.audit.models import AuditEvent
from pfa.core.errors import NotAllowed, NotFound, Refused, TooMany
from tests.accounts.doors import entrance, is_in, sign_in, with_password
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]
GOOD = "kettle hedge violin"


def invite(browser: Any, **more: str) -> Any:
    data = {"name": "Nia New", "email": "nia@example.test", "role": "coordinator", "organisation": ""}
    return browser.submit("/users/new", data | more)


def link_in(page: str) -> str:
    found = re.search(r"http://localhost(/set-password/[\w-]{43})", page)
    assert found
    return found.group(1)


def test_an_invited_user_sets_a_password_and_signs_in(world: World, client_as: ClientAs) -> None:
    path = link_in(invite(client_as(world.admin)).text)
    browser = client_as(None)
    answer = browser.submit(path, {"password": GOOD})  # type: ignore[attr-defined]  # client_as gives our browser
    assert answer.location == "/sign-in"
    sign_in(browser, "nia@example.test", GOOD)
    assert browser.get("/people/").status_code == 200


def test_looking_at_a_link_does_not_use_it_up_and_using_it_does(world: World, client_as: ClientAs) -> None:
    path = link_in(invite(client_as(world.admin)).text)
    for _ in range(3):
        shown = client_as(None).get(path)
        assert shown.status_code == 200
        assert shown.headers["Referrer-Policy"] == "no-referrer"
    client_as(None).submit(path, {"password": GOOD})  # type: ignore[attr-defined]  # client_as gives our browser
    assert client_as(None).get(path).status_code == 404


def test_a_link_dies_after_48_hours(world: World, client_as: ClientAs, clock: Clock) -> None:
    path = link_in(invite(client_as(world.admin)).text)
    clock.move(hours=48, seconds=-1)
    assert client_as(None).get(path).status_code == 200
    clock.move(seconds=1)
    assert client_as(None).get(path).status_code == 404


@pytest.mark.parametrize("loss", ["role", "account"])
def test_a_link_is_void_once_its_maker_may_no_longer_make_it(
    world: World, client_as: ClientAs, session: Any, loss: str
) -> None:
    path = link_in(invite(client_as(world.admin)).text)
    maker = session.get_one(User, world.admin.id)
    if loss == "role":
        maker.memberships[0].role = Role.coordinator
    else:
        maker.is_active = False
    session.commit()
    assert client_as(None).get(path).status_code == 404


def test_a_newer_link_voids_the_older_one(world: World, client_as: ClientAs) -> None:
    admin = client_as(world.admin)
    old = link_in(invite(admin).text)
    with world.reading() as reading:
        nia = reading.scalars(sa.select(User).where(User.email == "nia@example.test")).one()
    new = link_in(admin.submit(f"/users/{nia.public_id}/link", page=f"/users/{nia.public_id}").text)  # type: ignore[attr-defined]  # client_as gives our browser
    assert client_as(None).get(old).status_code == 404
    assert client_as(None).get(new).status_code == 200


def test_twenty_who_use_one_link_at_once_set_one_password(app: Flask, world: World, session: Any, clock: Clock) -> None:
    actor = world.actor(world.admin)
    user = session.get_one(User, world.tutor.id)
    token = users.make_link(session, user, authority_id=world.authority.id, actor=actor, now=clock())
    session.commit()
    session.close()
    answers: list[str] = []
    start = threading.Barrier(20)

    def use(number: int) -> None:
        start.wait()
        try:
            visitor = Visitor("192.0.2.1", clock(), clock().date())
            password_setting.by_link(entrance(app), token, f"kettle hedge violin {number}", visitor)
            answers.append("set")
        except NotFound:
            answers.append("dead")

    threads = [threading.Thread(target=use, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["dead"] * 19 + ["set"]


def test_a_second_click_does_not_invite_twice_nor_show_the_link_again(world: World, client_as: ClientAs) -> None:
    admin = client_as(world.admin)
    page = admin.get("/users/new").text
    hidden = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', page))
    data = hidden | {"name": "Nia New", "email": "nia@example.test", "role": "coordinator", "organisation": ""}
    first, second = admin.post("/users/new", data=data), admin.post("/users/new", data=data)
    assert "/set-password/" in first.text
    assert second.status_code == 303
    assert "/users/" in second.location
    with world.reading() as reading:
        assert reading.scalar(sa.select(sa.func.count()).select_from(PasswordLink)) == 1


def test_somebody_who_works_for_another_authority_keeps_their_password(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    tutor = with_password(app, world, world.another().tutor)
    page = invite(
        client_as(world.admin), email=tutor.email or "", role="college-staff", organisation=str(world.college.public_id)
    ).text
    assert "They need no link" in page
    held = session.scalars(sa.select(Membership).where(Membership.user_id == tutor.id)).all()
    assert {row.authority_id for row in held} == {world.authority.id, world.authority.id + 1}
    with pytest.raises(Refused, match="another authority"):
        users.make_link(
            session,
            session.get_one(User, tutor.id),
            authority_id=world.authority.id,
            actor=world.actor(world.admin),
            now=world.now,
        )
    with pytest.raises(Refused, match="another authority"):
        users.disable(
            session,
            session.get_one(User, tutor.id),
            authority_id=world.authority.id,
            actor=world.actor(world.admin),
            now=world.now,
            today=world.now.date(),
        )
    session.close()
    browser = client_as(None)
    sign_in(browser, tutor.email)
    assert is_in(browser)


def test_school_and_college_staff_are_given_a_place_of_the_right_kind(world: World, client_as: ClientAs) -> None:
    admin = client_as(world.admin)
    assert "Choose the school or college" in invite(admin, role="school-staff").text
    wrong = invite(admin, role="school-staff", organisation=str(world.college.public_id))
    assert "Choose the school or college" in wrong.text
    assert "/set-password/" in invite(admin, role="school-staff", organisation=str(world.school.public_id)).text


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@c.de", "a@c.de\r\nBcc: all@c.de"])
def test_what_is_no_email_address_is_refused(world: World, client_as: ClientAs, email: str) -> None:
    assert "e-mail address" in invite(client_as(world.admin), email=email).text
    with world.reading() as reading:
        assert reading.scalar(sa.select(sa.func.count()).select_from(PasswordLink)) == 0


def test_ending_a_role_signs_them_out_and_takes_the_right_away(world: World, client_as: ClientAs) -> None:
    admin, tutor = client_as(world.admin), client_as(world.tutor)
    assert is_in(tutor)
    with world.reading() as reading:
        role = reading.scalars(sa.select(Membership).where(Membership.user_id == world.tutor.id)).one()
    page = f"/users/{world.tutor.public_id}"
    admin.submit(f"{page}/roles/{role.public_id}/end", page=page)  # type: ignore[attr-defined]  # client_as gives our browser
    assert not is_in(tutor)
    assert not is_in(client_as(world.tutor))
    assert "Ended" in admin.get(page).text


def test_a_role_that_was_ended_can_be_given_again_but_not_twice(world: World, session: Any) -> None:
    actor, user = world.actor(world.admin), session.get_one(User, world.approver.id)
    today = world.now.date()
    given = {"role": Role.approver, "organisation": None, "authority_id": world.authority.id}
    with pytest.raises(Refused, match="already"):
        users.give_role(session, user, **given, actor=actor, now=world.now, today=today)
    users.end_role(session, user.memberships[0], actor=actor, now=world.now, today=today)
    users.give_role(session, user, **given, actor=actor, now=world.now, today=today)
    assert user.memberships[0].works_on(today)


def test_stopping_an_account_ends_its_sign_ins_and_its_links(
    app: Flask, world: World, client_as: ClientAs, session: Any
) -> None:
    with_password(app, world, world.tutor)
    admin, tutor = client_as(world.admin), client_as(world.tutor)
    page = f"/users/{world.tutor.public_id}"
    link = link_in(admin.submit(f"{page}/link", page=page).text)  # type: ignore[attr-defined]  # client_as gives our browser
    admin.submit(f"{page}/stop", page=page)  # type: ignore[attr-defined]  # client_as gives our browser
    assert not is_in(tutor)
    assert client_as(None).get(link).status_code == 404
    assert "is wrong" in sign_in(client_as(None), world.tutor.email).text
    admin.submit(f"{page}/let-in", page=page)  # type: ignore[attr-defined]  # client_as gives our browser
    assert "is wrong" in sign_in(client_as(None), world.tutor.email).text  # the password is gone with the account
    actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["password-link.made", "user.stopped", "user.let-in"]


def test_nobody_stops_themselves_or_ends_their_own_administration(world: World, session: Any) -> None:
    actor, admin = world.actor(world.admin), session.get_one(User, world.admin.id)
    today = world.now.date()
    with pytest.raises(Refused, match="your own"):
        users.disable(session, admin, authority_id=world.authority.id, actor=actor, now=world.now, today=today)
    with pytest.raises(Refused, match="your own"):
        users.end_role(session, admin.memberships[0], actor=actor, now=world.now, today=today)


def test_the_services_refuse_whoever_does_not_manage_users_there(world: World, session: Any) -> None:
    askers = [world.actor(user) for user in (world.coordinator, world.another().admin)]
    user = session.get_one(User, world.tutor.id)
    for asker in askers:
        with pytest.raises(NotAllowed):
            users.make_link(session, user, authority_id=world.authority.id, actor=asker, now=world.now)


def test_links_for_one_person_are_five_an_hour_at_most(world: World, session: Any) -> None:
    actor, user = world.actor(world.admin), session.get_one(User, world.tutor.id)
    make = {"authority_id": world.authority.id, "actor": actor}
    for _ in range(5):
        users.make_link(session, user, **make, now=world.now)
    with pytest.raises(TooMany):
        users.make_link(session, user, **make, now=world.now)


def test_the_list_shows_the_staff_of_ones_own_authority_alone(world: World, client_as: ClientAs) -> None:
    other = world.another()
    world.young_person("Yasmin", with_user=True)
    page = client_as(world.admin).get("/users").text
    for user in world.staff:
        assert user.email in page
    for user in other.staff:
        assert user.email not in page
    assert "Yasmin" not in page


def test_the_list_is_searched_and_filtered(world: World, client_as: ClientAs) -> None:
    admin = client_as(world.admin)
    assert "Tu Tor" not in admin.get("/users?name=cora").text
    assert "Cora Ordinator" in admin.get("/users?name=cora").text
    assert "Nobody matches" in admin.get("/users?name=%25").text
    assert "Cora Ordinator" not in admin.get("/users?role=college-staff").text


def test_the_list_asks_the_database_no_more_for_more_users(world: World, client_as: ClientAs, database: Any) -> None:
    admin = client_as(world.admin)
    admin.get("/users")
    few = statements(database, lambda: admin.get("/users"))
    for number in range(10):
        world.user(f"More {number}", Role.coordinator)
    assert statements(database, lambda: admin.get("/users")) == few


def statements(database: Any, act: Callable[[], Any]) -> int:
    seen: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    engines = {database.engine, getattr(database._read_engine, "engine", database._read_engine)}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", count)
    act()
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", count)
    return len(seen)
