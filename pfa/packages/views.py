"""Pages of the packages room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("packages", __name__, url_prefix="/packages")
