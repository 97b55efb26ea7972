"""What came of a lesson's load, and whether it is good enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import quantiles

SLOW_MS = 500  # milliseconds under which 95 of 100 pages have to come
LATE_AT_MOST = 5.0  # seconds that a pupil may begin after their time, or the figures hide a queue


@dataclass
class Outcome:
    """What came of it. Milliseconds are of whole requests, as a pupil waits for them."""

    pupils: int
    questions: int
    within: int  # seconds in which all are to have answered and sent
    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    late: float = 0.0  # seconds after their time at which a pupil began, at most
    seconds: float = 0.0  # from the first pupil's beginning to the last one's end
    sent: int = 0  # responses sent, as the database has them
    kept: int = 0  # answers, as the database has them

    @property
    def is_good(self) -> bool:
        """Nothing refused, nothing lost, nothing twice, all in time, and 95 of 100 pages under half a second."""
        whole = self.sent == self.pupils and self.kept == self.pupils * self.questions
        in_time = self.seconds <= self.within and self.slow_ms < SLOW_MS and self.late <= LATE_AT_MOST
        return not self.faults and whole and in_time

    @property
    def slow_ms(self) -> float:
        """95 of 100 requests are faster."""
        return quantiles(self.milliseconds, n=20)[-1] if len(self.milliseconds) > 1 else 0.0

    def text(self) -> str:
        """The figures as a table, a line each, with what they have to be."""
        middle = quantiles(self.milliseconds, n=2)[0] if len(self.milliseconds) > 1 else 0.0
        pages, wanted = len(self.milliseconds), self.pupils * self.questions
        rows = [
            ("pupils", f"{self.pupils:,}", f"{self.questions} questions each"),
            ("all sent within", f"{self.seconds:.0f} s", f"at most {self.within} s"),
            ("pages", f"{pages:,}", f"{pages / self.seconds if self.seconds else 0:.0f} a second"),
            ("middle page", f"{middle:.0f} ms", ""),
            ("95 of 100 pages under", f"{self.slow_ms:.0f} ms", f"at most {SLOW_MS} ms"),
            ("slowest page", f"{max(self.milliseconds, default=0.0):.0f} ms", ""),
            ("began late by at most", f"{self.late:.1f} s", f"at most {LATE_AT_MOST:.0f} s"),
            ("sent", f"{self.sent:,}", f"all {self.pupils:,}"),
            ("answers kept", f"{self.kept:,}", f"{wanted:,}: none lost, none twice"),
            ("faults", f"{len(self.faults)}", "none"),
        ]
        lines = [f"{name:<24}{figure:>10}  {note}".rstrip() for name, figure, note in rows]
        return "\n".join([*lines, *self.faults[:10], "good" if self.is_good else "NOT GOOD"])
