"""Forms for starting a run and for what a week is worth."""

from __future__ import annotations

from wtforms import DecimalField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from pfa.matching.hinting import HintValues
from pfa.matching.policies import COUNT_NAMES, MODE_NAMES, TOLD_NAMES, PolicySettings
from pfa.matching.solver.problem import MODES, TOLD
from pfa.provision.kinds import FUNDERS, KIND_NAMES, OpportunityKind
from pfa.web.forms import DateField, PfaForm, option

LIMITED = (
    OpportunityKind.travel_training,
    OpportunityKind.community,
    OpportunityKind.health,
    OpportunityKind.adult_learning,
    OpportunityKind.volunteering,
    OpportunityKind.work_experience,
)


class TermsForm(PfaForm):
    """Which cohort, by which policy, for how long."""

    entry_year = RadioField("Who starts something new in", coerce=int, validators=[InputRequired("Choose a September")])
    policy = SelectField("Policy", description="What a week is worth. Runs keep the policy they were made with.")
    name = StringField(
        "Name of this run",
        description="So that you find it again, such as “First try after the spring round”",
        validators=[InputRequired("Give the run a name"), Length(max=120)],
    )
    seconds = IntegerField(
        "Seconds at most",
        description="Most runs end sooner. A longer time can bring weeks a little closer to the best possible.",
        validators=[InputRequired("Say how many seconds"), NumberRange(5, 3600, "Seconds must be between 5 and 3600")],
    )
    seed = IntegerField(
        "Seed",
        description="The same seed gives the same answer again. Fix it before you see a result.",
        validators=[InputRequired("Give a seed, such as 0"), NumberRange(0, 999_999, "Seed must be from 0 to 999,999")],
    )

    def choose_terms(self, years: list[int], policies: list[tuple[str, str]]) -> None:
        """The entry years and policies there are."""
        self.entry_year.choices = [option(year, f"September {year}") for year in years]
        self.policy.choices = [option(value, label) for value, label in policies]


class RunForm(TermsForm):
    """A run of one authority, which may begin at an earlier one."""

    earlier = SelectField(
        "Begin at",
        description="Weeks of an earlier run are kept where they can be; how much that counts is part of the policy.",
    )

    memory_mb = IntegerField(
        "Memory at most, in MiB",
        description="A run that needs more ends without weeks. Empty: as much as any run may have here.",
        validators=[Optional(), NumberRange(512, 65_536, "Memory must be between 512 and 65,536 MiB")],
    )

    def choose_from(self, years: list[int], policies: list[tuple[str, str]], earlier: list[tuple[str, str]]) -> None:
        """The entry years, policies and earlier runs there are."""
        self.choose_terms(years, policies)
        self.earlier.choices = [option("", "Nothing: all weeks anew"), *[option(*one) for one in earlier]]


def _kept(told: str) -> IntegerField:
    return IntegerField(TOLD_NAMES[told], validators=[Optional(), NumberRange(0, 100_000)])


