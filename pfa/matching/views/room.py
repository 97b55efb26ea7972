"""The blueprint that the pages of this room hang on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("matching", __name__, url_prefix="/runs")
