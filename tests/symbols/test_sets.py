"""Whole sets: looked through, shown all at once, taken back all at once; ideas of an authority's own."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from pfa.accounts.models import User
from pfa.aspirations import queries as asked
from pfa.aspirations import services as questions
from pfa.aspirations.questions import Takes
from pfa.aspirations.services import OwnWords
from pfa.audit.models import AuditEvent
from pfa.core.errors import Refused, TooMany
from pfa.symbols import files, queries, services
from pfa.symbols.models import SetState, SymbolDrawing, SymbolSet, WaitingDrawing
from pfa.web.symbols import SYMBOLS
from tests.aspirations.counting import statements
from tests.aspirations.scene import a_scene
from tests.factories import Browser, World
from tests.symbols.drawings import svg
from tests.symbols.pages import load
from tests.symbols.sets import DOG, DOG_ROW, POOL, POOL_ROW, a_set, load_set, table, zipped

ClientAs = Callable[[User | None], Browser]


def show(world: World, row: SymbolSet, preview: str | None = None) -> None:
    """Show a set as the co-ordinator who has just looked through it."""
    with world.writing() as session:
        fresh = session.get_one(SymbolSet, row.id)
        digest = preview or queries.plan(session, fresh).digest
        who = world.actor(world.coordinator)
        services.show_set(session, fresh, digest, seen=fresh.version, actor=who, now=world.now)
        session.commit()


def take_back(world: World, row: SymbolSet, app: Flask) -> None:
    with app.app_context(), world.writing() as session:
        fresh = session.get_one(SymbolSet, row.id)
        actor = world.actor(world.coordinator)
        services.take_back_set(session, fresh, seen=fresh.version, actor=actor, now=world.now)
        session.commit()


def shown(world: World) -> dict[str, str]:
    """What each drawing of the authority's own shows now, by idea."""
    with world.reading() as session:
        return {name: row.words for name, row in queries.shown(session, {world.authority.id}).items()}


def effects(world: World, row: SymbolSet) -> dict[str, str]:
    with world.reading() as session:
        plan = queries.plan(session, session.get_one(SymbolSet, row.id))
        return {step.waiting.concept: step.effect.value for step in plan.steps}


def ask_about_pool(world: World, symbol: str = "own-pool", key: str = "") -> str:
    """A question of the authority's own with the symbol on a choice; with a key, that question in other words."""
    choices = (("In a pool", symbol), ("At home", "home"))
    words = OwnWords("Where do you swim?", "Where do you swim?", "swim", Takes.many, choices=choices)
    with world.writing() as session:
        actor = world.actor(world.coordinator)
        seen = asked.newest_set(session, world.authority.id)
        if key:
            questions.reword_question(session, key, words, seen=seen, actor=actor, now=world.now)
        else:
            questions.write_question(session, words, seen=seen, actor=actor, now=world.now)
        session.commit()
        (name, _number), *_ = asked.own_questions(session)
        return name


def test_nothing_is_shown_before_it_was_looked_through(world: World) -> None:
    row = load_set(world)
    assert shown(world) == {}
    assert effects(world, row) == {"own-pool": "new", "work-animal-care": "ours"}


def test_a_set_is_shown_at_once_and_recorded_and_nothing_waits_any_more(world: World) -> None:
    row = load_set(world)
    show(world, row)
    assert shown(world) == {"own-pool": "A person in water", "work-animal-care": "A dog on a lead"}
    with world.reading() as session:
        done = session.get_one(SymbolSet, row.id)
        assert (done.state, done.summary) == (
            SetState.applied,
            "1 new idea, 1 in the place of ours, 0 in the place of your own",
        )
        assert session.scalars(sa.select(WaitingDrawing)).all() == []
        acts = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
        assert acts == ["symbols.loaded", "symbols.shown"]


def test_what_is_shown_already_is_left_alone(world: World) -> None:
    first = load_set(world)
    show(world, first)
    with world.reading() as session:
        whole = files.written(queries.in_use(session, {world.authority.id}))
    second = load_set(world, whole)
    assert set(effects(world, second).values()) == {"same"}
    assert len(effects(world, second)) == 120
    with pytest.raises(Refused, match="nothing to show"):
        show(world, second)


def test_other_words_for_the_same_picture_are_a_change(world: World) -> None:
    show(world, load_set(world))
    rows = ((*POOL_ROW[:2], "The baths", *POOL_ROW[3:]), (*DOG_ROW[:4], "CC0"))
    row = load_set(world, a_set(*rows))
    assert set(effects(world, row).values()) == {"own"}
    show(world, row)
    with world.reading() as session:
        assert queries.own_ideas(session, {world.authority.id}) == {"own-pool": "The baths"}


def test_what_changed_since_the_preview_is_not_shown_over(world: World) -> None:
    row = load_set(world)
    with world.reading() as session:
        seen = queries.plan(session, session.get_one(SymbolSet, row.id)).digest
    load(world, "work-animal-care", words="A cat")
    with pytest.raises(Refused, match="something was changed meanwhile"):
        show(world, row, seen)
    assert shown(world) == {"work-animal-care": "A cat"}


