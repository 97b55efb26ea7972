"""What people do with answers: ask, answer, change their mind, enter answers given elsewhere, read, pass on."""

from pfa.aspirations.services.answering import answer, begin, lock_answers, note_change, send, skip
from pfa.aspirations.services.comfort import choose_comfort
from pfa.aspirations.services.companions import match_companion
from pfa.aspirations.services.entering import ENTERED, Given, enter_answers
from pfa.aspirations.services.hand_overs import finish, give_back, take_back, take_over
from pfa.aspirations.services.papers import (
    DAY,
    drop_paper,
    refuse_stranger,
    settle_paper,
    type_paper,
    type_paper_again,
    type_paper_anew,
    waive_second,
)
from pfa.aspirations.services.questions import (
    CHOICES_AT_MOST,
    PICTURED_AT_MOST,
    OwnWords,
    Whom,
    ask,
    move,
    reword_question,
    whom,
    write_question,
)
from pfa.aspirations.services.readings import NOTE_AT_MOST, OF_TALK, Closing, ask_to_talk, close, file_words
from pfa.aspirations.services.reminders import note_reminders, refuse_too_soon
from pfa.aspirations.services.rounds import RoundValues, edit_round, make_round

__all__ = [
    "CHOICES_AT_MOST",
    "DAY",
    "ENTERED",
    "NOTE_AT_MOST",
    "OF_TALK",
    "PICTURED_AT_MOST",
    "Closing",
    "Given",
    "OwnWords",
    "RoundValues",
    "Whom",
    "answer",
    "ask",
    "ask_to_talk",
    "begin",
    "choose_comfort",
    "close",
    "drop_paper",
    "edit_round",
    "enter_answers",
    "file_words",
    "finish",
    "give_back",
    "lock_answers",
    "make_round",
    "match_companion",
    "move",
    "note_change",
    "note_reminders",
    "refuse_stranger",
    "refuse_too_soon",
    "reword_question",
    "send",
    "settle_paper",
    "skip",
    "take_back",
    "take_over",
    "type_paper",
    "type_paper_again",
    "type_paper_anew",
    "waive_second",
    "whom",
    "write_question",
]
