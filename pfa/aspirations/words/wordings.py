"""How each version of each question reads, kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pfa.aspirations.questions import (
    AFTER,
    COMPANY,
    DAYS,
    HEALTH,
    HELP,
    HELPER,
    HOME,
    LEARN_TRAVEL,
    LIKE,
    MATTERS,
    MORE,
    NONE,
    NOT_FOR_ME,
    NOT_SURE,
    PEOPLE,
    PLACES,
    SKILLS,
    SORT,
    TRAVEL,
    TRY,
    WEEK,
    WORK,
)
from pfa.aspirations.words.levels import Easy
from pfa.provision.kinds import KINDS_OF_WORK

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
    easy: Easy | None = None  # of a question that an authority wrote; ours stand in `levels.EASY`
    symbols: Mapping[str, str] = field(default_factory=dict)  # the same: the symbol of each choice


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

_AFTER_CHOICES = {
    "school": "Stay at school",
    "college": "Go to college",
    "learn-a-job": "Learn a job at work, with a coach to help me",
    "apprenticeship": "A paid job where I learn too",
    "job": "Get a job",
    "training": "Do a training course",
    NOT_SURE: I_AM_NOT_SURE,
}

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
        _AFTER_CHOICES,
    ),
    (AFTER, 2): Wording(
        "What might you do after school?",
        "After school",
        "You do not need to know yet. You can pick more than one.",
        _AFTER_CHOICES,
    ),
    (WORK, 1): Wording(
        "What kind of work do you want?",
        "Kinds of work, in order",
        "Pick up to three. Pick the one you want most first.",
        _WORK_CHOICES,
    ),
    (WORK, 2): Wording(
        "What kinds of work sound good to you?",
        "Kinds of work, in order",
        "Pick up to three. Pick the one you like most first.",
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
    (SORT, 1): Wording(
        "What would you try?",
        "Would try, and not for me",
        "Tap how you feel about each one. You can leave some out.",
        {**_WORK_CHOICES, **_THINGS, **_WAYS},
        _HEADINGS,
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
    (SKILLS, 1): Wording(
        "What do you want to learn to do?",
        "Wants to learn to do",
        "Think of things you do at home and when you go out.",
        {
            "cook": "Cook my own food",
            "money": "Look after my money",
            "shop": "Go to the shops",
            "clean": "Clean and wash clothes",
            "self-care": "Wash and get dressed",
            "time": "Be on time",
            "online": "Be safe on my phone",
            NONE: "I can do all of these",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (HOME, 1): Wording(
        "Where do you want to live when you are older?",
        "Where they want to live",
        "You can pick more than one. You can change your mind.",
        {
            "family": "With my family",
            "own": "In my own home",
            "friends": "With friends",
            "partner": "With a partner",
            "support": "In a home with people who help me",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (PEOPLE, 1): Wording(
        "What do you want to do with other people?",
        "With other people",
        "Time on your own is fine too.",
        {
            "new-friends": "Make new friends",
            "see-friends": "See my friends more",
            "club": "Join a club or group",
            "go-out": "Go out and have fun",
            "help-others": "Help people near me",
            "partner": "Have a girlfriend or boyfriend",
            "alone": "Have time on my own",
            NOT_SURE: I_AM_NOT_SURE,
        },
    ),
    (HEALTH, 1): Wording(
        "What would help you feel well?",
        "To feel well",
        "Think of your body, and of how you feel.",
        {
            "move": "Move and be active",
            "food": "Eat well",
            "sleep": "Sleep well",
            "calm": "Feel calm",
            "talk": "Talk about how I feel",
            "understand": "Know more about my body and health",
            NONE: "I feel well now",
            NOT_SURE: I_AM_NOT_SURE,
        },
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
