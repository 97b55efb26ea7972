"""One rule for addresses, whatever form or file they come by."""

from __future__ import annotations

import pytest

from pfa.people.importing import cells
from pfa.web.e_mail import is_e_mail


@pytest.mark.parametrize(
    "text", ["name@example.org", "a.b+c@mail.example.org", "o'neill@example.co.uk", "ü@bücher.example"]
)
def test_an_address_that_a_message_could_be_sent_to_is_taken(text: str) -> None:
    assert is_e_mail(text)
    assert cells.e_mail(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "name", "name@example", "@example.org", "name@example.", "a b@example.org", "a@b@example.org",
     "<name@example.org>", "name@example.org\n", "n" * 250 + "@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_the_same_words_everywhere(text: str) -> None:
    assert not is_e_mail(text)
    with pytest.raises(ValueError, match="Enter an e-mail address like"):
        cells.e_mail(text)