def test_taken_back_what_stood_there_before_is_shown_and_what_came_after_stays(app: Flask, world: World) -> None:
    load(world, "work-animal-care", words="A cat")
    row = load_set(world, a_set(POOL_ROW, DOG_ROW, ("home.svg", "home", "", "Our home", ""), home__svg=DOG))
    show(world, row)
    load(world, "home", words="Another home")
    take_back(world, row, app)
    assert shown(world) == {"work-animal-care": "A cat", "home": "Another home"}


def test_one_set_over_another_is_taken_back_by_itself(app: Flask, world: World) -> None:
    first = load_set(world)
    show(world, first)
    second = load_set(world, a_set((*DOG_ROW[:3], "Two dogs", "")))
    show(world, second)
    take_back(world, second, app)
    assert shown(world)["work-animal-care"] == "A dog on a lead"
    take_back(world, first, app)
    assert shown(world) == {}


def test_an_idea_of_their_own_is_chosen_for_questions_and_young_people_see_it(
    world: World, client_as: ClientAs
) -> None:
    show(world, load_set(world))
    page = client_as(world.coordinator).get("/questions/new").text
    assert '<option value="own-pool">Swimming pool (your own)</option>' in page
    key = ask_about_pool(world)
    scene = a_scene(world)
    with world.reading() as session:
        drawing = queries.shown(session, {world.authority.id})["own-pool"]
    picture = f"/symbols/{drawing.public_id}/picture"
    pack = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}/print"
    young = client_as(scene.user)
    young.submit("/my/answers")
    assert picture in young.get(f"/my/answers/{key}").text
    assert picture in client_as(world.teacher).get(pack).text


def test_a_question_takes_no_picture_that_there_is_not(world: World) -> None:
    with pytest.raises(Refused, match="Choose a picture for this choice"):
        ask_about_pool(world)


def test_an_idea_that_stands_somewhere_is_not_taken_away_and_it_says_where(
    app: Flask, world: World, client_as: ClientAs
) -> None:
    row = load_set(world)
    show(world, row)
    key = ask_about_pool(world)
    where = "“Swimming pool” stands beside the question “Where do you swim?”."
    with pytest.raises(Refused, match=re.escape(where)):
        take_back(world, row, app)
    browser = client_as(world.coordinator)
    assert where in browser.submit("/symbols/of/own-pool/remove", page="/symbols/of/own-pool").text
    page = f"/symbols/sets/{row.public_id}"
    assert where in browser.submit(f"{page}/take-back", page=page).text
    assert set(shown(world)) == {"own-pool", "work-animal-care"}
    ask_about_pool(world, "swim", key)
    take_back(world, row, app)
    assert shown(world) == {}


def test_answers_keep_the_picture_of_the_question_they_answered(app: Flask, world: World, client_as: ClientAs) -> None:
    row = load_set(world)
    show(world, row)
    key = ask_about_pool(world)
    client_as(a_scene(world).user).submit("/my/answers")
    ask_about_pool(world, "swim", key)
    with pytest.raises(Refused, match=re.escape("stands beside answers to “Where do you swim?”")):
        take_back(world, row, app)


def test_an_idea_that_was_taken_away_comes_back_with_a_drawing(world: World, client_as: ClientAs) -> None:
    show(world, load_set(world))
    browser = client_as(world.coordinator)
    browser.submit("/symbols/of/own-pool/remove", page="/symbols/of/own-pool")
    assert "own-pool" not in browser.get("/questions/new").text
    said = {"file": (io.BytesIO(POOL), "pool.svg"), "words": "Blue water"}
    browser.submit("/symbols/of/own-pool", said, content_type="multipart/form-data")
    assert "own-pool" in browser.get("/questions/new").text


def test_there_are_no_more_than_twenty_versions_and_the_shown_one_stays(world: World) -> None:
    for number in range(services.VERSIONS_AT_MOST + 3):
        load(world, "home", words=f"Home {number}")
    with world.reading() as session:
        rows = session.scalars(sa.select(SymbolDrawing).order_by(SymbolDrawing.id)).all()
    assert [row.words for row in rows] == [f"Home {number}" for number in range(3, 23)]
    assert [row.number for row in rows][-1] == services.VERSIONS_AT_MOST + 3


def test_there_are_no_more_own_ideas_than_a_question_can_offer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "OWN_AT_MOST", 1)
    rows = (POOL_ROW, ("dog.svg", "own-dog", "Dogs", "A dog", ""))
    with pytest.raises(Refused, match="more than 1 ideas"):
        load_set(world, a_set(*rows))


def test_a_set_that_nobody_decides_on_is_thrown_away_after_a_week(world: World) -> None:
    old = load_set(world)
    world.now += services.KEPT * 2
    load_set(world)
    with world.reading() as session:
        assert session.get_one(SymbolSet, old.id).state is SetState.discarded
        assert session.scalars(sa.select(WaitingDrawing).where(WaitingDrawing.set_id == old.id)).all() == []


