"""A symbol set as one zip file: drawings, and a table that says what each stands for and what it shows.

Every fault is found in one go and told with its place; a set with a fault is not taken at all. What is written here can
be read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pfa.core.errors import Refused
from pfa.imports.kinds import Column, Row
from pfa.imports.matching import missing, suggested
from pfa.imports.reader import Table, Unreadable
from pfa.imports.reader.plain import read_plain
from pfa.imports.writing import csv_bytes
from pfa.symbols.archive import Part, folded, opened, packed
from pfa.symbols.cleaning import AT_MOST, PNG, clean
from pfa.symbols.concepts import CREDIT_AT_MOST, OWN, STANDS_FOR_AT_MOST, WORDS_AT_MOST, fault_of, says
from pfa.symbols.drawn import Drawn, Picture
from pfa.web.symbols import SYMBOLS

DRAWINGS_AT_MOST = 300
TABLE_AT_MOST = 256 * 1024  # bytes
TABLE = "symbols.csv"
COLUMNS = (
    Column(
        "file",
        "File",
        "the name of the drawing in the zip file",
        required=True,
        also=("File name", "Drawing", "Picture"),
    ),
    Column(
        "concept",
        "Idea",
        f"what the drawing is for: one of our names, or a new one that begins with {OWN} and has letters a to z, "
        f"digits and hyphens: {OWN}swimming-pool",
        required=True,
        also=("Concept", "Concept name", "Name", "Symbol"),
    ),
    Column(
        "stands_for",
        "Stands for",
        "the words for an idea of your own; what ours stand for cannot be changed",
        also=("Label", "Meaning"),
    ),
    Column(
        "words",
        "What the picture shows",
        "the words for those who do not see it; no drawing is taken without them",
        required=True,
        also=("Alternative text", "Alt text", "Alt", "Text alternative", "Description"),
    ),
    Column(
        "credit",
        "Credit and licence",
        "who drew it, and under which licence you use it",
        also=("Credit", "Licence", "License", "Attribution"),
    ),
)
READ_ME = "\n".join(
    [
        "A symbol set for pfa",
        "",
        f"Change the drawings (plain SVG, or PNG) and the table {TABLE}; zip them and load the zip file.",
        "Take out the rows and files that you do not change: what is not in the file stays as it is.",
        "",
        *(f"{column.title}: {column.hint}." for column in COLUMNS),
        "",
    ]
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which file or row, and what to do."""

    place: str
    words: str


