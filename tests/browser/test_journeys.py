"""Every way of answering in every manner: signed in, answered, sent or typed in, and seen by staff as given so.

Ways: on their own by their card; on their own in a lesson by the class's code; with an adult who signs them in; and
what was said elsewhere, which staff type in: on paper (twice, and settled), at an annual review, in a group, through an
advocate, observed. Manners: by keyboard alone, by one switch, at 200 % zoom, on a phone, on a tablet that is turned.

One switch is for young people's own pages, where the page moves by itself for those who chose it. Whoever types in what
was said elsewhere is staff and has a keyboard: those pairs do not exist. With a switch, the adult who is in the room
types the class's code and presses "Sign them in".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import WAY_NAMES, Round, Way
from pfa.aspirations.questions import QUESTIONS
from pfa.aspirations.services import ENTERED
from pfa.people.models import YoungPerson
from tests.accounts.doors import PASSWORD, card_for, with_password
from tests.aspirations.scene import Scene, a_round
from tests.browser.chromium import lost
from tests.browser.hands import Keyboard, Pointer, Switch
from tests.browser.live import Live
from tests.conftest import NOW, SETTINGS
from tests.places import Place


@dataclass(frozen=True)
class Manner:
    """How somebody uses a device, and which sizes its screen takes in turn."""

    hands: Any  # Keyboard, Pointer or Switch
    sizes: tuple[tuple[int, int], ...] = ((1280, 800),)
    device: Mapping[str, Any] = field(default_factory=dict)

    @property
    def adult(self) -> Keyboard | Pointer:
        """The hands of an adult with the same device."""
        return Keyboard() if isinstance(self.hands, Switch) else self.hands

    def open(self, live: Live, user: User | None = None) -> Page:
        page = live.page(user, viewport=_size(self.sizes[0]), **self.device)
        if isinstance(self.hands, Switch):
            page.clock.install()
        return page

    def meet(self, page: Page, path: str) -> None:
        """Come to a page, of which nothing is lost at any size; the next is met as this one was left."""
        page.wait_for_url(lambda url: fnmatch(urlsplit(url).path, path))
        now = page.viewport_size
        for size in sorted(self.sizes, key=lambda one: _size(one) != now):
            if _size(size) != now:
                page.set_viewport_size(_size(size))
            assert lost(page) == []


def _size(of: tuple[int, int]) -> Any:
    return {"width": of[0], "height": of[1]}


TOUCHED = {"has_touch": True, "is_mobile": True}
MANNERS = {
    "by keyboard": Manner(Keyboard()),
    "by switch": Manner(Switch()),
    "zoomed": Manner(Pointer(), ((640, 400),), {"device_scale_factor": 2}),  # a window of 1280 × 800 at 200 %
    "on a phone": Manner(Pointer(is_finger=True), ((390, 844),), TOUCHED),
    "on a tablet": Manner(Pointer(is_finger=True), ((820, 1180), (1180, 820)), TOUCHED),
}
STAFF = [name for name in MANNERS if name != "by switch"]


@pytest.fixture(scope="module")
def shared(browser: Browser, made_place: Callable[[str], Place]) -> Iterator[Live]:
    """One application for all journeys; each has a young person of its own."""
    place = made_place("sqlite").another("journeys")
    live = Live(place.url, SETTINGS, NOW, browser)
    yield live
    live.stop()
    place.close()


@pytest.fixture(scope="module")
def asked(shared: Live) -> Round:
    with_password(shared.app, shared.world, shared.world.teacher)
    with_password(shared.app, shared.world, shared.world.coordinator)
    return a_round(shared.world)


@pytest.fixture
def live(shared: Live) -> Iterator[Live]:
    yield shared
    said = shared.complaints()
    shared.leave()
    assert not said


def somebody(live: Live, asked: Round, **comforts: str) -> Scene:
    """A young person who has not answered yet."""
    person = live.world.young_person("Yasmin", f"Invented{live.world.number()}", with_user=True)
    with live.world.writing() as session:
        services.choose_comfort(session, session.get_one(YoungPerson, person.id), comforts)
        session.commit()
        return Scene(live.world, asked, person, session.get_one(User, person.user_id))


def with_a_card(live: Live, scene: Scene, manner: Manner) -> Page:
    """What stands on the card is typed; a switch, a phone and a tablet have read the square code on it."""
    card, page = card_for(live.app, live.world, scene.person), manner.open(live)
    if isinstance(manner.hands, Switch) or manner.device.get("has_touch"):
        page.goto(f"/card/{card.token}")
    else:
        page.goto("/card")
        manner.meet(page, "/card")
        for part, typed in (("Your number", card.locator), ("First 4", card.secret[:4]), ("Last 4", card.secret[4:])):
            manner.hands.write(page, part, typed)
        manner.hands.press(page, "Next")
    manner.meet(page, "/card/*")
    manner.hands.press(page, "Yes, this is me")
    return page


def with_the_class(live: Live, scene: Scene, manner: Manner) -> Page:
    """The teacher opens the class on another screen and hands out a number and a code."""
    teacher = live.open(f"/cards/?search={scene.person.last_name}", live.world.teacher)
    teacher.get_by_role("button", name="Choose everybody on this page").click()
    teacher.get_by_role("button", name="Open the class").click()
    number, code = teacher.locator(".app-slip__code").all_inner_texts()
    page = manner.open(live)
    page.goto("/class")
    manner.meet(page, "/class")
    manner.adult.write(page, "Your number", number)
    manner.adult.write(page, "Your code", code)
    manner.adult.press(page, "Next")
    manner.meet(page, "/card/yes")
    manner.hands.press(page, "Yes, this is me")
    return page


def with_an_adult(live: Live, scene: Scene, manner: Manner) -> Page:
    """The teacher signs them in on the teacher's own screen and stays beside them."""
    page = manner.open(live, live.world.teacher)
    page.goto(f"/cards/{scene.person.public_id}/help")
    manner.meet(page, "*/help")
    manner.adult.press(page, "Sign Yasmin in")
    return page


