"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "mine.title": "My visits",
    "mine.none": "You have no visit yet. When there is one, you can see it here.",
    "mine.coming": "My next visits",
    "mine.been": "My visits before now",
    "mine.with": "{name} goes with you.",
    "mine.say": "Say what you think",
    "mine.say-again": "Change what I said",
    "mine.said.good": "You liked it.",
    "mine.said.mixed": "You are not sure.",
    "mine.said.not-good": "You did not like it.",
    "mine.way": "My way there",
    "mine.way.knows": "You know the way to {place}.",
    "mine.way.learning": "You are learning the way to {place}.",
    "mine.way.with": "{name} helps you learn it.",
    "mine.start.title": "How is it for you?",
    "mine.start": "You do something new now. Tell us how it is.",
    "mine.start.button": "Tell us how it is",
    "mine.change": "I want to change something",
    "mine.change.open": "You told us that you want to change something. Someone will talk with you.",
    "mine.change.taken": "{name} is looking at what you want to change.",
    "half.am": "in the morning",
    "half.pm": "in the afternoon",
    "half.": "all day",
    "visit.title": "What did you think of it?",
    "visit.good": "I liked it",
    "visit.mixed": "Not sure",
    "visit.not-good": "I did not like it",
    "start.title": "How is it for you?",
    "start.good": "Good",
    "start.mixed": "Good and not good",
    "start.not-good": "Not good",
    "start.change": "I want to change something",
    "say.lead": "Any answer is fine.",
    "say.choose": "Choose one of the three.",
    "say.words": "Do you want to say more?",
    "say.reader": "{who} reads what you write by {moment}. The people who help you read it too. "
    "If you need help right now, use the talk button.",
    "say.button": "Send it",
    "say.thanks": "Thank you. We have your answer.",
    "change.title": "What do you want to change?",
    "change.lead": "You can change your mind at any time. Someone will talk with you about it.",
    "change.words": "What do you want to change?",
    "change.button": "Send it",
    "change.thanks": "Thank you. Someone will talk with you about it.",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