class FaultySet(Refused):
    """A set that cannot be taken, with everything that is wrong in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("Nothing was loaded. Put these right and send the zip file again.", "file")
        self.faults = list(faults)


def read(data: bytes, own: Mapping[str, str]) -> list[Drawn]:
    """The drawings of a set, cleaned, in the order of its table.

    `own` says what the ideas stand for that an authority has already. Raises FaultySet, or Refused for what is no zip
    file.
    """
    faults: list[Fault] = []
    parts = {folded(part.name): part for part in opened(data, lambda place, words: faults.append(Fault(place, words)))}
    tables = [part for part in parts.values() if _ending(part.name) == "csv"]
    pictures = {key: part for key, part in parts.items() if _ending(part.name) in ("svg", "png")}
    for part in parts.values():
        if _ending(part.name) not in ("csv", "svg", "png", "txt"):
            faults.append(Fault(part.name, "It is no drawing: use .svg or .png, or leave it out."))
    if len(pictures) > DRAWINGS_AT_MOST:
        raise Refused(
            f"The zip file holds {len(pictures):,} drawings. Load {DRAWINGS_AT_MOST} at most at once.", "file"
        )
    rows = _rows(tables, faults)
    found = _Reading(pictures, own, tables[0].name if tables else TABLE, faults)
    drawn = [one for row in rows if (one := found.drawn(row)) is not None]
    if rows:
        faults += [
            Fault(part.name, "No row of the table names it.")
            for key, part in pictures.items()
            if key not in found.named
        ]
    if faults:
        raise FaultySet(faults)
    return drawn


def written(pictures: Iterable[Picture]) -> bytes:
    """A zip file of drawings with their table, to load again or to start from."""
    files: dict[str, bytes] = {}
    rows = []
    for one in pictures:
        name = f"{one.concept}.{'png' if one.media_type == PNG else 'svg'}"
        files[name] = one.content
        rows.append([name, one.concept, SYMBOLS.get(one.concept, one.stands_for), one.words, one.credit])
    table = csv_bytes([column.title for column in COLUMNS], rows)
    return packed({"READ-ME.txt": READ_ME.encode(), TABLE: table, **files})


class _Reading:
    """The rows of a table as drawings: what was named so far, and what is wrong with it."""

    def __init__(self, pictures: Mapping[str, Part], own: Mapping[str, str], table: str, faults: list[Fault]) -> None:
        self._pictures, self._own, self._table, self._faults = pictures, own, table, faults
        self.named: set[str] = set()
        self._rows: dict[str, int] = {}  # idea to the row that named it

    def drawn(self, row: Row) -> Drawn | None:
        """The drawing of a row; None if anything is wrong with it."""
        before = len(self._faults)
        concept = row.said("concept").casefold()
        said = [self._idea(row, concept), self._stands_for(row, concept), self._words(row), self._credit(row)]
        for words in filter(None, said):
            self._faults.append(Fault(self._place(row), words))
        made = self._cleaned(row)
        if made is None or len(self._faults) > before:
            return None
        stands_for = "" if concept in SYMBOLS else row.said("stands_for") or self._own[concept]
        return Drawn(
            self._pictures[folded(row.said("file"))].name,
            concept,
            stands_for,
            row.said("words"),
            row.said("credit"),
            *made,
        )

    def _place(self, row: Row) -> str:
        return f"{self._table}, row\N{NO-BREAK SPACE}{row.number}"

    def _idea(self, row: Row, concept: str) -> str:
        wrong = fault_of(concept)
        if not wrong and concept in self._rows:
            wrong = f"Row {self._rows[concept]} has a drawing for “{concept}” already."
        self._rows.setdefault(concept, row.number)
        return wrong

    def _stands_for(self, row: Row, concept: str) -> str:
        said = row.said("stands_for")
        if fault_of(concept):
            return ""
        if concept in SYMBOLS:
            ours = SYMBOLS[concept]
            return f"“{concept}” stands for “{ours}”: that cannot be changed." if said not in ("", ours) else ""
        if len(said) > STANDS_FOR_AT_MOST:
            return f"“Stands for” may have {STANDS_FOR_AT_MOST} characters at most."
        return "" if says(said or self._own.get(concept, "")) else "Write what your own idea stands for."

    def _words(self, row: Row) -> str:
        said = row.said("words")
        if len(said) > WORDS_AT_MOST:
            return f"“What the picture shows” may have {WORDS_AT_MOST} characters at most."
        if not says(said):
            return "Say what the picture shows, for those who do not see it."
        if _ending(said) in ("svg", "png"):
            return "Say what the picture shows: the name of a file tells nobody."
        return ""

    def _credit(self, row: Row) -> str:
        too_long = len(row.said("credit")) > CREDIT_AT_MOST
        return f"“Credit and licence” may have {CREDIT_AT_MOST} characters at most." if too_long else ""

    def _cleaned(self, row: Row) -> tuple[str, bytes] | None:
        """The drawing that a row names, cleaned; None if it is not there or may not be, which is told."""
        key = folded(row.said("file"))
        part = self._pictures.get(key)
        if part is None:
            words = f"There is no drawing “{row.said('file')[:60]}” in the zip file." if key else "Name the drawing."
            self._faults.append(Fault(self._place(row), words))
            return None
        try:
            made = clean(part.read(AT_MOST))
        except Refused as error:
            if key not in self.named:
                self._faults.append(Fault(part.name, str(error)))
            made = None
        self.named.add(key)
        return made


def _rows(tables: Sequence[Part], faults: list[Fault]) -> list[Row]:
    """The rows of the one table; none if it cannot be read, which is told."""
    if len(tables) != 1:
        words = "Put a table into the zip file." if not tables else "There are two tables. Leave one in."
        faults.append(Fault(tables[1].name if tables else TABLE, words))
        return []
    name = tables[0].name
    try:
        data = tables[0].read(TABLE_AT_MOST)
        if len(data) > TABLE_AT_MOST:
            raise Refused(f"The table is larger than {TABLE_AT_MOST // 1024} kB.")
        table = read_plain(data)
    except Unreadable as error:
        faults += [Fault(name, words) for words in (str(error), *error.more)]
        return []
    except Refused as error:
        faults.append(Fault(name, str(error)))
        return []
    return _matched(table, name, faults)


def _matched(table: Table, name: str, faults: list[Fault]) -> list[Row]:
    mapping = suggested(table.headings, COLUMNS, {})
    lost = missing(mapping, COLUMNS)
    faults += [Fault(name, f"There is no column “{column.title}”.") for column in lost]
    if lost:
        return []
    places = [(index, mapping[heading]) for index, heading in enumerate(table.headings) if heading in mapping]
    return [Row(number, {key: cells[index] for index, key in places}) for number, cells in table.rows]


def _ending(name: str) -> str:
    return name.casefold().rpartition(".")[2]
