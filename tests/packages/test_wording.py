"""Every rule and every reason has its words, and those for young people are easy to read."""

from __future__ import annotations

from pfa.aspirations.words.reading_age import reading_age, sentences
from pfa.matching.shown import REASON_WORDS
from pfa.matching.solver.checker import RULES
from pfa.matching.solver.checker.reasons import TOGETHER
from pfa.matching.solver.explain import REASONS
from pfa.packages.wording import RULE_NAMES
from pfa.packages.words import SAYINGS


def test_every_rule_that_a_week_can_break_has_a_name() -> None:
    assert set(RULE_NAMES) == {*RULES, "closed"}


def test_every_reason_has_words_for_staff() -> None:
    assert set(REASON_WORDS) >= {*REASONS, TOGETHER}


def test_what_a_young_person_is_told_is_short_and_easy() -> None:
    said = [text for key, text in SAYINGS.items() if key.split(".")[0] in ("told", "next")]
    assert reading_age("\n".join(said)) <= 11
    assert max(len(each.split()) for text in said for each in sentences(text)) <= 12