def answer_everything(page: Page, manner: Manner) -> None:
    """Each of the questions is answered or skipped, one after the other."""
    for question in QUESTIONS:
        manner.meet(page, f"/my/answers/{question.key}")
        for pick in PICKED.get(question.key, ()):
            manner.hands.pick(page, *pick)
        for label, words in WRITTEN.get(question.key, {}).items():
            manner.hands.write(page, label, words)
        manner.hands.press(page, "Next" if question.key in PICKED or question.key in WRITTEN else "Skip this one")


def answer_a_little(page: Page, manner: Manner) -> None:
    """One answer, a break, and what is there is sent: every other question stays open."""
    manner.meet(page, "/my/answers/like")
    for pick in PICKED["like"]:
        manner.hands.pick(page, *pick)
    manner.hands.press(page, "Have a break")
    manner.meet(page, "/my/break")
    manner.hands.press(page, "I am ready to carry on")
    manner.meet(page, "/my/answers/like")
    manner.hands.press(page, "Back")
    manner.meet(page, "/my/answers")
    manner.hands.press(page, "See my answers")


PICKED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "like": (("Animals",), ("Cooking",)),
    "work": (("Shops",), ("Animals",)),
    "sort": (("Not sure", "Cooking and food"),),
    "days": (("3 days",),),
}
WRITTEN = {"with": {"Name 1": "Ben"}, "more": {"Do you want to tell us more?": "Sea"}}
LITTLE = {"like": (["animals", "cooking"], "")}
EVERYTHING = {
    **LITTLE,
    "work": (["retail", "animal-care"], ""),
    "sort": (["unsure:catering"], ""),
    "days": (["3"], ""),
    "with": ([], "Ben"),
    "more": ([], "Sea"),
}
TYPED = {"like": (["animals"], "")}
Answers = Mapping[str, tuple[list[str], str]]
ComeIn = Callable[[Live, Scene, Manner], Page]
Answer = Callable[[Page, Manner], None]
ON_A_SCREEN: dict[str, tuple[ComeIn, Answer, Answers, Way, str]] = {
    "alone": (with_a_card, answer_everything, EVERYTHING, Way.alone, ""),
    "in a lesson": (with_the_class, answer_a_little, LITTLE, Way.alone, ""),
    "with help": (with_an_adult, answer_a_little, LITTLE, Way.with_help, " from Tea Cher"),
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("way", ON_A_SCREEN)
def test_a_young_person_comes_in_answers_sends_and_staff_see_how(
    live: Live, asked: Round, way: str, manner: str
) -> None:
    (come_in, answer, said, given, by), how = ON_A_SCREEN[way], MANNERS[manner]
    scene = somebody(live, asked, switch="quick" if manner == "by switch" else "off")
    page = come_in(live, scene, how)
    how.meet(page, "/")
    how.hands.press(page, "Start")
    how.meet(page, "/my/answers")
    how.hands.press(page, "Start")
    answer(page, how)
    how.meet(page, "/my/answers/check")
    how.hands.press(page, "Send my answers")
    how.meet(page, "/my/answers/thanks")
    assert_heard(live, scene, given, said, told=by)


@pytest.mark.parametrize("manner", STAFF)
def test_staff_sign_in_type_in_what_was_said_elsewhere_and_it_is_seen_as_given_so(
    live: Live, asked: Round, manner: str
) -> None:
    how = MANNERS[manner]
    page = sign_in(live, live.world.teacher, how)
    for way in ENTERED:
        scene = somebody(live, asked)
        page.goto(f"/people/{scene.person.public_id}/answers")
        how.hands.press(page, "Enter answers they gave on paper")
        how.meet(page, "*/paper/*")
        how.hands.pick(page, WAY_NAMES[way])
        type_in(page, how, "Animals", who="Ann Advocate, who saw it")
        if way is Way.paper:
            expect(page.get_by_text("Half entered: none of this counts yet")).to_be_visible()
            type_in_again_and_settle(live, scene, how)
        else:
            expect(page.get_by_text("The answers are saved.")).to_be_visible()
        assert_heard(live, scene, way, TYPED, told=" (Ann Advocate, who saw it), given 13 November 2026")


def sign_in(live: Live, user: User, manner: Manner) -> Page:
    page = manner.open(live)
    page.goto("/sign-in")
    manner.hands.write(page, "E-mail address", str(user.email))
    manner.hands.write(page, "Password", PASSWORD)
    manner.hands.send(page, "Sign in")
    manner.meet(page, "/")
    return page


def type_in(page: Page, manner: Manner, liked: str, *, day: str = "13", who: str = "") -> None:
    """When it was filled in, by whose word, and what they like: kinds of boxes are walked alone, on a screen."""
    for part, typed in (("Day", day), ("Month", "11"), ("Year", "2026")):
        manner.hands.write(page, part, typed)
    if who:
        manner.hands.write(page, "Who put them into words?", who)
    manner.hands.pick(page, liked)
    manner.adult.send(page, "Save the answers" if who else "Save the second typing")


def type_in_again_and_settle(live: Live, scene: Scene, manner: Manner) -> None:
    """Somebody else slips twice at the second typing; they look at the paper and choose what it says."""
    page = sign_in(live, live.world.coordinator, manner)
    page.goto(f"/rounds/{scene.asked.public_id}/paper")
    manner.meet(page, "*/paper")
    manner.hands.press(page, f"Type it in again for {scene.person.name}")
    manner.meet(page, "*/paper/*")
    type_in(page, manner, "Music", day="12")
    manner.meet(page, "*/settle")
    expect(page.get_by_text("1 question differs")).to_be_visible()
    for asked in ("When was it filled in?", "What do you like?"):
        manner.hands.pick(page, "First, Tea Cher", of=asked)
    manner.hands.press(page, "Let this count")
    expect(page.get_by_text("Settled. The answers count now.")).to_be_visible()


def assert_heard(live: Live, scene: Scene, way: Way, said: Answers, told: str = "") -> None:
    """What was said is kept, sent, and shown to their worker with the way it was given."""
    with live.world.reading() as session:
        response = scene.response(session)
        answers = queries.answers_of(session, response)
        assert response.sent_at is not None
        assert {one.way for one in answers.values()} == {way}
        assert {key: (one.choices, one.text) for key, one in answers.items() if not one.skipped} == said
    shown = live.read(f"/people/{scene.person.public_id}/answers", live.world.coordinator)
    assert f"{WAY_NAMES[way]}{told}" in shown


def test_every_way_there_is_is_walked() -> None:
    assert {each[3] for each in ON_A_SCREEN.values()} | set(ENTERED) == set(Way)
