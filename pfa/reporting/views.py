"""Pages of the reporting room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reporting", __name__)
