"""The same questions at two more reading levels: Easy Read with a picture for each idea, and pictures first.

Sentences are of 15 words at most and use only words of the checked list (`easy_read`), which a test holds. Choices are
those of the plain wording; where a picture says most of it, `SHORT` has fewer words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea: a symbol of `web.symbols`, and what it says in a sentence or a word."""

    symbol: str
    words: str


@dataclass(frozen=True, slots=True)
class Easy:
    """A question in Easy Read: the question itself, and the ideas that explain it, each with its picture.

    `pictured` are the pictures of the same question where pictures come first; ours stand in `PICTURED`.
    """

    question: Idea
    ideas: tuple[Idea, ...] = ()
    pictured: tuple[Idea, ...] = ()


_MANY = Idea("pick", "You can pick more than one.")
_ONE = Idea("pick", "Pick one.")
_THREE = Idea("first-three", "You can pick three. Pick the best one first.")
_LATER = Idea("changed-mind", "You can change your mind later.")

EASY: Mapping[tuple[str, int], Easy] = {
    (LIKE, 1): Easy(Idea("good", "What do you like?"), (Idea("alone", "This is about you."), _MANY)),
    (AFTER, 1): Easy(
        Idea("future", "What do you want to do after school?"),
        (Idea("school", "One day you will leave school."), _MANY),
    ),
    (AFTER, 2): Easy(
        Idea("future", "What might you do after school?"),
        (Idea("school", "One day you will leave school."), Idea("not-sure", "You do not need to know yet."), _MANY),
    ),
    (WORK, 1): Easy(
        Idea("job", "What work do you want to do?"), (Idea("money", "Work is a job you are paid for."), _THREE)
    ),
    (WORK, 2): Easy(
        Idea("job", "What work sounds good to you?"),
        (Idea("money", "Work is a job you are paid for."), Idea("not-sure", "You do not need to know yet."), _THREE),
    ),
    (WEEK, 1): Easy(
        Idea("calendar", "What do you want in your week?"), (Idea("days-5", "Think of a good week for you."), _MANY)
    ),
    (TRY, 1): Easy(
        Idea("look-around", "What else would you try?"), (Idea("not-sure", "You may not know if you like it."), _MANY)
    ),
    (NOT_FOR_ME, 1): Easy(
        Idea("no", "What do you not want to do?"), (Idea("safe", "We will not ask you to do it."), _LATER)
    ),
    (SORT, 1): Easy(
        Idea("look-around", "What would you try?"),
        (Idea("good", "Say what you would try."), Idea("no", "Say what is not for you."), _LATER),
    ),
    (PLACES, 1): Easy(
        Idea("place", "Which places do you like?"),
        (Idea("calendar", "You can go to some of these places."), Idea("maybe", "You may not get them all.")),
    ),
    (COMPANY, 1): Easy(
        Idea("together", "Who do you want to be with?"),
        (Idea("write", "You can write three names."), Idea("alone", "You do not have to.")),
    ),
    (MATTERS, 1): Easy(
        Idea("really", "What must be right for you?"),
        (Idea("pick", "Pick what you really need."), Idea("good", "You do not have to pick.")),
    ),
    (TRAVEL, 1): Easy(
        Idea("travel-bus", "How do you get to places?"), (Idea("school", "Think of how you get to school."), _ONE)
    ),
    (LEARN_TRAVEL, 1): Easy(
        Idea("travel-walk", "Do you want to learn to travel on your own?"),
        (Idea("travel-with-someone", "Someone goes with you until you feel safe."), _ONE),
    ),
    (DAYS, 1): Easy(
        Idea("days-3", "How many days a week do you want to be busy?"),
        (Idea("rest", "You can have days to rest."), _ONE),
    ),
    (SKILLS, 1): Easy(
        Idea("learn", "What do you want to learn to do?"), (Idea("home", "Think of things you do at home."), _MANY)
    ),
    (HOME, 1): Easy(
        Idea("home", "Where do you want to live one day?"), (Idea("future", "Think of when you are older."), _MANY)
    ),
    (PEOPLE, 1): Easy(
        Idea("friends", "What do you want to do with other people?"), (Idea("alone", "Time alone is fine too."), _MANY)
    ),
    (HEALTH, 1): Easy(
        Idea("health", "What would help you feel well?"), (Idea("alone", "Think of your body and how you feel."), _MANY)
    ),
    (HELP, 1): Easy(Idea("help", "What help do you need?"), (Idea("friends", "It is fine to need help."), _MANY)),
    (MORE, 1): Easy(
        Idea("write", "Do you want to tell us more?"),
        (Idea("good", "You can tell us what you want."), Idea("not-good", "You can tell us if you feel sad.")),
    ),
    (HELPER, 1): Easy(Idea("helper", "Did someone help you with this?"), (Idea("good", "It is fine to have help."),)),
}

