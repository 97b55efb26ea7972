"""The blueprints of this room: first pages, and reports."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reporting", __name__)
reports_blueprint = Blueprint("reports", __name__, url_prefix="/reports")
