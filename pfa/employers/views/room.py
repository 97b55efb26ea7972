"""The blueprint of the employers room, and what every template of it can say."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from pfa.employers import rules
from pfa.employers.shown import days_in_words, place_name
from pfa.provision.kinds import KINDS_OF_WORK

blueprint = Blueprint("employers", __name__)


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"rules": rules, "kinds_of_work": KINDS_OF_WORK, "place_name": place_name, "days_in_words": days_in_words}
