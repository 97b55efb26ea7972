"""Pages of the matching room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("matching", __name__, url_prefix="/runs")
