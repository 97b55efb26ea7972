"""Where somebody goes after signing in: back to the page they wanted, if it is one of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 500


def safe_path(text: str | None) -> str | None:
    """The address if it is a path on this site and nothing else, or None.

    It starts with one slash and holds no backslash, no space and no control character: browsers read `//host`,
    `/\\host` and `/<tab>/host` as other sites.
    """
    if not text or len(text) > LONGEST or not text.startswith("/") or text.startswith("//"):
        return None
    if "\\" in text or any(ord(mark) < 33 or ord(mark) == 127 for mark in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if not parts.scheme and not parts.netloc else None