def send(browser: Browser, data: bytes) -> str:
    said = {"file": (io.BytesIO(data), "Our set.zip")}
    return browser.submit("/symbols/sets", said, content_type="multipart/form-data", follow_redirects=True).text


def test_a_set_goes_its_way_on_the_pages(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.admin)
    page = send(browser, a_set())
    assert "What would be shown" in page
    assert "It shows: A person in water" in page
    assert 'alt="A person in water"' in page
    address = re.search(r"/symbols/sets/[0-9a-f-]{36}", page)
    assert address is not None
    picture = re.search(r"/symbols/sets/drawings/[0-9a-f-]{36}/picture", page)
    assert picture is not None
    given = browser.get(picture[0])
    assert "default-src 'none'; sandbox" in given.headers["Content-Security-Policy"]
    where = address[0]
    assert "is shown from now on" in browser.submit(f"{where}/show", page=where, follow_redirects=True).text
    assert browser.get(picture[0]).status_code == 404
    assert "Take the whole set back" in browser.get(where).text
    assert "is taken back" in browser.submit(f"{where}/take-back", page=where, follow_redirects=True).text
    assert "Taken back" in browser.get("/symbols/sets").text


def test_faults_stand_on_the_page_with_their_places_and_nothing_is_kept(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.coordinator)
    page = send(browser, a_set(POOL_ROW, ("dog.svg", "home", "", "", "")))
    assert "symbols.csv, row\N{NO-BREAK SPACE}3" in page
    assert "Say what the picture shows, for those who do not see it." in page
    with world.reading() as session:
        assert session.scalars(sa.select(SymbolSet)).all() == []


def test_files_that_are_no_sets_count_as_well(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.coordinator)
    for _ in range(20):
        send(browser, b"no zip")
    with pytest.raises(TooMany):
        load_set(world)


def test_our_set_and_the_one_in_use_are_given_to_start_from(world: World, client_as: ClientAs) -> None:
    browser = client_as(world.coordinator)
    assert send(browser, browser.get("/symbols/ours.zip").data).count("there is nothing to do") == 1
    load(world, "home", words="Our home")
    given = browser.get("/symbols/in-use.zip")
    assert given.headers["Content-Disposition"] == 'attachment; filename="symbols-in-use.zip"'
    assert "Our home" in [one.words for one in files.read(given.data, {})]


def test_another_authority_neither_sees_nor_shows_a_set(world: World, client_as: ClientAs) -> None:
    row, stranger = load_set(world), client_as(world.another().coordinator)
    with world.reading() as session:
        waiting = session.scalars(sa.select(WaitingDrawing)).first()
        assert waiting is not None
    assert stranger.get(f"/symbols/sets/{row.public_id}").status_code == 404
    assert stranger.get(f"/symbols/sets/drawings/{waiting.public_id}/picture").status_code == 404
    for verb in ("show", "discard", "take-back"):
        answer = stranger.submit(f"/symbols/sets/{row.public_id}/{verb}", page="/symbols/sets")
        assert answer.status_code == 404


def test_pages_ask_the_same_however_large_a_set_is(world: World, client_as: ClientAs) -> None:
    small = load_set(world)
    rows = [(f"{number}.svg", f"own-idea-{number}", f"Idea {number}", f"Picture {number}", "") for number in range(40)]
    pictures = {f"{number}.svg": svg(f'<circle r="{number}"/>') for number in range(40)}
    large = load_set(world, zipped({"symbols.csv": table(*rows), **pictures}))
    browser = client_as(world.coordinator)
    few, many = (
        statements(lambda where=f"/symbols/sets/{row.public_id}": browser.get(where))  # type: ignore[misc]  # a lambda's default
        for row in (small, large)
    )
    assert few == many


def test_three_hundred_drawings_are_loaded_and_shown_in_a_few_seconds(world: World) -> None:
    """Ten seconds is the bar; on a machine with nothing else to do it takes well below one."""
    many = range(files.DRAWINGS_AT_MOST)
    ours = list(SYMBOLS)
    rows = [
        (f"{place}.svg", ours[place] if place < len(ours) else f"own-{place}", "", f"Picture {place}", "")
        for place in many
    ]
    rows = [row if row[1] in SYMBOLS else (*row[:2], f"Idea {row[1]}", *row[3:]) for row in rows]
    drawings = {f"{place}.svg": svg(f'<circle cx="{place}" r="9"/>' * 20) for place in many}
    began = time.process_time()
    row = load_set(world, zipped({"symbols.csv": table(*rows), **drawings}))
    show(world, row)
    assert time.process_time() - began < 10
    assert len(shown(world)) == files.DRAWINGS_AT_MOST


def test_who_drew_them_is_told_to_everybody_who_sees_them(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    young, staff = client_as(scene.user), client_as(world.teacher)
    pack = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}/print"
    assert "Who drew the pictures" not in young.get("/my/views").text
    show(world, load_set(world))
    assert "Who drew the pictures" in young.get("/my/views").text
    assert [POOL_ROW[4] in page.text for page in (young.get("/symbols/credits"), staff.get(pack))] == [True, True]
