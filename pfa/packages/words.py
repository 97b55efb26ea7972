"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "week.title": "Your week",
    "week.lead": "This is an idea for your week. It starts in September {year}.",
    "week.agreed": "Everyone said yes. This is your week from September {year}.",
    "week.apply": "We think this week could be good for you. We can help you ask for a place.",
    "week.offered": "You have been offered a place. This is your week from September {year}.",
    "week.looking": "We are still looking for {sessions}.",
    "week.looking-some": "We are still looking for something for {count}.",
    "week.unsure": "This may still change",
    "week.not-sure-days": "Some days may still change. They have a line made of dashes.",
    "week.holidays": "You have holidays too. Your school or college will tell you when.",
    "week.none.title": "Your week is not ready yet",
    "week.none": "We are working on it. We will show it to you when it is ready.",
    "week.changing.title": "Your week is being changed",
    "week.changing": "We will show you the new week when it is ready.",
    "week.print": "Print my week",
    "week.calendar": "Put it in my calendar",
    "say.link": "Say what you think",
    "say.title": "What do you think of this week?",
    "say.lead": "There is no wrong answer. You can change your mind at any time.",
    "say.yes": "Yes, I like it",
    "say.no": "No, not this",
    "say.talk": "Talk to me first",
    "say.choose": "Choose one of the three.",
    "say.words": "Do you want to say more?",
    "say.reader": "{who} reads what you write by {moment}. If you need help right now, use the talk button.",
    "say.button": "Send my answer",
    "say.alone": "You decide about your week. Your answer counts most.",
    "say.together": "We ask you first. We also ask {who}.",
    "say.parent": "your parent or carer",
    "say.representative": "the person who helps you decide",
    "said.yes": "You said yes.",
    "said.no": "You said no. Someone will talk with you about it.",
    "said.talk": "You want to talk first. Someone will talk with you.",
    "said.change": "Change my answer",
    "said.thanks": "Thank you. We have your answer.",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
