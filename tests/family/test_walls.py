"""What a parent's account reaches, at each age, through each kind of link, through the pages as they are served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from pfa.about.models import AboutKind, Audience
from pfa.accounts.models import User
from pfa.aspirations.questions import AnswerValue
from pfa.family import services
from pfa.family.models import ParentLink
from pfa.people.models import Contact, YoungPerson
from tests.about.scenes import Owner
from tests.aspirations.scene import Scene, enter
from tests.factories import Browser, World
from tests.family.scenes import OF_AGE, Family
from tests.routes import without_chance

ClientAs = Callable[[User | None], Browser]
NOTHING = "There is nothing to see here today"
THEIRS = "Cooking and food"
WROTE = "I am afraid at home"


def answered(world: World, **more: Any) -> Family:
    """Yasmin ticked and wrote something, and sent it."""
    family = Family(world, **more)
    family.young.answer("work", "catering")
    family.young.answer("like", "animals", text=WROTE)
    family.young.answer("helper", "family")
    family.young.send()
    return family


def said(client: FlaskClient, link: ParentLink) -> Any:
    return client.get(f"/family/mine/{link.public_id}/said")


def test_before_the_age_a_parent_sees_what_was_ticked_and_never_what_was_written_or_who_helped(
    world: World, client_as: ClientAs
) -> None:
    family = answered(world)
    link, pat = family.parent()
    page = said(client_as(pat), link).text
    assert THEIRS in page
    assert WROTE not in page
    assert "helped" not in page.lower()


def test_what_is_not_sent_is_not_seen(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    family.young.answer("work", "catering")
    link, pat = family.parent()
    assert NOTHING in said(client_as(pat), link).text


def test_what_was_answered_before_the_link_was_made_is_not_seen_before_the_age(
    world: World, client_as: ClientAs
) -> None:
    family = answered(world)
    link, pat = family.parent(made_at=world.now + dt.timedelta(minutes=1))
    assert NOTHING in said(client_as(pat), link).text
    family.young.answer("home", "own", minutes=5)
    page = said(client_as(pat), link).text
    assert "In my own home" in page
    assert THEIRS not in page


def test_a_paper_of_before_the_link_is_not_seen_whenever_it_is_typed_in(world: World, client_as: ClientAs) -> None:
    family = Family(world)
    link, pat = family.parent(made_at=world.now - dt.timedelta(days=3))
    then = world.now.date() - dt.timedelta(days=3)
    enter(family.young, then, home=AnswerValue(("own",)))
    assert NOTHING in said(client_as(pat), link).text
    enter(family.young, then + dt.timedelta(days=1), work=AnswerValue(("catering",)))
    page = said(client_as(pat), link).text
    assert THEIRS in page
    assert "In my own home" not in page


def test_after_the_age_only_the_young_persons_yes_opens_it_and_they_can_take_it_back(
    world: World, client_as: ClientAs
) -> None:
    family = answered(world, **OF_AGE)
    link, pat = family.parent()
    mum, yasmin = client_as(pat), client_as(family.young.user)
    assert NOTHING in said(mum, link).text
    field = f"agree_{link.public_id.hex}"
    yasmin.submit("/family/me", {field: "yes"})
    assert THEIRS in said(mum, link).text
    yasmin.submit("/family/me", {field: "no"})
    assert NOTHING in said(mum, link).text


def test_on_the_day_itself_what_was_open_closes(world: World, client_as: ClientAs, clock: Any) -> None:
    family = answered(world)
    link, pat = family.parent()
    assert THEIRS in said(client_as(pat), link).text
    clock.now = dt.datetime(2027, 6, 26, 10, tzinfo=dt.UTC)
    assert NOTHING in said(client_as(pat), link).text


def test_one_parent_has_a_yes_and_the_other_has_not(world: World, client_as: ClientAs) -> None:
    family = answered(world, **OF_AGE)
    (mum, pat), (dad, sam) = family.parent(), family.parent("Sam Invented", "Father")
    client_as(family.young.user).submit("/family/me", {f"agree_{mum.public_id.hex}": "yes"})
    assert THEIRS in said(client_as(pat), mum).text
    assert NOTHING in said(client_as(sam), dad).text


def test_a_question_that_the_young_person_closes_is_gone_and_a_leads_stays_closed(
    world: World, client_as: ClientAs
) -> None:
    family = answered(world)
    family.young.answer("home", "own")
    link, pat = family.parent()
    client_as(world.lead).submit(f"/family/of/{family.person.public_id}/questions", {"closed": "home"})
    yasmin = client_as(family.young.user)
    yasmin.submit("/family/me", {"keep": "work"})
    page = said(client_as(pat), link).text
    assert THEIRS not in page
    assert "In my own home" not in page
    assert "Animals" in page
    yasmin.submit("/family/me", {})
    page = said(client_as(pat), link).text
    assert THEIRS in page
    assert "In my own home" not in page


def test_what_nobody_asks_any_more_can_still_be_kept_from_parents(world: World, client_as: ClientAs) -> None:
    family = answered(world)
    link, pat = family.parent()
    page = client_as(world.coordinator)
    assert page.submit("/questions/like", {"whom": "nobody"}).status_code == 303
    assert "Animals" in said(client_as(pat), link).text
    yasmin = client_as(family.young.user)
    yasmin.submit("/family/me", {"keep": "like"})
    assert "Animals" not in said(client_as(pat), link).text
    yasmin.submit("/family/me", {})
    client_as(world.lead).submit(f"/family/of/{family.person.public_id}/questions", {"closed": "like"})
    assert "Animals" not in said(client_as(pat), link).text


def test_a_leads_closing_reads_like_a_young_persons_no_and_like_nothing_sent(world: World, client_as: ClientAs) -> None:
    family = answered(world, **OF_AGE)
    link, pat = family.parent(agreed=True)
    assert THEIRS in said(client_as(pat), link).text
    answer = client_as(world.lead).submit(f"/family/links/{link.public_id}/view", {"because": "She told me why."})
    assert answer.status_code == 303
    closed = without_chance(said(client_as(pat), link).text)
    family.changes(link, closed_at=None, agreed=False)
    refused = without_chance(said(client_as(pat), link).text)
    assert closed == refused
    assert NOTHING in closed


def test_nobody_but_a_lead_is_told_of_a_closing(world: World, client_as: ClientAs) -> None:
    family = answered(world)
    link, pat = family.parent()
    before = {who.id: without_chance(client_as(who).get(page).text) for who, page in _witnesses(world, family, pat)}
    client_as(world.lead).submit(f"/family/links/{link.public_id}/view", {"because": "She told me why."})
    after = {who.id: without_chance(client_as(who).get(page).text) for who, page in _witnesses(world, family, pat)}
    assert before == after
    assert "View closed" in client_as(world.lead).get(f"/family/of/{family.person.public_id}").text


def _witnesses(world: World, family: Family, pat: User) -> list[tuple[User, str]]:
    of = f"/family/of/{family.person.public_id}"
    return [(family.young.user, "/family/me"), (world.coordinator, of), (world.teacher, of), (pat, "/family/")]


@pytest.mark.parametrize("why", ["ended", "barred", "taken away", "not begun", "closed record"])
def test_a_link_that_opens_nothing_is_answered_like_an_address_that_never_was(
    why: str, world: World, client_as: ClientAs
) -> None:
    family = answered(world)
    link, pat = family.parent()
    photo = Owner.adds(_owner(world, family.young), AboutKind.photo, "My dog", Audience.parent)
    today = world.now.date()
    with world.writing() as session:
        contact = session.get_one(Contact, link.contact_id)
        if why == "barred":
            contact.is_barred = True
        elif why == "taken away":
            session.delete(contact)
        elif why == "closed record":
            session.get_one(YoungPerson, family.person.id).closed_on = today
        else:
            change = {"ended": ("ended_on", today), "not begun": ("since_on", today + dt.timedelta(days=1))}[why]
            setattr(session.get_one(ParentLink, link.id), *change)
        session.info["recorded"] = True
        session.commit()
    mum, stranger = client_as(pat), client_as(world.parent)
    own = f"/family/mine/{link.public_id}"
    for address in (f"{own}/said", f"{own}/ask/work", f"{own}/check", f"{own}/about/{photo.public_id}"):
        missing = address.replace(str(link.public_id), "00000000-0000-4000-8000-000000000000")
        for browser in (mum, stranger):
            answer = browser.get(address)
            assert answer.status_code == 404, address
            assert without_chance(answer.text) == without_chance(browser.get(missing).text)
    home = mum.get("/family/").text
    assert "Yasmin" not in home
    assert "There is nothing here for you today" in home


def _owner(world: World, young: Scene) -> Owner:
    owner = Owner.__new__(Owner)
    owner.world, owner.person, owner.user = world, young.person, young.user
    return owner


def test_two_children_of_one_parent_are_two_links_and_each_stands_alone(world: World, client_as: ClientAs) -> None:
    first = answered(world)
    second = Owner(world, "Zed", **OF_AGE)
    other = Family.__new__(Family)
    other.world, other.young = world, Scene(world, first.asked, second.person, second.user)
    link, pat = first.parent()
    zeds, _ = other.parent("Pat Invented", "Mother", user=pat)
    mum = client_as(pat)
    home = mum.get("/family/").text
    assert "Yasmin" in home
    assert "Zed" in home
    assert THEIRS in said(mum, link).text
    assert NOTHING in said(mum, zeds).text
    first.changes(link, ended_on=world.now.date())
    assert said(mum, link).status_code == 404
    assert said(mum, zeds).status_code == 200


def test_another_parent_of_the_same_young_person_never_reads_what_this_one_said(
    world: World, client_as: ClientAs
) -> None:
    family = answered(world)
    (mum, pat), (dad, sam) = family.parent(), family.parent("Sam Invented", "Father")
    family.says(mum, pat, worries="His father drinks.", work=("office",))
    client = client_as(sam)
    for address in ("/family/", f"/family/mine/{dad.public_id}/said", f"/family/mine/{dad.public_id}/ask/worries"):
        assert "drinks" not in client.get(address).text
    assert client.get(f"/family/mine/{mum.public_id}/check").status_code == 404


def test_another_authoritys_links_are_not_there(world: World, client_as: ClientAs) -> None:
    other = answered(world.another())
    link, _ = other.parent()
    pages = (f"/family/links/{link.public_id}", f"/family/links/{link.public_id}/paper")
    for address in (*pages, f"/family/of/{other.person.public_id}", f"/family/rounds/{other.asked.public_id}"):
        assert client_as(world.coordinator).get(address).status_code == 404
    assert client_as(world.lead).get(f"/family/links/{link.public_id}/view").status_code == 404


def test_what_is_shown_to_parents_ends_with_a_leads_closing(world: World, client_as: ClientAs) -> None:
    family = answered(world)
    link, pat = family.parent()
    owner = _owner(world, family.young)
    seen = owner.adds(AboutKind.photo, "My dog", Audience.parent)
    hidden = owner.adds(AboutKind.photo, "My room", Audience.worker)
    waiting = owner.adds(AboutKind.photo, "My cat", Audience.parent, looked=False)
    mum, own = client_as(pat), f"/family/mine/{link.public_id}/about"
    answers = [mum.get(f"{own}/{item.public_id}").status_code for item in (seen, hidden, waiting)]
    assert answers == [200, 404, 404]
    with world.writing() as session:
        row = session.get_one(ParentLink, link.id)
        services.close_view(session, row, "For safety", actor=world.actor(world.lead), now=world.now)
        session.commit()
    assert mum.get(f"{own}/{seen.public_id}").status_code == 404
    assert "My dog" not in said(mum, link).text
