"""Keys of forms that were already acted on."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pfa.core.database import Base
from pfa.core.types import Moment

LOCATION_AT_MOST = 500  # characters


class DoneOnce(Base):
    """A form's idempotency key and where its sender was sent: a second click or a replay gets the same answer."""

    __tablename__ = "done_once"
    __table_args__ = (sa.UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(64))
    location: Mapped[str] = mapped_column(sa.String(LOCATION_AT_MOST))
    at: Mapped[dt.datetime] = mapped_column(Moment, index=True)
