"""Files that young people send: known by their content, cleaned of everything but the picture or the sound, or refused.

Pictures are decoded and drawn anew. Sound is not decoded: every part of it is walked, what could tell of a place or a
person is blanked, and what is not known is refused; so a file that is two things at once does not pass.
"""

from pfa.about.cleaning.errors import Unfit
from pfa.about.cleaning.picture import clean_picture
from pfa.about.cleaning.sound import SECONDS_AT_MOST, SOUND_AT_MOST, clean_sound
from pfa.about.cleaning.values import Clean

__all__ = ["SECONDS_AT_MOST", "SOUND_AT_MOST", "Clean", "Unfit", "clean_picture", "clean_sound"]
