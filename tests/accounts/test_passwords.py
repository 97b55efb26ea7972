"""A password must be long and not what anybody would guess; nothing else is asked of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.accounts import passwords
from pfa.core.errors import Refused

ABOUT = ["Cora Ordinator", "cora.ordinator@example.test", "Invented Borough", "Invented High School"]
EASY = [
    "password1234",
    "Password1234!",
    "P@ssw0rd2026!",
    "welcome12345",
    "qwertyuiop12",
    "asdfghjkl123",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "123456789012",
    "111222333444",
    "Summer2026Summer2026",
    "liverpool1892",
    "iloveyou1234",
    "inventedborough",
    "Ordinator2026",
    "InventedHigh1",
    "pfapfapfapfa",
]
GOOD = [
    "kettle hedge violin",
    "purple tiger coffee",
    "correct horse battery",
    "739105826447",
    "zK4!pQ9#vT2$",
    "😀🎉🍎🚲🌧🎈🐌🧩🎺🪁🧦🥁",
    "nightshelfrobin",
    "ôôùéèàçîœæÿü",
]


@pytest.mark.parametrize("password", EASY)
def test_what_anybody_would_guess_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="easy to guess"):
        passwords.check(password, about=ABOUT)


@pytest.mark.parametrize("password", GOOD)
def test_long_and_odd_is_enough_whatever_it_is_made_of(password: str) -> None:
    passwords.check(password, about=ABOUT)


def test_eleven_characters_are_too_few_and_twelve_enough() -> None:
    with pytest.raises(Refused, match="12 characters or more"):
        passwords.check("kettle hedg")
    passwords.check("kettle hedge")


def test_a_long_password_is_taken_whole() -> None:
    passwords.check("kettle hedge violin " * 10)
    with pytest.raises(Refused, match="at most"):
        passwords.check("kettle hedge violin " * 51)


@given(st.text(min_size=12, max_size=64))
def test_no_password_makes_the_check_stumble(password: str) -> None:
    assert passwords.is_easy(password, ABOUT) in (True, False)


def test_the_shipped_words_say_where_they_are_from() -> None:
    assert len(passwords.common_words()) > 200
    assert all(word == word.lower() and len(word) > 2 for word in passwords.common_words())
