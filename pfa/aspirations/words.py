"""Every sentence that young people see in the survey, in one place.

House rules, held by a test: at most 15 words a sentence, one idea each, and a reading age of 11 or less. Wording is
kept by question and version for ever: an old answer is always shown beside the words it answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pfa.aspirations.questions import (
    AFTER,
    DAYS,
    HELP,
    HELPER,
    LEARN_TRAVEL,
    LIKE,
    MORE,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    TRAVEL,
    TRY,
    WEEK,
    WORK,
)
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.web.request import ENGLAND

I_AM_NOT_SURE = "I am not sure"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one version of a question reads. `staff` is its name on pages of the staff."""

    question: str
    staff: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    text_label: str = ""


_WORK_CHOICES = {**KINDS_OF_WORK, NOT_SURE: I_AM_NOT_SURE}
_THINGS = {
    "kind:work-experience": "Try a job for a few days",
    "kind:volunteering": "Help out as a volunteer",
    "kind:adult-learning": "A class for adults",
    "kind:travel-training": "Learn to travel",
    "kind:community": "A club or group near me",
    "kind:health": "Keep fit and feel well",
}
_WAYS = {
    "kind:school-sixth-form": "Stay at school",
    "kind:study-programme": "Go to college",
    "kind:supported-internship": "Learn a job at work, with a coach",
    "kind:apprenticeship": "A paid job where I learn too",
    "kind:training": "A training course",
}
_HEADINGS = {"works": "Kinds of work", "things": "Things to do", "ways": "After school", "": ""}

