"""Every sentence of the first page that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

from pfa.reporting.feedback import band_end

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
    "wants.begun": "We kept your answers. You can carry on now.",
    "wants.begun.button": "Carry on",
    "wants.sent": "You told us what you want. Thank you. You can change your mind at any time.",
    "wants.sent.button": "See my answers",
    "wants.none": "There are no questions today.",
    "week.title": "My week",
    "week.ready": "Your week is ready to look at. Tell us what you think.",
    "week.agreed": "Everyone said yes to your week.",
    "week.button": "See my week",
    "week.unsure": "This may still change",
    "week.none": "We are making your week. We show it to you when it is ready.",
    "came.title": "What we did with your answers",
    "came.lead": "Young people told us what they want. This is what we did next.",
    "came.button": "Have a look",
    "about.button": "Open my page",
    "family.button": "Have a look",
    "came.none": "It is not ready yet. Look here again later.",
    "came.year": "For people who start in September {year}",
    "came.told": "{band} of you told us what you want. Thank you.",
    "came.from": "From {council}, {day}",
    "did.title": "You said, we did",
    "did.none": "We cannot show you this yet. Look here again later.",
    "not-yet.title": "You said, we cannot do it yet",
    "not-yet.none": "There is no more to say here.",
    "line.wanted": "{band} of you want this.",
    "line.have": "{band} of you have it in your week.",
    "line.runs": "There are places at {who}.",
    "line.runs-more": "There are places at {who} and more.",
    "line.maybe": "{who} will do it if enough of you come.",
    "line.cannot": "There is no place for it yet at {who}.",
    "next.ask-colleges": "Next, we ask more colleges.",
    "next.look-for-work": "Next, we look for people at work who can show you.",
    "next.ask-again": "Next, we ask again for the year after.",
    "next.talk": "Next, we talk with each of you about it.",
    "other.wishes": "Some of you want other things too. We talk with each of you about that.",
    "other.change": "You can change your mind at any time.",
    "band.some": "{low} to {high}",
    "band.many": "{low} or more",
    "visits.title": "My visits",
    "visits.lead": "See the places you will visit. Tell us what you think.",
    "visits.button": "See my visits",
    "work.title": "My work",
    "work.lead": "See where you work and when. Tell us how it is for you.",
    "work.button": "See my work",
    "closed.title": "You cannot see this page",
    "closed.lead": "Go back to your own page.",
    "changed.title": "This page has changed",
    "changed.lead": "Someone saved something new. Open it again to see it.",
    "lost.title": "We cannot find that page",
    "lost.lead": "It may not be there now. Go back to your own page.",
    "wrong.title": "Sorry, this did not work",
    "wrong.lead": "It is not your fault. Go back and try again.",
    "wait.title": "Please wait",
    "wait.lead": "Go back in a minute and try again.",
}


def people(low: int) -> str:
    """How many people a band stands for, by its lower end: 10 to 19; 100 or more."""
    high = band_end(low)
    return say("band.many", low=low) if high is None else say("band.some", low=low, high=high)


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
