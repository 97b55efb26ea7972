"""Who sees which week: a college only what it is consulted about, a school its own pupils, a young person their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from pfa.accounts.models import OrganisationKind, Role, User
from pfa.aspirations.models import Reading
from pfa.audit.models import AccessEvent
from pfa.core.database import Database
from pfa.packages import queries, services
from pfa.packages.models import Package, PackageState, Party, Said
from pfa.packages.queries import Choice
from pfa.people.codes import NoSchool
from pfa.provision.kinds import OpportunityKind
from tests.factories import ENTRY_YEAR, Browser, World
from tests.packages.pages import answer_of, say, user_of
from tests.packages.scenes import Scene

Client = Callable[[User | None], Browser]
CANARY = "Zanzibar"


def test_a_college_learns_a_name_only_by_consultation(world: World, client_as: Client) -> None:
    scene = Scene(world)
    person = scene.someone(CANARY, communication="Uses a talker", school_contact="Mrs Secret")
    tutor = client_as(world.tutor)
    package = scene.draft(person)
    assert CANARY not in tutor.get("/packages/consultations").text
    with world.writing() as session:
        row = session.get_one(Package, package.id)
        services.share(session, row, seen=row.version, actor=scene.actor, now=world.now)
        session.commit()
    assert CANARY in tutor.get("/packages/consultations").text
    shown = tutor.get(f"/packages/consultations/{answer_of(scene, package, Party.provider)}").text
    assert f"Can you take {CANARY} Invented?" in shown
    for private in ("Mrs Secret", "Uses a talker", person.reference, str(person.public_id), str(package.public_id)):
        assert private not in shown


def test_it_vanishes_when_the_week_is_withdrawn(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared(scene.someone(CANARY))
    consultation = answer_of(scene, package, Party.provider)
    with world.writing() as session:
        row = session.get_one(Package, package.id)
        services.set_aside(session, row, reason="Moved", seen=row.version, actor=scene.actor, now=world.now)
        session.commit()
    tutor = client_as(world.tutor)
    assert CANARY not in tutor.get("/packages/consultations").text
    assert tutor.get(f"/packages/consultations/{consultation}").status_code == 404


def test_another_college_is_told_nothing(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared(scene.someone(CANARY))
    other = world.organisation("Another College", world.college.kind)
    stranger = client_as(world.user("Stran Ger", Role.college_staff, other))
    assert CANARY not in stranger.get("/packages/consultations").text
    answer = stranger.get(f"/packages/consultations/{answer_of(scene, package, Party.provider)}")
    assert answer.status_code == 404


def test_a_college_sees_its_own_sessions_only(world: World, client_as: Client) -> None:
    scene = Scene(world)
    other = world.organisation("Walking Club", world.college.kind)
    walk = world.opportunity("Long walks", OpportunityKind.community, organisation=other, kind_of_work="")
    package = scene.shared(groups=[scene.cooking, world.group(walk, ("fri-am",))])
    with world.reading() as session:
        asked = queries.consultations(session, world.actor(world.tutor))
    assert [what for what, _ in asked[0].sessions] == ["Cooking at college"]
    shown = client_as(world.tutor).get(f"/packages/consultations/{asked[0].public_id}").text
    assert "Long walks" not in shown
    assert package.state is PackageState.shared


def test_school_staff_see_their_own_pupils_weeks(world: World, client_as: Client) -> None:
    scene = Scene(world)
    elsewhere = scene.draft(scene.someone(CANARY, no_school=NoSchool.home_educated))
    own = scene.draft(scene.someone("Here"))
    teacher = client_as(world.teacher)
    shown = teacher.get("/packages/").text
    assert "Here" in shown
    assert CANARY not in shown
    assert teacher.get(f"/packages/{own.public_id}").status_code == 200
    assert teacher.get(f"/packages/{elsewhere.public_id}").status_code == 404
    assert "Take out" not in teacher.get(f"/packages/{own.public_id}?session=mon-am").text


def test_a_young_person_sees_what_is_in_the_week_and_no_reasons(world: World, client_as: Client) -> None:
    scene = Scene(world)
    scene.person.sessions_wanted = 10
    package = scene.shared()
    shown = client_as(user_of(scene, package)).get("/packages/mine").text
    assert "Cooking at college" in shown
    assert "We are still looking for Thursday morning" in shown
    assert "places" not in shown


def test_a_draft_is_not_shown_to_the_young_person(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.draft()
    shown = client_as(user_of(scene, package)).get("/packages/mine").text
    assert "Your week is not ready yet" in shown
    assert "Cooking" not in shown


def test_a_week_that_is_changed_after_it_was_shown_says_so(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.agreed()
    with world.writing() as session:
        row = session.get_one(Package, package.id)
        services.reopen(session, row, reason="Therapy", seen=row.version, actor=scene.actor, now=world.now)
        session.commit()
    assert "Your week is being changed" in client_as(user_of(scene, package)).get("/packages/mine").text


def test_what_a_young_person_writes_reaches_the_safeguarding_queue(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared()
    client = client_as(user_of(scene, package))
    assert "Lea D reads what you write" in client.get("/packages/mine/say").text
    answer = client.submit("/packages/mine/say", {"said": "talk-to-me", "words": "I am scared of the bus"})
    assert answer.status_code == 303
    with world.reading() as session:
        [reading] = session.scalars(sa.select(Reading)).all()
        row = session.get_one(Package, package.id)
        [mine] = [each for each in row.current.standing if each.party is Party.young_person]
    assert (reading.words, reading.young_person_id) == ("I am scared of the bus", scene.person.id)
    assert (mine.said, mine.how) == (Said.talk, "In the app")
    lead = client_as(world.lead)
    assert "My week, yes or no or talk to me: they wrote something" in lead.get("/safeguarding").text
    assert "I am scared of the bus" in lead.get(f"/safeguarding/{reading.public_id}").text
    assert "You want to talk first" in client.get("/packages/mine").text
    assert 'value="talk-to-me" checked' in client.get("/packages/mine/say").text  # what they said stands there


def test_their_words_are_for_the_reader_alone(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared()
    client_as(user_of(scene, package)).submit("/packages/mine/say", {"said": "no", "words": CANARY})
    for user in (world.coordinator, world.teacher, world.approver):
        for page in ("", "/history", "/print"):
            assert CANARY not in client_as(user).get(f"/packages/{package.public_id}{page}").text


def test_opening_a_week_is_noted_and_a_list_once(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.draft()
    client = client_as(world.coordinator)
    client.get(f"/packages/{package.public_id}")
    client.get("/packages/")
    with world.reading() as session:
        noted = session.execute(
            sa.select(AccessEvent.page, AccessEvent.subject_id, AccessEvent.count).order_by(AccessEvent.id)
        ).all()
    assert [tuple(row) for row in noted] == [
        ("packages.week", scene.person.public_id, 1),
        ("packages.listing", None, 1),
    ]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    sa.event.listen(database._read_engine.engine, "before_cursor_execute", note)
    yield statements
    sa.event.remove(database.engine, "before_cursor_execute", note)
    if database._read_engine is not database.engine and sa.event.contains(
        database._read_engine.engine, "before_cursor_execute", note
    ):
        sa.event.remove(database._read_engine.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("who", "address"),
    [("coordinator", "/packages/"), ("approver", "/packages/approvals"), ("tutor", "/packages/consultations")],
)
def test_a_list_takes_as_many_statements_for_six_as_for_one(
    world: World, database: Database, client_as: Client, who: str, address: str
) -> None:
    scene = Scene(world)
    client = client_as(getattr(world, who))
    scene.shared()
    client.get(address)
    with counted(database) as for_one:
        client.get(address)
    for name in ("Ali", "Bea", "Cai", "Dee", "Eve"):
        scene.shared(scene.someone(name), [scene.cooking])
    with counted(database) as for_six:
        assert client.get(address).text.count("Invented<") >= 6
    assert len(for_six) == len(for_one)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({}, ["Bea", "Cai", "Ali"]),  # reviews in January, May and October, asked in November
        ({"state": "draft"}, ["Cai"]),
        ({"waiting": "us"}, ["Cai"]),
        ({"waiting": "stopped"}, ["Bea"]),
        ({"waiting": "young-person"}, ["Ali"]),
        ({"waiting": "provider"}, ["Bea", "Ali"]),
        ({"gap": True}, ["Bea", "Cai"]),
        ({"name": "bea"}, ["Bea"]),
        ({"sort": "gap"}, ["Cai", "Bea", "Ali"]),
        ({"sort": "name"}, ["Ali", "Bea", "Cai"]),
    ],
)
def test_the_list_is_limited_and_ordered_as_asked(
    world: World, session: Session, choice: dict[str, object], names: list[str]
) -> None:
    scene = Scene(world)
    scene.shared(scene.someone("Ali", sessions_wanted=6, review_month=10))
    say(scene, scene.shared(scene.someone("Bea", sessions_wanted=7, review_month=1)), Party.young_person, Said.no)
    scene.draft(scene.someone("Cai", review_month=5))
    asker, today = world.actor(world.coordinator), world.now.date()
    wanted = Choice(ENTRY_YEAR, **choice)  # type: ignore[arg-type]  # the table above
    page = queries.listed(session, asker, wanted, today=today, number=1)
    assert [package.young_person.called for package in page.rows] == names
    beside = queries.neighbours(session, asker, wanted, page.rows[0], today=today)
    assert (beside.number, beside.total, beside.before) == (1, len(names), None)
    assert beside.after == (page.rows[1].public_id if len(names) > 1 else None)


def test_the_list_can_be_limited_to_a_school_and_to_a_provider(world: World, session: Session) -> None:
    scene = Scene(world)
    scene.draft(scene.someone("Ali"))
    scene.draft(scene.someone("Bea", no_school=NoSchool.home_educated), [])
    asker, today = world.actor(world.coordinator), world.now.date()
    empty = world.organisation("Nobody goes here", OrganisationKind.employer)
    world.group(world.opportunity(organisation=empty))
    unused = world.provider(empty)
    [school] = queries.schools(session, asker, today=today)
    [provider] = queries.providers(session, asker, Choice(ENTRY_YEAR))
    chosen = queries.providers(session, asker, Choice(ENTRY_YEAR, provider=unused.public_id))
    assert [row.name for row in chosen] == [provider.name, "Nobody goes here"]
    for wanted in (Choice(ENTRY_YEAR, school=school.public_id), Choice(ENTRY_YEAR, provider=provider.public_id)):
        page = queries.listed(session, asker, wanted, today=today, number=1)
        assert [package.young_person.called for package in page.rows] == ["Ali"]


def test_the_tally_counts_states_talks_late_replies_and_those_without_a_week(world: World, session: Session) -> None:
    scene = Scene(world)
    scene.draft(scene.someone("Ali"))
    say(scene, scene.shared(scene.someone("Bea")), Party.young_person, Said.talk)
    late = world.now.date().replace(month=12, day=31)
    tally = queries.tally(session, world.actor(world.coordinator), ENTRY_YEAR, today=late)
    assert tally == {"draft": 1, "shared": 1, "stopped": 1, "overdue": 1, "without": 1}


def test_a_reply_by_a_college_is_its_own(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared()
    address = f"/packages/consultations/{answer_of(scene, package, Party.provider)}"
    assert client_as(world.tutor).submit(address, {"said": "yes", "note": "With a ramp"}).status_code == 303
    with world.reading() as session:
        [row] = [each for each in session.get_one(Package, package.id).current.standing if each.party is Party.provider]
    assert (row.said, row.note, row.said_by_id, row.how) == (Said.yes, "With a ramp", world.tutor.id, "In the app")


def test_only_an_approver_answers_for_the_authority(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared()
    of_authority = answer_of(scene, package, Party.authority)
    client: FlaskClient = client_as(world.coordinator)
    assert client.get(f"/packages/{package.public_id}/answers/{of_authority}").status_code == 404
    assert client.get(f"/packages/{package.public_id}/approve").status_code == 403


def test_a_draft_for_another_year_does_not_take_a_shared_week_away(world: World, client_as: Client) -> None:
    scene = Scene(world)
    package = scene.shared(scene.someone(CANARY, with_user=True))
    with world.writing() as session:
        row = session.get_one(Package, package.id)
        services.start(session, row.young_person, entry_year=ENTRY_YEAR + 1, actor=scene.actor, now=world.now)
        session.commit()
    browser = client_as(user_of(scene, package))
    assert str(ENTRY_YEAR) in browser.get("/packages/mine").text
    assert browser.get("/packages/mine/say").status_code == 200
