"""A council's own colour, made safe to read: words in it on white, and white words on it, reach WCAG's 4.5 to 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
HEX = re.compile(r"[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as three parts from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Accent | None:
        """The colour of six hexadecimal digits; None for anything else."""
        if not HEX.fullmatch(text.lower()):
            return None
        return cls(*(int(text[place : place + 2], 16) for place in (0, 2, 4)))

    @property
    def hex(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def mixed(self, other: Accent, share: float) -> Accent:
        """This colour with a share of another."""
        pairs = zip((self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True)
        return Accent(*(round(one * (1 - share) + two * share) for one, two in pairs))

    def readable(self) -> Accent:
        """The nearest darker shade that can be read on white."""
        for step in range(101):
            shade = self.mixed(BLACK, step / 100)
            if contrast(shade, WHITE) >= CONTRAST:
                return shade
        return BLACK

    def style_sheet(self) -> str:
        """The custom properties that our style sheet reads."""
        main = self.readable()
        lines = {
            "--pfa-accent": main.hex,
            "--pfa-accent-dark": main.mixed(BLACK, 0.35).hex,
            "--pfa-accent-tint": main.mixed(WHITE, 0.9).hex,
        }
        return ":root{" + "".join(f"{name}:{value};" for name, value in lines.items()) + "}\n"


BLACK, WHITE = Accent(0, 0, 0), Accent(255, 255, 255)


def luminance(colour: Accent) -> float:
    """Relative luminance from 0 to 1, as WCAG 2.2 defines it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)


def contrast(one: Accent, two: Accent) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
