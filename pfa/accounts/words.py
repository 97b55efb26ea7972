"""What young people read while they sign in. Short, kind, one idea a sentence."""

from __future__ import annotations

WRONG_CARD = "That did not match. Look at your card and try again."
WRONG_CLASS = "That did not match. Look at your number and code and try again, or ask the adult with you."
CARD_RESTS = (
    "That number was tried many times. You can try again in {wait}. You can use the square code on your card now."
)
CARD_PAUSED = (
    "Typing is stopped for this card. It is not your fault. "
    "You can use the square code on your card, or ask the adult who gave you the card."
)
PLACE_RESTS = (
    "There were many wrong tries from this place. Use the square code on your card, or ask an adult to help. "
    "You can type again in a little while."
)
LINK_DEAD = "This card does not work any more. Ask the adult who gave it to you for a new one."
NOT_CONFIRMED = "That took a while. Type your code once more."
HELP_NOW = "If you are in danger, call 999. You can talk to Childline at any time. Call 0800 1111. It is free."
HELP_NOW_FOR_PARENTS = (
    "If somebody is in danger, call 999. You can talk to Samaritans at any time. Call 116 123. It is free."
)
PICTURE_KEPT = "We kept your picture."
