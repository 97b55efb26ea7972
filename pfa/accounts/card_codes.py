"""The characters on a card: which there are, how they are drawn by lot, how they are read when somebody types them."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets

from pfa.core.errors import Refused

# No vowels, so that few words arise; no twins: 0 and O, 1 and I and L, 5 and S, 8 and B, 2 and Z, U and V.
ALPHABET = "234679CDFGHJKMNPRTWXY"
SECRET_LENGTH = 8
CLASS_CODE_LENGTH = 5
LOCATOR_LENGTH = 5
NUMBER_LENGTH = 4
BITS = SECRET_LENGTH * math.log2(len(ALPHABET))

# What a code must not spell. Only words that the alphabet can come near are here: it has no B, L, Q, S, V, no vowels.
_RUDE = """
    arm crap creep cretin cunt damn dead death dick fag fart fat feck freak fuck gay gimp hate hick hymen kkk minge mong
    moron muck naked nerd nigger nude paedo pecker pig prat prick puke rape rat reek retard tard tart tit toad
    trap tramp tranny twat twit ugh wank weak weed weird wimp wretch cock coke crack drug heroin meth gun kike coon gook
    dago yid chink negro gypo dyke homo poof puff wog
""".split()
_LOOKS_LIKE = str.maketrans("234679", "ZEAGTG")
_VOWELS = str.maketrans("", "", "AEIOU")
_SPELT = frozenset(
    spelt
    for word in _RUDE
    for spelt in (word.upper().translate(_VOWELS), word.upper().translate(str.maketrans("", "", "IOU")))
    if len(spelt) > 2
)
_FIGURES = ("69", "666")


def new_secret(length: int = SECRET_LENGTH) -> str:
    """A secret by lot that spells nothing rude."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if not is_rude(code):
            return code


def new_number(length: int) -> str:
    """Figures by lot that are no secret: a locator, or a place in a class."""
    return str(secrets.randbelow(9 * 10 ** (length - 1)) + 10 ** (length - 1))


def is_rude(code: str) -> bool:
    """Does it spell, or nearly spell, something that nobody should be given to carry?"""
    read = code.translate(_LOOKS_LIKE)
    return any(figures in code for figures in _FIGURES) or any(word in read for word in _SPELT)


def tidy(typed: str, *, length: int = SECRET_LENGTH) -> str:
    """What somebody meant: case, spaces and dashes do not count.

    Raises Refused, in words for young people, if it cannot be a code: nothing is counted against them for that.
    """
    code = "".join(typed.upper().split()).translate({ord(mark): None for mark in "-–—_.·"})
    strange = sorted({mark for mark in code if mark not in ALPHABET})
    if strange:
        shown = " or ".join(strange[:3])
        raise Refused(f"There is no {shown} on any card. Look at your card again.", field="code")
    if len(code) != length:
        raise Refused(f"Your code has {length} letters and numbers. You typed {len(code)}.", field="code")
    return code


def tidy_number(typed: str, *, length: int = LOCATOR_LENGTH) -> str:
    """The figures of a locator. Raises Refused if they cannot be one."""
    number = "".join(mark for mark in typed if mark not in " -")
    if not (number.isascii() and number.isdigit() and len(number) == length):
        raise Refused(f"Your number has {length} numbers in it, such as {'48213'[:length]}.", field="number")
    return number


def in_two(code: str) -> str:
    """7KMX9TRW as cards show it: 7KMX 9TRW."""
    return f"{code[:4]} {code[4:]}"


def pepper_key(pepper: str) -> str:
    """The name of a pepper: says which was used, not what it is."""
    return hashlib.sha256(b"pfa card pepper " + pepper.encode()).hexdigest()[:16]


def peppered(code: str, pepper: str) -> bytes:
    """What is hashed slowly: without the pepper a stolen table of codes is worth nothing."""
    return hmac.new(pepper.encode(), code.encode(), hashlib.sha256).digest()
