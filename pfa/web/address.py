"""Addresses for templates: the open page with some of its choices changed, and the page before it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import request, url_for

from pfa.web.next_page import safe_path


def here(**changes: Any) -> str:
    """This page's address with some choices changed; a choice of None is left out. Any change shows the first page."""
    chosen: dict[str, Any] = {name: request.args.getlist(name) for name in request.args if name != "page"}
    chosen |= changes
    kept = {name: value for name, value in chosen.items() if value not in (None, "", [])}
    return _with_choices(url_for(request.endpoint or "static", **(request.view_args or {})), kept)


def there(endpoint: str) -> str:
    """The address of another page with the choices of this one."""
    return _with_choices(url_for(endpoint), {name: request.args.getlist(name) for name in request.args})


def came_from() -> str | None:
    """The page of ours from which this request came, for a link back; None if it came from elsewhere."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    return safe_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def _with_choices(path: str, choices: dict[str, Any]) -> str:
    # Never as arguments of url_for: a choice called `_scheme` or `endpoint` would be taken for one of its own.
    return f"{path}?{urlencode(choices, doseq=True)}" if choices else path
