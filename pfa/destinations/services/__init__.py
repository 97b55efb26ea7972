"""What people do in the destinations room."""

from pfa.destinations.services.check_ins import (
    FINISHED,
    STOPPED,
    Doing,
    Heard,
    give_up,
    reached,
    refuse_unless_open,
    tried,
)
from pfa.destinations.services.following import WEEKS, add_leaver, ask_again, follow_all, stop_asking
from pfa.destinations.services.spells import add_spell, correct, hear_again, withdraw

__all__ = [
    "FINISHED",
    "STOPPED",
    "WEEKS",
    "Doing",
    "Heard",
    "add_leaver",
    "add_spell",
    "ask_again",
    "correct",
    "follow_all",
    "give_up",
    "hear_again",
    "reached",
    "refuse_unless_open",
    "stop_asking",
    "tried",
    "withdraw",
]
