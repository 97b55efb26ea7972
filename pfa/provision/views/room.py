"""The blueprint of the provision room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("provision", __name__, url_prefix="/provision")
