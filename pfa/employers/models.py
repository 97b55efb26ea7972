"""Employers an authority knows."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pfa.accounts.models import Organisation, User
from pfa.core.database import Base, Owned, Row, Versioned, walled


class Employer(Row, Versioned, Owned, Base):
    """An authority's own relationship with an employer; the organisation itself is shared."""

    __tablename__ = "employer"
    __table_args__ = walled(sa.UniqueConstraint("authority_id", "organisation_id"))

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    contact_name: Mapped[str] = mapped_column(sa.String(120), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(30), default="")
    adjustments: Mapped[str] = mapped_column(sa.String(600), default="")
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    is_synthetic: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
