"""The menu: label, endpoint, permission. Everybody sees only what they may open."""

from __future__ import annotations

from dataclasses import dataclass

from pfa.accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu."""

    label: str
    endpoint: str
    permission: str


MENU: tuple[Item, ...] = ()


def menu(actor: Actor | None) -> list[Item]:
    """The entries somebody may open, in order."""
    return [item for item in MENU if actor is not None and actor.can(item.permission)]