WORDINGS: Mapping[tuple[str, int], Wording] = {
    (LIKE, 1): Wording(
        "What do you like?",
        "What I like",
        "Pick as many as you like.",
        {
            "animals": "Animals",
            "art": "Art and craft",
            "cooking": "Cooking",
            "computers": "Computers and games",
            "helping": "Helping people",
            "making": "Making and fixing",
            "music": "Music and dance",
            "outdoors": "Being outside",
            "people": "Meeting people",
            "quiet": "Quiet time",
            "reading": "Books and films",
            "sport": "Sport",
            NOT_SURE: I_AM_NOT_SURE,
        },
        text_label="Tell us more, if you want to",
    ),
    (AFTER, 1): Wording(
        "What do you want to do after school?",
        "After school",
        "You can pick more than one. If you have left school, tell us what you want next.",
        {
            "school": "Stay at school",
            "college": "Go to college",
            "learn-a-job": "Learn a job at work, with a coach to help me",
            "apprenticeship": "A paid job where I learn too",
            "job": "Get a job",
            "training": "Do a training course",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (WORK, 1): Wording(
        "What kind of work do you want?",
        "Kinds of work, in order",
        "Pick up to three. Pick the one you want most first.",
        _WORK_CHOICES,
    ),
    (WEEK, 1): Wording(
        "What do you want in your week?",
        "In my week",
        "Think of a good week. Pick as many as you like.",
        {
            "learning": "Learn new things",
            "work": "Go to work",
            "helping": "Help other people",
            "friends": "See friends, go to clubs",
            "active": "Be active and feel well",
            "travel": "Practise how to travel",
            "rest": "Time to rest",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (TRY, 1): Wording(
        "What else would you try?",
        "Would try",
        "You may not know yet if you like it. That is fine.",
        {**_WORK_CHOICES, **_THINGS},
        _HEADINGS,
    ),
    (NOT_FOR_ME, 1): Wording(
        "What is not for you?",
        "Not for me",
        "We will not ask you to do these. You can change this later.",
        {**_WORK_CHOICES, **_THINGS, **_WAYS, NONE: "I would try all of these"},
        _HEADINGS,
    ),
    (TRAVEL, 1): Wording(
        "How do you get to places?",
        "How they get there",
        "",
        {
            "alone": "I go on my own",
            "learning": "I am learning to go on my own",
            "with-someone": "Someone goes with me",
            "council-transport": "A taxi or minibus takes me",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (LEARN_TRAVEL, 1): Wording(
        "Do you want to learn to travel on your own?",
        "Wants to learn to travel",
        "Someone goes with you until you feel safe.",
        {
            "yes": "Yes, I want to learn",
            "no": "No, thank you",
            "already": "I can do it now",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (DAYS, 1): Wording(
        "How many days a week do you want to be busy?",
        "Days a week",
        "You can keep some days for rest.",
        {"1": "1 day", "2": "2 days", "3": "3 days", "4": "4 days", "5": "5 days", NOT_SURE: I_AM_NOT_SURE},
    ),
    (HELP, 1): Wording(
        "What help do you need?",
        "Help I need",
        "Pick as many as you need.",
        {
            "step-free": "No steps or stairs",
            "hoist": "A hoist and a big toilet room",
            "quiet-space": "A quiet place to go to",
            "signing": "People who sign",
            "personal-care": "Help to wash, dress or eat",
            "nursing": "A nurse who is there",
            "small-group": "A small group",
            "hearing-loop": "Help to hear",
            "low-vision": "Help to see",
            "assistive-tech": "Tools that help me speak or work",
            NONE: "I do not need help",
            NOT_SURE: I_AM_NOT_SURE,
        },
        text_label="Tell us about other help you need",
    ),
    (MORE, 1): Wording(
        "Do you want to tell us more?",
        "Anything else",
        "It can be a dream, a worry, or how you feel.",
        text_label="Write what you want to say",
    ),
    (HELPER, 1): Wording(
        "Did someone help you with this?",
        "Who helped",
        "It is fine to have help.",
        {
            "nobody": "No, I did it on my own",
            "family": "My family or carer",
            "school": "Someone at school or college",
            "friend": "A friend",
            "someone-else": "Someone else",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
}

SAYINGS: Mapping[str, str] = {
    "title": "My future",
    "greeting": "Hello {name}",
    "start.lead": "What do you want to do next? We want to know.",
    "start.what": "We ask {count} short questions. They are about your life, work and your week.",
    "start.why": "We use your answers to plan a good week with you.",
    "start.who.title": "Who sees my answers?",
    "start.who": "Your school and {council} can see them. They help you plan.",
    "start.who.not": "Your family and your friends do not see them here. You can show them if you want.",
    "start.stop.title": "Do I have to?",
    "start.stop": "No. You can skip a question. You can stop when you want.",
    "start.saved": "We save each answer as you go. You can come back later.",
    "start.change": "You can change your mind, now or later.",
    "start.closes": "You can answer until {day}.",
    "start.button": "Start",
    "resume.title": "Welcome back",
    "resume.lead": "You have answered {done} of {count} questions.",
    "resume.saved": "We saved what you told us. You can change it.",
    "resume.button": "Carry on",
    "resume.check": "See my answers",
    "sent.title": "We have your answers",
    "sent.lead": "Thank you, {name}. You told us on {day}.",
    "sent.changed": "You changed an answer on {day}. The new answer counts.",
    "sent.button": "I changed my mind",
    "none.title": "No questions today",
    "none.lead": "We have no questions for you right now.",
    "none.soon": "You can answer from {day}.",
    "none.closed": "The time to answer ended on {day}. Ask {who} if you still want to answer.",
    "none.talk": "You can still talk to someone. Use the button on this page.",
    "none.who": "your teacher or your key worker",
    "progress": "Question {number} of {count}",
    "where": "Where you are",
    "back": "Back",
    "next": "Next",
    "save": "Save",
    "skip": "Skip this one",
    "ranked.full": "You have picked three. Tap one to take it away first.",
    "ranked.chosen": "your choice number {place}",
    "already": "You picked these before, so they are not in this list: {choices}.",
    "text.who": "{who} reads what you write first. They read it within {hours} hours.",
    "text.then": "Then people who help you plan may read it too.",
    "text.now": "If you need help right now, use the talk button.",
    "text.reader": "A person whose job is to keep you safe",
    "text.nobody": "You cannot write here today. You can still talk to someone.",
    "saved": "Saved",
    "saving": "Saving",
    "not-saved": "Not saved yet. We will try again.",
    "error.too-long": "That is too long. Please use fewer words.",
    "error.title": "Please look at this",
    "error.closed": "The time to answer has ended. Ask your teacher or key worker for help.",
    "check.title": "Check your answers",
    "check.lead": "Is this right? You can change each one.",
    "check.change": "Change",
    "check.nothing": "You did not answer this",
    "check.both": "You want this, and you also said it is not for you: {choices}. Which one is right?",
    "check.both.do": "Change what is not for me",
    "check.send": "Send my answers",
    "check.send.lead": "Are you happy with your answers? Then send them.",
    "check.sent": "You have sent your answers. A change counts as soon as you save it.",
    "check.done": "I am done",
    "thanks.title": "Thank you, {name}",
    "thanks.lead": "We have your answers.",
    "thanks.next.title": "What happens now?",
    "thanks.next": "Someone who helps you plan will read them. Then they will talk with you.",
    "thanks.no-promise": "We try to find what you want. Some things may take time.",
    "thanks.change": "You can change your mind. Come back here when you want.",
    "thanks.sign-out": "Finish and sign out",
    "thanks.see": "See my answers",
    "talk.title": "Talk to someone",
    "talk.lead": "Do you feel worried, sad or not safe? You can talk to someone.",
    "talk.now.title": "Help that is there now",
    "talk.danger": "If you are in danger, call 999.",
    "talk.ask.title": "We can come to you",
    "talk.ask": "Press the button. Then {who} will talk with you.",
    "talk.ask.when": "You will not wait longer than {moment}.",
    "talk.button": "Ask someone to talk to me",
    "talk.back": "Go back",
    "talk.asked.title": "We know you want to talk",
    "talk.asked": "{who} will talk with you. You will not wait longer than {moment}.",
    "talk.asked.meanwhile": "You do not need to do anything else. You did the right thing.",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue, with names, days and numbers put in. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)


def soon(moment: dt.datetime, now: dt.datetime) -> str:
    """A moment near now as people say it: today at 2:30pm, tomorrow at 10am, Monday 16 November at 10am."""
    local, here = moment.astimezone(ENGLAND), now.astimezone(ENGLAND)
    minutes = f":{local:%M}" if local.minute else ""
    clock = f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
    days = (local.date() - here.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"{local:%A} {local.day} {local:%B}")
    return f"{day} at {clock}"


def wording(question: str, version: int) -> Wording:
    """How a version of a question read when it was asked."""
    return WORDINGS[question, version]
