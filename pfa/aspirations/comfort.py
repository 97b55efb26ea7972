"""How a young person likes their pages: a few settings, each with a short list of options, kept with them.

The words of settings and options stand in `words/sayings.py` as `comfort.SETTING` and `comfort.SETTING.OPTION`; what an
option does to a page is a class on its body, `app-SETTING-OPTION`, for `assets/_comfort.scss` and scripts. Answers do
not hang on them: whatever is chosen, the same choices are offered.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Level(enum.Enum):
    """At which reading level a question is shown. The choices behind the words are the same at each."""

    plain = "plain"
    easy = "easy"  # short sentences with a picture for each idea
    pictures = "pictures"  # pictures first, with a word or two


# Setting -> its options; the first is what somebody has who chose nothing.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "level": tuple(level.value for level in Level),
    "view": ("all", "two", "one"),  # how many choices are on view at once
    "size": ("usual", "large", "largest"),
    "contrast": ("usual", "strong", "dark"),
    "colours": ("usual", "calm"),
    "motion": ("usual", "still"),
    "pictures": ("on", "off"),
    "counters": ("off", "on"),  # may what matters be weighed with counters, instead of ticks
    "switch": ("off", "slow", "quick"),  # one switch: the page moves by itself, one key presses
}
AT_ONCE: Mapping[str, int | None] = {"all": None, "two": 2, "one": 1}


@dataclass(frozen=True, slots=True)
class Comforts:
    """What one young person chose; a setting or an option that is not known counts as not chosen."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    def option(self, setting: str) -> str:
        """The option in force. Raises KeyError for a setting that there is not."""
        options = SETTINGS[setting]
        found = self.chosen.get(setting, "")
        return found if found in options else options[0]

    @property
    def level(self) -> Level:
        return Level(self.option("level"))

    @property
    def at_once(self) -> int | None:
        """How many choices are on view at once; None: all of them."""
        return AT_ONCE[self.option("view")]

    @property
    def has_counters(self) -> bool:
        """Do they weigh what matters with counters? Nobody does who did not ask for it."""
        return self.option("counters") == "on"

    @property
    def classes(self) -> str:
        """What the body of a page carries: a class for each option that is not the usual one."""
        return " ".join(
            f"app-{setting}-{self.option(setting)}"
            for setting, options in SETTINGS.items()
            if self.option(setting) != options[0]
        )

    def changed(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is chosen after some settings were set anew; options that are not there change nothing."""
        asked = {**self.chosen, **{key: value for key, value in values.items() if value in SETTINGS.get(key, ())}}
        return {
            key: value for key, value in asked.items() if value in SETTINGS.get(key, ()) and value != SETTINGS[key][0]
        }
