"""What is left of a file once it is clean."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clean:
    """The bytes that are kept, and as what they are served."""

    data: bytes = field(repr=False)
    media_type: str
