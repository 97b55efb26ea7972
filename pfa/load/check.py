"""What the pupils' journals say against what stands in the database, read by none of the survey's own code.

Every answer that the server confirmed stands there once, in order, and nothing that nobody said; words of each form
stand once in the safeguarding lead's queue with the time by which they have to be read; each wish to talk stands there
once; everything is in the audit trail, and the trail is whole.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, LearnerCard
from pfa.aspirations.models import Answer, Companion, Reading, ReadingKind, Response
from pfa.audit.models import AuditEvent
from pfa.audit.services import first_broken
from pfa.load.compare import difference, fits, words_to_read
from pfa.load.journal import Journal, Said
from pfa.load.page import Value, in_order
from pfa.people.models import YoungPerson

COMPANY = "with"  # the question that takes names
SEVERE = frozenset({"error", "critical"})


@dataclass
class Checked:
    """What was found; all from `lost` on has to be nothing."""

    sent: int = 0  # responses
    answers: int = 0  # rows: each change of mind and each halt while writing is one
    filed: int = 0  # words to read
    talks: int = 0  # wishes to talk
    lost: int = 0  # answers that were confirmed and are not there
    twice: int = 0  # answers that are there more often than they were said, or were never said
    stale: int = 0  # questions of which the newest answer is not the one confirmed last
    unread: int = 0  # questions with words that stand in the queue not at all, or more than once
    faults: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.twice or self.stale or self.unread or self.faults)


class _Kept(NamedTuple):
    """What the database has of one pupil; answers and words to read by question, in the order they came in."""

    person_id: int
    is_sent: bool
    is_changed: bool
    answers: dict[str, list[Value]]
    words: dict[str, list[str]]


def check(session: Session, authority_id: int, journals: Sequence[Journal]) -> Checked:
    """Read everything that a lesson's pupils left behind, and compare it with their journals."""
    found, kept, talks = Checked(), _kept(session), _talks(session)
    for journal in journals:
        one = kept.pop(journal.number, None)
        if one is None:
            found.faults.append(f"card {journal.number}: nothing was kept")
            continue
        _compare(found, journal, one)
        found.sent += one.is_sent
        found.talks += talks[one.person_id]
        if talks[one.person_id] != journal.asks_to_talk:
            found.faults.append(f"card {journal.number}: {talks[one.person_id]} wishes to talk are filed")
    if kept:
        found.faults.append(f"{len(kept)} have answers and never began")
    _check_names(session, found, journals)
    _check_queue(session, authority_id, found)
    _check_trail(session, authority_id, found)
    return found


def log_faults(log: Path) -> list[str]:
    """Lines of the server's log that say that something went wrong, or that are no lines of a log."""
    return [f"the server's log: {line}" for line in log.read_text().splitlines() if _is_severe(line)]


def _compare(found: Checked, journal: Journal, kept: _Kept) -> None:
    if (journal.is_sent, journal.is_changed) != (kept.is_sent, kept.is_changed):
        found.faults.append(f"card {journal.number}: sent {kept.is_sent}, changed {kept.is_changed}, said otherwise")
    for question in sorted({*journal.said, *kept.answers}):
        said: list[Said] = journal.said.get(question, [])
        rows = kept.answers.get(question, [])
        found.answers += len(rows)
        differs = difference(rows, said)
        if differs is not None:
            found.lost += differs.lost
            found.twice += differs.twice
            found.stale += differs.is_stale
            found.faults.append(f"card {journal.number}, {question}: {differs.lost} lost, {differs.twice} twice")
        words = kept.words.get(question, [])
        found.filed += len(words)
        if not fits(words, words_to_read(said)):
            found.unread += 1
            found.faults.append(f"card {journal.number}, {question}: {len(words)} texts are filed")


def _kept(session: Session) -> dict[str, _Kept]:
    """By the number of the card."""
    answers: defaultdict[int, defaultdict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    words: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = sa.select(Answer.response_id, Answer.question, Answer.choices, Answer.text).order_by(Answer.id)
    for response_id, question, choices, text in session.execute(rows):
        answers[response_id][question].append((in_order(question, choices), text))
    filed = sa.select(Answer.response_id, Answer.question, Answer.text).join(Reading, Reading.answer_id == Answer.id)
    for response_id, question, text in session.execute(filed.order_by(Reading.id)):
        words[response_id][question].append(text)
    whose = (
        sa.select(LearnerCard.locator, YoungPerson.id, Response.id, Response.sent_at, Response.changed_at)
        .join(YoungPerson, YoungPerson.user_id == LearnerCard.user_id)
        .join(Response, Response.young_person_id == YoungPerson.id)
    )
    return {
        number: _Kept(person_id, sent is not None, changed is not None, answers[response_id], words[response_id])
        for number, person_id, response_id, sent, changed in session.execute(whose)
    }


def _talks(session: Session) -> Counter[int]:
    """Wishes to talk, by the id of who has it."""
    wishes = sa.select(Reading.young_person_id).where(Reading.kind == ReadingKind.talk, Reading.closed_at.is_(None))
    return Counter(session.scalars(wishes))


def _check_names(session: Session, found: Checked, journals: Sequence[Journal]) -> None:
    """Whom they want to be with stands there by name, for staff who look for them."""
    said = Counter(
        name
        for journal in journals
        for one in [one for one in journal.said.get(COMPANY, []) if one.is_sure][-1:]
        for name in one.value[1].splitlines()
    )
    there = Counter(session.scalars(sa.select(Companion.asked_name).where(Companion.withdrawn_at.is_(None))))
    if said != there:
        found.faults.append(f"{there.total()} names are kept of {said.total()}")


def _check_queue(session: Session, authority_id: int, found: Checked) -> None:
    """Everything waits, and has to be read or met within the authority's hours."""
    authority = session.get_one(Authority, authority_id)
    hours = {ReadingKind.free_text: authority.reading_hours, ReadingKind.talk: authority.talk_hours}
    rows = sa.select(Reading.kind, Reading.asked_at, Reading.due_at, Reading.closed_at)
    wrong = sum(
        closed is not None or due - asked != dt.timedelta(hours=hours[kind])
        for kind, asked, due, closed in session.execute(rows)
    )
    if wrong:
        found.faults.append(f"{wrong} in the queue are closed, or have no time or a wrong one by which to read them")


def _check_trail(session: Session, authority_id: int, found: Checked) -> None:
    """Each answer, each sending and each wish to talk is recorded once, and nobody changed the record."""
    counts = sa.select(AuditEvent.action, sa.func.count().label("times")).where(AuditEvent.chain == authority_id)
    recorded = {row.action: row.times for row in session.execute(counts.group_by(AuditEvent.action))}
    for action, wanted in (("answer.given", found.answers), ("answers.sent", found.sent), ("talk.asked", found.talks)):
        if recorded.get(action, 0) != wanted:
            found.faults.append(f"{recorded.get(action, 0)} of {wanted} {action} are recorded")
    broken = first_broken(session, authority_id)
    if broken is not None:
        found.faults.append(f"the audit trail is broken at {broken}")


def _is_severe(line: str) -> bool:
    try:
        return json.loads(line).get("level") in SEVERE
    except ValueError:
        return bool(line.strip())
