"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, render_template

from pfa.web.permission import public

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@public
def sign_in() -> str:
    """The sign-in page for staff."""
    return render_template("accounts/sign_in.html")
