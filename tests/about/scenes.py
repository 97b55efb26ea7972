"""What the tests of this room need: pictures, sounds, and things that a young person tells of themselves."""

from __future__ import annotations

import io
import struct
import uuid
from typing import Any

from PIL import Image

from pfa.about import services
from pfa.about.cleaning import Clean, ogg
from pfa.about.models import AboutItem, AboutKind, Audience
from pfa.accounts.models import User
from pfa.aspirations import services as aspirations
from pfa.aspirations.models import Reading, ReadingOutcome
from pfa.people.models import YoungPerson
from tests.factories import World


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A small picture as a file."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def element(of: int, held: bytes) -> bytes:
    """One element of a WebM file."""
    head = of.to_bytes((of.bit_length() + 7) // 8, "big")
    return head + (0x10000000 | len(held)).to_bytes(4, "big") + held


def webm_sound(seconds: int = 5, *, codec: bytes = b"A_OPUS", kind: int = 2, more: bytes = b"") -> bytes:
    """A WebM file with one track, as a browser records it."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")) + element(0x7BA9, b"At home"))
    track = element(0x1654AE6B, element(0xAE, element(0x83, bytes([kind])) + element(0x86, codec)))
    block = element(0xA3, b"\x81" + (0).to_bytes(2, "big") + b"\x80" + b"sound")
    cluster = element(0x1F43B675, element(0xE7, (seconds * 1000).to_bytes(4, "big")) + block)
    return head + element(0x18538067, info + track + cluster + more)


def box(name: bytes, held: bytes) -> bytes:
    """One box of an MP4 file."""
    return struct.pack(">I", len(held) + 8) + name + held


def mp4_sound(seconds: int = 5, *, handler: bytes = b"soun", more: bytes = b"") -> bytes:
    """An MP4 file with one track."""
    header = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000))
    clock = box(b"mdhd", struct.pack(">IIIII", 0, 0, 0, 48000, seconds * 48000))
    who = box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12)
    table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1) + box(b"mp4a", b"\0" * 28)))
    track = box(b"trak", box(b"mdia", clock + who + box(b"minf", table)))
    place = box(b"udta", b"+51.5007-000.1246/")
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", header + track + place) + more + box(b"mdat", b"sound")


def ogg_sound(seconds: int = 5) -> bytes:
    """An Ogg file with Opus, and a comment that says where it was made."""
    tags = b"OpusTags" + struct.pack("<I", 1) + b"x" + struct.pack("<I", 1) + struct.pack("<I", 9) + b"PLACE=ABC"
    pages = [(0, b"OpusHead\x01\x01"), (0, tags), (seconds * 48_000, b"sound")]
    return b"".join(
        ogg._page(0, position, 7, number, bytes([len(held)]), held) for number, (position, held) in enumerate(pages)
    )


class Owner:
    """A young person who tells of themselves."""

    def __init__(self, world: World, first_name: str = "Ada", **more: Any) -> None:
        self.world = world
        self.person = world.young_person(first_name, with_user=True, named_worker_id=world.coordinator.id, **more)
        with world.reading() as session:
            self.user = session.get_one(User, self.person.user_id)

    def adds(
        self, kind: AboutKind, words: str = "", *to: Audience, looked: bool = True, is_printed: bool = False
    ) -> AboutItem:
        """Add something and show it; `looked`: the safeguarding lead has found it fit."""
        file = None
        if kind in (AboutKind.photo, AboutKind.drawing):
            file = Clean(picture(), "image/jpeg")
        elif kind is AboutKind.voice:
            file = Clean(webm_sound(), "audio/webm")
        actor, now, public_id = self.world.actor(self.user), self.world.now, uuid.uuid4()
        with self.world.writing() as session:
            person = session.get_one(YoungPerson, self.person.id)
            new = services.New(public_id, kind, words, file, f"/about/look/{public_id}")
            item = services.add(session, person, new, actor=actor, now=now)
            services.show(session, item, to, is_printed=is_printed, actor=actor, now=now)
            session.commit()
        if looked:
            self.looked_at(item)
        return item

    def looked_at(
        self, item: AboutItem, outcome: ReadingOutcome = ReadingOutcome.no_concern, to: User | None = None
    ) -> None:
        """The safeguarding lead closes the reading of it."""
        with self.world.writing() as session:
            reading = session.get_one(Reading, session.get_one(AboutItem, item.id).reading_id)
            closing = aspirations.Closing(outcome, "Please look at this" if to else "", to)
            aspirations.close(
                session,
                reading,
                closing,
                seen=reading.version,
                actor=self.world.actor(self.world.lead),
                now=self.world.now,
                today=self.world.now.date(),
            )
            services.let_go(session, reading)
            session.commit()

    def item(self, public_id: uuid.UUID) -> AboutItem | None:
        """It as it stands now, taken away or not."""
        with self.world.reading() as session:
            return session.query(AboutItem).filter_by(public_id=public_id).first()
