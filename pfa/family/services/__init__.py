"""What is done with parents' links and answers."""

from pfa.family.services.answers import Said, TalkValues, answer, begin, enter, note_talk, send
from pfa.family.services.links import (
    LinkValues,
    agree,
    close_questions,
    close_view,
    contact_or_lost,
    edit_link,
    end,
    give_card,
    link,
    open_view,
)

__all__ = [
    "LinkValues",
    "Said",
    "TalkValues",
    "agree",
    "answer",
    "begin",
    "close_questions",
    "close_view",
    "contact_or_lost",
    "edit_link",
    "end",
    "enter",
    "give_card",
    "link",
    "note_talk",
    "open_view",
    "send",
]
