"""The ideas that symbols stand for: ours by name, and the names an authority may give to its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from pfa.symbols.cleaning import SVG, clean
from pfa.web.symbols import SYMBOLS, drawing

# Own ideas say so in their names: a slip of the pen in one of ours makes no new idea, and no later symbol of ours
# can ever have the name of one of theirs.
OWN = "own-"
NAME_AT_MOST = 40
STANDS_FOR_AT_MOST, WORDS_AT_MOST, CREDIT_AT_MOST = 60, 120, 200  # characters
_NAME = re.compile(r"own(-[a-z0-9]+)+")


def is_own(name: str) -> bool:
    """Is this the name of an idea of an authority's own?"""
    return name not in SYMBOLS and name.startswith(OWN)


def says(text: str) -> bool:
    """Do these words say anything: is there a letter or a digit in them?"""
    return any(sign.isalnum() for sign in text)


def fault_of(name: str) -> str:
    """What is wrong with the name of an idea, in a sentence; empty for one of ours and for a good one of their own."""
    if name in SYMBOLS:
        return ""
    if not name:
        return "Write the name of the idea."
    if not name.startswith(OWN):
        near = get_close_matches(name, SYMBOLS, 1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        return f"There is no idea named “{name[:NAME_AT_MOST]}”.{meant} A name of your own begins with {OWN}"
    if len(name) > NAME_AT_MOST or not _NAME.fullmatch(name):
        return f"A name of your own has {NAME_AT_MOST} characters at most: {OWN}, then letters a to z, digits, hyphens."
    return ""


@cache
def our_drawings() -> Mapping[str, bytes]:
    """Each of our drawings as a file of its own, cleaned as any other: what a set may start from."""
    return {name: clean(str(drawing(name, 48)).encode())[1] for name in SYMBOLS}


def is_ours(name: str, media_type: str, content: bytes) -> bool:
    """Is this the very drawing that came with pfa?"""
    return name in SYMBOLS and media_type == SVG and content == our_drawings()[name]
