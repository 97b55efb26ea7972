"""Every sentence of the first page that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "front.title": "A good week, built around what you want",
    "front.lead": "What do you want to do after school? Tell us. We help you plan a week that fits you.",
    "front.young": "I am a young person",
    "front.young.how": "You need your card. Your school or your council gave it to you.",
    "front.young.button": "Use my card",
    "front.staff": "I work with young people",
    "front.staff.how": "For councils, schools and colleges.",
    "front.staff.button": "Staff sign in",
    "front.example": "A week can look like this",
    "home.hello": "Hello {name}",
    "home.lead": "What do you want to look at?",
    "home.nobody": "Your page is not ready",
    "home.nobody.lead": "Please ask your school or your council to help you.",
    "wants.title": "What I want",
    "wants.new": "Tell us what you like and what you want to do.",
    "wants.new.button": "Start",
    "wants.begun": "You have begun. You can carry on where you stopped.",
    "wants.begun.button": "Carry on",
    "wants.sent": "You told us what you want. Thank you. You can change your mind at any time.",
    "wants.sent.button": "See my answers",
    "wants.none": "There is nothing to answer today.",
    "week.title": "My week",
    "week.ready": "Your week is ready to look at. Tell us what you think.",
    "week.agreed": "Everyone said yes to your week.",
    "week.button": "See my week",
    "week.unsure": "This may still change",
    "week.none": "We are working on your week. We show it to you when it is ready.",
    "closed.title": "You cannot see this page",
    "closed.lead": "Go back to your own page.",
    "changed.title": "This page has changed",
    "changed.lead": "Somebody saved something new. Open it again to see it.",
    "lost.title": "We cannot find that page",
    "lost.lead": "It may have moved. Go back to your own page.",
    "wrong.title": "Sorry, something went wrong",
    "wrong.lead": "It is not your fault. Go back and try again.",
    "wait.title": "Please wait a little",
    "wait.lead": "Go back in a minute and try again.",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