class PolicyForm(PfaForm):
    """What a week is worth."""

    name = StringField("Name", validators=[InputRequired("Give the policy a name"), Length(max=120)])
    main_pathway_points = IntegerField(
        "Points for a main pathway",
        description="A study programme, supported internship, apprenticeship, training or sixth form",
        validators=[InputRequired("Say how many points"), NumberRange(0, 100_000)],
    )
    session_filled_points = IntegerField(
        "Points for each half day that is filled",
        description="Keep this small: a full week that nobody asked for is not a good week",
        validators=[InputRequired("Say how many points"), NumberRange(0, 100_000)],
    )
    open_points = IntegerField(
        "Points for something the young person did not mention",
        description="Leave empty: what they did not mention is not suggested",
        validators=[Optional(), NumberRange(0, 100)],
    )
    mode = RadioField("Who comes first", choices=[option(*one) for one in MODE_NAMES.items()], default=MODES[0])
    tolerance_percent = IntegerField(
        "Width of a step of satisfaction, in per cent",
        description=(
            "Only for “fewest wishes met first”. With 10, somebody who has 80 % of the best they could have and "
            "somebody who has 89 % count as equally well off. A narrow step is fairer to single people, a wide one "
            "leaves the run more freedom."
        ),
        validators=[InputRequired("Say how many per cent, such as 10"), NumberRange(1, 100)],
    )
    travel_points = IntegerField(
        "Points off for each ten minutes of the journey",
        description="For each half day. 0: a place within somebody’s limit is as good as a nearer one",
        validators=[InputRequired("Say how many points, or 0"), NumberRange(0, 100)],
    )
    keep_idea = _kept("idea")
    keep_told = _kept("told")
    keep_visited = _kept("visited")
    keep_travel_trained = _kept("travel-trained")
    keep_agreed = _kept("agreed")
    together_points = IntegerField(
        "Points for two who asked to be together",
        description="Once, if they share a group. It counts only where both asked for each other. 0: it counts nothing",
        validators=[InputRequired("Say how many points, or 0"), NumberRange(0, 1000)],
    )
    uncertain = RadioField(
        "What a run makes of them", choices=[option(*one) for one in COUNT_NAMES.items()], default=""
    )
    likely_at_least = IntegerField(
        "Likely enough, in per cent",
        description="For the two ways that look at it. A group says itself how likely it is to run",
        validators=[InputRequired("Say how many per cent, such as 70"), NumberRange(0, 100)],
    )
    between_sessions_minutes = IntegerField(
        "Minutes at most between two places on one day",
        description="Leave empty for no such rule",
        validators=[Optional(), NumberRange(0, 600)],
    )
    unconfirmed_travel_minutes = IntegerField(
        "Minutes at most from home, where staff have not confirmed a limit",
        validators=[InputRequired("Say how many minutes"), NumberRange(0, 600)],
    )
    travel_speed_kmh = DecimalField(
        "Travel: kilometres an hour",
        validators=[InputRequired("Say how fast"), NumberRange(1, 200)],
    )
    travel_detour = DecimalField(
        "Travel: how much longer the way is than the straight line",
        description="1.3 means 30 % longer",
        validators=[InputRequired("Say how much longer"), NumberRange(1, 5)],
    )
    travel_fixed_minutes = DecimalField(
        "Travel: minutes for every journey, however short",
        validators=[InputRequired("Say how many minutes"), NumberRange(0, 120)],
    )
    most_travel_training = IntegerField("Travel training", validators=[Optional(), NumberRange(0, 10)])
    most_community = IntegerField("Community activities", validators=[Optional(), NumberRange(0, 10)])
    most_health = IntegerField("Health and wellbeing", validators=[Optional(), NumberRange(0, 10)])
    most_adult_learning = IntegerField("Adult learning", validators=[Optional(), NumberRange(0, 10)])
    most_volunteering = IntegerField("Volunteering", validators=[Optional(), NumberRange(0, 10)])
    most_work_experience = IntegerField("Work experience", validators=[Optional(), NumberRange(0, 10)])

    def fill(self, name: str, settings: PolicySettings) -> None:
        """Show what is stored."""
        self.name.data = name
        for key, value in settings.as_json().items():
            if key in self:
                self[key].data = value
        for kind, most in settings.sessions_at_most_by_kind.items():
            self[_field(kind)].data = most
        for told, points in settings.change_points.items():
            self[_told_field(told)].data = points
        for funder, pounds in settings.cost_ceilings.items():
            self[_ceiling_field(funder)].data = pounds

    @property
    def limits(self) -> list[IntegerField]:
        """The fields that limit half days a week by kind."""
        return [self[_field(kind.value)] for kind in LIMITED]

    @property
    def ceilings(self) -> list[IntegerField]:
        """The fields that say what each funder pays at most."""
        return [self[_ceiling_field(funder)] for funder in FUNDERS]

    @property
    def kept(self) -> list[IntegerField]:
        """The fields that say what it is worth to keep somebody where they are."""
        return [self[_told_field(told)] for told in TOLD]

    def settings(self) -> PolicySettings:
        """What was typed, as settings of a run."""
        most = {kind.value: self[_field(kind.value)].data for kind in LIMITED}
        pounds = {funder: self[_ceiling_field(funder)].data for funder in FUNDERS}
        return PolicySettings(
            main_pathway_points=self.main_pathway_points.data or 0,
            session_filled_points=self.session_filled_points.data or 0,
            open_points=self.open_points.data,
            travel_speed_kmh=float(self.travel_speed_kmh.data or 0),
            travel_detour=float(self.travel_detour.data or 0),
            travel_fixed_minutes=float(self.travel_fixed_minutes.data or 0),
            between_sessions_minutes=self.between_sessions_minutes.data,
            unconfirmed_travel_minutes=self.unconfirmed_travel_minutes.data or 0,
            sessions_at_most_by_kind={kind: value for kind, value in most.items() if value is not None},
            mode=self.mode.data,
            tolerance_percent=self.tolerance_percent.data or 0,
            change_points={told: points for told in TOLD if (points := self[_told_field(told)].data)},
            travel_points=self.travel_points.data or 0,
            together_points=self.together_points.data or 0,
            uncertain=self.uncertain.data or "",
            likely_at_least=self.likely_at_least.data or 0,
            cost_ceilings={funder: most for funder, most in pounds.items() if most is not None},
        )


