"""Why a file is not taken."""

from __future__ import annotations

import enum


class Fault(enum.Enum):
    """What is wrong with a file; the catalogue has words for each."""

    kind = "kind"  # not a kind of file that is taken
    large = "large"  # too many bytes or dots
    long = "long"  # more seconds than a voice note may have
    broken = "broken"  # it cannot be read to its end


class Unfit(Exception):
    """A file that is not taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
