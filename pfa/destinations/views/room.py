"""What the pages of this room share: how a leaver is opened, and where somebody is by name."""

from __future__ import annotations

import uuid

from flask import Blueprint, request

from pfa.accounts.login import actor
from pfa.destinations import queries
from pfa.destinations.forms.spells import Place
from pfa.destinations.models import Leaver
from pfa.people.access import note_opened
from pfa.web.request import db

blueprint = Blueprint("destinations", __name__, url_prefix="/destinations")
BOTH = ["GET", "POST"]


def opened(public_id: uuid.UUID, permission: str = "destination:edit") -> Leaver:
    """The leaver of this address, with the opening recorded. Raises NotFound."""
    found = queries.leaver(db(), actor(), public_id, permission)
    note_opened(found.young_person, request.endpoint or "")
    return found


def place(leaver: Leaver, words: str | None) -> Place:
    """The employer and the provider of ours that go by these words."""
    return queries.place_named(db(), leaver.authority_id, words or "")
