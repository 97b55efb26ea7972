"""The blueprint that the pages of this room hang on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("symbols", __name__, url_prefix="/symbols")
