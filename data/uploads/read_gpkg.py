"""GeoPackage as tables, read from SQLite without its extensions, its files or its code.

The database is taken from memory; nothing may be attached to it; views, virtual tables, triggers
and functions of a file are never run; what is written to it goes nowhere.

Source: OGC 12-128r19, GeoPackage Encoding Standard 1.4, clauses 1.1 and 2.1.3 (geometry blobs).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.crs import System, described, named, unless_told
from data.uploads.features import Features, Layer, as_book, as_layer
from data.uploads.grid import Tally, some
from data.uploads.refusals import AS_MAP, refuse
from data.uploads.shape import BadShape, Shape
from data.uploads.wkb import read_wkb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.book import Book
    from data.uploads.limits import Ask, Limits

ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
FUNCTIONS = {"lower", "count"}
LONGEST_CELL = 10_000_000  # bytes: SQLite's own limit of a text or blob, lowered
JOURNALS = slice(18, 20)
"""Bytes of the header that ask for a write-ahead log, which a database in memory has not."""
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def read_gpkg(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read each table of features or attributes as a sheet.

    Raises
    ------
    UnreadableFile
        It is no GeoPackage, or broken.
    TooLarge
        It holds more than it may.
    BadValue
        Its reference system is not known, or its coordinates are none of it.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(bytes(_without_log(content)))
            _close(base)
            tally = Tally(limits)
            tables, others = _tables(base, name)
            layers = [
                _layer(base, table, title, limits=limits, ask=ask, tally=tally)
                for table, title in tables
            ]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        if "too big" in str(problem):
            raise _too_big() from problem
        raise UnreadableFile(
            said("{name} is a broken or cut off GeoPackage", name=name), remedy=AS_MAP
        ) from problem
    if not layers:
        raise refuse("database", name)
    told = said("Views and virtual tables are left out: {names}.", names=some(others))
    return as_book(content, layers, name=name, kind="gpkg", remarks=[told] if others else [])


def _too_big() -> TooLarge:
    return TooLarge(
        said("a cell holds more than {most} MB", most=LONGEST_CELL // 1_000_000),
        remedy=said("Keep the features that are needed, simplify them, or split the file."),
    )


def _without_log(content: bytes) -> bytearray:
    changed = bytearray(content)
    if changed[JOURNALS] == b"\2\2":
        changed[JOURNALS] = b"\1\1"
    return changed


def _close(base: sqlite3.Connection) -> None:
    """Let nothing happen but reading of stored tables."""
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA cell_size_check = ON")
    base.execute("PRAGMA query_only = ON")
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    base.set_authorizer(_allows)


def _allows(action: int, _one: object, two: object, _base: object, inner: object) -> int:
    """Answer SQLite: reading is allowed, from no view and no trigger (`inner` would name it)."""
    known = action != sqlite3.SQLITE_FUNCTION or two in FUNCTIONS
    allowed = action in ALLOWED and inner is None and known
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _tables(base: sqlite3.Connection, name: str) -> tuple[list[tuple[str, str]], list[str]]:
    """List tables with features or attributes that are stored as such, and names of the others.

    A table is listed with what to call it.
    """
    stored = {
        str(table).lower(): str(table)
        for table, text in base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        if not str(text).upper().lstrip().startswith("CREATE VIRTUAL")
    }
    if "gpkg_contents" not in stored:
        raise refuse("database", name)
    listed = [
        (str(table), str(title or table))
        for table, title in base.execute(
            "SELECT table_name, identifier FROM gpkg_contents"
            " WHERE data_type IN ('features', 'attributes') ORDER BY table_name"
        )
    ]
    there = [(stored[one.lower()], title) for one, title in listed if one.lower() in stored]
    return there, [title for one, title in listed if one.lower() not in stored]


def _layer(base: sqlite3.Connection, table: str, title: str, *, limits: Limits, ask: Ask,
           tally: Tally) -> Layer:  # fmt: skip
    column, system = _geometry(base, table, ask)
    found = Features(limits, title=title, tally=tally)
    # A name within double quotes, its own doubled, is a name and nothing else.
    rows = base.execute(f'SELECT * FROM "{table.replace(chr(34), chr(34) * 2)}"')  # noqa: S608
    names = [str(one[0]) for one in rows.description]
    for row in rows:
        _take(found, zip(names, row, strict=True), column, limits)
    if not found.rows:
        found.columns = {one: at for at, one in enumerate(names[: limits.columns - 2])}
        found.columns.pop(column, None)
    return as_layer(found, system, ask, spatial=bool(column))


def _geometry(base: sqlite3.Connection, table: str, ask: Ask) -> tuple[str, System]:
    """Name the column with the geometry of a table, and its reference system."""
    try:
        found = base.execute(
            "SELECT g.column_name, s.organization, s.organization_coordsys_id, s.definition"
            " FROM gpkg_geometry_columns AS g LEFT JOIN gpkg_spatial_ref_sys AS s"
            " ON s.srs_id = g.srs_id WHERE lower(g.table_name) = ?",
            (table.lower(),),
        ).fetchone()
    except sqlite3.OperationalError:  # a file of attributes alone need not have these tables
        found = None
    if found is None:
        return "", System()
    column, who, number, definition = found
    if str(who).upper() == "EPSG" and type(number) is int:
        return str(column), unless_told(ask, lambda: named(f"EPSG:{number}"))
    text = str(definition or "undefined")
    if text.lower() == "undefined":
        return str(column), System()
    return str(column), unless_told(ask, lambda: described(text))


def _take(found: Features, cells: Iterable[tuple[str, Any]], column: str, limits: Limits) -> None:
    values = dict(cells)
    blob = values.pop(column, None) if column else None
    kept = {name: value for name, value in values.items() if not isinstance(value, bytes)}
    try:
        shape = None if blob is None else _shape(blob, limits)
    except BadShape:
        found.add_unread(kept)
    else:
        found.add(kept, shape)


def _shape(blob: object, limits: Limits) -> Shape:
    """Read a geometry behind the header of a GeoPackage."""
    if not isinstance(blob, bytes) or not blob.startswith(b"GP"):
        raise BadShape("no GeoPackage geometry")
    flags = blob[3] if len(blob) > 3 else 0  # noqa: PLR2004 - place of the flags
    skipped = ENVELOPES.get(flags >> 1 & 7)
    if skipped is None:
        raise BadShape("no such envelope")
    return read_wkb(blob[8 + skipped :], limits.vertices)
