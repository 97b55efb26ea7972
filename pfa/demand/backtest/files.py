"""Reading the two published tables: plans by authority and year, and by authority, year and age.

Source: DfE, *Education, health and care plans*, Open Government Licence v3. `x` is a figure that was not published; an
age that is not in the table is 0. Every fault is found, each with its file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TOTALS, AGES = "ehc_plans_by_authority.csv", "ehc_plans_by_authority_and_age.csv"
TOTAL_COLUMNS = ("la_code", "la_name", "academic_year", "plans")
AGE_COLUMNS = ("la_code", "la_name", "academic_year", "age_at_31_august", "plans")
UNPUBLISHED = "x"
OLDEST = 30  # an age above this is a slip: plans end at 25
FAULTS_SHOWN = 50
_YEAR = re.compile(r"(\d{4})/(\d{2})")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a file that cannot be used. Line 0: the file as a whole."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.words}" if self.line else f"{self.file}: {self.words}"


class FileFaults(Exception):
    """The files cannot be used; `faults` names everything that is wrong with them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


@dataclass(frozen=True, slots=True)
class Plans:
    """Plans by authority. Years are named by their September; None: not published."""

    totals: dict[tuple[str, int], int | None] = field(default_factory=dict)
    by_age: dict[tuple[str, int, int], int | None] = field(default_factory=dict)

    @property
    def authorities(self) -> list[str]:
        """Codes of the authorities that have figures by age, in order."""
        return sorted({authority for authority, _, _ in self.by_age})

    @property
    def years(self) -> list[int]:
        """Years with figures by age, in order."""
        return sorted({year for _, year, _ in self.by_age})

    def at(self, authority: str, year: int, age: int) -> int | None:
        """Plans at one age; 0 where the table has no such row, None where it was not published."""
        return self.by_age.get((authority, year, age), 0)


def read(folder: Path) -> Plans:
    """Both tables of a folder. Raises FileFaults with every fault of both."""
    faults: list[Fault] = []
    plans = Plans()
    for number, year, row in _rows(folder / TOTALS, TOTAL_COLUMNS, faults):
        key = (row["la_code"], year)
        if key in plans.totals:
            faults.append(Fault(TOTALS, number, f"authority {key[0]} and {row['academic_year']} are there twice"))
        plans.totals[key] = _count(row["plans"])
    for number, year, row in _rows(folder / AGES, AGE_COLUMNS, faults):
        age = row["age_at_31_august"]
        if not _is_whole(age) or int(age) > OLDEST:
            faults.append(Fault(AGES, number, f"age_at_31_august must be a whole number up to {OLDEST}, not “{age}”"))
            continue
        place = (row["la_code"], year, int(age))
        if place in plans.by_age:
            words = f"authority {place[0]}, {row['academic_year']} and age {age} are there twice"
            faults.append(Fault(AGES, number, words))
        plans.by_age[place] = _count(row["plans"])
    if not faults and len(plans.years) < 2:
        faults.append(Fault(AGES, 0, "two years are needed, one to predict from and one to compare with"))
    if not faults and plans.years[-1] - plans.years[-2] != 1:
        faults.append(Fault(AGES, 0, "the last two years do not follow each other"))
    if faults:
        raise FileFaults(faults)
    return plans


def _rows(path: Path, columns: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Line number, year and cells of every row that can be read; what is wrong with the others goes to `faults`."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        faults.append(Fault(name, 0, "there is no such file in the folder, or it cannot be read"))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "this is not UTF-8 text"))
        return
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        heading = next(reader, [])
        if tuple(heading) != tuple(columns):
            faults.append(Fault(name, 1, f"the first line must be {','.join(columns)}"))
            return
        found = 0
        for cells in reader:
            found += 1
            if len(cells) != len(columns):
                words = f"there must be {len(columns)} cells, not {len(cells)}"
                faults.append(Fault(name, reader.line_num, words))
                continue
            row = dict(zip(columns, map(str.strip, cells), strict=True))
            wrong = list(_wrong(row))
            faults += [Fault(name, reader.line_num, words) for words in wrong]
            if not wrong:
                yield reader.line_num, int(row["academic_year"][:4]), row
    except csv.Error as error:
        faults.append(Fault(name, reader.line_num, f"this is not a table of cells ({error})"))
        return
    if not found:
        faults.append(Fault(name, 0, "there are no figures under the heading"))


def _wrong(row: dict[str, str]) -> Iterator[str]:
    if not row["la_code"]:
        yield "la_code is empty"
    year = _YEAR.fullmatch(row["academic_year"])
    if year is None or (int(year[1]) + 1) % 100 != int(year[2]):
        yield f"academic_year must be written like 2023/24, not “{row['academic_year']}”"
    if row["plans"] != UNPUBLISHED and not _is_whole(row["plans"]):
        yield f"plans must be a whole number, or x where none was published, not “{row['plans']}”"


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _count(text: str) -> int | None:
    return None if text == UNPUBLISHED else int(text)
