"""A square code (QR) to point a phone at."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def square(address: str) -> Markup:
    """An address as a QR code, as SVG to stand in a page."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, nl=False)
    return Markup(out.getvalue().decode())  # noqa: S704 - segno's own drawing, made of numbers
