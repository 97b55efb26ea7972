"""Every page of the imports room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.imports.models import ImportFile, ImportState
from tests.factories import World

NOT_PAGES = {"imports.template": "answers with a file"}
GOOD = [["2", "N1", "Nils", "Invented", "02/03/2011"], ["3", "N2", "Nora", "Invented", "02/03/2012"]]
BAD = [["2", "", "Nils", "Invented", "31/02/2011"]]


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    waiting = _file(world, ImportState.uploaded)
    matched, faulty = _file(world, ImportState.matched), _file(world, ImportState.matched, BAD)
    done = _file(world, ImportState.discarded, [])
    who = world.coordinator
    return {
        "imports.imports": (who, "/imports/"),
        "imports.upload": (who, "/imports/new/young-people"),
        "imports.columns": (who, f"/imports/{waiting.public_id}/columns"),
        "imports.file": (who, f"/imports/{matched.public_id}"),
        "imports.file#faults": (who, f"/imports/{faulty.public_id}"),
        "imports.file#done": (who, f"/imports/{done.public_id}"),
    }


def _file(world: World, state: ImportState, cells: list[list[str]] = GOOD) -> ImportFile:
    return world.save(
        ImportFile(
            authority_id=world.authority.id,
            kind="young-people",
            file_name="young-people.csv",
            digest="0" * 64,
            headings=["Reference", "First name", "Last name", "Date of birth"],
            cells=cells,
            mapping={
                "Reference": "reference",
                "First name": "first_name",
                "Last name": "last_name",
                "Date of birth": "born_on",
            },
            state=state,
            uploaded_by_id=world.coordinator.id,
            uploaded_at=world.now,
        )
    )
