"""The way of answering, and the day on which it was said, belong to each answer; a paper's day to each typing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from pfa.core.migrations import allow_any_value, every_row

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

ENGLAND = ZoneInfo("Europe/London")
LONG_AGO = "1900-01-01"
WAYS = {
    "alone": "on their own",
    "with-help": "with help",
    "paper": "on paper",
    "advocate": "through an advocate",
    "observed": "observed by people who know them",
    "group": "in a group",
    "annual-review": "at the annual review",
}
ALLOWED = ", ".join(f"'{way}'" for way in WAYS)
ON_SCREEN = ("alone", "with-help")
HELPERS = {
    "family": "their family or carer",
    "school": "someone at school or college",
    "friend": "a friend",
    "someone-else": "someone else",
}
NOTE_AT_MOST = 200  # characters of the one note that a response had
MOMENT = sa.DateTime(timezone=True)
ANSWER = sa.table(
    "answer",
    *[sa.column(name) for name in ("id", "response_id", "question", "way", "way_note", "entered_by_id")],
    *[sa.column("submission_key"), sa.column("choices", sa.JSON), sa.column("skipped", sa.Boolean)],
    *[sa.column("given_on", sa.Date), sa.column("answered_at", MOMENT)],
)
RESPONSE = sa.table("response", *[sa.column(name) for name in ("id", "way", "way_note", "helper")])
PAPER = sa.table(
    "paper_entry",
    *[sa.column("id"), sa.column("first_at", MOMENT), sa.column("second_at", MOMENT)],
    *[sa.column("first_given_on", sa.Date), sa.column("second_given_on", sa.Date)],
)


def upgrade() -> None:
    connection = op.get_bind()
    op.execute(
        "alter table answer add column way varchar(40) default 'alone' not null constraint ck_answer_way "
        f"check (way in ({ALLOWED}))"
    )
    op.add_column("answer", sa.Column("way_note", sa.Text(), server_default="", nullable=False))
    op.add_column("answer", sa.Column("given_on", sa.Date(), server_default=LONG_AGO, nullable=False))
    op.add_column("response", sa.Column("helper", sa.String(length=40), server_default="", nullable=False))
    op.add_column("paper_entry", sa.Column("first_given_on", sa.Date(), server_default=LONG_AGO, nullable=False))
    op.add_column("paper_entry", sa.Column("second_given_on", sa.Date(), nullable=True))
    with every_row(connection, "answer"), every_row(connection, "response"), every_row(connection, "paper_entry"):
        _give_each_answer_its_way(connection)
        _date_papers(connection)
    op.drop_index("ix_answer_newest", table_name="answer")
    op.create_index("ix_answer_newest", "answer", ["response_id", "question", "given_on", "id"], unique=False)
    if connection.dialect.name == "postgresql":
        op.execute("alter table answer alter column given_on drop default")
        op.execute("alter table paper_entry alter column first_given_on drop default")
    allow_any_value(connection, "response", "way", "way")
    op.drop_column("response", "way")
    op.drop_column("response", "way_note")


def downgrade() -> None:
    connection = op.get_bind()
    op.execute(
        "alter table response add column way varchar(40) default 'alone' not null "
        f"CONSTRAINT ck_response_way CHECK (way IN ({ALLOWED}))"  # in the letters that earlier steps look for
    )
    op.add_column("response", sa.Column("way_note", sa.String(length=NOTE_AT_MOST), server_default="", nullable=False))
    with every_row(connection, "answer"), every_row(connection, "response"):
        _tell_by_response(connection)
    op.drop_index("ix_answer_newest", table_name="answer")
    op.create_index("ix_answer_newest", "answer", ["response_id", "question", "id"], unique=False)
    op.drop_column("paper_entry", "second_given_on")
    op.drop_column("paper_entry", "first_given_on")
    op.drop_column("response", "helper")
    op.drop_column("answer", "given_on")
    op.drop_column("answer", "way_note")
    op.drop_column("answer", "way")


def _day(moment: dt.datetime) -> dt.date:
    """The day in England; SQLite gives moments in UTC without saying so."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(ENGLAND).date()


def _answers(connection: sa.Connection) -> Iterator[tuple[int, list[Any]]]:
    """The answers of each response, in the order in which they were kept."""
    rows = connection.execute(sa.select(ANSWER).order_by(ANSWER.c.response_id, ANSWER.c.id)).all()
    for number, theirs in groupby(rows, key=lambda row: int(row.response_id)):
        yield number, list(theirs)


