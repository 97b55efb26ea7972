"""A set as a zip file: what can be read, every fault with its place, and what no file may do."""

from __future__ import annotations

import io
import struct
import time
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.core.errors import Refused
from pfa.symbols import drawn
from pfa.symbols.archive import PARTS_AT_MOST
from pfa.symbols.cleaning import PNG
from pfa.symbols.files import DRAWINGS_AT_MOST, FaultySet, read, written
from tests.symbols.drawings import png, svg
from tests.symbols.sets import DOG, DOG_ROW, HEAD, POOL, POOL_ROW, a_set, table, zipped


def faults(data: bytes, own: dict[str, str] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(FaultySet) as refused:
        read(data, own or {})
    return [(fault.place.replace("\N{NO-BREAK SPACE}", " "), fault.words) for fault in refused.value.faults]


def packed(info: zipfile.ZipInfo, content: bytes = DOG) -> bytes:
    """A set with one more part that says of itself what it likes."""
    held = io.BytesIO(a_set())
    with zipfile.ZipFile(held, "a") as book:
        book.writestr(info, content)
    return held.getvalue()


def test_a_set_is_read_cleaned_and_in_the_order_of_its_table() -> None:
    pool, dog = read(a_set(pool__svg=svg("<title>secret</title><path d='M1 1h40'/>")), {})
    assert (pool.concept, pool.stands_for, pool.words, pool.credit) == POOL_ROW[1:]
    assert (dog.concept, dog.stands_for, dog.credit) == ("work-animal-care", "", "")
    assert b"secret" not in pool.content


def test_ours_go_out_and_come_back_as_they_were() -> None:
    ours = list(drawn.ours().values())
    assert read(written(ours), {}) == ours
    assert written(ours) == written(ours)


def test_what_was_read_can_be_written_and_read_again() -> None:
    rows = (POOL_ROW, ("shop.png", "work-retail", "", "=A shop, with “quotes” and a dash –", "@someone"))
    files = {"symbols.csv": table(*rows), "pool.svg": POOL, "shop.png": png()}
    first = read(zipped(files), {})
    assert first[1].media_type == PNG
    again = read(written(first), {})
    kept = [(one.concept, one.stands_for, one.words, one.credit, one.media_type, one.content) for one in first]
    assert kept == [(one.concept, one.stands_for, one.words, one.credit, one.media_type, one.content) for one in again]


def test_folders_cases_and_what_computers_add_are_no_fault() -> None:
    accent = unicodedata.normalize("NFD", "Café.SVG")
    files = {
        "Our set/Symbols.CSV": table(("café.svg", "Work-Catering", "Cooking and food", "A cup", "")),
        f"Our set/drawn/{accent}": DOG,
        f"__MACOSX/Our set/._{accent}": b"noise",
        "Our set/.DS_Store": b"noise",
        "Our set/Thumbs.db": b"noise",
        "Our set/._dog.svg": b"noise",
        "Our set/licence.txt": b"words",
        "Our set/drawn/": b"",
    }
    (cup,) = read(zipped(files), {})
    assert cup.concept == "work-catering"


def test_other_headings_that_people_use_are_understood() -> None:
    head = ("Alt text", "Concept", "File name", "Something else", "Licence")
    data = zipped({"t.csv": table(("A dog", "home", "dog.svg", "x", "CC0"), head=head), "dog.svg": DOG})
    assert [(one.words, one.credit) for one in read(data, {})] == [("A dog", "CC0")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("dog.svg", "work-animal-care", "", "", ""), "Say what the picture shows, for those who do not see it."),
        (("dog.svg", "work-animal-care", "", "...", ""), "Say what the picture shows, for those who do not see it."),
        (("dog.svg", "work-animal-care", "", "dog.svg", ""), "the name of a file tells nobody"),
        (("dog.svg", "work-animal-care", "", "x" * 121, ""), "120 characters"),
        (("dog.svg", "work-animal-care", "", "A dog", "x" * 201), "200 characters"),
        (("dog.svg", "work-animal-care", "Pets", "A dog", ""), "“work-animal-care” stands for “Animals”"),
        (("dog.svg", "work-animals-care", "", "A dog", ""), "Did you mean “work-animal-care”?"),
        (("dog.svg", "dragon", "Dragons", "A dragon", ""), "A name of your own begins with own-"),
        (("dog.svg", "own-dragon!", "Dragons", "A dragon", ""), "letters a to z"),
        (("dog.svg", "own-", "Dragons", "A dragon", ""), "letters a to z"),
        (("dog.svg", f"own-{'x' * 40}", "Dragons", "A dragon", ""), "40 characters"),
        (("dog.svg", "own-dragon", "", "A dragon", ""), "Write what your own idea stands for."),
        (("dog.svg", "own-dragon", "x" * 61, "A dragon", ""), "60 characters"),
        (("dog.svg", "", "", "A dog", ""), "Write the name of the idea."),
        (("", "home", "", "A dog", ""), "Name the drawing."),
        (("cat.svg", "home", "", "A cat", ""), "There is no drawing “cat.svg” in the zip file."),
        (("dog.svg", "own-pool", "Pool", "A dog", ""), "Row 2 has a drawing for “own-pool” already."),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_row(row: tuple[str, ...], words: str) -> None:
    found = faults(a_set(POOL_ROW, row))
    assert [(place, words in said) for place, said in found if place != "dog.svg"] == [("symbols.csv, row 3", True)]


def test_an_own_idea_that_there_is_keeps_its_words_unless_they_are_written_anew() -> None:
    row = ("dog.svg", "own-dragon", "", "A dragon", "")
    data = zipped({"symbols.csv": table(row), "dog.svg": DOG})
    assert [one.stands_for for one in read(data, {"own-dragon": "Dragons"})] == ["Dragons"]


def test_every_fault_is_told_at_once_and_drawings_by_their_names() -> None:
    rows = (POOL_ROW, DOG_ROW, ("cat.svg", "home", "", "", ""))
    found = faults(a_set(*rows, dog__svg=svg("<script>alert(1)</script>"), more__svg=DOG, note__docx=b"x"))
    assert [place for place, _words in found] == [
        "note.docx",
        "dog.svg",
        "symbols.csv, row 4",
        "symbols.csv, row 4",
        "more.svg",
    ]
    assert "The drawing holds “script”." in dict(found)["dog.svg"]


@pytest.mark.parametrize(
    "drawing",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<path d='M0 0'/>&b;"),
        svg('<image href="https://elsewhere.example/a.png"/>'),
        svg('<use href="#a"/>'),
        svg("<g/>" * 600),
        svg("<path d='M0 0'/>") + b" " * 70_000,
        png(2, 2, pixels=b"\0" * 2_000_000),
        zipped({"dog.svg": DOG}),
        b"GIF89a",
    ],
)
def test_a_drawing_of_a_set_is_held_to_what_a_single_one_is(drawing: bytes) -> None:
    assert [place for place, _words in faults(a_set(dog__svg=drawing))] == ["dog.svg"]


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        ({"dog.svg": DOG}, "symbols.csv", "Put a table into the zip file."),
        ({"a.csv": table(DOG_ROW), "b.csv": table(DOG_ROW), "dog.svg": DOG}, "b.csv", "There are two tables."),
        ({"a.csv": b"\xff\xfeF\0"}, "a.csv", "UTF-16"),
        ({"a.csv": table(DOG_ROW) + b" " * 300_000, "dog.svg": DOG}, "a.csv", "larger than 256 kB"),
        ({"a.csv": table()}, "a.csv", "There is nothing below the headings."),
        (
            {"a.csv": table(DOG_ROW, head=("File", "Idea", "x", "y", "z")), "dog.svg": DOG},
            "a.csv",
            "no column “What the",
        ),
        ({"a.csv": table(DOG_ROW), "dog.svg": DOG, "x/DOG.svg": DOG}, "DOG.svg", "two files of this name"),
    ],
)
def test_a_set_has_one_table_and_each_file_once(files: dict[str, bytes], place: str, words: str) -> None:
    found = faults(zipped(files))
    assert found[0][0] == place
    assert words in found[0][1]


