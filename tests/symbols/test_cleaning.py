"""What is kept of a drawing that somebody loads, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.core.errors import Refused
from pfa.symbols.cleaning import AT_MOST, PNG, SVG, clean
from tests.symbols.drawings import NICE, chunk, png, svg


def test_shapes_and_colours_stay_and_what_a_drawing_program_notes_goes() -> None:
    kind, kept = clean(NICE)
    assert kind == SVG
    text = kept.decode()
    assert 'd="M4 24 L44 24 Z"' in text
    assert 'stroke="#112233"' in text
    assert 'viewBox="0 0 48 48"' in text
    assert not any(word in text for word in ("metadata", "ink", "title", "style", "drawn by hand", "<?xml"))
    assert clean(kept) == (kind, kept)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g xmlns:x="http://www.w3.org/1999/xhtml"><foreignObject><x:p>hello</x:p></foreignObject></g>',
        '<image href="https://elsewhere.example/a.png"/>',
        '<use href="#a"/>',
        '<a href="https://elsewhere.example"><path d="M0 0"/></a>',
        '<path d="M0 0" onclick="alert(1)"/>',
        '<path d="M0 0" OnLoad="alert(1)"/>',
        '<path d="M0 0" xmlns:l="http://www.w3.org/1999/xlink" l:href="javascript:alert(1)"/>',
        '<path d="M0 0" fill="url(https://elsewhere.example/a)"/>',
        '<path d="M0 0" fill="url(#a)"/>',
        '<path d="M0 0" style="fill:url(//elsewhere.example)"/>',
        '<path d="M0 0" fill="var(--a)"/>',
        "<style>@import 'https://elsewhere.example'</style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onmouseover" to="alert(1)"/>',
        "<text>Writing</text>",
        '<filter id="a"/>',
        '<path d="M0 0 &#34; onload=&#34;alert(1)"/>',
        "<g>" * 30 + "</g>" * 30,
        "<g/>" * 600,
    ],
)
def test_what_could_run_fetch_link_or_hide_something_is_refused(inside: str) -> None:
    with pytest.raises(Refused):
        clean(svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"GIF89a" + b"\0" * 40,
        b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
        b"<svg viewBox='0 0 1 1'/>",
        svg("", ""),
        svg("", 'width="100%" height="100%"'),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        b'<!DOCTYPE svg SYSTEM "http://elsewhere.example/a.dtd">' + svg(""),
        b'<?xml-stylesheet href="https://elsewhere.example/a.css"?>' + svg(""),
        NICE.decode().replace("?>", ' encoding="utf-7"?>', 1).encode(),
        NICE.decode().replace("?>", ' encoding="none-such"?>', 1).encode(),
        NICE.decode().replace("?>", ' encoding="rot13"?>', 1).encode(),
        svg("<g>") + b"x" * AT_MOST,
    ],
)
def test_what_is_no_plain_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        clean(data)


def test_a_picture_keeps_its_pixels_and_loses_what_is_said_beside_them() -> None:
    place = chunk(b"tEXt", b"GPS\x0053.1,-1.3") + chunk(b"eXIf", b"MM\0*")
    kind, kept = clean(png(more=place, after=b"<script>alert(1)</script>"))
    assert (kind, kept) == (PNG, png())


@pytest.mark.parametrize(
    "data",
    [
        png(1025, 1),
        png(0, 1),
        png(1024, 1024, pixels=b"\0" * 10),
        png(2, 2, pixels=b"\0" * 2_000_000),
        png()[:-3],
        png()[:20],
        png().replace(b"IDAT", b"IDAX"),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"x") + png()[8:],
        b"\x89PNG\r\n\x1a\n<svg onload='alert(1)'/>",
    ],
)
def test_a_picture_that_is_broken_too_large_or_unpacks_to_more_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        clean(data)


@given(st.binary(max_size=200), st.integers(0, 150), st.sampled_from([NICE, png()]))
def test_no_file_whatever_breaks_the_cleaning(noise: bytes, at: int, start: bytes) -> None:
    try:
        kind, kept = clean(start[:at] + noise + start[at:])
    except Refused:
        return
    assert kind in (SVG, PNG)
    assert b"script" not in kept.lower()
