"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

SAYINGS = {
    "me.title": "What my family can see",
    "me.lead": "{names} can sign in here too. You can say what they see.",
    "me.none": "Nobody in your family can sign in here. So they cannot see your answers.",
    "me.words": "They cannot see what you write. They cannot see who helped you.",
    "me.child": "{name} can see what you tick, once you send it. You can choose what they see.",
    "me.asks": "Can {name} see what you tick?",
    "me.asks.lead": "You choose. You can change it at any time.",
    "me.asks.yes": "Yes, they can see it",
    "me.asks.no": "No, keep it to me",
    "me.keep": "Which answers do you not want them to see?",
    "me.keep.lead": "Tick what they cannot see.",
    "me.save": "Save",
    "me.saved": "Saved. It counts from now on.",
    "me.talk": "Is this hard to say? You can talk to someone. Use the button on this page.",
    "me.theirs": "What {name} told us",
    "me.theirs.lead": "{name} said that you can read this.",
    "start.sees": "{names} can see what you tick, once you send it. They cannot see what you write.",
    "start.some": "{names} can see some of it. They cannot see what you write.",
    "start.change": "Say what my family can see",
    "home.lead": "See what your family can see, and change it.",
    "fault.title": "Please look at this",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)
