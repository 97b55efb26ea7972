"""The browser of the tests: what it says a page says."""

from __future__ import annotations

from tests.factories import Page


def test_a_name_that_a_key_spells_by_chance_is_not_said() -> None:
    page = Page('<script nonce="6op-i7Ozl9Fe4cF3nYA1dg"></script><p>Olu</p>')
    assert "Oz" not in page
    assert "Olu" in page
    assert "i7Ozl9Fe4cF3n" in page, "whoever looks for a key finds it"
    assert "Oz" in Page("<p>Oz</p>")
