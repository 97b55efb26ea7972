"""What is on offer, as it is typed."""

from __future__ import annotations

from typing import Any

from wtforms import (
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from pfa.people.codes import ACCESS_NEEDS, LEVELS, PLAN_NAMES
from pfa.provision import rules
from pfa.provision.forms.fields import RuledForm, WholeNumber, one_of, stripped, whole_or_none
from pfa.provision.kinds import KIND_NAMES, KINDS_OF_WORK, OpportunityKind
from pfa.provision.models import Opportunity
from pfa.provision.rules import Fault, OpportunityDraft
from pfa.web.forms import PfaForm, option

THERE, ASK, NOT_THERE = "there", "ask", "not-there"
ANSWERS = ((THERE, "It is there"), (ASK, "Ask us"), (NOT_THERE, "We cannot"))


class OpportunityForm(RuledForm):
    """What is on offer. The features are a question each, see `FEATURES`."""

    name = StringField("Name", filters=[stripped], description="As young people know it, for example Cooking for work")
    kind = SelectField("What kind of opportunity", coerce=one_of(OpportunityKind), validate_choice=False)
    kind_of_work = SelectField(
        "Kind of work", default="", description="Young people choose among these when they say what they want"
    )
    summary = TextAreaField(
        "In a few words",
        filters=[stripped],
        description="What people do there, in short sentences a young person can read",
    )
    level_min = SelectField("Lowest level", coerce=whole_or_none)
    level_max = SelectField("Highest level", coerce=whole_or_none)
    age_min = WholeNumber("Youngest age", description="On 31 August before the start. Leave empty for no lowest age")
    age_max = WholeNumber("Oldest age", description="Leave empty for no highest age")
    plan_types = SelectMultipleField(
        "Only for people with", description="Tick none if it is open to everyone", coerce=str
    )

    def __init__(self, opportunity: Opportunity | None = None) -> None:
        super().__init__(obj=opportunity)
        self.kind.choices = [
            option("", "Choose a kind"),
            *[option(one.value, words) for one, words in KIND_NAMES.items()],
        ]
        self.kind_of_work.choices = [
            option("", "None in particular"),
            *[option(key, words) for key, words in sorted(KINDS_OF_WORK.items(), key=lambda pair: pair[1])],
        ]
        levels = [option(number, words) for number, words in LEVELS.items()]
        self.level_min.choices = [option("", "No lowest level"), *levels]
        self.level_max.choices = [option("", "No highest level"), *levels]
        self.plan_types.choices = [option(plan.value, words) for plan, words in PLAN_NAMES.items()]
        for feature, name in FEATURES.items():
            self[name].choices = [option(*answer) for answer in ANSWERS]
            if not self.is_submitted() and opportunity is not None:
                self[name].data = (
                    THERE
                    if feature in opportunity.features
                    else ASK
                    if feature in opportunity.features_to_ask
                    else NOT_THERE
                )

    @property
    def features(self) -> dict[str, Any]:
        """The question of each feature, by its words."""
        return {ACCESS_NEEDS[feature]: self[name] for feature, name in FEATURES.items()}

    def draft(self) -> OpportunityDraft:
        return OpportunityDraft(
            name=self.name.data or "",
            kind=self.kind.data,
            kind_of_work=self.kind_of_work.data or "",
            summary=self.summary.data or "",
            level_min=self.level_min.data,
            level_max=self.level_max.data,
            age_min=self.age_min.data,
            age_max=self.age_max.data,
            plan_types=list(self.plan_types.data or []),
            features=[feature for feature, name in FEATURES.items() if self[name].data == THERE],
            features_to_ask=[feature for feature, name in FEATURES.items() if self[name].data == ASK],
        )

    def faults(self) -> list[Fault]:
        return rules.opportunity_faults(self.draft())


# A need nobody was asked about is a question to the provider, never a no: hence "Ask us" until somebody says more.
FEATURES = {feature: f"feature_{feature.replace('-', '_')}" for feature in ACCESS_NEEDS}
for _feature, _name in FEATURES.items():
    setattr(OpportunityForm, _name, RadioField(ACCESS_NEEDS[_feature], default=ASK))


class VersionForm(PfaForm):
    """A form that only says yes: close, open again."""
