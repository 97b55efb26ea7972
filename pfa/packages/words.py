"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "week.title": "Your week",
    "week.lead": "This may be a good week for you. You start in September {year}.",
    "week.agreed": "Everyone said yes. This is your week from September {year}.",
    "week.apply": "We think this week may be good for you. We can help you ask for a place.",
    "week.offered": "There is a place for you. This is your week from September {year}.",
    "week.looking": "We are still looking for {sessions}.",
    "week.looking-some": "We are still looking for something for {count}.",
    "week.unsure": "This may still change",
    "week.not-sure-days": "Some days may still change. We say so on the day.",
    "week.holidays": "You have holidays on these days.",
    "week.made": "We made this week on {day}.",
    "week.none.title": "Your week is not ready yet",
    "week.none": "We are making it now. We will show it to you when it is ready.",
    "week.changing.title": "Your week is being changed",
    "week.changing": "We will show you the new week when it is ready.",
    "week.print": "Print my week",
    "week.calendar": "Put it in my calendar",
    "say.link": "Say what you think",
    "say.title": "What do you think of this week?",
    "say.lead": "Any answer is fine. You can change your mind at any time.",
    "say.yes": "Yes, I like it",
    "say.no": "No, not this",
    "say.talk": "Talk to me first",
    "say.choose": "Choose one of the three.",
    "say.words": "Do you want to say more?",
    "say.reader": "{who} reads what you write by {moment}. If you need help right now, use the talk button.",
    "say.button": "Send my answer",
    "say.alone": "It is your choice. Your answer counts most.",
    "say.together": "We ask you first. We also ask {who}.",
    "say.parent": "your parent or carer",
    "say.representative": "the person who helps you choose",
    "said.yes": "You said yes.",
    "said.no": "You said no. Someone will talk with you about it.",
    "said.talk": "You want to talk first. Someone will talk with you.",
    "said.change": "Change my answer",
    "said.thanks": "Thank you. We have your answer.",
    "told.title": "About other things you want",
    "told.lead": "Someone told you about this.",
    "told.not-on-offer": "There is no place for it near you yet.",
    "told.other-age": "It is for people of another age.",
    "told.too-far": "It is too far from your home for now.",
    "told.not-free": "You cannot go there at that time.",
    "told.too-few": "They need more people before it can start.",
    "told.more-people": "There are more people than places.",
    "told.no-fit": "It will not fit in this week.",
    "told.ask": "Ask {worker} about this one.",
    "told.worker": "your school or your council",
    "next.place": "Next, we ask for one more place.",
    "next.look": "Next, we look for something like it.",
    "next.way": "Next, we see if you can learn how to get there.",
    "next.again": "Next, we ask again for the year after.",
    "next.talk": "Next, we talk with you about it again.",
}

NEXT_STEPS = ("place", "look", "way", "again", "talk")


def told_words(told: str, worker: str) -> str:
    """Why a wish is not in their week, one of the solver's tellings. `worker`: whom to ask; empty: nobody is named."""
    return say(f"told.{told}", worker=worker or say("told.worker"))


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
