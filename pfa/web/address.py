"""Addresses for templates: the open page with some of its choices changed, and the page before it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for


def here(**changes: Any) -> str:
    """This page's address with some choices changed; a choice of None is left out. Any change shows the first page."""
    chosen: dict[str, Any] = {name: request.args.getlist(name) for name in request.args if name != "page"}
    chosen |= changes
    kept = {name: value for name, value in chosen.items() if value not in (None, "", [])}
    return url_for(request.endpoint or "static", **(request.view_args or {}), **kept)


def came_from() -> str | None:
    """The page of ours from which this request came, for a link back; None if it came from elsewhere."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
