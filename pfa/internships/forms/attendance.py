"""Attendance of several half days in one form: a day of everybody, or a week of one placement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import Length, Optional

from pfa.internships.models import Mark, Placement
from pfa.internships.names import MARK_NAMES, NEEDS_REASON
from pfa.internships.queries import Slot
from pfa.internships.services import Marked
from pfa.web.forms import PfaForm, option


class AttendanceForm(PfaForm):
    """A mark and a reason for each half day that the page shows. Made by `attendance_form`."""

    slots: Sequence[Slot] = ()

    @staticmethod
    def key(slot: Slot) -> str:
        """The half day's name in the form."""
        return f"{slot.placement.public_id.hex}_{slot.half_day.on:%Y%m%d}_{slot.half_day.half}"

    def fields_of(self, slot: Slot) -> dict[str, Any]:
        """The fields of one half day, for the page."""
        return {part: self[f"{part}_{self.key(slot)}"] for part in ("mark", "reason", "seen")}

    def by_placement(self) -> list[list[Slot]]:
        """The half days, those of one placement together, in their order."""
        found: dict[int, list[Slot]] = {}
        for slot in self.slots:
            found.setdefault(slot.placement.id, []).append(slot)
        return list(found.values())

    def validate(self, extra_validators: Any = None) -> bool:
        """Also name every reason that is missing, each beside its half day."""
        good: bool = super().validate(extra_validators)
        for slot in self.slots:
            fields = self.fields_of(slot)
            asks = fields["mark"].data in {each.value for each in NEEDS_REASON}
            if asks and not (fields["reason"].data or "").strip():
                fields["reason"].errors = [f"Say why {slot.placement.young_person.called} was late or away"]
                good = False
        return good

    def marked(self) -> list[tuple[Placement, list[Marked]]]:
        """What was marked, placement by placement; half days without a mark, or as they were, are left out."""
        found: dict[int, tuple[Placement, list[Marked]]] = {}
        for slot in self.slots:
            fields = self.fields_of(slot)
            kept = (slot.row.mark.value, slot.row.reason) if slot.row is not None else None
            if not fields["mark"].data or kept == (fields["mark"].data, fields["reason"].data):
                continue
            seen = fields["seen"].data or ""
            said = Marked(
                slot.half_day,
                Mark(fields["mark"].data),
                reason=fields["reason"].data or "",
                seen=Mark(seen) if seen in {each.value for each in Mark} else None,
                field=fields["reason"].name,
            )
            found.setdefault(slot.placement.id, (slot.placement, []))[1].append(said)
        return list(found.values())


def attendance_form(slots: Sequence[Slot]) -> AttendanceForm:
    """The form for these half days, showing what is marked already."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for slot in slots:
        key = AttendanceForm.key(slot)
        fields[f"mark_{key}"] = RadioField(
            "Attendance",
            choices=[option(mark.value, words) for mark, words in MARK_NAMES.items()],
            validators=[Optional()],
        )
        fields[f"reason_{key}"] = StringField("Why", validators=[Length(max=300)])
        fields[f"seen_{key}"] = HiddenField()
        if slot.row is not None:
            mark = slot.row.mark.value
            data |= {f"mark_{key}": mark, f"reason_{key}": slot.row.reason, f"seen_{key}": mark}
    form: AttendanceForm = type("FilledAttendanceForm", (AttendanceForm,), fields)(data=data)
    form.slots = slots
    return form