# Pictures first: a few pictures, each with a word or two. Read together they are the question.
PICTURED: Mapping[tuple[str, int], tuple[Idea, ...]] = {
    (LIKE, 1): (Idea("alone", "What I"), Idea("good", "like")),
    (AFTER, 1): (Idea("school", "After school"), Idea("future", "I want")),
    (AFTER, 2): (Idea("school", "After school"), Idea("future", "I might")),
    (WORK, 1): (Idea("job", "Work"), Idea("good", "I want")),
    (WORK, 2): (Idea("job", "Work"), Idea("good", "I may like")),
    (WEEK, 1): (Idea("calendar", "In my week"), Idea("good", "I want")),
    (TRY, 1): (Idea("look-around", "I would"), Idea("maybe", "try")),
    (NOT_FOR_ME, 1): (Idea("no", "Not"), Idea("alone", "for me")),
    (SORT, 1): (Idea("look-around", "I would try"), Idea("no", "Not for me")),
    (PLACES, 1): (Idea("place", "Places"), Idea("good", "I like")),
    (COMPANY, 1): (Idea("together", "I want to"), Idea("friends", "be with")),
    (MATTERS, 1): (Idea("really", "What I"), Idea("good", "must have")),
    (TRAVEL, 1): (Idea("travel-bus", "How I"), Idea("travel-walk", "get there")),
    (LEARN_TRAVEL, 1): (Idea("learn", "Learn to"), Idea("travel-walk", "travel alone")),
    (DAYS, 1): (Idea("days-3", "Busy days"), Idea("calendar", "in a week")),
    (SKILLS, 1): (Idea("learn", "I want to"), Idea("home", "learn")),
    (HOME, 1): (Idea("home", "Where I"), Idea("future", "want to live")),
    (PEOPLE, 1): (Idea("friends", "With people"), Idea("good", "I want")),
    (HEALTH, 1): (Idea("health", "To feel well"), Idea("good", "I want")),
    (HELP, 1): (Idea("help", "Help"), Idea("alone", "I need")),
    (MORE, 1): (Idea("write", "Tell us"), Idea("talk", "more")),
    (HELPER, 1): (Idea("helper", "Who"), Idea("help", "helped me")),
}

SHORT: Mapping[str, Mapping[str, str]] = {
    "": {NOT_SURE: "Not sure"},
    LIKE: {
        "art": "Art",
        "computers": "Computers",
        "helping": "Helping",
        "making": "Making",
        "music": "Music",
        "outdoors": "Outside",
        "people": "People",
        "quiet": "Quiet",
        "reading": "Books",
    },
    AFTER: {
        "school": "School",
        "college": "College",
        "learn-a-job": "Learn a job",
        "apprenticeship": "Paid job and learn",
        "job": "A job",
        "training": "Training",
    },
    WEEK: {
        "learning": "Learn",
        "work": "Work",
        "helping": "Help people",
        "friends": "Friends",
        "active": "Be active",
        "travel": "Travel",
        "rest": "Rest",
    },
    NOT_FOR_ME: {NONE: "I would try all"},
    COMPANY: {NONE: "All are fine"},
    MATTERS: {
        "work": "My work",
        "place": "My place",
        "friends": "My friends",
        "near": "Near home",
        "days": "My days",
    },
    TRAVEL: {
        "alone": "On my own",
        "learning": "I am learning",
        "with-someone": "With someone",
        "council-transport": "Taxi or minibus",
    },
    LEARN_TRAVEL: {"yes": "Yes", "no": "No", "already": "I can now"},
    SKILLS: {
        "cook": "Cook",
        "money": "Money",
        "shop": "Shop",
        "clean": "Clean",
        "self-care": "Wash and dress",
        "time": "Time",
        "online": "Phone",
        NONE: "I can do it all",
    },
    HOME: {
        "family": "Family",
        "own": "My own home",
        "friends": "Friends",
        "partner": "Partner",
        "support": "With help",
    },
    PEOPLE: {
        "new-friends": "New friends",
        "see-friends": "See friends",
        "club": "Club",
        "go-out": "Go out",
        "help-others": "Help people",
        "partner": "Partner",
        "alone": "Time alone",
    },
    HEALTH: {
        "move": "Move",
        "food": "Food",
        "sleep": "Sleep",
        "calm": "Feel calm",
        "talk": "Talk",
        "understand": "My body",
        NONE: "I feel well",
    },
    HELP: {
        "step-free": "No steps",
        "hoist": "Hoist",
        "quiet-space": "Quiet place",
        "signing": "Sign",
        "personal-care": "Wash, dress, eat",
        "nursing": "Nurse",
        "small-group": "Small group",
        "hearing-loop": "Hear",
        "low-vision": "See",
        "assistive-tech": "Tools",
        NONE: "No help",
    },
    HELPER: {
        "nobody": "Nobody",
        "family": "Family",
        "school": "School",
        "friend": "Friend",
        "someone-else": "Someone else",
    },
}
