"""Kinds of file that can come in: a room describes its own, and `app.py` lists them with `kinds.install`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Flask, current_app
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound

EXTENSION = "pfa_import_kinds"


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a file of a kind can hold.

    `key` names it in the rows given to `check`; `title` is its heading; `also` are other headings people use for it;
    `example` is an invented value for the template file.
    """

    key: str
    title: str
    hint: str = ""
    required: bool = False
    also: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number as a spreadsheet shows it, and its cells by column key.

    Only columns that were matched are there. An empty cell means: leave what is saved as it is.
    """

    number: int
    cells: Mapping[str, str]

    def said(self, key: str) -> str:
        """What the row says in a column; empty if the column was not matched."""
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what to do. `column` is the column's title; empty for a whole row."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what is saved now and what will be saved."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one row does: adds something, changes it, or, with no fields, leaves it as it is."""

    row: int
    name: str
    is_new: bool
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_same(self) -> bool:
        return not self.is_new and not self.fields


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a file would do: every fault at once, and every change."""

    faults: Sequence[Fault] = ()
    changes: Sequence[Change] = ()

    @property
    def added(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_new and change.fields]

    @property
    def same(self) -> list[Change]:
        return [change for change in self.changes if change.is_same]

    @property
    def digest(self) -> str:
        """What a person agreed to when they saw the preview: another digest means that something else would happen."""
        said = [
            [change.row, change.name, change.is_new, [[one.label, one.before, one.after] for one in change.fields]]
            for change in self.changes
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of file.

    `name` stands in addresses; `one` and `many` are the words for what a row is; `permission` is what it takes besides
    `import:use`. `check(session, asker, rows, now)` finds every fault and every change and writes nothing.
    `apply(session, asker, rows, now)` does what `check` foresaw, with an audit record a row; it is only called with
    rows that have no fault, and never commits. `listed_at` is the endpoint of the page that lists what came in.
    """

    name: str
    title: str
    one: str
    many: str
    permission: str
    columns: tuple[Column, ...]
    check: Callable[[Session, Asker, Sequence[Row], dt.datetime], Checked]
    apply: Callable[[Session, Asker, Sequence[Row], dt.datetime], None]
    lead: str = ""
    listed_at: str = ""
    by_key: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})


def install(app: Flask, kinds: Iterable[ImportKind]) -> None:
    """Say which kinds of file this application takes."""
    app.extensions[EXTENSION] = {kind.name: kind for kind in kinds}


def offered(asker: Asker) -> list[ImportKind]:
    """The kinds of file that somebody may bring in, in the order of `install`."""
    installed: dict[str, ImportKind] = current_app.extensions[EXTENSION]
    return [kind for kind in installed.values() if asker.can(kind.permission)]


def find(asker: Asker, name: str) -> ImportKind:
    """One kind of file that somebody may bring in. Raises NotFound."""
    for kind in offered(asker):
        if kind.name == name:
            return kind
    raise NotFound()
