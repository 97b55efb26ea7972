"""Files that young people send are attacked here: what is kept is a picture or a sound, and nothing else of them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from pfa.about.cleaning import Unfit, clean_picture, clean_sound
from pfa.about.cleaning.errors import Fault
from tests.about.scenes import box, element, mp4_sound, ogg_sound, picture, webm_sound

PLACE = b"51.5007"
SCRIPT = b"<script>alert(1)</script>"


def fault_of(clean: object, data: bytes) -> Fault:
    with pytest.raises(Unfit) as refused:
        clean(data)  # type: ignore[operator]  # one of the two
    return refused.value.fault


def with_exif() -> bytes:
    """A picture with a place, a maker and a turn, as phones write them."""
    exif = Image.Exif()
    exif[0x010F] = "A maker at 51.5007"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    return picture(size=(60, 40), exif=exif, comment=b"made at 51.5007")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew(kind: str) -> None:
    kept = clean_picture(picture(kind))
    assert kept.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(kept.data)).size == (60, 40)


def test_where_and_with_what_it_was_made_is_gone_and_it_stands_upright() -> None:
    sent = with_exif()
    assert PLACE in sent
    kept = clean_picture(sent)
    shown = Image.open(io.BytesIO(kept.data))
    assert PLACE not in kept.data
    assert (dict(shown.getexif()), shown.size) == ({}, (40, 60))
    assert b"Exif" not in kept.data


def test_what_hangs_on_a_picture_is_gone() -> None:
    for sent in (picture() + SCRIPT, picture("PNG") + b"PK\x03\x04" + SCRIPT, picture(comment=SCRIPT)):
        assert SCRIPT in sent
        assert SCRIPT not in clean_picture(sent).data


def test_a_drawing_stays_sharp_and_see_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    kept = clean_picture(out.getvalue(), is_drawing=True)
    assert kept.media_type == "image/png"
    assert Image.open(io.BytesIO(kept.data)).convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller() -> None:
    kept = clean_picture(picture(size=(3000, 1500)))
    assert Image.open(io.BytesIO(kept.data)).size == (1600, 800)


def test_of_pictures_that_move_the_first_is_kept() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert getattr(Image.open(io.BytesIO(clean_picture(out.getvalue()).data)), "n_frames", 1) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(40),
        b"%PDF-1.4 " + bytes(40),
        b"II*\0" + bytes(60),
        b"MZ" + bytes(60),
        b"RIFF\x10\0\0\0WAVEfmt " + bytes(40),
        SCRIPT,
    ],
    ids=["empty", "svg", "gif", "pdf", "tiff", "exe", "wav", "html"],
)
def test_other_files_are_no_pictures(data: bytes) -> None:
    assert fault_of(clean_picture, data) is Fault.kind


def test_a_picture_that_stops_in_the_middle_is_refused() -> None:
    whole = picture("PNG", size=(200, 200))
    assert fault_of(clean_picture, whole[:60]) in (Fault.broken, Fault.kind)


def test_a_picture_of_more_dots_than_a_camera_makes_is_refused_before_it_is_opened() -> None:
    """A few bytes that say they are 60,000 by 60,000 dots."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(5000))) + chunk(b"IEND", b"")
    assert fault_of(clean_picture, bomb) is Fault.large


@pytest.mark.parametrize(
    ("made", "media_type"), [(webm_sound, "audio/webm"), (mp4_sound, "audio/mp4"), (ogg_sound, "audio/ogg")]
)
def test_a_voice_note_is_taken_and_more_than_a_minute_is_not(made: object, media_type: str) -> None:
    assert clean_sound(made(59)).media_type == media_type  # type: ignore[operator]
    assert fault_of(clean_sound, made(75)) is Fault.long  # type: ignore[operator]


def test_what_says_where_a_sound_was_made_is_blanked_and_nothing_moves() -> None:
    tags = element(0x1254C367, b"PLACE=51.5007")
    for sent in (webm_sound(more=tags), mp4_sound(more=box(b"free", b"at 51.5007"))):
        kept = clean_sound(sent).data
        assert PLACE in sent
        assert PLACE not in kept
        assert b"At home" not in kept
        assert b"+51" not in kept
        assert len(kept) == len(sent)
        assert clean_sound(kept).data == kept
    assert b"PLACE" not in clean_sound(ogg_sound()).data
    assert clean_sound(clean_sound(ogg_sound()).data).data == clean_sound(ogg_sound()).data


@pytest.mark.parametrize(
    "data",
    [
        webm_sound(codec=b"V_VP8"),
        webm_sound(kind=1),
        mp4_sound(handler=b"vide"),
        picture(),
        SCRIPT,
        b"ID3\x04" + bytes(60),
        b"RIFF\x10\0\0\0WAVEfmt " + bytes(40),
        webm_sound().replace(b"webm", b"matr"),
        ogg_sound().replace(b"OpusHead", b"\x80theora "),
    ],
    ids=["a film", "a film's track", "an MP4 film", "a picture", "html", "mp3", "wav", "Matroska", "an Ogg film"],
)
def test_other_files_are_no_voice_notes(data: bytes) -> None:
    assert fault_of(clean_sound, data) in (Fault.kind, Fault.broken)


@pytest.mark.parametrize("made", [webm_sound, mp4_sound, ogg_sound])
def test_a_file_that_is_two_things_at_once_does_not_pass(made: object) -> None:
    sound: bytes = made()  # type: ignore[operator]
    for more in (SCRIPT, b"PK\x03\x04" + bytes(30), b"\0" * 5, b"%PDF-1.4"):
        assert fault_of(clean_sound, sound + more) in (Fault.broken, Fault.kind)


@pytest.mark.parametrize("made", [webm_sound, mp4_sound, ogg_sound])
def test_no_part_of_a_sound_file_makes_the_walk_fail_otherwise(made: object) -> None:
    """Cut short anywhere, or with any byte changed: it is taken or refused, and nothing else happens."""
    sound: bytes = made()  # type: ignore[operator]
    tried = [sound[:length] for length in range(len(sound))]
    tried += [sound[:at] + bytes([value]) + sound[at + 1 :] for at in range(len(sound)) for value in (0, 1, 127, 255)]
    for data in tried:
        try:
            clean_sound(data)
        except Unfit:
            continue


def test_attachments_and_what_is_not_known_are_refused() -> None:
    assert fault_of(clean_sound, webm_sound(more=element(0x1941A469, SCRIPT))) is Fault.broken
    assert fault_of(clean_sound, mp4_sound(more=box(b"evil", SCRIPT))) is Fault.broken


def test_boxes_in_boxes_without_end_and_numbers_without_end_are_refused() -> None:
    deep = 3000
    boxes = b"".join(struct.pack(">I", 8 * (deep - at)) + b"moov" for at in range(deep))
    assert fault_of(clean_sound, box(b"ftyp", b"isom\0\0\0\0") + boxes) is Fault.broken
    scale = element(0x1549A966, element(0x2AD7B1, b"\xff" * 200))
    assert fault_of(clean_sound, webm_sound(more=scale)) is Fault.broken


def test_what_is_blanked_can_still_be_walked_however_long_its_size_was_written() -> None:
    tags = b"\x12\x54\xc3\x67" + ((1 << 56) | 13).to_bytes(8, "big") + b"PLACE=51.5007"
    kept = clean_sound(webm_sound(more=tags)).data
    assert PLACE not in kept
    assert clean_sound(kept).data == kept


def test_too_many_bytes_are_refused_unread() -> None:
    assert fault_of(clean_sound, webm_sound() + bytes(2 * 1024 * 1024)) is Fault.large
