"""A file on its way in: uploaded, matched, then imported whole or discarded."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from sqlalchemy.orm import Session

from pfa.accounts import throttle
from pfa.accounts.actor import Asker
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.imports import queries
from pfa.imports.kinds import Checked, ImportKind
from pfa.imports.matching import missing, suggested
from pfa.imports.models import ImportFile, ImportState, RememberedMapping
from pfa.imports.reader import read
from pfa.web.filters import plural
from pfa.web.forms import check_version

KEPT = dt.timedelta(days=7)  # how long a file that nobody imported or discarded is kept (security, 13.1)
ON_ITS_WAY = frozenset({ImportState.uploaded, ImportState.matched})
STALE = "What would be saved is no longer what you saw: something was changed meanwhile. Look through it again."


def upload(
    session: Session,
    kind: ImportKind,
    authority_id: int,
    *,
    file_name: str,
    data: bytes,
    actor: Asker,
    now: dt.datetime,
) -> ImportFile:
    """Read a file and keep its cells until it is imported or discarded.

    Raises Unreadable, then nothing is kept but that a file was sent; TooMany after 20 files in an hour.
    """
    if actor.user_id is None:
        raise Refused("Files are brought in by somebody who is signed in.")
    throttle.allow_import(session, actor.user_id, now=now)
    table = read(data)
    memory = queries.remembered(session, authority_id, kind.name)
    row = ImportFile(
        authority_id=authority_id,
        kind=kind.name,
        file_name=_shown(file_name),
        digest=hashlib.sha256(data).hexdigest(),
        headings=table.headings,
        cells=[[str(number), *cells] for number, cells in table.rows],
        mapping=suggested(table.headings, kind.columns, memory.mapping if memory else {}),
        state=ImportState.uploaded,
        uploaded_by_id=actor.user_id,
        uploaded_at=now,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="import.uploaded", subject=row)
    for old in queries.abandoned(session, authority_id, now - KEPT):
        discard(session, old, seen=old.version, actor=actor, now=now)
    return row


def match(
    session: Session,
    row: ImportFile,
    kind: ImportKind,
    mapping: Mapping[str, str],
    *,
    seen: int,
    actor: Asker,
    now: dt.datetime,
) -> None:
    """Say which heading is which column, and remember it for the next file. Raises Refused or Changed."""
    check_version(row, seen)
    _on_its_way(row)
    chosen = {heading: mapping[heading] for heading in row.headings if mapping.get(heading)}
    keys = list(chosen.values())
    for key in keys:
        if key not in kind.by_key:
            raise Refused("Choose columns from the list.")
        if keys.count(key) > 1:
            raise Refused(f"Two headings are matched with “{kind.by_key[key].title}”. Choose one.")
    lost = missing(chosen, kind.columns)
    if lost:
        names = ", ".join(f"“{column.title}”" for column in lost)
        raise Refused(f"The file must have {names}. Choose which heading it is.")
    row.mapping, row.state = chosen, ImportState.matched
    _remember(session, row, chosen)
    audit.record(session, actor=actor, now=now, action="import.matched", subject=row)


def checked(session: Session, row: ImportFile, kind: ImportKind, *, actor: Asker, now: dt.datetime) -> Checked:
    """Every fault and every change of a matched file; nothing is written."""
    return kind.check(session, actor, queries.rows(row), now)


def commit(
    session: Session,
    row: ImportFile,
    kind: ImportKind,
    preview: str,
    *,
    seen: int,
    actor: Asker,
    now: dt.datetime,
) -> None:
    """Do everything that the preview with this digest showed, in the running transaction. Raises Refused or Changed."""
    check_version(row, seen)
    _on_its_way(row)
    found = checked(session, row, kind, actor=actor, now=now)
    if found.faults or found.digest != preview:
        raise Refused(STALE)
    if len(found.same) == len(found.changes):
        raise Refused("There is nothing to save: the file says what is saved already.")
    kind.apply(session, actor, queries.rows(row), now)
    row.summary = (
        f"{plural(len(found.added), kind.one, kind.many)} added, {len(found.changed):,} changed, "
        f"{len(found.same):,} as they were"
    )
    row.state, row.committed_at, row.cells = ImportState.committed, now, []
    audit.record(session, actor=actor, now=now, action="import.committed", subject=row)


def discard(session: Session, row: ImportFile, *, seen: int, actor: Asker, now: dt.datetime) -> None:
    """Throw a file away that was not imported. Raises Refused or Changed."""
    check_version(row, seen)
    _on_its_way(row)
    row.state, row.cells = ImportState.discarded, []
    audit.record(session, actor=actor, now=now, action="import.discarded", subject=row)


def _on_its_way(row: ImportFile) -> None:
    if row.state not in ON_ITS_WAY:
        raise Refused("This file was imported or discarded already.")


def _remember(session: Session, row: ImportFile, chosen: dict[str, str]) -> None:
    memory = queries.remembered(session, row.authority_id, row.kind)
    if memory is None:
        memory = RememberedMapping(authority_id=row.authority_id, kind=row.kind, mapping={})
        session.add(memory)
    said = {heading.casefold(): chosen.get(heading, "") for heading in row.headings}
    memory.mapping = memory.mapping | said


def _shown(file_name: str) -> str:
    """A file's name fit to show: its last part, printable, 200 characters at most."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:200] or "a file without a name"
