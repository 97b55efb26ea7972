"""A copy of the database in use: whole, sound, private, and never over another file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from pfa.cli import main
from pfa.core import backup
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.people.models import YoungPerson
from tests.conftest import SETTINGS
from tests.factories import World
from tests.places import digests


def test_a_copy_made_while_somebody_writes_holds_what_was_saved_by_then(world: World, tmp_path: Path) -> None:
    world.young_person("Ada")
    to = tmp_path / "copy.db"
    if world.database.dialect != "sqlite":
        with pytest.raises(PfaError, match="pg_dump"):
            backup.copy(world.database, to)
        assert not to.exists()
        return
    with world.writing() as session:
        session.execute(sa.update(YoungPerson).values(first_name="Bea"))  # and not committed
        size = backup.copy(world.database, to)
        session.rollback()
    assert size == to.stat().st_size
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert digests(to) == digests(Path(world.database.url.database or ""))
    with Database(f"sqlite:///{to}") as copied, copied.reading({world.authority.id}) as session:
        assert session.scalars(sa.select(YoungPerson.first_name)).all() == ["Ada"]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="session")  # PostgreSQL makes its own
def test_the_command_names_what_is_wrong_and_leaves_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**SETTINGS, "database_url": str(world.database.url)}.items():
        monkeypatch.setenv(f"PFA_{name.upper()}", str(value))
    to = tmp_path / "copy.db"
    made = CliRunner().invoke(main, ["backup", str(to)])
    assert (made.exit_code, str(to) in made.output) == (0, True), made.output
    before = to.read_bytes()
    again = CliRunner().invoke(main, ["backup", str(to)])
    assert (again.exit_code, to.read_bytes()) == (2, before)
    assert "already" in again.output
    nowhere = CliRunner().invoke(main, ["backup", str(tmp_path / "none" / "copy.db")])
    assert nowhere.exit_code == 2
    assert "cannot be made" in nowhere.output
    odd = CliRunner().invoke(main, ["backup", str(tmp_path / "copy?2.db")])
    assert (odd.exit_code, (tmp_path / "copy").exists()) == (0, False)
    monkeypatch.setenv("PFA_DATABASE_URL", f"sqlite:///{tmp_path / 'mistyped.db'}")
    missing = CliRunner().invoke(main, ["backup", str(tmp_path / "other.db")])
    assert (missing.exit_code, "no database" in missing.output) == (2, True)
    assert not (tmp_path / "mistyped.db").exists()
    monkeypatch.setenv("PFA_DATABASE_URL", f"sqlite:///{_damaged(before, tmp_path)}")
    unsound = CliRunner().invoke(main, ["backup", str(tmp_path / "other.db")])
    assert unsound.exit_code == 2
    assert not (tmp_path / "other.db").exists()


def _damaged(content: bytes, folder: Path) -> Path:
    """The same database with a page in its middle overwritten."""
    found = bytearray(content)
    middle = len(found) // 4096 // 2 * 4096
    found[middle : middle + 4096] = b"\xff" * 4096
    (folder / "damaged.db").write_bytes(found)
    return folder / "damaged.db"
