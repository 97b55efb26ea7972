"""What became of those who left: spells with who said so, check-ins with every try, contradictions, the unknown."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from pfa.demo.history import Past, Starter
from pfa.destinations.models import Attempt, CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.services.following import WEEKS
from pfa.provision.kinds import OpportunityKind

# What people did after leaving, in per cent by what they left: invented, so that work, learning and neither are there.
AFTER = {
    OpportunityKind.supported_internship: {"job": 46, "part-time": 16, "learning": 14, "short-job": 10, "looking": 14},
    OpportunityKind.study_programme: {"learning": 52, "part-time": 10, "job": 10, "short-job": 8, "looking": 20},
    OpportunityKind.school_sixth_form: {"learning": 66, "part-time": 6, "job": 6, "short-job": 4, "looking": 18},
    OpportunityKind.traineeship: {"job": 30, "part-time": 14, "learning": 24, "short-job": 12, "looking": 20},
}
REACHED = 0.86  # of check-ins that were due
LIFE = {  # what they say to "is this the life you wanted?", in per cent: yes, partly, no, would not say
    "job": (66, 22, 6, 6),
    "part-time": (52, 30, 12, 6),
    "learning": (58, 26, 8, 8),
    "short-job": (18, 40, 34, 8),
    "looking": (12, 28, 50, 10),
}
WORDS = {
    OwnLife.yes: ("I have my own money.", "My friends are here.", ""),
    OwnLife.partly: ("I want more days.", "Good, but far away.", ""),
    OwnLife.no: ("I am at home too much.", "I want to work with animals.", ""),
    OwnLife.would_not_say: ("",),
}


@dataclass(frozen=True, slots=True)
class Does:
    """What somebody did: a code of the activity, hours and pay, and when it ended; None: it went on."""

    activity: str
    outcome: str
    hours: float | None
    months: int | None = None


DOES = {
    "job": (Does("330", "EMP1", 24.0),),
    "part-time": (Does("360", "EMP2", 10.0),),
    "learning": (Does("230", "EDU4", None),),
    "short-job": (Does("330", "EMP1", 20.0, months=3), Does("619", "NPE1", None)),
    "looking": (Does("619", "NPE1", None),),
}


def build(past: Past, starters: Sequence[Starter]) -> None:
    """Everybody who has left by today: one in twenty-five said "stop asking"."""
    left = [each for each in starters if each.leaves_on < past.today]
    leavers = [_leaver(past, each) for each in left]
    past.session.add_all(leavers)
    past.session.flush()
    for number, (each, leaver) in enumerate(zip(left, leavers, strict=True)):
        did = past.chance.choices(*zip(*AFTER[each.pathway].items(), strict=True))[0]
        stops_after = 13 if number % 25 == 7 else None
        heard = _check_ins(past, leaver, did, stops_after)
        past.session.flush()
        if heard:
            _spells(past, leaver, did, heard)
        if number % 30 == 11 and did == "job" and heard:
            _contradicted(past, leaver)
    past.session.flush()


def _leaver(past: Past, each: Starter) -> Leaver:
    provider = each.group.opportunity.provider
    return Leaver(
        **past.key,
        young_person_id=each.person.id,
        left_on=each.leaves_on,
        cohort=each.leaves_on.year - 1,
        pathway=each.pathway,
        opportunity_id=each.group.opportunity_id,
        provider_id=provider.id,
    )


def _check_ins(past: Past, leaver: Leaver, did: str, stops_after: int | None) -> list[CheckIn]:
    """The four askings. Gives those that were answered."""
    heard = []
    for weeks in WEEKS:
        due = leaver.left_on + dt.timedelta(weeks=weeks)
        row = CheckIn(**past.key, leaver_id=leaver.id, weeks=weeks, due_on=due)
        past.session.add(row)
        if stops_after is not None and weeks > stops_after:
            row.state = CheckInState.stopped
            leaver.stop_asked_at = past.at(leaver.left_on + dt.timedelta(weeks=stops_after, days=3))
            leaver.stop_words = "Said on the phone: please stop asking."
        elif due <= past.today - dt.timedelta(days=4):
            past.session.flush()
            if _asked(past, row, did):
                heard.append(row)
    return heard


def _asked(past: Past, row: CheckIn, did: str) -> bool:
    is_late = row.due_on > past.today - dt.timedelta(days=60)
    tries = past.chance.choice((1, 1, 2))
    is_reached = past.chance.random() < REACHED
    for number in range(tries):
        last = number == tries - 1
        past.session.add(
            Attempt(
                **past.key,
                check_in_id=row.id,
                at=past.at(row.due_on + dt.timedelta(days=number)),
                how="By phone",
                reached=last and is_reached,
                words="" if last and is_reached else "No answer.",
                by_id=past.coordinator.id,
            )
        )
    if not is_reached:
        row.state = CheckInState.due if is_late else CheckInState.not_reached
        return False
    row.state, row.done_on = CheckInState.done, row.due_on + dt.timedelta(days=tries - 1)
    themselves = past.chance.random() < 0.85
    row.spoke_with = Evidence.young_person if themselves else Evidence.family
    if themselves:
        row.own_life = past.chance.choices(list(OwnLife), weights=LIFE[did])[0]
        row.own_words = past.chance.choice(WORDS[row.own_life])
    return True


def _spells(past: Past, leaver: Leaver, did: str, heard: Sequence[CheckIn]) -> None:
    """What they told us, confirmed each time they were reached."""
    last = max(row.done_on or row.due_on for row in heard)
    starts = leaver.left_on + dt.timedelta(days=past.chance.randrange(20, 55))
    for does in DOES[did]:
        if starts > last:
            break
        ends = None if does.months is None else starts + dt.timedelta(days=30 * does.months)
        is_known_end = ends is not None and ends <= last
        past.session.add(
            Spell(
                **past.key,
                leaver_id=leaver.id,
                young_person_id=leaver.young_person_id,
                starts_on=starts,
                ends_on=ends if is_known_end else None,
                confirmed_on=ends if ends is not None and is_known_end else last,
                activity=does.activity,
                outcome=does.outcome,
                hours_a_week=_hours(does, past.chance),
                is_paid=True if does.hours else None,
                is_seasonal=False if does.hours else None,
                provider_id=leaver.provider_id if did == "learning" else None,
                where=_where(past, does),
                evidence=Evidence.provider if did == "learning" else Evidence.young_person,
                check_in_id=heard[-1].id,
                recorded_at=past.at(last),
                recorded_by_id=past.coordinator.id,
            )
        )
        starts = (ends or last) + dt.timedelta(days=1)


def _where(past: Past, does: Does) -> str:
    """An invented employer by name, for work."""
    return past.chance.choice(past.valley.employers)[0].name if does.hours else ""


def _hours(does: Does, chance: random.Random) -> float | None:
    return None if does.hours is None else does.hours + chance.choice((-4, 0, 0, 4, 6))


def _contradicted(past: Past, leaver: Leaver) -> None:
    """The family says they stopped working, weeks before the young person says they go on."""
    starts = leaver.left_on + dt.timedelta(days=120)
    if starts + dt.timedelta(days=60) > past.today:
        return
    past.session.add(
        Spell(
            **past.key,
            leaver_id=leaver.id,
            young_person_id=leaver.young_person_id,
            starts_on=starts,
            ends_on=None,
            confirmed_on=starts + dt.timedelta(days=30),
            activity="619",
            outcome="NPE1",
            evidence=Evidence.family,
            recorded_at=past.at(starts + dt.timedelta(days=30)),
            recorded_by_id=past.coordinator.id,
        )
    )
