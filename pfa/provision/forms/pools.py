"""Coach pools, in units a session."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import (
    SelectField,
    StringField,
)

from pfa.calendar.week import SESSIONS, session_name
from pfa.provision import rules
from pfa.provision.forms.fields import RuledForm, WholeNumber, stripped, whole_or_none, years
from pfa.provision.models import CoachPool
from pfa.provision.rules import Fault, PoolDraft
from pfa.web.forms import option


class PoolForm(RuledForm):
    """Job-coach time of one year, in units a session, see `UNITS`."""

    name = StringField("Name", filters=[stripped])
    entry_year = SelectField("For those who start in September", coerce=whole_or_none)

    def __init__(self, pool: CoachPool | None, *, today: dt.date, entry_year: int | None = None) -> None:
        super().__init__(obj=pool, data={"entry_year": entry_year} if pool is None else None)
        self.entry_year.choices = [option(year, str(year)) for year in years(today, pool.entry_year if pool else None)]
        for session, name in UNITS.items():
            if not self.is_submitted():
                self[name].data = pool.units.get(session, 0) if pool is not None else 0

    @property
    def units(self) -> dict[str, Any]:
        """The box of each session."""
        return {session: self[name] for session, name in UNITS.items()}

    def draft(self) -> PoolDraft:
        units = {session: self[name].data or 0 for session, name in UNITS.items()}
        return PoolDraft(self.name.data or "", self.entry_year.data, units)

    def faults(self) -> list[Fault]:
        return rules.pool_faults(self.draft(), taken_names=())


UNITS = {session: f"units_{session.replace('-', '_')}" for session in SESSIONS}
for _session, _name in UNITS.items():
    setattr(PoolForm, _name, WholeNumber(session_name(_session)))
