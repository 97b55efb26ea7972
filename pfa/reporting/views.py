"""The first page, and the council's own colour."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from pfa.reporting.colour import Accent
from pfa.web.permission import public

blueprint = Blueprint("reporting", __name__)


@blueprint.get("/")
@public
def home() -> str:
    """The first page of whoever asks."""
    return render_template("reporting/front.html")


@blueprint.get("/accent/<colour>.css")
@public
def accent(colour: str) -> Response:
    """The style sheet that gives every page the council's colour."""
    chosen = Accent.parse(colour)
    if chosen is None:
        abort(404)
    return Response(chosen.style_sheet(), mimetype="text/css")
