"""The folders of a run as kept files, and back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


def zipped(folder: Path) -> bytes:
    """The files of a folder, zipped with a fixed date so that the same folder gives the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            info = zipfile.ZipInfo(path.name, date_time=(2026, 1, 1, 0, 0, 0))
            archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def unzipped(content: bytes, folder: Path) -> Path:
    """The folder again, made anew. Only files that `zipped` kept: each in the folder itself."""
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            (folder / Path(name).name).write_bytes(archive.read(name))
    return folder