@pytest.mark.parametrize("name", ["../dog.svg", "/etc/dog2.svg", "a/../../dog2.svg", "C:\\dog2.svg", "..\\dog2.svg"])
def test_a_name_that_leads_somewhere_is_refused(name: str) -> None:
    assert "Its name leads out of the zip file." in dict(faults(packed(zipfile.ZipInfo(name)))).values()


def test_a_link_and_a_strange_packing_are_refused() -> None:
    link, strange = zipfile.ZipInfo("link.svg"), zipfile.ZipInfo("strange.svg")
    link.external_attr, strange.compress_type = 0o120777 << 16, zipfile.ZIP_LZMA
    assert ("link.svg", "It is a link and no file.") in faults(packed(link, b"/etc/passwd"))
    assert "packed in a way" in dict(faults(packed(strange)))["strange.svg"]


def test_a_password_is_told() -> None:
    data = bytearray(a_set())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert ("dog.svg", "It has a password. Make the zip file without one.") in faults(bytes(data))


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", a_set()[:-30], DOG])
def test_what_is_no_zip_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="not a zip file"):
        read(data, {})


def test_a_part_that_lies_about_its_size_is_no_more_than_it_may_be() -> None:
    """A table that says it is small and unpacks to 50 MB is read to its limit and no further."""
    data = bytearray(zipped({"symbols.csv": b" " * 50_000_000, "dog.svg": DOG}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    data[22:26] = struct.pack("<I", 100)
    began = time.process_time()
    assert faults(bytes(data))[0][0] == "symbols.csv"
    assert time.process_time() - began < 2


def test_too_many_files_and_too_many_drawings_are_refused() -> None:
    with pytest.raises(Refused, match="more than 1,000 files"):
        read(zipped({f"{number}.txt": b"" for number in range(PARTS_AT_MOST + 1)}), {})
    with pytest.raises(Refused, match="holds 301 drawings"):
        read(zipped({f"{number}.svg": b"" for number in range(DRAWINGS_AT_MOST + 1)}), {})


@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 40))
def test_no_file_whatever_breaks_the_reading(noise: bytes, at: int, cut: int) -> None:
    whole = a_set()
    try:
        found = read(whole[:at] + noise + whole[at + cut :], {})
    except Refused:
        return
    assert all(one.words and b"script" not in one.content.lower() for one in found)


def test_headings_are_those_that_are_written() -> None:
    assert ",".join(f'"{title}"' for title in HEAD).encode() in zipfile.ZipFile(io.BytesIO(written([]))).read(
        "symbols.csv"
    )
