"""How the questions of the third set read: by tapping, about named places, whom to be with, and what must be right."""

from __future__ import annotations

from collections.abc import Mapping

from pfa.aspirations.questions import COMPANY, MATTERS, NONE, NOT_SURE, PLACES, SORT
from pfa.aspirations.words.wording import HEADINGS, I_AM_NOT_SURE, THINGS, WAYS, WORK_CHOICES, Wording

WISHED: Mapping[tuple[str, int], Wording] = {
    (SORT, 1): Wording(
        "What would you try?",
        "Would try, and not for me",
        "Say how you feel about each one. You can leave some out.",
        {**WORK_CHOICES, **THINGS, **WAYS},
        HEADINGS,
    ),
    (PLACES, 1): Wording(
        "Which of these places do you like?",
        "Named places",
        "You may not get them all. It helps us to know.",
        text_label="Is there something else you want to do? Tell us.",
    ),
    (COMPANY, 1): Wording(
        "Who do you want to be with?",
        "Wants to be with",
        "You can write up to three names. You do not have to.",
        {NONE: "I do not mind", NOT_SURE: I_AM_NOT_SURE},
        text_label="Their names",
    ),
    (MATTERS, 1): Wording(
        "What must be right for you?",
        "Must be right",
        "Pick what you really need. We try hardest with these.",
        {
            "work": "The kind of work I picked",
            "place": "A place I like",
            "friends": "Being with my friends",
            "near": "Being near my home",
            "days": "The number of days I want",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
}
