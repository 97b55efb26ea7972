"""An employer answers an offered placement by a link: once, in time, for one authority, and nothing else opens."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from pfa.app import create_app
from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused
from pfa.core.settings import Settings
from pfa.employers import links, services
from pfa.employers.models import Activity, ActivityKind, Employer, OfferLink, OfferSaid
from pfa.provision.kinds import Certainty
from pfa.provision.models import Group, Opportunity, PlaceTaken, TakenBecause
from tests.conftest import NOW, SETTINGS
from tests.employers.pages import address, contact, employer, group, link
from tests.factories import Clock, World

KEY = SETTINGS["secret_key"]
YES = {"said": "yes", "places": "2", "words": "Happy to.", "said_by": "Rae Winter"}
NO = {"said": "no", "words": "We are moving house.", "said_by": "Rae Winter"}


class Asked:
    """A placement that an employer was asked for."""

    def __init__(self, world: World, *, places: int = 3, **more: Any) -> None:
        self.world = world
        self.employer = employer(world, owner_id=world.coordinator.id)
        self.group = group(
            world, self.employer, places=places, certainty=Certainty.provisional, smallest_viable=3, name="Mornings"
        )
        self.link = link(world, self.employer, self.group, **more)
        self.address = address(self.link)

    def now(self) -> tuple[OfferLink, Group, list[Activity]]:
        """The link, the group and the timeline as they are saved."""
        with self.world.reading() as session:
            activities = session.scalars(sa.select(Activity).order_by(Activity.id)).all()
            return session.get_one(OfferLink, self.link.id), session.get_one(Group, self.group.id), list(activities)


@pytest.fixture
def asked(world: World) -> Asked:
    return Asked(world)


@pytest.fixture
def door(client_as: Any) -> Any:
    """A browser of somebody who has no account."""
    return client_as(None)


def test_the_page_shows_the_placement_and_who_asks_and_nobody_young(asked: Asked, door: Any, world: World) -> None:
    world.young_person("Yasmin", "Quill")
    shown = door.get(asked.address)
    assert shown.status_code == 200
    for words in (
        "Invented Bakery",
        "Baking",
        "Mornings",
        "Monday all day, Tuesday morning",
        "6 September 2027",
        "9 a week",
        "Cora Ordinator",
        "Invented Borough",
    ):
        assert words in shown.text
    for words in ("Yasmin", "Quill", "rae@example.test", "Sign out", 'href="/employers', 'href="/sign-in'):
        assert words not in shown.text
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert shown.headers["Cache-Control"] == "no-store"


def test_yes_confirms_the_group_with_its_places_and_stands_in_the_timeline(asked: Asked, door: Any) -> None:
    answer = door.submit(asked.address, YES)
    assert (answer.status_code, answer.location) == (303, "/offer/thank-you")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Thank you" in door.get(answer.location).text
    row, placement, [entry] = asked.now()
    assert (row.said, row.places, row.said_by, row.said_at) == (OfferSaid.yes, 2, "Rae Winter", NOW)
    assert (placement.places, placement.smallest_viable, placement.certainty) == (2, 2, Certainty.confirmed)
    assert (entry.kind, entry.by_id) == (ActivityKind.reply, None)
    assert entry.words == "Rae Winter said yes, 2 places: Baking, September 2027. “Happy to.”"


def test_no_leaves_the_group_without_places_and_says_why(asked: Asked, door: Any) -> None:
    assert door.submit(asked.address, NO).status_code == 303
    row, placement, [entry] = asked.now()
    assert (row.said, row.places) == (OfferSaid.no, None)
    assert (placement.places, placement.smallest_viable, placement.certainty) == (0, 3, Certainty.provisional)
    assert "said no: Baking, September 2027. “We are moving house.”" in entry.words


def test_the_acts_are_recorded_as_the_employers_own(asked: Asked, door: Any) -> None:
    door.submit(asked.address, YES)
    with asked.world.reading() as session:
        acts = session.execute(sa.select(AuditEvent.action, AuditEvent.actor_id).order_by(AuditEvent.id)).all()
    assert [tuple(act) for act in acts] == [("group.edited", None), ("offer.answered", None)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"said": ""}, "Choose yes or no"),
        ({"places": ""}, "Enter how many places"),
        ({"places": "0"}, "Enter how many places"),
        ({"places": "-1"}, "Enter how many places"),
        ({"places": "1000"}, "Enter how many places"),
        ({"places": "two"}, "must be a whole number"),
        ({"said": "no", "words": " "}, "why not"),
        ({"said_by": " "}, "Enter your name"),
        ({"words": "x" * 501}, "500 characters"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_and_may_be_given_again(
    asked: Asked, door: Any, data: dict[str, str], words: str
) -> None:
    refused = door.submit(asked.address, YES | data)
    assert (refused.status_code, words in refused.text) == (200, True)
    assert refused.headers["Referrer-Policy"] == "no-referrer"
    row, placement, entries = asked.now()
    assert (row.said, placement.places, entries) == (None, 3, [])
    assert door.submit(asked.address, YES).status_code == 303


def test_a_link_works_once(asked: Asked, door: Any) -> None:
    first = door.get(asked.address).text
    assert door.submit(asked.address, YES).status_code == 303
    again = door.get(asked.address)
    assert (again.status_code, "This link was used" in again.text) == (410, True)
    token = first.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    posted = door.post(asked.address, data=NO | {"csrf_token": token})
    assert posted.status_code == 410
    assert asked.now()[0].said is OfferSaid.yes
    assert "Baking" not in again.text


def test_looking_changes_nothing_so_mail_scanners_use_no_link_up(asked: Asked, door: Any) -> None:
    for _ in range(5):
        assert door.get(asked.address).status_code == 200
        assert door.head(asked.address).status_code == 200
    row, _, entries = asked.now()
    assert (row.said, row.version, entries) == (None, 1, [])


def test_a_link_works_until_its_last_moment_and_not_after(asked: Asked, door: Any, clock: Clock) -> None:
    clock.move(days=14, seconds=-1)
    assert door.get(asked.address).status_code == 200
    clock.move(seconds=1)
    late = door.get(asked.address)
    assert (late.status_code, "too old" in late.text) == (410, True)
    assert "Baking" not in late.text


def test_an_address_past_the_longest_time_opens_nothing_whatever_its_row_says(
    world: World, door: Any, clock: Clock
) -> None:
    asked = Asked(world, days=365)
    clock.move(days=28)
    assert door.get(asked.address).status_code == 200
    clock.move(seconds=1)
    assert door.get(asked.address).status_code == 410


def test_a_withdrawn_link_and_one_for_a_closed_placement_say_so(world: World, door: Any) -> None:
    withdrawn, closed = Asked(world, withdrawn_at=NOW), group(world, employer(world, "Garage"))
    asked = link(world, employer(world, "Shop"), closed)
    with world.writing() as session:
        session.get_one(Opportunity, closed.opportunity_id).closed_on = NOW.date()
        session.info["recorded"] = True
        session.commit()
    for address_of in (withdrawn.address, address(asked)):
        shown = door.get(address_of)
        assert (shown.status_code, "was withdrawn" in shown.text) == (410, True)


def test_forged_addresses_open_nothing_and_all_look_alike(asked: Asked, door: Any) -> None:
    named = links.Named(asked.link.authority_id, asked.link.public_id)
    other_salt = links._serializer([KEY], NOW)
    other_salt.salt = b"something else"
    forged = [
        "x",
        asked.address.removeprefix("/offer/")[:-1],
        asked.address.removeprefix("/offer/") + "x",
        links.token(["another key"], named, made_at=NOW),
        other_salt.dumps([named.authority_id, named.link.hex]),
        links.token([KEY], links.Named(named.authority_id, uuid.uuid4()), made_at=NOW),
        links.token([KEY], links.Named(named.authority_id + 1, named.link), made_at=NOW),
        links._serializer([KEY], NOW).dumps({"not": "a link"}),
    ]
    pages = {door.get(f"/offer/{each}").text.split("<main")[1].split("</main")[0] for each in forged}
    assert len(pages) == 1
    assert all(door.get(f"/offer/{each}").status_code == 404 for each in forged)
    assert door.get("/offer/%00").status_code == 400


def test_a_signature_is_checked_before_the_database_is_asked(
    asked: Asked, door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked_for(*_: object, **__: object) -> None:
        raise AssertionError("the link was looked for")

    monkeypatch.setattr("pfa.employers.queries.link_to_answer", asked_for)
    assert door.get(asked.address + "x").status_code == 404


def test_an_old_key_still_opens_a_link_and_a_new_one_signs(world: World) -> None:
    named = links.Named(1, uuid.uuid4())
    by_old = links.token(["old"], named, made_at=NOW)
    by_new = links.token(["old", "new"], named, made_at=NOW)
    assert links.read(["old", "new"], by_old, now=NOW) == named
    assert links.read(["new"], by_new, now=NOW) == named
    assert links.read(["new"], by_old, now=NOW) is links.Useless.forged


def test_trying_one_address_after_another_is_stopped_and_a_right_one_still_works(asked: Asked, door: Any) -> None:
    for number in range(30):
        assert door.get(f"/offer/guess-{number}").status_code == 404
    assert door.get("/offer/guess-again").status_code == 429
    assert door.get(asked.address).status_code == 200


def test_a_form_from_elsewhere_or_without_its_token_is_refused(asked: Asked, door: Any) -> None:
    assert door.post(asked.address, data=YES).status_code == 400
    refused = door.submit(asked.address, YES, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert asked.now()[0].said is None


def test_what_the_form_does_not_ask_is_not_taken(asked: Asked, door: Any) -> None:
    extra = {"authority_id": "99", "group_id": "99", "ends_at": "2099-01-01", "read_at": "2026-01-01", "sent_to": "x"}
    door.submit(asked.address, YES | extra)
    row, _, _ = asked.now()
    assert (row.group_id, row.authority_id, row.read_at, row.sent_to) == (
        asked.group.id,
        asked.link.authority_id,
        None,
        "rae@example.test",
    )


def test_somebody_signed_in_elsewhere_opens_the_link_for_its_own_authority_alone(world: World, client_as: Any) -> None:
    other = world.another()
    theirs = Asked(other)
    client = client_as(world.coordinator)
    assert "Other Invented Borough" in client.get(theirs.address).text
    assert client.submit(theirs.address, YES).status_code == 303
    assert theirs.now()[0].said is OfferSaid.yes
    assert client.get(f"/employers/{theirs.employer.public_id}").status_code == 404


def test_two_answers_at_one_moment_leave_one(asked: Asked, app: Flask, client_as: Any) -> None:
    doors: list[FlaskClient] = [client_as(None), client_as(None)]
    tokens = [each.get(asked.address).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0] for each in doors]  # fmt: skip  # noqa: E501
    barrier, found = threading.Barrier(2), []

    def send(door: FlaskClient, token: str, data: dict[str, str]) -> None:
        barrier.wait()
        found.append(door.post(asked.address, data=data | {"csrf_token": token}).status_code)

    threads = [threading.Thread(target=send, args=args) for args in zip(doors, tokens, (YES, NO), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) in ([303, 409], [303, 410])
    assert len(asked.now()[2]) == 1


def test_more_agreed_weeks_than_places_are_told_in_the_timeline(world: World, door: Any) -> None:
    asked = Asked(world)
    person = world.young_person()
    keys = {"authority_id": world.authority.id, "group_id": asked.group.id, "because": TakenBecause.agreed}
    world.save(PlaceTaken(**keys, young_person_id=person.id, people=1))
    door.submit(asked.address, NO)
    assert asked.now()[2][0].words.endswith("1 person more than that have the placement already: talk to them.")


def test_an_answer_a_rule_stops_from_changing_the_placement_is_kept_and_somebody_is_told(
    world: World, door: Any
) -> None:
    asked = Asked(world)
    with world.writing() as session:
        session.get_one(Group, asked.group.id).weeks_a_year = 99
        session.info["recorded"] = True
        session.commit()
    assert door.submit(asked.address, YES).status_code == 303
    row, placement, [entry] = asked.now()
    assert (row.said, placement.places) == (OfferSaid.yes, 3)
    assert "The placement was not changed" in entry.words


def test_staff_make_a_link_for_a_placement_and_can_look_at_it_again(world: World, client_as: Any) -> None:
    of, client = employer(world), client_as(world.coordinator)
    contact(world, of, email="rae@example.test", is_key=True)
    at = group(world, of)
    form = f"/employers/{of.public_id}/offers/new?group={at.public_id}"
    assert 'value="rae@example.test"' in client.get(form).text
    assert "Enter who gets the link" in client.submit(form, {"sent_to": "", "days": "7"}).text
    made = client.submit(form, {"sent_to": "Rae", "days": "7"})
    shown = client.get(made.location).text
    assert shown == client.get(made.location).text or "http://localhost/offer/" in shown
    path = shown.split("http://localhost")[1].split("<")[0]
    assert "Can Invented Bakery offer this placement?" in client_as(None).get(path).text
    assert "http://localhost" + path in client.get(made.location).text


def test_a_new_link_for_a_placement_stops_the_one_before(world: World, client_as: Any, door: Any) -> None:
    asked, client = Asked(world), client_as(world.coordinator)
    form = f"/employers/{asked.employer.public_id}/offers/new?group={asked.group.public_id}"
    assert client.submit(form, {"sent_to": "Rae", "days": "7"}).status_code == 303
    assert door.get(asked.address).status_code == 410


def test_staff_withdraw_a_link_but_not_an_answer(world: World, client_as: Any, door: Any) -> None:
    asked, client = Asked(world), client_as(world.coordinator)
    page = f"/employers/offers/{asked.link.public_id}"
    assert client.submit(f"{page}/withdraw", page=page).status_code == 303
    assert door.get(asked.address).status_code == 410
    other = Asked(world.another())
    assert client.get(f"/employers/offers/{other.link.public_id}").status_code == 404


def test_an_answer_stands_on_the_owners_due_list_until_it_is_read(asked: Asked, door: Any, client_as: Any) -> None:
    client, due = client_as(asked.world.coordinator), "/employers/due?part=offers"
    assert "Waiting" in client.get(due).text
    door.submit(asked.address, YES)
    shown = client.get(due).text
    assert "Answers by link (1)" in shown
    assert "said Rae Winter" in shown
    page = f"/employers/offers/{asked.link.public_id}"
    assert client.submit(f"{page}/read", page=page).status_code == 303
    assert "said Rae Winter" not in client.get(due).text
    assert "said Rae Winter" in client.get(page).text


def test_a_link_is_for_the_employers_own_placements(world: World, client_as: Any) -> None:
    of, at = employer(world, "Bakery"), group(world, employer(world, "Garage"))
    assert (
        client_as(world.coordinator).get(f"/employers/{of.public_id}/offers/new?group={at.public_id}").status_code
        == 404
    )
    with world.writing() as session, pytest.raises(Refused, match="of this employer"):
        services.ask(
            session,
            session.get_one(Employer, of.id),
            session.get_one(Group, at.id),
            sent_to="Rae",
            days=7,
            actor=world.actor(world.coordinator),
            now=NOW,
        )


def test_over_https_an_answer_arrives_although_the_page_tells_no_referrer(world: World, database: Any) -> None:
    base = "https://pfa.example.gov.uk"
    settings = Settings(database_url=database.url.render_as_string(hide_password=False), **SETTINGS)
    app = create_app(replace(settings, public_base_url=base, environment="production"), database, Clock(NOW))
    asked, client = Asked(world), app.test_client()
    shown = client.get(asked.address, base_url=base).text
    token = shown.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = client.post(asked.address, data=YES | {"csrf_token": token}, base_url=base)
    assert answer.status_code == 303
    assert asked.now()[0].said is OfferSaid.yes


def test_a_link_never_lives_longer_than_its_signature() -> None:
    assert links.LONGEST_DAYS == 28
    named, made = links.Named(1, uuid.uuid4()), NOW
    text = links.token([KEY], named, made_at=made)
    assert links.read([KEY], text, now=made + dt.timedelta(days=28)) == named
    assert links.read([KEY], text, now=made + dt.timedelta(days=28, seconds=1)) is links.Useless.late
