"""Files on their way in, and what was matched last time."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.imports.kinds import Row
from pfa.imports.models import ImportFile, ImportState, RememberedMapping
from pfa.web.pages import Page, page_of


def files(session: Session, asker: Asker, kinds: list[str], *, number: int) -> Page[ImportFile]:
    """The files of these kinds that were brought in, the newest first; their cells are not read."""
    query = (
        sa.select(ImportFile)
        .where(ImportFile.authority_id.in_(asker.authorities_for("import:use")), ImportFile.kind.in_(kinds))
        .options(defer(ImportFile.cells, raiseload=True), joinedload(ImportFile.uploaded_by))
        .order_by(ImportFile.uploaded_at.desc(), ImportFile.id.desc())
    )
    return page_of(session, query, number=number)


def file(session: Session, asker: Asker, public_id: uuid.UUID) -> ImportFile:
    """One file that is still on its way in, or was brought in. Raises NotFound."""
    query = sa.select(ImportFile).where(
        ImportFile.public_id == public_id, ImportFile.authority_id.in_(asker.authorities_for("import:use"))
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that file.")
    return found


def rows(row: ImportFile) -> list[Row]:
    """The rows of a file by the columns that its headings were matched with."""
    places = [(index, row.mapping[heading]) for index, heading in enumerate(row.headings, 1) if heading in row.mapping]
    return [Row(int(cells[0]), {key: cells[index] for index, key in places}) for cells in row.cells]


def remembered(session: Session, authority_id: int, kind: str) -> RememberedMapping | None:
    """How headings were matched the last time a file of this kind came in."""
    query = sa.select(RememberedMapping).where(
        RememberedMapping.authority_id == authority_id, RememberedMapping.kind == kind
    )
    return session.scalars(query).first()


def same_file(session: Session, row: ImportFile) -> ImportFile | None:
    """An earlier import of the very same file, the newest first; None if there is none."""
    query = (
        sa.select(ImportFile)
        .where(
            ImportFile.authority_id == row.authority_id,
            ImportFile.kind == row.kind,
            ImportFile.digest == row.digest,
            ImportFile.state == ImportState.committed,
            ImportFile.id != row.id,
        )
        .options(defer(ImportFile.cells))
        .order_by(ImportFile.committed_at.desc())
    )
    return session.scalars(query.limit(1)).first()


def abandoned(session: Session, authority_id: int, before: dt.datetime) -> list[ImportFile]:
    """Files that were brought in before a moment and neither imported nor discarded."""
    query = sa.select(ImportFile).where(
        ImportFile.authority_id == authority_id,
        ImportFile.uploaded_at < before,
        ImportFile.state.in_([ImportState.uploaded, ImportState.matched]),
    )
    return list(session.scalars(query.order_by(ImportFile.id)))
