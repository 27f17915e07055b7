"""The address of a table on a PostgreSQL server, taken apart; its password is never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from data.errors import BadValue, PlusNError, Problems, UnknownChoice
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.phrase import Said

SCHEMES = ("postgresql", "postgres")
PARAMETERS = ("table", "sslmode", "sslrootcert")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
PORT = 5432
MOST_LETTERS = 63  # PostgreSQL cuts longer identifiers off
MODEL = "postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE"
_QUOTED = r'"(?:[^"\0]|"")+"'
_TABLE = re.compile(rf'(?:({_QUOTED}|[^".\0]+)\.)?({_QUOTED}|[^".\0]+)')


@dataclass(frozen=True, kw_only=True)
class Address:
    """Hold where a table is.

    Parameters
    ----------
    host, port, database, user
        Of the server; a blank user is the system's own.
    password
        Blank to let the client library find it (``PGPASSWORD``, a password file).
    schema, table
        As they are stored, upper and lower case told apart.
    ssl
        Settings of encryption, by the client library's names.
    """

    host: str
    port: int
    database: str
    user: str
    password: str = field(repr=False)
    schema: str
    table: str
    ssl: dict[str, str]

    @property
    def place(self) -> str:
        """Name the table for messages: without user and password."""
        return f"{self.schema}.{self.table}, {self.host}:{self.port}/{self.database}"


def is_address(text: str) -> bool:
    """Tell an address of a server from the path of a file.

    Examples
    --------
    >>> is_address("postgresql://gis.local/atlas?table=counts"), is_address("counts.csv")
    (True, False)
    """
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def parse(text: str) -> Address:
    """Take an address apart.

    Parameters
    ----------
    text
        ``postgresql://user:password@host:port/database?table=schema.table``; the schema is
        ``public`` where none is named. Names with dots are quoted: ``"my.table"``.

    Raises
    ------
    BadValue
        It is no such address; the message does not repeat it.
    Problems
        Several things of it are wrong.

    Examples
    --------
    >>> parse("postgresql://ann:secret@gis.local/atlas?table=stats.counts").place
    'stats.counts, gis.local:5432/atlas'
    """
    try:
        parts = urlsplit(text)
        query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        raise _odd(said("the address of the server cannot be read")) from None
    named = _TABLE.fullmatch(query.get("table", [""])[0])
    database = unquote(parts.path.removeprefix("/"))
    problems = list(_problems(parts.scheme, host, database, query, named))
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems, what="--data")
    if named is None:
        raise AssertionError("a missing table is a problem above")
    return Address(
        host=host,
        port=port,
        database=database,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        schema=_bare(named[1] or "public"),
        table=_bare(named[2]),
        ssl={name: query[name][0] for name in PARAMETERS[1:] if name in query},
    )


def _problems(
    scheme: str,
    host: str,
    database: str,
    query: dict[str, list[str]],
    named: re.Match[str] | None,
) -> Iterator[PlusNError]:
    if scheme not in SCHEMES or not host or not database or "\0" in host + database:
        yield _odd(said("the address of the server is not whole"))
    if unknown := sorted(set(query) - set(PARAMETERS)):
        yield BadValue(
            said("the address has settings that are not known: {names}", names=", ".join(unknown)),
            remedy=said("Only these are: {names}.", names=", ".join(PARAMETERS)),
        )
    if any(len(values) > 1 for values in query.values()):
        yield _odd(said("a setting of the address stands twice"))
    mode = query.get("sslmode", ["prefer"])[0]
    if mode not in SSL_MODES:
        yield UnknownChoice.of("sslmode", mode, SSL_MODES)
    if named is None or any(len(_bare(name or "")) > MOST_LETTERS for name in named.groups()):
        yield _odd(said("the address names no table"))


def _bare(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _odd(headline: Said) -> BadValue:
    return BadValue(headline, remedy=said("Write it as {model}.", model=MODEL))
