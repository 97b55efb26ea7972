"""A square code (QR) to point a phone at."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

# Of eight that every reader knows: weighing all of them for each square takes longer than drawing it.
MASK = 2


def square(address: str) -> Markup:
    """An address as a QR code, as SVG to stand in a page."""
    out = io.BytesIO()
    made = segno.make(address, error="m", mask=MASK)
    made.save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, nl=False)
    return Markup(out.getvalue().decode())  # noqa: S704 - segno's own drawing, made of numbers
