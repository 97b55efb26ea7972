"""The blueprints of this room: first pages, and reports."""

from __future__ import annotations

from flask import Blueprint, request

blueprint = Blueprint("reporting", __name__)
reports_blueprint = Blueprint("reports", __name__, url_prefix="/reports")


def year_asked() -> int | None:
    """The year that an address asks for; None for anything that is not four figures."""
    text = request.args.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
