"""What is asked of parents' links and answers: typed, ordered, limited to what the asker may see."""

from pfa.family.queries.answers import (
    Beside,
    Pair,
    answers_of,
    asked_round,
    is_held,
    of_round,
    pairs,
    response_of,
    responses_of,
    seen_by_parent,
    sent_answers,
    talks,
)
from pfa.family.queries.links import (
    contact_of,
    of_parent,
    of_person,
    one,
    one_of_parent,
    others_of_user,
    sight_of,
    with_account,
)
from pfa.family.queries.papers import without_answers

__all__ = [
    "Beside",
    "Pair",
    "answers_of",
    "asked_round",
    "contact_of",
    "is_held",
    "of_parent",
    "of_person",
    "of_round",
    "one",
    "one_of_parent",
    "others_of_user",
    "pairs",
    "response_of",
    "responses_of",
    "seen_by_parent",
    "sent_answers",
    "sight_of",
    "talks",
    "with_account",
    "without_answers",
]
