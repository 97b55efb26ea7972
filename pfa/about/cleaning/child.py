"""The child that opens a picture: the file on standard input, a picture of our own making on standard output."""

from __future__ import annotations

import io
import resource
import sys

from PIL import Image, ImageOps, UnidentifiedImageError

MEMORY = 768 * 1024 * 1024  # bytes of address space
CPU_SECONDS = 10
DOTS = 50_000_000  # of a picture as it is sent: phones make up to 50 million
EDGE = 1600  # dots a side that are kept
PICTURE_AT_MOST = 2 * 1024 * 1024  # bytes that are kept
TOO_LARGE, WRONG_KIND = 3, 4  # the statuses that say so
JPEG, PNG = "image/jpeg", "image/png"
TAKEN = ("JPEG", "PNG", "WEBP")


def main() -> None:
    """Read within the limits; any fault ends the process with a status, which is all the parent asks."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        sys.stdout.buffer.write(redrawn(sys.stdin.buffer.read(), is_drawing=sys.argv[1:] == ["drawing"]))
    except MemoryError:
        sys.exit(TOO_LARGE)
    except UnidentifiedImageError:
        sys.exit(WRONG_KIND)


def redrawn(data: bytes, *, is_drawing: bool) -> bytes:
    """The first picture of a file, the right way up, on white, as a new file that holds nothing but its dots."""
    Image.MAX_IMAGE_PIXELS = None  # its own limit only warns; ours stands below and ends the process
    with Image.open(io.BytesIO(data), formats=TAKEN) as sent:
        if sent.width * sent.height > DOTS:
            sys.exit(TOO_LARGE)
        sent.draft("RGB", (EDGE, EDGE))
        upright = ImageOps.exif_transpose(sent)
        upright.thumbnail((EDGE, EDGE))
        seen = upright.convert("RGBA")
    page = Image.new("RGB", seen.size, "white")
    page.paste(seen, mask=seen.getchannel("A"))
    if is_drawing:
        drawn = saved(page, "PNG", optimize=True)
        if len(drawn) <= PICTURE_AT_MOST:
            return drawn
    return saved(page, "JPEG", quality=85)


def saved(page: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file of that kind."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


if __name__ == "__main__":
    main()
