"""Unique pupil number and unique learner number: are they well formed? (Algorithms: domain facts 3.3.)

A well-formed number may be a real person's; invented records leave both empty.
"""

from __future__ import annotations

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
UPN_SHAPE = re.compile(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")


def tidy(text: str) -> str:
    """A number as it is kept: capitals, no spaces."""
    return re.sub(r"\s+", "", text).upper()


def is_upn(text: str) -> bool:
    """Is this a unique pupil number, permanent or temporary, with the right check letter?"""
    if not UPN_SHAPE.fullmatch(text):
        return False
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in text[1:]]
    total = sum(weight * value for weight, value in enumerate(values, 2))
    return UPN_LETTERS[total % 23] == text[0]


def is_uln(text: str) -> bool:
    """Is this a unique learner number with the right check digit? The temporary 9999999999 is not one."""
    if not re.fullmatch(r"[1-9][0-9]{9}", text) or text == "9999999999":
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), text, strict=False)) % 11
    return remainder != 0 and 10 - remainder == int(text[9])
