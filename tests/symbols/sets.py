"""Sets of symbols for tests: zip files with whatever in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from pfa.accounts.models import User
from pfa.symbols import services
from pfa.symbols.models import SymbolSet
from tests.factories import World
from tests.symbols.drawings import svg

HEAD = ("File", "Idea", "Stands for", "What the picture shows", "Credit and licence")
LINES = 'fill="none" stroke="#0b4f6c" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"'
POOL = svg(f'<path {LINES} d="M4 30q5-5 10 0t10 0 10 0 10 0M4 40q5-5 10 0t10 0 10 0 10 0M18 24V8h12v16M18 16h12"/>')
DOG = svg(f'<path {LINES} d="M6 20h26V10l10 6v6h-4v18M10 20v20M32 22v18M6 20L4 12"/>')
POOL_ROW = ("pool.svg", "own-pool", "Swimming pool", "A person in water", "Drawn by Ann Invented, CC BY 4.0")
DOG_ROW = ("dog.svg", "work-animal-care", "", "A dog on a lead", "")


def table(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    """A table as a spreadsheet program saves it."""
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (head, *rows)).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(name, content)
    return held.getvalue()


def a_set(*rows: Sequence[str], **more: bytes) -> bytes:
    """A set with these rows, or with a pool of its own and a dog; `more` are files, dots written as two underscores."""
    said = rows or (POOL_ROW, DOG_ROW)
    known = {name: data for name, data in (("pool.svg", POOL), ("dog.svg", DOG)) if name in {row[0] for row in said}}
    files = known | {name.replace("__", "."): data for name, data in more.items()}
    return zipped({"symbols.csv": table(*said), **files})


def load_set(world: World, data: bytes | None = None, *, by: User | None = None) -> SymbolSet:
    """Load a set to be looked through, as the co-ordinator."""
    with world.writing() as session:
        who = world.actor(by or world.coordinator)
        row = services.load_set(session, "Invented set.zip", data or a_set(), actor=who, now=world.now)
        session.commit()
        session.refresh(row)
        session.expunge_all()
        return row
