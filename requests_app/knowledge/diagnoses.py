"""The official list of diagnosis codes (ICD-10-CM): is this one of them, and which fits these words?

The list comes with the portal as one packed file, made from the library simple-icd-10-cm by
`make_diagnoses`. Its first reader unpacks it once into a small SQLite database under DATA_DIR, with an index
of words; every other process reads that file (ADR 0012).
"""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from requests_app.common.codes import normalise
from requests_app.knowledge.diagnosis_words import as_the_list_says

LIST_FILE = Path(__file__).with_name("data") / "icd10cm.tsv.xz"
MOST_WORDS = 8
_CODE_START = re.compile(r"[A-Z][0-9][A-Z0-9]{1,5}")
_TABLES = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
CREATE TABLE release (year TEXT, day TEXT, made_with TEXT);
CREATE TABLE chapter (number TEXT PRIMARY KEY, name TEXT);
CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY, compact TEXT UNIQUE, code TEXT, is_billable INT, chapter TEXT, name TEXT
);
CREATE VIRTUAL TABLE word USING fts5(name, others, content='', tokenize='porter unicode61');
"""
_SELECT = """
SELECT d.code, d.name, d.is_billable, c.name FROM diagnosis d JOIN chapter c ON c.number = d.chapter
"""
# Names count more than other words for the same; a code a plan takes comes before its category; of alike
# names the shorter code, which says less about side and encounter, comes first.
_ORDER = "bm25(word, 8.0, 3.0) - 2.0 * d.is_billable + 0.6 * length(d.compact)"


@dataclass(frozen=True)
class Diagnosis:
    """A line of the list. `name` and `chapter` are the official English text.

    `is_billable`: a full code; plans do not take a category such as F33.
    """

    code: str
    name: str
    is_billable: bool
    chapter: str


@dataclass(frozen=True)
class Release:
    """Which edition of the list this is: the year of the code set, and the day it took effect."""

    year: str
    day: str
    made_with: str

    @property
    def starts_on(self) -> date:
        """The day as the list tells it (“April 1, 2026”), to be written in the language of the page."""
        return datetime.strptime(self.day, "%B %d, %Y").replace(tzinfo=UTC).date()


def release() -> Release:
    with closing(_open()) as database:
        return Release(*database.execute("SELECT year, day, made_with FROM release").fetchone())


def diagnosis(code: str) -> Diagnosis | None:
    """The line of this code, typed with or without its dot; None when the list has no such code."""
    with closing(_open()) as database:
        row = database.execute(
            f"{_SELECT} WHERE d.compact = ?",
            (normalise(code).upper(),),
        ).fetchone()
    return _diagnosis(row) if row else None


def find_diagnoses(words: str, limit: int = 20) -> tuple[Diagnosis, ...]:
    """Those whose name holds all the words, best first; when none does, those that hold most of them."""
    start = normalise(words).upper()
    with closing(_open()) as database:
        if _CODE_START.fullmatch(start):
            rows = database.execute(
                f"{_SELECT} WHERE d.compact >= ? AND d.compact < ? ORDER BY d.compact LIMIT ?",
                (start, f"{start}~", limit),
            ).fetchall()
            if rows:
                return tuple(map(_diagnosis, rows))
        wanted = [_asked(word) for word in as_the_list_says(words)[:MOST_WORDS]]
        rows = []
        for joined in (" AND ".join(wanted), " OR ".join(wanted)):
            if wanted and not rows:
                rows = _matching(database, joined, limit)
    return tuple(map(_diagnosis, rows))


def _asked(word: str) -> str:
    """A word or its beginning; short ones whole, so that “2” is not every number that starts with it."""
    return f'"{word}"*' if len(word) > 2 else f'"{word}"'


def _matching(database: sqlite3.Connection, question: str, limit: int) -> list[tuple[str, str, int, str]]:
    return database.execute(
        f"{_SELECT} JOIN word ON word.rowid = d.id WHERE word MATCH ? ORDER BY {_ORDER}, d.compact LIMIT ?",
        (question, limit),
    ).fetchall()


def _diagnosis(row: tuple[str, str, int, str]) -> Diagnosis:
    code, name, is_billable, chapter = row
    return Diagnosis(code, name, bool(is_billable), chapter)


def _open() -> sqlite3.Connection:
    """A connection of this call's own: it costs a tenth of a millisecond, and threads share nothing."""
    folder = Path(settings.DATA_DIR) / "knowledge"
    database = folder / f"icd10cm-{_list_digest()}.sqlite"
    if not database.exists():
        _unpack_into(database)
    return sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)


@cache
def _list_digest() -> str:
    """So that a new list never meets an old database."""
    tables = hashlib.sha256(_TABLES.encode())
    tables.update(LIST_FILE.read_bytes())
    return tables.hexdigest()[:16]


def _unpack_into(database: Path) -> None:
    """Built beside its place and moved there whole, so that readers at the same time see all or nothing."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=database.parent, suffix=".tmp", delete=False) as unfinished:
        path = Path(unfinished.name)
    try:
        with closing(sqlite3.connect(path)) as made, lzma.open(LIST_FILE, "rt", encoding="utf-8") as lines:
            _fill(made, (line.rstrip("\n").split("\t") for line in lines))
        os.replace(path, database)
    finally:
        path.unlink(missing_ok=True)


def _fill(made: sqlite3.Connection, rows: Iterator[list[str]]) -> None:
    """Row by row: the whole list in memory would make the process that unpacks it larger for good."""
    made.executescript(_TABLES)
    made.execute("INSERT INTO release VALUES (?, ?, ?)", next(rows)[1:])
    for number, row in enumerate(rows):
        if row[0] == "chapter":
            made.execute("INSERT INTO chapter VALUES (?, ?)", row[1:])
            continue
        code, flag, chapter, name, others = row
        made.execute(
            "INSERT INTO diagnosis VALUES (?, ?, ?, ?, ?, ?)",
            (number, code.replace(".", ""), code, flag == "Y", chapter, name),
        )
        made.execute("INSERT INTO word (rowid, name, others) VALUES (?, ?, ?)", (number, name, others))
    made.execute("INSERT INTO word (word) VALUES ('optimize')")
    made.commit()
