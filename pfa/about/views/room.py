"""What the pages of this room share: a file as an answer, who looks first, and what is printed with "my views"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, send_file

from pfa.about import queries
from pfa.about.models import AboutItem, AboutKind
from pfa.about.words import KIND_NAMES, SYMBOL_OF, audience_names, say
from pfa.accounts.login import actor, current_actor
from pfa.accounts.models import Role
from pfa.people.models import YoungPerson
from pfa.web.request import db

blueprint = Blueprint("about", __name__, url_prefix="/about")
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
}


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"say": say, "kinds": AboutKind, "symbol_of": SYMBOL_OF, "audience_names": audience_names}


@blueprint.app_context_processor
def _printed() -> dict[str, Any]:
    return {"about_printed": printed, "about_names": KIND_NAMES, "about_say": say}


def printed(person: YoungPerson) -> Sequence[AboutItem]:
    """What goes on paper with "my views": on their own page all that they marked, else what is shown to the reader."""
    who = current_actor()
    if who is None:
        return []
    if who.is_a(Role.young_person):
        rows = [row for row in queries.own_items(db(), person) if not queries.is_kept_from(row, who.helped_by)]
    else:
        rows = list(queries.for_staff(db(), actor(), person))
    return [row for row in rows if row.is_printed]


def given(item: AboutItem) -> Response:
    """A picture or sound as an answer: shown where it stands, never run, never kept by a browser."""
    found = queries.file_of(db(), item)
    name = f"about-me.{ENDINGS[found.media_type]}"
    return send_file(io.BytesIO(found.data), mimetype=found.media_type, download_name=name, etag=False)
