"""Everything that somebody can read: every page and file they reach by following links from where they start."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

PAGES_AT_MOST = 400
NOT_FOLLOWED = re.compile(r"sign-?out|/static/|^mailto:|^tel:|^javascript:")
_LINK = re.compile(r'\b(?:href|src|data-src)="([^"]+)"')
_ONCE = (
    re.compile(rb'nonce="[^"]*"'),
    re.compile(rb'<input[^>]*type="hidden"[^>]*>'),  # tokens against forged forms, and keys that let a form act once
    re.compile(rb'data-token="[^"]*"'),
    re.compile(rb"/ID \[[^\]]*\]"),  # of a PDF
    re.compile(rb"DTSTAMP:\S+"),
)
"""What differs from one look to the next at the very same page."""


def everything(client: FlaskClient, starts: Iterable[str] = ("/",)) -> dict[str, bytes]:
    """Addresses and what is read there, without what is new at each look."""
    waiting, found = deque(starts), dict[str, bytes]()
    while waiting and len(found) < PAGES_AT_MOST:
        address = waiting.popleft()
        if address in found:
            continue
        answer = client.get(address)
        found[address] = _constant(answer.data)
        if answer.location:
            waiting.append(_inside(address, answer.location))
        if answer.mimetype == "text/html":
            waiting.extend(
                _inside(address, unescape(link))
                for link in _LINK.findall(answer.text)
                if not NOT_FOLLOWED.search(link) and not urlsplit(link).netloc
            )
    return found


def _inside(address: str, link: str) -> str:
    whole = urlsplit(urldefrag(urljoin(address, link)).url)
    return f"{whole.path}?{whole.query}" if whole.query else whole.path


def _constant(data: bytes) -> bytes:
    for each in _ONCE:
        data = each.sub(b"", data)
    return data