def _field(kind: str) -> str:
    return "most_" + kind.replace("-", "_")


def _told_field(told: str) -> str:
    return "keep_" + told.replace("-", "_")


def _ceiling_field(funder: str) -> str:
    return "ceiling_" + funder.replace("-", "_")


for _funder, _words in FUNDERS.items():
    setattr(
        PolicyForm,
        _ceiling_field(_funder),
        IntegerField(_words, validators=[Optional(), NumberRange(0, 100_000_000)]),
    )


def kind_words(kind: str) -> str:
    """The words for a kind that a policy limits."""
    return KIND_NAMES[OpportunityKind(kind)]


class StopForm(PfaForm):
    """The button that stops a run."""


class AskForm(PfaForm):
    """A button that asks the worker something, stops it, or takes up what it found."""


class CheckForm(PfaForm):
    """For which September, and by which policy, to look for what stands in the way."""

    entry_year = SelectField("Who starts something new in", coerce=int, validators=[InputRequired("Choose one")])
    policy = SelectField("Policy")

    def choose_from(self, years: list[int], policies: list[tuple[str, str]]) -> None:
        """The entry years and policies there are."""
        self.entry_year.choices = [option(year, f"September {year}") for year in years]
        self.policy.choices = [option(value, label) for value, label in policies]


class HintForm(PfaForm):
    """What every run has to keep to for somebody: what, why, until when."""

    target = SelectField("What", validators=[InputRequired("Choose one of the list")])
    because = StringField(
        "Why",
        description="Staff who plan with them read this. The young person does not.",
        validators=[InputRequired("Say why"), Length(max=300)],
    )
    ends_on = DateField("Last day", description="Leave this empty to keep it until somebody ends it")

    def __init__(self, targets: list[tuple[int, str]], question: str) -> None:
        super().__init__()
        self.target.label.text = question
        self.target.choices = [option("", "Choose"), *[option(number, words) for number, words in targets]]

    def values(self) -> HintValues:
        """What was said."""
        return HintValues(int(self.target.data), (self.because.data or "").strip(), self.ends_on.data)


class EndForm(PfaForm):
    """The button that ends a hint."""


class AgreementForm(PfaForm):
    """Who agreed a policy, and when."""

    who = StringField(
        "Who agreed it",
        description="Such as the young people’s group, or the parent carer forum",
        validators=[InputRequired("Say who agreed it"), Length(max=120)],
    )
    agreed_on = DateField("On", validators=[InputRequired("Say on which day")])
