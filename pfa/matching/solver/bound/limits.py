"""What both searches count: the work they may do, and sessions by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class OutOfStepsError(Exception):
    """A search did as much as it may and is not done; `promise` is a value that no week exceeds."""

    def __init__(self, promise: int) -> None:
        super().__init__(promise)
        self.promise = promise


class Steps:
    """The steps a search may take. `promise` is the value that no week exceeds, as known when it began."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self.promise = 0

    def spend(self, steps: int = 1) -> None:
        """Take some steps, or raise `OutOfStepsError`."""
        self._left -= steps
        if self._left < 0:
            raise OutOfStepsError(self.promise)


def with_kinds(
    kinds: dict[str, int], more: Iterable[tuple[str, int]], limits: Mapping[str, int]
) -> dict[str, int] | None:
    """Sessions by kind with some more of them; None where that is too many of one kind."""
    if not limits:
        return kinds
    counts = dict(kinds)
    for kind, size in more:
        counts[kind] = counts.get(kind, 0) + size
        if counts[kind] > limits.get(kind, counts[kind]):
            return None
    return counts
