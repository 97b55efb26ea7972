"""Uploaded files on their way in, and the column headings that were matched last time."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import User
from pfa.core.database import Base, Owned, Row, Versioned, walled
from pfa.core.types import Moment, by_value


class ImportState(enum.Enum):
    uploaded = "uploaded"
    matched = "matched"
    committed = "committed"
    discarded = "discarded"


class ImportFile(Row, Versioned, Owned, Base):
    """One uploaded file: its cells as read, which heading is which column, and what came of it."""

    __tablename__ = "import_file"
    __table_args__ = walled(sa.Index("ix_import_file_uploaded", "authority_id", "uploaded_at"))

    kind: Mapped[str] = mapped_column(sa.String(40))
    file_name: Mapped[str] = mapped_column(sa.String(200))
    digest: Mapped[str] = mapped_column(sa.String(64))
    headings: Mapped[list[str]] = mapped_column(sa.JSON)
    cells: Mapped[list[list[str]]] = mapped_column(sa.JSON)  # each row's number first; emptied once it is done with
    mapping: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    state: Mapped[ImportState] = mapped_column(by_value(ImportState, "import_state"), default=ImportState.uploaded)
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    uploaded_at: Mapped[dt.datetime] = mapped_column(Moment)
    committed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    summary: Mapped[str] = mapped_column(sa.String(300), default="")

    uploaded_by: Mapped[User] = relationship()


class RememberedMapping(Owned, Base):
    """Which heading was matched with which column the last time a file of this kind came in."""

    __tablename__ = "remembered_mapping"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "kind"))
    follows_an_act = True

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    mapping: Mapped[dict[str, str]] = mapped_column(sa.JSON)
