"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "mine.title": "My work",
    "mine.none.title": "You have no work place yet",
    "mine.none": "When there is one, you can see it here.",
    "mine.at": "at {place}",
    "mine.starts": "You start on {day}.",
    "mine.until": "You are there until {day}.",
    "mine.days": "Your days",
    "mine.holidays": "You do not go there in the holidays.",
    "mine.coach": "{name} helps you there.",
    "mine.coach.none": "We will tell you who helps you there.",
    "mine.said.good": "You told us: it is good.",
    "mine.said.mixed": "You told us: it is good and not good.",
    "mine.said.not-good": "You told us: it is not good.",
    "mine.say": "Tell us how it is",
    "mine.say-again": "Tell us again",
    "mine.change": "I want to change something",
    "say.title": "How is it for you there?",
    "say.lead": "Any answer is fine. You can tell us again at any time.",
    "say.good": "Good",
    "say.mixed": "Good and not good",
    "say.not-good": "Not good",
    "say.choose": "Choose one of the three.",
    "say.words": "Do you want to say more?",
    "say.reader": "{who} reads what you write by {moment}. The people who help you at work read it too. "
    "If you need help right now, use the talk button.",
    "say.button": "Send it",
    "say.thanks": "Thank you. We have your answer.",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
