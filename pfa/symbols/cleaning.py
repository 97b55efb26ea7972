"""What is left of a drawing that somebody loaded: shapes and colours, or the pixels of a PNG, and nothing else.

An SVG is read without any document type, rebuilt from a closed list of elements and attributes, and written anew; what
could run, fetch, link or hide something is refused, so that nobody wonders why it is gone. A PNG keeps those kinds of
chunk alone that make its picture. Pure: no database, no network.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

from pfa.core.errors import Refused

AT_MOST = 64 * 1024  # bytes of a file
PIXELS_AT_MOST = 1024  # a side
PARTS_AT_MOST = 500  # elements of an SVG
DEEP_AT_MOST = 20
SVG, PNG = "image/svg+xml", "image/png"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_SVG_NAME = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
_LEFT_OUT = frozenset({"title", "desc", "metadata"})  # words for whoever draws: ours stand beside the picture
_PAINT = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset stroke-opacity opacity color"
).split()
_PLACE = "d cx cy r rx ry x y x1 y1 x2 y2 width height points transform viewBox preserveAspectRatio".split()
_KEPT = frozenset([*_PAINT, *_PLACE])
_PLAIN = re.compile(r"[\w\s.,#%()+\-]*", re.ASCII)  # no quotes, colons, slashes, at signs: nothing that leads anywhere
_CALLS = re.compile(r"url|var|image|expression|attr", re.IGNORECASE)


def clean(data: bytes) -> tuple[str, bytes]:
    """The media type of a drawing and what is kept of it. Raises Refused with what is wrong, in words for staff."""
    if len(data) > AT_MOST:
        raise Refused(f"Use a file of {AT_MOST // 1024} kB at most.", "file")
    if data.startswith(_PNG_START):
        return PNG, _png(data)
    return SVG, _svg(data)


def _svg(data: bytes) -> bytes:
    _refuse_declarations(data)
    try:
        root = ET.fromstring(data)  # noqa: S314 - declarations, and with them entities, were refused above
    except ET.ParseError:
        raise Refused("This is neither an SVG drawing nor a PNG picture that can be read.", "file") from None
    if root.tag != f"{_SVG_NAME}svg":
        raise Refused("This is not an SVG drawing.", "file")
    left = [PARTS_AT_MOST]
    made = _rebuilt(root, left, 0)
    assert made is not None
    if "viewBox" not in made.attrib:
        width, height = (_number(made.get(side, "")) for side in ("width", "height"))
        if not width or not height:
            raise Refused("The drawing does not say how large it is: it needs a viewBox.", "file")
        made.set("viewBox", f"0 0 {width:g} {height:g}")
    for side in ("x", "y", "width", "height"):
        made.attrib.pop(side, None)
    made.set("xmlns", "http://www.w3.org/2000/svg")
    return ET.tostring(made, encoding="unicode").encode()


def _refuse_declarations(data: bytes) -> None:
    """Refuse what an XML file may say before and between its elements: document types, entities, instructions."""

    def refuse(*_said: object) -> None:
        raise Refused("The drawing declares a document type or instructions. Save it as plain SVG.", "file")

    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    reader.ProcessingInstructionHandler = refuse
    reader.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # LookupError: an encoding that nobody knows
        raise Refused("This is neither an SVG drawing nor a PNG picture that can be read.", "file") from None


def _rebuilt(part: ET.Element, left: list[int], depth: int) -> ET.Element | None:
    """An element with what is allowed of it; None for one that is left out."""
    left[0] -= 1
    if left[0] < 0 or depth > DEEP_AT_MOST:
        raise Refused(f"The drawing is too complicated: use {PARTS_AT_MOST} parts at most.", "file")
    space, _, name = part.tag.rpartition("}")
    if f"{space}}}" != _SVG_NAME or name in _LEFT_OUT:
        return None  # what a drawing program notes for itself
    if name == "defs" and len(part) == 0:
        return None
    if name not in _SHAPES:
        raise Refused(f"The drawing holds “{name[:30]}”. Use plain shapes only, and turn writing into paths.", "file")
    made = ET.Element(name)
    for key, value in _attributes(part):
        made.set(key, value)
    for child in part:
        inside = _rebuilt(child, left, depth + 1)
        if inside is not None:
            made.append(inside)
    return made


def _attributes(part: ET.Element) -> Iterator[tuple[str, str]]:
    """The allowed attributes of an element, those of its `style` among them. Raises Refused for what leads away."""
    said = {name: value for name, value in part.attrib.items() if name != "style"}
    for line in part.get("style", "").split(";"):
        name, colon, value = line.partition(":")
        if colon:
            said[name.strip()] = value.strip()
    for name, value in said.items():
        local = name.rpartition("}")[2]
        if local.lower().startswith("on") or local.lower() == "href":
            raise Refused("The drawing holds a link or something that runs. Use plain shapes only.", "file")
        if name not in _KEPT:
            continue
        if not _PLAIN.fullmatch(value) or (name != "transform" and _CALLS.search(value)):
            raise Refused(f"The drawing's “{name}” is not a plain colour, number or shape.", "file")
        yield name, value


def _number(text: str) -> float:
    match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]{1,6})?)(?:px|pt|mm)?", text)
    return float(match[1]) if match else 0.0


def _png(data: bytes) -> bytes:
    kept, pixels, size = [_PNG_START], b"", (0, 0, 0, 0, 0)
    ended = False
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            size = _header(body)
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
            pixels += body if kind == b"IDAT" else b""
        ended = kind == b"IEND"
    if not ended or not size[0]:
        raise Refused("The PNG picture is not whole.", "file")
    _refuse_wrong_pixels(pixels, size)
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to its end; what follows the end is left out. Raises Refused for a broken one."""
    at, first = len(_PNG_START), True
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        sum_at = at + 8 + length
        if len(body) < length or data[sum_at : sum_at + 4] != struct.pack(">I", zlib.crc32(kind + body)):
            raise Refused("The PNG picture is broken.", "file")
        if first and kind != b"IHDR":
            raise Refused("The PNG picture is broken.", "file")
        yield kind, body
        if kind == b"IEND":
            return
        at, first = sum_at + 4, False


def _header(body: bytes) -> tuple[int, int, int, int, int]:
    """Width, height, bits a sample, samples a pixel, interlaced. Raises Refused."""
    if len(body) != 13:
        raise Refused("The PNG picture is broken.", "file")
    width, height, bits, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", body)
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 0)
    if not samples or bits not in (1, 2, 4, 8, 16) or packing or filtering or interlace > 1:
        raise Refused("The PNG picture is broken.", "file")
    if not 0 < width <= PIXELS_AT_MOST or not 0 < height <= PIXELS_AT_MOST:
        raise Refused(f"Use a picture of {PIXELS_AT_MOST} by {PIXELS_AT_MOST} pixels at most.", "file")
    return width, height, bits, samples, interlace


def _refuse_wrong_pixels(packed: bytes, size: tuple[int, int, int, int, int]) -> None:
    """Unpack no more than the picture can hold, and refuse what is more or less."""
    width, height, bits, samples, interlace = size
    most = height * ((width * bits * samples + 7) // 8 + 1)
    room = 2 * most + 64 if interlace else most  # seven passes have more line starts
    unpacker = zlib.decompressobj()
    try:
        found = len(unpacker.decompress(packed, room + 1))
    except zlib.error:
        raise Refused("The PNG picture is broken.", "file") from None
    if found > room or found < (most if not interlace else 1) or not unpacker.eof:
        raise Refused("The PNG picture is broken.", "file")
