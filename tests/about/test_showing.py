"""Whom a young person shows what: nobody at first, nobody before the lead has looked, and then those they chose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.about import services
from pfa.about.models import AboutFile, AboutItem, AboutKind, Audience
from pfa.accounts.models import Organisation, OrganisationKind, Role, User
from pfa.aspirations.models import Reading, ReadingOutcome
from pfa.packages.models import PackageAnswer, Party
from tests.about.scenes import Owner
from tests.factories import Browser, World
from tests.packages.scenes import Scene

ClientAs = Callable[[User | None], Browser]
WORDS = "Me on my bike"


def sees(client: Browser, owner: Owner, item: AboutItem) -> bool:
    """Does somebody of the staff see it, on the page and as a file alike?"""
    on_page = WORDS in client.get(f"/about/of/{owner.person.public_id}").text
    as_file = client.get(f"/about/shown/{item.public_id}").status_code == 200
    assert on_page == as_file
    return on_page


def test_at_first_nobody_but_its_owner_sees_it(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS)
    assert not any(sees(client_as(who), owner, item) for who in (world.coordinator, world.teacher))
    own = client_as(owner.user)
    assert WORDS in own.get("/about/mine").text
    assert own.get(f"/about/mine/{item.public_id}/file").mimetype == "image/jpeg"


def test_saving_with_nothing_changed_is_saved_all_the_same(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS, Audience.worker)
    answer = client_as(owner.user).submit(f"/about/mine/{item.public_id}", {"words": WORDS, "shown_to": "worker"})
    assert answer.status_code == 303
    assert sees(client_as(world.coordinator), owner, item)


def test_my_worker_is_the_named_worker_and_nobody_else(world: World, client_as: ClientAs) -> None:
    owner, other = Owner(world), world.user("Another Ordinator", Role.coordinator)
    item = owner.adds(AboutKind.photo, WORDS, Audience.worker)
    assert sees(client_as(world.coordinator), owner, item)
    assert not sees(client_as(other), owner, item)
    assert not sees(client_as(world.teacher), owner, item)


def test_my_school_is_the_school_of_this_year(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    elsewhere: Organisation = world.organisation("Elsewhere School", OrganisationKind.school)
    stranger = world.user("Other Teacher", Role.school_staff, elsewhere)
    item = owner.adds(AboutKind.photo, WORDS, Audience.school)
    assert sees(client_as(world.teacher), owner, item)
    assert client_as(stranger).get(f"/about/of/{owner.person.public_id}").status_code == 404
    assert client_as(stranger).get(f"/about/shown/{item.public_id}").status_code == 404
    assert not sees(client_as(world.coordinator), owner, item)


@pytest.mark.parametrize("outcome", [ReadingOutcome.referred, None])
def test_what_the_lead_has_not_found_fit_is_shown_to_nobody(
    outcome: ReadingOutcome | None, world: World, client_as: ClientAs
) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS, Audience.worker, Audience.school, looked=False)
    if outcome is not None:
        owner.looked_at(item, outcome)
    assert not sees(client_as(world.coordinator), owner, item)
    assert not sees(client_as(world.teacher), owner, item)


def test_a_college_sees_it_on_its_consultation_and_nowhere_else(world: World, client_as: ClientAs) -> None:
    scene = Scene(world)
    young = scene.someone("Shona", with_user=True)
    owner = Owner.__new__(Owner)
    owner.world, owner.person = world, young
    with world.reading() as session:
        owner.user = session.get_one(User, young.user_id)
    item = owner.adds(AboutKind.photo, WORDS, Audience.college)
    hidden = owner.adds(AboutKind.photo, "Only for school", Audience.school)
    scene.shared(young, [scene.cooking, scene.friends])
    with world.reading() as session:
        asked = session.scalars(sa.select(PackageAnswer).where(PackageAnswer.party == Party.provider)).one()
    tutor, page = client_as(world.tutor), f"/packages/consultations/{asked.public_id}"
    shown = tutor.get(page).text
    assert WORDS in shown
    assert "Only for school" not in shown
    answers = [tutor.get(f"{page}/about/{one.public_id}").status_code for one in (item, hidden)]
    assert answers == [200, 404]
    assert tutor.get(f"/about/shown/{item.public_id}").status_code == 403


def test_a_change_of_words_is_looked_at_again_first(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.good, WORDS, Audience.worker)
    assert WORDS in client_as(world.coordinator).get(f"/about/of/{owner.person.public_id}").text
    own = client_as(owner.user)
    own.submit(f"/about/mine/{item.public_id}", {"words": "Something else", "shown_to": "worker"})
    assert "Something else" not in client_as(world.coordinator).get(f"/about/of/{owner.person.public_id}").text
    with world.reading() as session:
        words = session.scalars(sa.select(Reading.words).where(Reading.closed_at.is_(None))).all()
    assert words == ["Something else"]


def test_taking_it_away_deletes_the_row_and_the_bytes(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS, Audience.worker)
    client_as(owner.user).submit(f"/about/mine/{item.public_id}/away")
    with world.reading() as session:
        assert session.scalars(sa.select(AboutItem)).all() == []
        assert session.scalars(sa.select(AboutFile)).all() == []
        reading = session.scalars(sa.select(Reading)).one()
    assert (reading.shows, reading.shown_at) == ("", "")
    assert client_as(world.lead).get(f"/about/look/{item.public_id}").status_code == 404


def test_what_the_lead_has_not_looked_at_is_hidden_at_once_and_deleted_when_they_have(
    world: World, client_as: ClientAs
) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS, Audience.worker, looked=False)
    own = client_as(owner.user)
    own.submit(f"/about/mine/{item.public_id}/away")
    assert WORDS not in own.get("/about/mine").text
    assert own.get(f"/about/mine/{item.public_id}/file").status_code == 404
    lead = client_as(world.lead)
    assert lead.get(f"/about/look/{item.public_id}").status_code == 200
    with world.reading() as session:
        reading = session.scalars(sa.select(Reading)).one().public_id
    queue = lead.get("/safeguarding").text
    address = next(part for part in queue.split('"') if str(reading) in part)
    assert f"/about/look/{item.public_id}" in lead.get(address).text
    assert lead.submit(address, {"outcome": "no-concern"}).status_code == 303
    assert owner.item(item.public_id) is None
    with world.reading() as session:
        assert session.scalars(sa.select(AboutFile)).all() == []


@pytest.mark.parametrize("outcome", [ReadingOutcome.passed_on, ReadingOutcome.referred])
@pytest.mark.parametrize("when", ["before the lead looked", "after it was handed on"])
def test_what_somebody_is_worried_about_is_not_lost_when_it_is_taken_away(
    world: World, client_as: ClientAs, outcome: ReadingOutcome, when: str
) -> None:
    owner, to = Owner(world), world.teacher if outcome is ReadingOutcome.passed_on else None
    item = owner.adds(AboutKind.photo, "", Audience.worker, looked=False)
    address, own = f"/about/look/{item.public_id}", client_as(owner.user)
    if when.startswith("before"):
        own.submit(f"/about/mine/{item.public_id}/away")
        owner.looked_at(item, outcome, to)
    else:
        owner.looked_at(item, outcome, to)
        own.submit(f"/about/mine/{item.public_id}/away")
    assert str(item.public_id) not in own.get("/about/mine").text
    assert own.get(f"/about/mine/{item.public_id}/file").status_code == 404
    assert client_as(world.coordinator).get(f"/about/of/{owner.person.public_id}").text.count(str(item.public_id)) == 0
    assert client_as(world.lead).get(address).status_code == 200
    seen = client_as(world.teacher).get(address).status_code
    assert seen == (200 if to else 404)
    if to:
        page = client_as(to).get("/passed-to-me").text
        assert f'src="{address}"' in page
        assert "wrote no words beside this" in page
        assert "asked to talk" not in page


def test_whoever_it_was_passed_to_sees_it_and_nobody_else_of_the_staff(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS, looked=False)
    owner.looked_at(item, ReadingOutcome.passed_on, world.teacher)
    address = f"/about/look/{item.public_id}"
    answers = [client_as(who).get(address).status_code for who in (world.teacher, world.coordinator, world.lead)]
    assert answers == [200, 404, 200]
    assert f'src="{address}"' in client_as(world.teacher).get("/passed-to-me").text


def test_with_somebody_beside_them_what_was_made_alone_stays_closed(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, WORDS)
    helper = client_as(world.teacher)
    assert helper.submit(f"/cards/{owner.person.public_id}/help").status_code == 303
    page = helper.get("/about/mine").text
    assert WORDS not in page
    assert "There is more here" in page
    for end in ("", "/away", "/file"):
        assert helper.get(f"/about/mine/{item.public_id}{end}").status_code == 404


def test_somebody_elses_things_are_not_there(world: World, client_as: ClientAs) -> None:
    item = Owner(world).adds(AboutKind.photo, WORDS, *Audience)
    other = client_as(Owner(world, "Ben").user)
    for end in ("", "/away", "/file"):
        assert other.get(f"/about/mine/{item.public_id}{end}").status_code == 404
    away = world.another()
    theirs = Owner(away, "Zoe").adds(AboutKind.photo, WORDS, *Audience)
    for address in ("/about/shown", "/about/look"):
        assert client_as(world.coordinator).get(f"{address}/{theirs.public_id}").status_code == 404
    assert client_as(world.lead).get(f"/about/look/{theirs.public_id}").status_code == 404


def test_there_is_room_for_a_few_of_each(world: World) -> None:
    owner = Owner(world)
    for number in range(services.MOST[AboutKind.voice]):
        owner.adds(AboutKind.voice, f"Number {number}")
    with pytest.raises(Exception, match="as many of these"):
        owner.adds(AboutKind.voice, "One more")
    owner.adds(AboutKind.good, "Kind")
    with pytest.raises(Exception, match="as many of these"):
        owner.adds(AboutKind.good, "Kind again")


def test_it_is_printed_with_my_views_if_they_want_and_for_whom_it_is_shown_to(
    world: World, client_as: ClientAs
) -> None:
    owner = Owner(world)
    owner.adds(AboutKind.good, WORDS, Audience.worker, is_printed=True)
    owner.adds(AboutKind.matters, "My dog", Audience.worker)
    for who, address in ((owner.user, "/my/views"), (world.coordinator, None)):
        page = client_as(who).get(address or f"/people/{owner.person.public_id}/answers/print").text
        assert WORDS in page
        assert "My dog" not in page
    assert WORDS not in client_as(world.teacher).get(f"/people/{owner.person.public_id}/answers/print").text
