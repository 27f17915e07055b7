"""Read one table of a PostgreSQL server, PostGIS or not: read-only, bounded, nothing spliced.

Everything runs in one read-only transaction with time limits. Names are compared with
``information_schema`` and then composed as identifiers; nothing a user wrote becomes SQL.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from data.book import Book, Scalar, Sheet
from data.errors import MissingExtra, TooLarge, UnreadableFile, WrongColumns
from data.phrase import joined, said
from data.streams.address import parse
from data.streams.shapes import LON_LAT, Field, as_text, find_points
from data.uploads.limits import COMMAND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from psycopg import Connection, sql

    from data.phrase import Told
    from data.streams.address import Address
    from data.streams.shapes import Points
    from data.uploads.limits import Limits

CONNECT_SECONDS = 10
LOCK_SECONDS = 5
BATCH = 2_000
PLAIN = {
    *("smallint", "integer", "bigint", "numeric", "real", "double precision", "boolean"),
    *("text", "character varying", "character"),
}


SETTINGS = """
    SELECT set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true),
           set_config('search_path', 'pg_catalog', true), set_config('datestyle', 'ISO', true)
"""
COLUMNS = """
    SELECT column_name, data_type, udt_name FROM information_schema.columns
    WHERE table_schema = %s AND table_name = %s ORDER BY ordinal_position
"""
TABLES = """
    SELECT DISTINCT table_name FROM information_schema.columns
    WHERE table_schema = %s ORDER BY table_name LIMIT 40
