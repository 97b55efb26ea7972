"""What staff read for each state, mark and reason of this room."""

from __future__ import annotations

from pfa.internships.models import EndReason, Mark, PlacementState, Signer, VisitWay
from pfa.provision.kinds import OpportunityKind
from pfa.starts.names import FACE, GOING_NAMES

# What becomes a placement once the week is agreed.
WORK_KINDS = (OpportunityKind.supported_internship, OpportunityKind.work_experience)

STATE_NAMES = {
    PlacementState.planned: "Planned",
    PlacementState.running: "Running",
    PlacementState.ended: "Ended",
}
STATE_LOOKS = {
    PlacementState.planned: "new",
    PlacementState.running: "good",
    PlacementState.ended: "plain",
}
END_NAMES = {
    EndReason.completed: "Completed as planned",
    EndReason.paid_job_here: "Got a paid job with this employer",
    EndReason.paid_job_elsewhere: "Got a paid job somewhere else",
    EndReason.young_person_left: "The young person chose to stop",
    EndReason.employer_ended: "The employer ended it",
    EndReason.health: "Health",
    EndReason.moved_away: "Moved away",
    EndReason.other: "Another reason",
}
SIGNER_NAMES = {
    Signer.young_person: "Young person",
    Signer.employer: "Employer",
    Signer.provider: "College or other provider",
    Signer.family: "Family",
}
MARK_NAMES = {
    Mark.there: "There",
    Mark.late: "Late",
    Mark.away_agreed: "Away, agreed",
    Mark.away: "Away, not agreed",
}
NEEDS_REASON = frozenset({Mark.late, Mark.away_agreed})  # somebody told us why; of the rest nobody knows yet
WAY_NAMES = {
    VisitWay.on_site: "At work",
    VisitWay.phone: "By phone",
    VisitWay.online: "Online",
}
SEEING = (VisitWay.on_site, VisitWay.online)  # a call to the employer sees nobody
FEELING_NAMES, FEELING_SYMBOLS = GOING_NAMES, FACE  # how it goes is said alike wherever somebody has begun
