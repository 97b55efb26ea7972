"""What the forms of this room share."""

from __future__ import annotations

from wtforms.validators import Length


def at_most(length: int) -> Length:
    return Length(max=length, message=f"Use {length:,} characters or fewer")
