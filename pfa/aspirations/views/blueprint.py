"""The blueprint, and what every template of this room can say."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from pfa.aspirations import words
from pfa.aspirations.models import WAY_NAMES
from pfa.aspirations.questions import NAME_AT_MOST, NAMES_AT_MOST
from pfa.aspirations.views.ways import how_told, ways_told
from pfa.aspirations.views.wordings import picture, spoken, telling, wording
from pfa.audit.pages import page_said

blueprint = Blueprint("aspirations", __name__)


@blueprint.context_processor
def _sayings() -> dict[str, Any]:
    told: dict[str, Any] = {"say": words.say, "wording": wording, "picture": picture, "spoken": spoken}
    told |= {"telling": telling, "felt_words": words.felt_words, "soon": words.soon, "on_day": words.on_day}
    told |= {"ways_told": ways_told, "how_told": how_told}
    told |= {"names_at_most": NAMES_AT_MOST, "name_at_most": NAME_AT_MOST}
    return {**told, "way_names": WAY_NAMES, "page_said": page_said}
