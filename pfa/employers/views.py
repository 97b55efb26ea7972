"""Pages of the employers room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("employers", __name__, url_prefix="/employers")
