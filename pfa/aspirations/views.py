"""Pages of the aspirations room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("aspirations", __name__)