"""


def read_table(address: str, *, limits: Limits = COMMAND) -> Book:
    """Read a table.

    Parameters
    ----------
    address
        See `data.streams.address.parse`.
    limits
        Rows, columns, cells and seconds allowed.

    Returns
    -------
    Book
        Of kind ``postgis``, with one sheet: a header, then the rows, sorted, since a table has no
        order. Points stand in columns ``lon`` and ``lat``, degrees, WGS 84.

    Raises
    ------
    BadValue, Problems, UnknownChoice
        The address is none.
    MissingExtra
        The client library is not installed.
    UnreadableFile
        The server does not answer, does not let the user in, or stops the reading.
    WrongColumns
        There is no such table, or the user may not read it.
    TooLarge
        The table is above the limits.
    """
    there = parse(address)
    with _reading(there, limits) as connection:
        fields = _fields(connection, there, limits)
        shape, remarks = find_points(connection, there, fields)
        query = _query(there, fields, shape, limits.rows + 1)
        rows = list(_rows(connection, query, there, limits))
    header = (*(field.name for field in fields if not field.is_shape), *(LON_LAT if shape else ()))
    return _book(there, (header, *sorted(rows, key=_order)), remarks, points=shape is not None)


@contextmanager
def _reading(there: Address, limits: Limits) -> Iterator[Connection[Any]]:
    """Open a read-only transaction; whatever the server says of it becomes one sentence."""
    client = _client()
    try:
        connection = client.connect(
            host=there.host,
            port=there.port,
            dbname=there.database,
            user=there.user or None,
            password=there.password or None,
            connect_timeout=CONNECT_SECONDS,
            application_name="plusn",
            **there.ssl,
        )
    except client.Error as problem:
        raise _refused(there, problem) from None  # the cause may hold what was given
    try:
        connection.read_only = True
        connection.isolation_level = client.IsolationLevel.REPEATABLE_READ
        connection.execute(SETTINGS, (f"{limits.seconds:.0f}s", f"{LOCK_SECONDS}s"))
        yield connection
    except client.Error as problem:
        raise _stopped(there, problem) from None
    finally:
        connection.close()  # nothing was written: there is nothing to commit


def _client() -> Any:  # noqa: ANN401 - the module
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as problem:
        raise MissingExtra(
            said("reading from a server needs psycopg"),
            remedy=said("Install it: pip install 'plusn[postgis]'."),
        ) from problem
    return psycopg


def _refused(there: Address, problem: Exception) -> UnreadableFile:
    return UnreadableFile(
        said("the server does not let us in: {words}", words=_words(there, problem)),
        where=there.place,
        remedy=said("Check host, port, database, user and password."),
    )


def _stopped(there: Address, problem: Exception) -> UnreadableFile:
    return UnreadableFile(
        said("the server stopped the reading: {words}", words=_words(there, problem)),
        where=there.place,
        remedy=said("Ask for a smaller table, or for the right to read it."),
    )


def _words(there: Address, problem: Exception) -> str:
    """Give the first line of what the server says, unless the password stands in it."""
    line = next((line.strip() for line in str(problem).splitlines() if line.strip()), "")
    return type(problem).__name__ if there.password and there.password in line else line


def _fields(connection: Connection[Any], there: Address, limits: Limits) -> list[Field]:
    found = [Field(*row) for row in connection.execute(COLUMNS, (there.schema, there.table))]
    if not found:
        tables = [row[0] for row in connection.execute(TABLES, (there.schema,))]
        listed = joined(", ", tables) if tables else said("none")
        raise WrongColumns(
            said("the server shows no such table"),
            where=there.place,
            remedy=said("Tables of the schema that you may read: {tables}.", tables=listed),
        )
    if len(found) > limits.columns:
        raise TooLarge(
            said("the table has {count:,} columns", count=len(found)),
            where=there.place,
            remedy=said("At most {most:,} are allowed: read a view of it.", most=limits.columns),
        )
    return found


def _query(
    there: Address, fields: Sequence[Field], shape: Points | None, most: int
) -> sql.Composed:
    """Compose the one query of the rows; every name in it is one that the server has told."""
    from psycopg import sql  # noqa: PLC0415 - an extra

    chosen: list[sql.Composable] = [
        sql.Identifier(field.name) if field.kind in PLAIN else as_text(field.name)
        for field in fields
        if not field.is_shape
    ]
    if shape is not None:
        chosen += shape.degrees()
    if not chosen:
        raise WrongColumns(
            said("the table has no column that can be read"),
            where=there.place,
            remedy=said("Choose one with codes and counts, or with points."),
        )
    return sql.SQL("SELECT {} FROM {} LIMIT {}").format(
        sql.SQL(", ").join(chosen),
        sql.Identifier(there.schema, there.table),
        sql.Literal(most),
    )


def _rows(
    connection: Connection[Any], query: sql.Composed, there: Address, limits: Limits
) -> Iterator[tuple[Scalar, ...]]:
    """Fetch the rows, some at a time; stop where they are too many."""
    count = size = 0
    with connection.cursor(name="plusn") as cursor:
        cursor.itersize = BATCH
        cursor.execute(query)
        for found in cursor:
            row = tuple(_scalar(value) for value in found)
            count += 1
            size += sum(len(cell) for cell in row if isinstance(cell, str))
            if count > limits.rows or count * len(row) > limits.cells or size > limits.answer:
                raise TooLarge(
                    said("the table is larger than what is read at once"),
                    where=there.place,
                    remedy=said("At most {most:,} rows: read a view of it.", most=limits.rows),
                )
            yield row


def _scalar(value: object) -> Scalar:
    """Give a cell as plain data; a decimal that no float holds exactly stays text."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return str(value)
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, float) and not isfinite(value):
        return str(Decimal(value))  # NaN, Infinity: as the server writes them
    return value if isinstance(value, bool | int | float | str) else None


def _order(row: tuple[Scalar, ...]) -> tuple[tuple[int, float, str], ...]:
    """Sort by column: nothing, then numbers, then texts."""
    return tuple(
        (0, 0, "") if cell is None else (2, 0, cell) if isinstance(cell, str) else (1, cell, "")
        for cell in row
    )


def _book(
    there: Address,
    rows: tuple[tuple[Scalar, ...], ...],
    remarks: tuple[Told, ...],
    *,
    points: bool,
) -> Book:
    content = json.dumps(rows, ensure_ascii=False, allow_nan=False).encode()
    return Book(
        name=f"{there.schema}.{there.table}",
        kind="postgis",
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        sheets=(Sheet(name=there.table, rows=rows),),
        geometry="point" if points else "",
        crs="EPSG:4326" if points else "",
        remarks=remarks,
    )