def _give_each_answer_its_way(connection: sa.Connection) -> None:
    told = {row.id: row for row in connection.execute(sa.select(RESPONSE.c.id, RESPONSE.c.way, RESPONSE.c.way_note))}
    changes, helpers = [], []
    for number, rows in _answers(connection):
        helper = _helper(rows)
        if helper:
            helpers.append({"of": number, "helper": helper})
        typed = _ways_typed_in(told[number].way, told[number].way_note, rows)
        for row in rows:
            on_screen = "with-help" if row.entered_by_id or told[number].way == "with-help" else "alone"
            note = HELPERS.get(helper, "") if on_screen == "with-help" else ""
            way, note = typed.get(_typing(row), (on_screen, note))
            changes.append({"of": row.id, "day": _day(row.answered_at), "how": way, "note": note})
    if changes:
        change = ANSWER.update().where(ANSWER.c.id == sa.bindparam("of"))
        named = {"given_on": sa.bindparam("day"), "way": sa.bindparam("how"), "way_note": sa.bindparam("note")}
        connection.execute(change.values(named), changes)
    if helpers:
        change = RESPONSE.update().where(RESPONSE.c.id == sa.bindparam("of"))
        connection.execute(change.values(helper=sa.bindparam("helper")), helpers)


def _typing(row: Any) -> str:
    """The form with which staff typed an answer in; "" for an answer given on screen, whose keys have a number last."""
    form, _, question = str(row.submission_key or "").partition(".")
    return form if question and not question.isdigit() else ""


def _helper(rows: list[Any]) -> str:
    """Who they said last on screen that helped them."""
    said = [row.choices[0] for row in rows if row.question == "helper" and row.choices and not _typing(row)]
    return said[-1] if said and said[-1] in HELPERS else ""


def _ways_typed_in(way: str, note: str, rows: list[Any]) -> dict[str, tuple[str, str]]:
    """The way and word of everything typed in, by form. A note that was cut lost its beginning: the last fits."""
    forms = list(dict.fromkeys(_typing(row) for row in rows if _typing(row)))
    said = [] if way in ON_SCREEN else [(way, "")]
    for piece in re.split(r"; (?=later )", note) if note else ():
        found = _later(piece)
        if found is not None:
            said.append(found)
        elif said:  # words of whoever spoke for them
            said[-1] = said[-1][0], "; ".join(filter(None, [said[-1][1], piece]))
    unknown = ("paper" if way in ON_SCREEN else way, "")
    told = [unknown] * (len(forms) - len(said)) + said[-len(forms) :] if forms else []
    return dict(zip(forms, told, strict=True))


def _later(piece: str) -> tuple[str, str] | None:
    """ "later on paper: by whose word" as a way and a note."""
    name, _, note = piece.removeprefix("later ").partition(": ")
    return next(((way, note) for way, words in WAYS.items() if piece.startswith("later ") and words == name), None)


def _date_papers(connection: sa.Connection) -> None:
    """Nobody said on which day an old paper was filled in: it counts as on the day it was first typed in, as it did."""
    for row in connection.execute(sa.select(PAPER)).all():
        day = _day(row.first_at)
        known = {"first_given_on": day, "second_given_on": day if row.second_at else None}
        connection.execute(PAPER.update().where(PAPER.c.id == row.id).values(known))


def _tell_by_response(connection: sa.Connection) -> None:
    """The first way of each response, and the later ways in its note, as far as it has room."""
    for number, rows in _answers(connection):
        parts = {_typing(row): (row.way, row.way_note) for row in reversed(rows) if _typing(row)}
        forms = [form for form in dict.fromkeys(_typing(row) for row in rows) if form]
        first = rows[0].way
        is_typed = first not in ON_SCREEN
        words = [parts[forms[0]][1]] if is_typed and forms else []
        for way, note in (parts[form] for form in forms[is_typed:]):
            words.append(f"later {WAYS[way]}" + (f": {note}" if note else ""))
        said = {"way": first, "way_note": "; ".join(filter(None, words))[-NOTE_AT_MOST:]}
        connection.execute(RESPONSE.update().where(RESPONSE.c.id == number).values(said))
