"""Every page of the imports room that only reads, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.imports.models import ImportFile, ImportState
from tests.factories import World


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    waiting = _file(world, ImportState.uploaded)
    matched = _file(world, ImportState.matched)
    who = world.coordinator
    return {
        "imports.imports": (who, "/imports/"),
        "imports.upload": (who, "/imports/new/young-people"),
        "imports.columns": (who, f"/imports/{waiting.public_id}/columns"),
        "imports.file": (who, f"/imports/{matched.public_id}"),
        "imports.template": (who, "/imports/template/young-people.csv"),
    }


def _file(world: World, state: ImportState) -> ImportFile:
    return world.save(
        ImportFile(
            authority_id=world.authority.id,
            kind="young-people",
            file_name="young-people.csv",
            digest="0" * 64,
            headings=["Reference", "First name", "Last name", "Date of birth"],
            cells=[["2", "N1", "Nils", "Invented", "02/03/2011"], ["3", "N2", "Nora", "Invented", "02/03/2012"]],
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
