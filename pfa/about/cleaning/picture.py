"""Pictures: opened by a child process with little memory and time, drawn anew, and nothing else of them kept."""

from __future__ import annotations

import os
import subprocess
import sys

from pfa.about.cleaning.child import JPEG, PICTURE_AT_MOST, PNG, TOO_LARGE, WRONG_KIND
from pfa.about.cleaning.errors import Fault, Unfit
from pfa.about.cleaning.values import Clean

SECONDS = 15
STARTS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"RIFF": "image/webp"}


def clean_picture(data: bytes, *, is_drawing: bool = False) -> Clean:
    """The picture in these bytes as a JPEG or PNG file of our own making, at most 1,600 dots a side. Raises Unfit.

    What a camera writes beside the picture (when, where, with what) and whatever else the file held is gone.
    """
    if not any(data.startswith(start) for start in STARTS):
        raise Unfit(Fault.kind)
    command = [sys.executable, "-m", "pfa.about.cleaning.child", "drawing" if is_drawing else "photo"]
    known = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file on the command line
            command, input=data, capture_output=True, timeout=SECONDS, env=known, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Unfit(Fault.large) from late
    if done.returncode:
        raise Unfit({TOO_LARGE: Fault.large, WRONG_KIND: Fault.kind}.get(done.returncode, Fault.broken))
    media_type = PNG if done.stdout.startswith(b"\x89PNG") else JPEG
    if not done.stdout or len(done.stdout) > PICTURE_AT_MOST:
        raise Unfit(Fault.large)
    return Clean(done.stdout, media_type)
