"""The address of an offer link: signed, with a last day of its own, and nothing in it but which link it is.

The signature is made anew whenever staff look at the link, at the moment the link was made, so the same link always
has the same address and no secret needs to be kept.
"""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

SALT = "pfa.employers.offer-link"  # a signature made for anything else is none here
LONGEST_DAYS = 28  # no link works longer, whatever its row says


@dataclass(frozen=True, slots=True)
class Named:
    """Which link of which authority an address names."""

    authority_id: int
    link: uuid.UUID


class Useless(enum.Enum):
    """Why an address names no link: it was not made here, or its signature is past its last day."""

    forged = "forged"
    late = "late"


def token(keys: Sequence[str], named: Named, *, made_at: dt.datetime) -> str:
    """The signed part of an address. `keys` are the application's, the one that signs last."""
    return str(_serializer(keys, made_at).dumps([named.authority_id, named.link.hex]))


def read(keys: Sequence[str], text: str, *, now: dt.datetime) -> Named | Useless:
    """What an address names, or why nothing: forged, cut off, of another salt; or signed over `LONGEST_DAYS` ago."""
    try:
        said = _serializer(keys, now).loads(text, max_age=LONGEST_DAYS * 24 * 3600)
        authority_id, link = said
        return Named(int(authority_id), uuid.UUID(hex=link))
    except SignatureExpired:
        return Useless.late
    except (BadData, ValueError, TypeError, AttributeError):
        return Useless.forged


def _serializer(keys: Sequence[str], at: dt.datetime) -> URLSafeTimedSerializer:
    class Clock(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(at.timestamp())

    return URLSafeTimedSerializer(list(keys), salt=SALT, signer=Clock)
