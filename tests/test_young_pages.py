"""Every page of young people's in every room, as it is served: easy to read, help on it, and nothing that says special.

The catalogues of words are tested in their rooms; here it is the page itself, with all that stands on it. Whoever chose
easy words or pictures first is served the same scene again, and that is held to the rules of Easy Read.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from pfa.accounts.models import Membership, Role, User
from pfa.aspirations.comfort import Level
from pfa.aspirations.words.easy_read import LONGEST
from pfa.aspirations.words.reading_age import OLDEST, reading_age, sentences, words
from tests.easy_read import Given, Page, faults, set_for_all
from tests.factories import World
from tests.routes import ROOMS

LEVELS: dict[Level, dict[str, str]] = {
    Level.easy: {},
    Level.pictures: {"switch": "slow", "counters": "on", "view": "two"},
}
FEW = 20  # words of which the formula says nothing
FAMILY = (Role.young_person, Role.parent)
LABELS = frozenset({"special", "SEND", "SEN", "ehcp", "disabled", "disability", "disabilities"})


def seen_pages(
    room: str, world: World, client_as: Callable[[User | None], FlaskClient]
) -> Iterator[tuple[str, User | None, str, str]]:
    """Endpoint, who opens it, where, and its whole text, of every page in the frame of young people's or for them.

    Whoever is not signed in may be a young person or a parent, but for an employer's link.
    """
    for endpoint, (user, address) in importlib.import_module(f"tests.{room}.pages").pages(world).items():
        answer = client_as(user).get(address)
        is_theirs = not endpoint.startswith("employers.") and (user is None or is_a(world, user, *FAMILY))
        if answer.mimetype == "text/html" and (is_theirs or "app-young" in Page(answer.text).classes):
            yield endpoint, user, address, answer.text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # the words are the same on both
@pytest.mark.parametrize("room", ROOMS)
def test_each_page_is_read_at_11_has_help_on_it_and_puts_nobody_in_a_box(
    room: str, world: World, client_as: Callable[[User | None], FlaskClient]
) -> None:
    wrong, young = [], {}
    for endpoint, user, address, html in seen_pages(room, world, client_as):
        page, theirs = Page(html), is_a(world, user, Role.young_person)
        if (user is None or is_a(world, user, *FAMILY)) and "Help that is there now" not in html:
            wrong.append(f"{endpoint} has no help that is there now")
        if "app-young" not in page.classes:
            continue
        text = "\n".join(page.lines)
        if len(words(text)) >= FEW and (age := reading_age(text)) > OLDEST:
            wrong.append(f"{endpoint} is read at {age:.1f}")
        ended = [one for line in page.lines if line[-1] in ".!?:" for one in sentences(line)]
        wrong += [f"{endpoint}: {one}" for one in ended if len(words(one)) > LONGEST]
        wrong += [f"{endpoint} says {label}" for label in LABELS & {*words(text), *words(text.lower())}]
        if theirs and "talk to someone" not in html.lower():
            wrong.append(f"{endpoint} leads to nobody to talk to")
        if user is None or theirs:
            young[endpoint] = (user, address)
    wrong += not_easy(young, world, client_as)
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def not_easy(
    young: dict[str, tuple[User | None, str]], world: World, client_as: Callable[[User | None], FlaskClient]
) -> Iterator[str]:
    """What breaks a rule of Easy Read on the pages of young people who chose easy words, then pictures first.

    The second time they use one switch, counters, and see two choices at once: there are more words on their pages.
    """
    given, clients = Given(world), dict[int | None, FlaskClient]()
    for level, more in LEVELS.items() if young else ():
        set_for_all(world, level=level.value, **more)
        for endpoint, (user, address) in young.items():
            who = user.id if user else None
            clients[who] = clients.get(who) or client_as(user)  # signed in once
            lines = Page(clients[who].get(address).text).every_line
            yield from (f"{endpoint} at {level.value}: {fault}" for fault in faults(lines, given))


def is_a(world: World, user: User | None, *roles: Role) -> bool:
    """Has an account one of these roles? Parents and staff open some pages in the frame of young people's."""
    with world.reading() as session:
        theirs = sa.select(Membership.role).where(Membership.user_id == (user.id if user else 0))
        return not set(roles).isdisjoint(session.scalars(theirs))


def test_a_page_is_taken_to_lines_as_it_is_seen() -> None:
    page = Page("<body class='app-young'><p>No</p><main><h1>Hello <b>you</b></h1><svg><title>x</title></svg><p>Yes.")
    assert (page.classes, page.lines) == ("app-young", ["Hello you", "Yes."])


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")
def test_names_are_no_words_of_ours_and_hard_words_and_long_sentences_are(world: World) -> None:
    person = world.young_person("Ophelia", "Cholmondeley")
    given = Given(world)
    assert given.out_of(f"Hello Ophelia’s friend Cholmondeley, {world.teacher.name}") == "Hello 0 friend 0, 0 0"
    assert given.out_of("Opheliac") == "Opheliac"
    assert list(faults([f"{person.first_name} can go on Monday to pfa."], given)) == []
    assert list(faults(["Ophelia aspires to go."], given)) == [
        "not on the list of easy words: aspires in: 0 aspires to go."
    ]
    long = f"Go {'to Ophelia ' * 7}now"
    assert list(faults([long + "."], given)) == [f"15 words are enough: {long.replace('Ophelia', '0')}."]
    assert list(faults([long.replace(" now", ".")], given)) == []
