"""Planned hours a year, and what they mean for the funding of a study programme."""

from __future__ import annotations

from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group

# 16 to 19 funding band 5: 580 planned hours a year and more, for those of 16 and 17, and for those of 18 and over with
# high needs (FE Week, "16-19 base rate to rise by just 2.2%"; domain facts 2).
BAND_5_HOURS = 580

# Study programmes in the sense of the 16 to 19 funding guidance; a supported internship is one.
FUNDED_BY_HOURS = frozenset(
    {OpportunityKind.study_programme, OpportunityKind.school_sixth_form, OpportunityKind.supported_internship}
)


def funding_note(group: Group) -> str | None:
    """What a group's planned hours mean for the funding band, in a sentence; None for kinds not funded by hours."""
    if group.opportunity.kind not in FUNDED_BY_HOURS:
        return None
    if group.hours_a_year >= BAND_5_HOURS:
        return f"{BAND_5_HOURS} hours or more: funding band 5."
    short = BAND_5_HOURS - group.hours_a_year
    return f"{short:g} hours short of funding band 5 ({BAND_5_HOURS} hours)."
