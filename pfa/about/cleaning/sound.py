"""Voice notes as browsers record them: WebM, Ogg or MP4 with one sound track, a minute at most."""

from __future__ import annotations

from pfa.about.cleaning import mp4, ogg, webm
from pfa.about.cleaning.errors import Fault, Unfit
from pfa.about.cleaning.values import Clean

SOUND_AT_MOST = 2 * 1024 * 1024  # bytes
SECONDS_AT_MOST = 60
LATE = 2.0  # seconds that a recorder may take to stop


def clean_sound(data: bytes) -> Clean:
    """The sound in these bytes, cleaned of everything that is no sound. Raises Unfit."""
    if len(data) > SOUND_AT_MOST:
        raise Unfit(Fault.large)
    if data.startswith(webm.START):
        kept, seconds, media_type = *webm.walked(data), "audio/webm"
    elif data.startswith(ogg.START):
        kept, seconds, media_type = *ogg.walked(data), "audio/ogg"
    elif data[4:8] == mp4.START:
        kept, seconds, media_type = *mp4.walked(data), "audio/mp4"
    else:
        raise Unfit(Fault.kind)
    if seconds > SECONDS_AT_MOST + LATE:
        raise Unfit(Fault.long)
    return Clean(kept, media_type)
