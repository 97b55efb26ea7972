"""The codes of an authenticator app (RFC 6238): six figures, new every 30 seconds, each good once."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac

import pyotp

from pfa.core.errors import Refused

FIGURES = 6
STEP_SECONDS = 30
DRIFT = 1  # steps by which the clock of a phone may be behind or ahead
SECRET_BYTES = 20  # 160 bits, as RFC 4226 advises
ISSUER = "pfa"  # what the app calls us


def secret_of(seed: str, user_id: int, pepper: str) -> str:
    """The secret that an app keeps, in base 32. Without the pepper a seed says nothing of it."""
    said = f"second factor of {user_id} {seed}".encode()
    return base64.b32encode(hmac.new(pepper.encode(), said, hashlib.sha256).digest()[:SECRET_BYTES]).decode()


def step_at(now: dt.datetime) -> int:
    """How many times 30 seconds it is since 1970."""
    return int(now.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """The code that an app with this secret shows in a step."""
    return pyotp.TOTP(secret).generate_otp(step)


def step_of(secret: str, code: str, *, now: dt.datetime, after: int) -> int | None:
    """The step of a code that is right now or one step aside and later than the step `after`; None if it is wrong."""
    here = step_at(now)
    right = [step for step in range(here - DRIFT, here + DRIFT + 1) if hmac.compare_digest(code_at(secret, step), code)]
    return next((step for step in right if step > after), None)


def address(secret: str, *, email: str) -> str:
    """What the square code says to an app: the secret, and under which name to keep it."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def tidy(typed: str) -> str:
    """The figures that somebody typed or pasted: spaces and dashes do not count.

    Raises Refused if they cannot be a code: nothing is counted against them for that.
    """
    code = "".join(mark for mark in typed if not mark.isspace() and mark != "-")
    if not (code.isascii() and code.isdigit() and len(code) == FIGURES):
        raise Refused(f"The code has {FIGURES} figures, such as 482\N{NO-BREAK SPACE}130.", field="code")
    return code


def in_fours(text: str) -> str:
    """ABCDEFGH as ABCD EFGH, to read and to type."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
