"""What is kept of how one version of one question reads, and the choices that several questions share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pfa.aspirations.questions import NOT_SURE
from pfa.aspirations.words.levels import Easy
from pfa.provision.kinds import KINDS_OF_WORK

I_AM_NOT_SURE = "I am not sure"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one version of a question reads. `staff` is its name on pages of the staff."""

    question: str
    staff: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    text_label: str = ""
    easy: Easy | None = None  # of a question that an authority wrote; ours stand in `levels.EASY`
    symbols: Mapping[str, str] = field(default_factory=dict)  # the same: the symbol of each choice


WORK_CHOICES = {**KINDS_OF_WORK, NOT_SURE: I_AM_NOT_SURE}
THINGS = {
    "kind:work-experience": "Try a job for a few days",
    "kind:volunteering": "Help out as a volunteer",
    "kind:adult-learning": "A class for adults",
    "kind:travel-training": "Learn to travel",
    "kind:community": "A club or group near me",
    "kind:health": "Keep fit and feel well",
}
WAYS = {
    "kind:school-sixth-form": "Stay at school",
    "kind:study-programme": "Go to college",
    "kind:supported-internship": "Learn a job at work, with a coach",
    "kind:apprenticeship": "A paid job where I learn too",
    "kind:training": "A training course",
}
HEADINGS = {"works": "Kinds of work", "things": "Things to do", "ways": "After school", "": ""}
