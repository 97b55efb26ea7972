"""Whatever is thrown at the reader, a table or a plain refusal comes out."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfa.imports.cells import STARTS, safe_cell, said
from pfa.imports.reader import BYTES, COLUMNS, ROWS, Table, Unreadable, book, read
from pfa.imports.reader.plain import delimiter
from pfa.imports.reader.table import column_letter
from pfa.imports.writing import csv_bytes, xlsx_bytes

PEOPLE = [["Reference", "Name"], ["1", "Ada"], ["2", "Bé"]]


def workbook(rows: Sequence[Sequence[object]], **more: object) -> bytes:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True, **more})
    page = made.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    made.close()
    return held.getvalue()


def repacked(data: bytes, change: dict[str, bytes | None], *, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook with some parts changed, left out (None) or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return held.getvalue()


def texts(table: Table) -> list[list[str]]:
    return [table.headings, *[cells for _, cells in table.rows]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_csv_is_read_in_every_usual_shape(encoding: str, between: str, ends: str) -> None:
    data = ends.join(between.join(row) for row in PEOPLE).encode(encoding)
    assert texts(read(data)) == PEOPLE


def test_a_workbook_is_read_as_it_would_be_typed() -> None:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True})
    page = made.add_worksheet("Hidden")
    page.write(0, 0, "not this one")
    page.hide()
    page = made.add_worksheet("Shown")
    page.activate()
    page.write_row(2, 0, ["Number", "Day", "Yes", "Formula"])
    page.write_number(3, 0, 7)
    page.write_datetime(3, 1, __import__("datetime").date(2011, 3, 2), made.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_boolean(3, 2, True)
    page.write_formula(3, 3, "=1+1", value=2)
    made.close()
    table = read(held.getvalue())
    assert table.headings == ["Number", "Day", "Yes", "Formula"]
    assert table.rows == [(4, ["7", "2011-03-02", "yes", "2"])]


def test_rows_keep_the_numbers_a_spreadsheet_shows_and_empty_ones_are_left_out() -> None:
    table = read(b'\nReference,Name\n\n1,Ada\n,\n2,"Bo\nlong"\n3,Cy\n')
    assert table.rows == [(4, ["1", "Ada"]), (6, ["2", "Bo long"]), (7, ["3", "Cy"])]


def test_what_an_export_wrote_is_read_back_as_it_was() -> None:
    rows = [["=1+1", "-5", "@here"], ["'quoted", "+44 1632", "plain"]]
    for made in (csv_bytes(["a", "b", "c"], rows), xlsx_bytes("Sheet", ["a", "b", "c"], rows)):
        assert texts(read(made))[1:] == rows


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"Reference,Name\n", "nothing below"),
        (b"a,b\n1,\x00\n", "no text"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"a,b\n1,\x81\n", "letters"),
        (b'a,b\n1,"open\n2,3\n', "not closed"),
        (b"a,A\n1,2\n", "Two columns"),
        (b"a,b\n1,2,3\n", "more cells than"),
        (b"a,b\n1," + b"x" * 4001, "longer than 4,000"),
        (b"a,b\n1,\x07\n", "Row 2, column B"),
        (",".join(f"c{n}" for n in range(COLUMNS + 1)).encode() + b"\n1\n", "61 columns"),
        (b"a\n" + b"1\n" * (ROWS + 1), "more than 5,000 rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old .xls"),
        (b"x" * (BYTES + 1), "larger than 5 MB"),
        (b"PK\x03\x04 but nothing else", "damaged"),
    ],
)
def test_each_refusal_says_what_is_wrong(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_many_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(Unreadable) as error:
        read(b"a,b\n1,2,3\n1,\x07\n1,2,3\n")
    assert len(error.value.more) == 2


def test_the_largest_file_that_is_taken_is_read_whole() -> None:
    table = read(b"a,b\n" + b"1,2\n" * ROWS)
    assert len(table.rows) == ROWS
    assert len(read(workbook([["a"], *[["x"]] * ROWS])).rows) == ROWS


def test_too_many_rows_in_a_workbook_are_refused_and_never_cut_off() -> None:
    for rows in (ROWS + 1, 2 * ROWS + 500):
        with pytest.raises(Unreadable, match="more than 5,000 rows"):
            read(workbook([["a"], *[["x"]] * rows]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(workbook(PEOPLE), {}, extra={"xl/media/big.xml": b"\0" * (40 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read(bomb)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(repacked(workbook(PEOPLE), {}, extra={"xl/media/big.xml": b"\0" * (8 * 1024 * 1024)}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    with pytest.raises(Unreadable):
        read(bytes(data))


def test_too_many_parts_are_refused() -> None:
    many = {f"xl/media/part{number}.xml": b"x" for number in range(201)}
    with pytest.raises(Unreadable, match="more than 200 parts"):
        read(repacked(workbook(PEOPLE), {}, extra=many))


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/o.bin", "../out.xml", "/etc/x"]
)
def test_macros_links_and_embedded_files_are_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="macros, links"):
        read(repacked(workbook(PEOPLE), {}, extra={name: b"x"}))


def test_a_zip_file_that_is_no_workbook_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("hello.txt", "hello")
    with pytest.raises(Unreadable, match="damaged"):
        read(held.getvalue())
    with pytest.raises(Unreadable):
        read(repacked(workbook(PEOPLE), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}))
    with pytest.raises(Unreadable):
        read(repacked(workbook(PEOPLE), {"xl/workbook.xml": None}))


def test_a_small_sheet_that_claims_to_reach_the_last_cell_hurts_nobody() -> None:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True})
    page = made.add_worksheet()
    page.write(0, 0, "a")
    page.write(1_048_575, 16_383, "z")
    made.close()
    with pytest.raises(Unreadable):
        read(held.getvalue())


def test_an_entity_bomb_in_a_workbook_is_not_unfolded() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    try:
        table = read(repacked(workbook(PEOPLE), {"xl/worksheets/sheet1.xml": bomb.encode()}))
    except Unreadable:
        return
    assert all(len(cell) < 100 for row in texts(table) for cell in row)


def test_letters_above_columns() -> None:
    assert [column_letter(number) for number in (0, 25, 26, 59, 701, 702)] == ["A", "Z", "AA", "BH", "ZZ", "AAA"]


def test_a_comma_inside_quotes_stands_between_no_cells() -> None:
    assert delimiter('"a,b,c";"d"') == ";"


# What follows throws things at the reader. A property fails on any exception but a plain refusal.
COUNTED = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GOOD_BOOK = xlsx_bytes("Sheet", PEOPLE[0], PEOPLE[1:])  # made once: its length follows the second in which it is made


def tried(data: bytes) -> Table | None:
    try:
        table = read(data)
    except Unreadable:
        return None
    assert 0 < len(table.rows) <= ROWS
    assert all(len(cells) == len(table.headings) <= COLUMNS for _, cells in table.rows)
    assert not any("\0" in cell for row in texts(table) for cell in row)
    return table


@COUNTED
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    tried(data)


@COUNTED
@given(
    st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=6), st.sampled_from(",;\t")
)
def test_any_table_of_any_text_is_read_or_refused(rows: list[list[str]], between: str) -> None:
    held = io.StringIO()
    csv.writer(held, delimiter=between).writerows(rows)
    tried(held.getvalue().encode("utf-8", "surrogatepass"))


@COUNTED
@given(st.data())
def test_a_good_csv_file_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(csv_bytes(*[PEOPLE[0], PEOPLE[1:]]))
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(good[: data.draw(st.integers(0, len(good)))]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_good_workbook_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(GOOD_BOOK)
    for _ in range(data.draw(st.integers(0, 4))):
        good[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(good[: data.draw(st.integers(4, len(good)))]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_a_workbook_whose_sheet_is_anything_is_read_or_refused(sheet: bytes) -> None:
    tried(repacked(workbook(PEOPLE), {"xl/worksheets/sheet1.xml": sheet}))


@COUNTED
@given(st.text(max_size=20))
def test_an_exported_cell_never_begins_like_a_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = safe_cell(text)
    assert said(cell) == text
    assert cell.lstrip("\ufeff\u200b\u200c\u200d\u2060 \u00a0")[:1] not in STARTS or not cell.strip()


def test_the_checks_of_a_workbook_hold_before_any_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise AssertionError("a refused workbook was opened")

    monkeypatch.setattr(book.subprocess, "run", never)
    with pytest.raises(Unreadable):
        read(repacked(workbook(PEOPLE), {}, extra={"xl/vbaProject.bin": b"x"}))
