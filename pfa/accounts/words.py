"""What young people read while they sign in. Short, kind, one idea a sentence."""

from __future__ import annotations

WRONG_CARD = "That did not match. Look at your card and try again."
WRONG_CLASS = "That did not match. Look at your number and code. Try again, or ask the adult with you."
CARD_RESTS = (
    "We cannot take that number right now. You can try again in {wait}. You can use the square code on your card now."
)
CARD_PAUSED = (
    "We cannot take the number of this card now. It is not your fault. "
    "You can use the square code on your card, or ask an adult for help."
)
PLACE_RESTS = (
    "We cannot take numbers from this place right now. "
    "Use the square code on your card, or ask an adult for help. You can try again soon."
)
LINK_DEAD = "This card does not work now. Ask an adult for a new one."
NOT_CONFIRMED = "We could not wait that long. Please put in your code again."
HELP_NOW = "If you are in danger, call 999. You can talk to Childline at any time. Call 0800 1111. It is free."
HELP_NOW_FOR_PARENTS = (
    "If somebody is in danger, call 999. You can talk to Samaritans at any time. Call 116 123. It is free."
)
PICTURE_KEPT = "We kept your picture."
