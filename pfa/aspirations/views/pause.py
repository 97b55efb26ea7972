"""A break: nothing to do, nothing to read, and one button that leads back to where they were."""

from __future__ import annotations

from flask import render_template, request, url_for

from pfa.aspirations.views.blueprint import blueprint
from pfa.web.next_page import safe_path
from pfa.web.permission import needs


@blueprint.get("/my/break")
@needs("survey:answer")
def have_a_break() -> str:
    """Have a break; what was answered so far is saved."""
    back = safe_path(request.args.get("back")) or url_for("aspirations.start")
    return render_template("aspirations/have_a_break.html", back=back)
