"""Linking parents, their cards, what ends them, and that one card opens several children."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import sqlalchemy as sa

from pfa.accounts.models import LearnerCard, Membership, Role, User
from pfa.family.models import ParentLink
from pfa.people.models import Contact
from tests.factories import Browser, World
from tests.family.scenes import Family

ClientAs = Callable[[User | None], Browser]
SINCE = {"since_on-day": "1", "since_on-month": "9", "since_on-year": "2026", "has_responsibility": "yes"}


def links(world: World) -> list[ParentLink]:
    with world.reading() as session:
        return list(session.scalars(sa.select(ParentLink).order_by(ParentLink.id)))


def card(cora: Browser, link: ParentLink) -> tuple[str, str]:
    """The number and the code on a card that is made now."""
    page = cora.submit(f"/family/links/{link.public_id}/card", page=f"/family/links/{link.public_id}").text
    number, code = re.findall(r"<dd>([^<]+)</dd>", page)[:2]
    return number, code


def sign_in(client_as: ClientAs, number: str, code: str) -> Browser:
    """A browser in which somebody came in by card."""
    browser = client_as(None)
    asked = browser.submit("/card", {"number": number, "code": code, "code_1": code[:4], "code_2": code[-4:]})
    assert asked.status_code == 303, "the card was refused"
    assert browser.submit(str(asked.location)).status_code == 303
    return browser


def test_a_contact_is_linked_gets_a_card_and_comes_in(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    contact = family.contact()
    cora, of = client_as(world.coordinator), f"/family/of/{family.person.public_id}"
    assert cora.submit(f"{of}/link", {"contact": str(contact.public_id), **SINCE}).status_code == 303
    [link] = links(world)
    assert (link.name, link.relationship_words, link.has_responsibility) == ("Pat Invented", "Mother", True)
    assert (link.since_on, link.user_id) == (dt.date(2026, 9, 1), None)
    number, code = card(cora, link)
    mum = sign_in(client_as, number, code)
    assert mum.get("/").location == "/family/"
    assert "Yasmin" in mum.get("/family/").text
    assert mum.get("/people/").status_code == 403
    assert mum.get("/my/answers").status_code == 403


def test_a_new_card_makes_the_old_one_stop(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, _ = family.parent()
    cora = client_as(world.coordinator)
    old = card(cora, link)
    mum = sign_in(client_as, *old)
    card(cora, link)
    assert "/card" in str(mum.get("/family/").location)
    browser = client_as(None)
    assert "did not match" in browser.submit("/card", {"number": old[0], "code": old[1]}).text


def test_whoever_must_not_be_told_anything_cannot_be_linked(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    barred = family.contact(is_barred=True)
    family.contact("Gran Invented", "Grandmother")
    cora, address = client_as(world.coordinator), f"/family/of/{family.person.public_id}/link"
    page = cora.get(address).text
    assert "Gran Invented" in page
    assert "Pat Invented" not in page
    assert "must not be told" in cora.submit(address, {"contact": str(barred.public_id), **SINCE}).text
    assert links(world) == []


def test_a_contact_of_somebody_else_a_second_link_and_a_day_to_come_are_refused(
    world: World, client_as: ClientAs
) -> None:
    family = Family(world)
    contact = family.contact()
    other = Family.__new__(Family)
    other.world, other.young = world, type(family.young)(world, family.asked, world.young_person("Zed"), world.parent)
    strange = other.contact("Strange Invented", "Uncle")
    cora, address = client_as(world.coordinator), f"/family/of/{family.person.public_id}/link"
    assert "Choose who it is" in cora.submit(address, {"contact": str(strange.public_id), **SINCE}).text
    late = {**SINCE, "since_on-year": "2030"}
    assert "has not come yet" in cora.submit(address, {"contact": str(contact.public_id), **late}).text
    cora.submit(address, {"contact": str(contact.public_id), **SINCE})
    assert "is linked already" in cora.submit(address, {"contact": str(contact.public_id), **SINCE}).text
    assert len(links(world)) == 1


def test_one_card_opens_a_second_child_by_its_number(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent()
    cora = client_as(world.coordinator)
    number, code = card(cora, link)
    other = Family.__new__(Family)
    other.world, other.young = world, type(family.young)(world, family.asked, world.young_person("Zed"), pat)
    contact = other.contact()
    address = f"/family/of/{other.person.public_id}/link"
    wrong = {"contact": str(contact.public_id), **SINCE, "card_number": "00000"}
    assert "No parent or carer has a card with this number" in cora.submit(address, wrong).text
    stranger = {**wrong, "contact": str(other.contact("Sam Invented").public_id), "card_number": number}
    assert "is not Sam Invented" in cora.submit(address, stranger).text
    assert cora.submit(address, {**wrong, "card_number": number}).status_code == 303
    mum = sign_in(client_as, number, code)
    page = mum.get("/family/").text
    assert "Yasmin" in page
    assert "Zed" in page


def test_a_name_of_160_letters_gets_a_card_whose_number_opens_a_second_child(world: World, client_as: ClientAs) -> None:
    family, zed = Family(world), world.young_person("Zed")
    contact = family.contact("Wilhelmina " * 14 + "Smith")
    keys = {"authority_id": zed.authority_id, "young_person_id": zed.id}
    beside_zed = world.save(Contact(**keys, name=contact.name, relationship_words="Aunt"))
    cora = client_as(world.coordinator)
    cora.submit(f"/family/of/{family.person.public_id}/link", {"contact": str(contact.public_id), **SINCE})
    number, _ = card(cora, links(world)[0])
    sent = {"contact": str(beside_zed.public_id), **SINCE, "card_number": number}
    assert cora.submit(f"/family/of/{zed.public_id}/link", sent).status_code == 303
    first, second = links(world)
    assert first.user_id == second.user_id


def test_a_young_persons_card_is_no_parents(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    contact = family.contact()
    world.save(
        LearnerCard(
            user_id=family.young.user.id,
            authority_id=world.authority.id,
            locator="48213",
            secret_hash="x",
            link_hash="y",
            pepper_key="z",
            issued_at=world.now,
            expires_on=world.now.date(),
        )
    )
    address = f"/family/of/{family.person.public_id}/link"
    given = {"contact": str(contact.public_id), **SINCE, "card_number": "48213"}
    assert "No parent or carer" in client_as(world.coordinator).submit(address, given).text


def test_ending_the_last_link_ends_the_account_and_an_earlier_one_does_not(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent()
    other = Family.__new__(Family)
    other.world, other.young = world, type(family.young)(world, family.asked, world.young_person("Zed"), pat)
    second, _ = other.parent("Pat Invented", "Mother", user=pat)
    cora, mum = client_as(world.coordinator), client_as(pat)
    cora.submit(f"/family/links/{link.public_id}/end", page=f"/family/links/{link.public_id}")
    page = mum.get("/family/").text
    assert "Yasmin" not in page
    assert "Zed" in page
    cora.submit(f"/family/links/{second.public_id}/end", page=f"/family/links/{second.public_id}")
    assert "/card" in str(mum.get("/family/").location)
    with world.reading() as session:
        role = session.scalars(sa.select(Membership).where(Membership.user_id == pat.id)).one()
    assert role.role is Role.parent
    assert not role.works_on(world.now.date())


def test_there_is_no_card_for_a_link_that_opens_nothing(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, _ = family.parent(ended_on=world.now.date())
    address = f"/family/links/{link.public_id}"
    answer = client_as(world.coordinator).submit(f"{address}/card", page=address)
    assert answer.status_code == 422
    assert "opens nothing any more" in answer.text


def test_two_staff_who_change_the_same_link_do_not_overwrite_each_other(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, _ = family.parent()
    cora, address = client_as(world.coordinator), f"/family/links/{link.public_id}"
    page = cora.get(address).text
    cora.submit(address, {**SINCE, "has_responsibility": "no"})
    hidden = dict(re.findall(r'name="([^"]+)" type="hidden" value="([^"]*)"', page))
    assert cora.post(address, data={**hidden, **SINCE}).status_code == 409


def test_parents_are_nobody_of_the_staff(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.parent()
    assert "Pat Invented" not in client_as(world.admin).get("/users").text
    assert "Parent or carer" not in client_as(world.admin).get("/users/new").text


def test_the_survey_tells_a_young_person_who_of_their_family_sees_it(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    yasmin = client_as(family.young.user)
    page = yasmin.get("/my/answers").text
    assert "Your family and your friends do not see them here" in page
    family.parent()
    page = yasmin.get("/my/answers").text
    assert "Your family and your friends do not see them here" not in page
    assert "Pat Invented can see what you tick" in page
    assert "/family/me" in page
    assert "What my family can see" in yasmin.get("/").text


def test_who_of_the_family_sees_it_is_said_again_before_it_is_sent(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.young.answer("work", "catering")
    family.parent()
    yasmin = client_as(family.young.user)
    assert "Pat Invented can see what you tick" in yasmin.get("/my/answers/check").text
    yasmin.submit("/family/me", {"keep": "work"})
    assert "Pat Invented can see some of it" in yasmin.get("/my/answers/check").text
