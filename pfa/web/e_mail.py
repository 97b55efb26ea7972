"""What an e-mail address looks like: one rule for every form and every file that is imported."""

from __future__ import annotations

import re

from wtforms.validators import Regexp

LONGEST = 254  # characters (RFC 5321 with its erratum 1690)
WORDS = "Enter an e-mail address like name@example.org"
_SHAPE = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")


def is_e_mail(text: str) -> bool:
    """Could a message be sent there? Whether anybody reads it, no rule can tell."""
    return len(text) <= LONGEST and _SHAPE.fullmatch(text) is not None


def e_mail() -> Regexp:
    """The rule of a field that has to hold an address."""
    return Regexp(f"^{_SHAPE.pattern}$", message=WORDS)


def e_mail_or_nothing() -> Regexp:
    """The rule of a field that may be left empty."""
    return Regexp(f"^$|^{_SHAPE.pattern}$", message=WORDS)
