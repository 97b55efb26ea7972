"""What came of a lesson's load, as a table, and whether it is good enough."""

from __future__ import annotations

from dataclasses import dataclass, field

from pfa.load.check import Checked
from pfa.load.journal import Journal
from pfa.load.tally import Kind, Spread, Tally, spread

SLOW_MS = 500  # milliseconds under which 95 of 100 pages have to come
LATE_AT_MOST = 5.0  # seconds that a pupil may begin after their time, or the figures hide a queue
PAGES = (Kind.page, Kind.form)  # what somebody waits for: a save goes on beside what they do, a file is kept
ROWS = {"pages in all": PAGES, "all requests": tuple(Kind)}
FAULTS_SHOWN = 20


@dataclass
class Outcome:
    """What came of it."""

    pupils: int
    questions: int  # of each pupil
    within: int  # seconds in which all are to have answered and sent
    authority_id: int = 0
    tally: Tally = field(default_factory=Tally)
    journals: list[Journal] = field(default_factory=list)
    checked: Checked = field(default_factory=Checked)
    late: float = 0.0  # seconds after their time at which a pupil began, at most
    seconds: float = 0.0  # from the first pupil's beginning to the last one's end
    cores: float = 0.0  # that the server kept busy, in the middle

    @property
    def is_good(self) -> bool:
        """Nothing refused, nothing lost, nothing twice, all in time, and 95 of 100 pages under half a second."""
        whole = self.checked.is_good and self.checked.sent == self.pupils
        in_time = self.seconds <= self.within and self.pages.of_95 < SLOW_MS and self.late <= LATE_AT_MOST
        return not self.tally.faults and whole and in_time

    @property
    def pages(self) -> Spread:
        """How long somebody waited for a page."""
        return spread(self.tally.milliseconds(*PAGES))

    def text(self) -> str:
        """Two tables with what the figures have to be, and what the pupils did beside plain answering."""
        did = ", ".join(f"{words} {count:,}" for words, count in self.tally.counted().most_common())
        faults = [*(words for _, words in self.tally.faults), *self.checked.faults]
        parts = [
            *self._times(),
            "",
            *self._counts(),
            "",
            f"Beside plain answering: {did or 'nothing'}.",
            *faults[:FAULTS_SHOWN],
        ]
        return "\n".join([*parts, "good" if self.is_good else "NOT GOOD"])

    def _times(self) -> list[str]:
        """Milliseconds by kind of request."""
        lines = [
            f"{'milliseconds':<18}{'requests':>9}{'a second':>9}{'middle':>8}{'95 %':>8}{'99 %':>8}{'most':>8} errors"
        ]
        for name, kinds in {**{kind.value: (kind,) for kind in Kind}, **ROWS}.items():
            one = spread(self.tally.milliseconds(*kinds))
            times = "".join(f"{each:>8.0f}" for each in (one.middle, one.of_95, one.of_99, one.slowest))
            rate = one.count / self.seconds if self.seconds else 0.0
            lines.append(f"{name:<18}{one.count:>9,}{rate:>9.0f}{times}{self.tally.errors(*kinds):>7}")
        return lines

    def _counts(self) -> list[str]:
        found, wanted = self.checked, f"all {self.pupils:,}"
        faults = len(self.tally.faults) + len(found.faults)
        rows = [
            ("pupils", f"{self.pupils:,}", f"{self.questions} questions each"),
            ("all sent within", f"{self.seconds:.0f} s", f"at most {self.within} s"),
            ("95 of 100 pages under", f"{self.pages.of_95:.0f} ms", f"at most {SLOW_MS} ms"),
            ("began late by at most", f"{self.late:.1f} s", f"at most {LATE_AT_MOST:.0f} s"),
            ("cores the server used", f"{self.cores:.2f}", ""),
            ("sent", f"{found.sent:,}", wanted),
            ("answers kept", f"{found.answers:,}", "with each halt and each change"),
            ("lost", f"{found.lost:,}", "none"),
            ("twice", f"{found.twice:,}", "none"),
            ("newest is another", f"{found.stale:,}", "none"),
            ("words filed", f"{found.filed:,}", "to be read in time"),
            ("words not filed once", f"{found.unread:,}", "none"),
            ("wishes to talk filed", f"{found.talks:,}", "each once"),
            ("faults", f"{faults:,}", "none"),
        ]
        return [f"{name:<24}{figure:>10}  {note}".rstrip() for name, figure, note in rows]
