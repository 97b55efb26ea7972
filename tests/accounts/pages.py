"""Every page of signing in, of accounts, users, cards and classes, with somebody who may open it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from pfa.accounts import sign_in, users
from pfa.accounts.models import (
    LearnerCard,
    Membership,
    RecoveryCode,
    Role,
    SecondFactor,
    SupervisedCode,
    SupervisedWindow,
    User,
)
from pfa.people.models import YoungPerson
from tests.factories import World

AT_THE_SECOND_STEP = "leads back to the sign-in page unless a password was right a moment ago"
NOT_PAGES = {
    "accounts.second_step": AT_THE_SECOND_STEP,
    "accounts.recovery_code": AT_THE_SECOND_STEP,
    "accounts.set_up_second_step": AT_THE_SECOND_STEP,
    "accounts.this_is_me": "leads back to the card's page unless a code was right a moment ago",
}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it (None: nobody is signed in), and its address."""
    person = world.young_person("Card", "Holder", with_user=True)
    user_id, token = person.user_id or 0, f"a-token-that-only-tests-know-{world.authority.id}"
    world.save(
        LearnerCard(
            user_id=user_id,
            authority_id=world.authority.id,
            locator=f"{48213 + world.authority.id}",
            secret_hash="",
            link_hash=sign_in.hashed(token),
            pepper_key="",
            picture="picture-moon",
            issued_at=world.now,
            expires_on=world.now.date() + dt.timedelta(days=100),
        )
    )
    window = SupervisedWindow(
        authority_id=world.authority.id,
        opened_by_id=world.teacher.id,
        name="Class 11B",
        opened_at=world.now,
        closes_at=world.now + dt.timedelta(minutes=45),
        codes=[SupervisedCode(number=f"{4821 + world.authority.id}", code_hash="", user_id=user_id)],
    )
    world.save(window)
    with world.writing() as session:
        tutor = session.get_one(User, world.tutor.id)
        link = users.make_link(
            session, tutor, authority_id=world.authority.id, actor=world.actor(world.admin), now=world.now
        )
        young = session.get_one(User, user_id)
        session.commit()
    with_app = world.user("Second Step", Role.college_staff, world.college)
    seed = {"seed": "5" * 64, "pepper_key": "", "last_step": 0, "set_at": world.now}
    world.save(
        SecondFactor(user_id=with_app.id, **seed), RecoveryCode(user_id=with_app.id, code_hash="", pepper_key="")
    )
    user = f"/users/{world.tutor.public_id}"
    return {
        "accounts.sign_in": (None, "/sign-in"),
        "accounts.signed_out": (None, "/signed-out"),
        "accounts.set_password": (None, f"/set-password/{link}"),
        "accounts.card": (None, "/card"),
        "accounts.class": (None, "/class"),
        "accounts.card_link": (None, f"/card/{token}"),
        "accounts.picture": (young, "/picture"),
        "accounts.account": (world.coordinator, "/account"),
        "accounts.account#young": (young, "/account"),
        "accounts.change_password": (world.coordinator, "/account/password"),
        "accounts.account#second-step": (with_app, "/account"),
        "accounts.change_second_step": (world.coordinator, "/account/second-step"),
        "accounts.change_second_step#again": (with_app, "/account/second-step"),
        "accounts.recovery_codes": (with_app, "/account/recovery-codes"),
        "accounts.users": (world.admin, "/users"),
        "accounts.invite": (world.admin, "/users/new"),
        "accounts.user": (world.admin, user),
        "accounts.user#last lead": (world.admin, f"/users/{world.lead.public_id}"),
        "accounts.user#second-step": (world.admin, f"/users/{with_app.public_id}"),
        "accounts.remove_second_step": (world.admin, f"/users/{with_app.public_id}/second-step"),
        "accounts.give_role": (world.admin, f"{user}/roles/new"),
        "accounts.audit": (world.admin, "/audit"),
        "accounts.authority": (world.admin, "/authority"),
        "accounts.openings": (world.admin, "/audit/opened"),
        "cards.cards": (world.coordinator, "/cards/"),
        "cards.help_in": (world.teacher, f"/cards/{person.public_id}/help"),
        "cards.classes": (world.teacher, "/cards/classes"),
        "cards.class": (world.teacher, f"/cards/classes/{window.public_id}"),
    }


def forms(world: World) -> dict[str, str]:
    """Addresses of forms that have no page of their own."""
    with world.reading() as session:
        role = session.scalars(sa.select(Membership).where(Membership.user_id == world.tutor.id)).one()
        holder = session.scalars(sa.select(YoungPerson).where(YoungPerson.last_name == "Holder")).one()
        window = session.scalars(
            sa.select(SupervisedWindow).where(SupervisedWindow.authority_id == world.authority.id)
        ).one()
    return {
        "accounts.end_role": f"/users/{world.tutor.public_id}/roles/{role.public_id}/end",
        "cards.free": f"/cards/{holder.public_id}/free",
        "cards.new_code": f"/cards/classes/{window.public_id}/{holder.public_id}/code",
    }
