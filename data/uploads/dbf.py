"""The table of a Shapefile (.dbf), whose encoding is declared, told by its words, or guessed at.

Source: dBASE III/IV table structure as the Library of Congress describes it (fdd000325).
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.encodings import DECLARED, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.book import Scalar
    from data.phrase import Told
    from data.uploads.limits import Limits

FIELD = 32  # bytes of a field's description
END = 0x0D
DELETED = 0x2A
LANGUAGES = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5hkscs", 0x78: "big5hkscs"}
"""Byte 29 of the header → encoding."""
PAGES = {"936": "gb18030", "54936": "gb18030", "950": "big5hkscs", "951": "big5hkscs",
         "65001": "utf-8", "1252": "cp1252", "88591": "cp1252", "iso88591": "cp1252"}  # fmt: skip
"""Code pages as .cpg files name them."""
SAMPLE = 5_000  # different texts that are looked at


@dataclass(frozen=True)
class Table:
    """Hold the rows of a .dbf; deleted ones are `None`."""

    names: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...] | None, ...]
    encoding: str
    remarks: tuple[Told, ...] = ()


@dataclass(frozen=True)
class _Field:
    name: bytes
    kind: str
    start: int
    length: int


def read_dbf(content: bytes, *, declared: str, page: str, limits: Limits) -> Table:
    """Read the table.

    Parameters
    ----------
    content
        The .dbf file.
    declared
        Encoding that the user declares; blank for none.
    page
        Text of the .cpg file; blank for none.
    limits
        What it may hold.

    Raises
    ------
    UnreadableFile
        It is broken, or breaks off.
    TooLarge
        It holds more than it may.
    """
    fields, start, width, count = _header(content)
    if count > limits.rows or len(fields) > limits.columns:
        raise TooLarge(
            said("the .dbf holds {rows:,} rows and {columns:,} columns", rows=count,
                 columns=len(fields)),
            remedy=said("Keep the features that are needed, simplify them, or split the file."),
        )  # fmt: skip
    if start + width * count > len(content):
        raise _broken()
    records = [content[at : at + width] for at in range(start, start + width * count, width)]
    texts = Counter(
        record[one.start : one.start + one.length].strip(b" \0")
        for record in records
        for one in fields
        if one.kind == "C"
    )
    texts.update(one.name for one in fields)
    encoding, remarks = _encoding(texts, declared, page, content[29])
    rows = tuple(
        None if record[0] == DELETED else tuple(_cell(record, one, encoding) for one in fields)
        for record in records
    )
    names = tuple(one.name.decode(encoding, "replace") for one in fields)
    return Table(_distinct(names), rows, encoding, tuple(remarks))


def _broken() -> UnreadableFile:
    return UnreadableFile(
        said("the .dbf of the Shapefile is broken or cut off"),
        remedy=said("Save it once more, or copy it again."),
    )


def _header(content: bytes) -> tuple[list[_Field], int, int, int]:
    """Give fields, where the records start, bytes of each, and how many there are said to be."""
    try:
        count, start, width = struct.unpack_from("<IHH", content, 4)
    except struct.error as problem:
        raise _broken() from problem
    fields, at, offset = [], FIELD, 1
    while at + FIELD <= min(start, len(content)) and content[at] != END:
        name = content[at : at + 11].split(b"\0")[0].strip()
        fields.append(_Field(name, chr(content[at + 11]), offset, content[at + 16]))
        offset += content[at + 16]
        at += FIELD
    if offset > width or start < FIELD:
        raise _broken()
    return fields, start, width, count


def _encoding(
    texts: Counter[bytes], declared: str, page: str, language: int
) -> tuple[str, list[Told]]:
    """Take the declared encoding, or the one that finds most known words."""
    foreign = [text for text, _ in texts.most_common(SAMPLE) if not text.isascii()]
    if not foreign:
        return "utf-8", []
    told = DECLARED.get(declared.lower()) or _of_page(page) or LANGUAGES.get(language, "")
    whole = [text for text in foreign if told and not _decodes(text, told)]
    if told and (declared or len(whole) * 10 <= len(foreign)):
        return told, []
    ranked = rank(b"\n".join(foreign))
    if ranked:
        found = ranked[0].encoding
    else:  # a text cut within a character fails all: the encoding that fails the fewest
        found = min(
            ("utf-8", "gb18030", "big5hkscs"),
            key=lambda one: sum(not _decodes(text, one) for text in foreign),
        )
    return found, [
        said("The table's texts were read as {encoding}, which was told by its words.",
             encoding=found)
    ]  # fmt: skip


def _of_page(page: str) -> str:
    """Read a .cpg file.

    Examples
    --------
    >>> _of_page("ANSI 936"), _of_page("UTF-8"), _of_page("System")
    ('gb18030', 'utf-8', '')
    """
    name = page.strip().lower()
    digits = re.sub(r"^(?:ansi|cp|oem|ibm|windows)[ -]*|[^a-z0-9]", "", name)
    return DECLARED.get(name) or PAGES.get(digits, "")


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _cell(record: bytes, of: _Field, encoding: str) -> Scalar:
    """Read a cell: numbers stay as they are written, so that codes keep their zeros."""
    raw = record[of.start : of.start + of.length].strip(b" \0")
    if not raw or (of.kind in "NF" and set(raw) <= {ord("*")}):
        return None
    if of.kind == "L":
        return {b"T": True, b"Y": True, b"F": False, b"N": False}.get(raw.upper())
    text = raw.decode(encoding, "replace")
    if of.kind == "D" and len(text) == 8 and text.isdecimal():  # noqa: PLR2004 - YYYYMMDD
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if of.kind in "NF":
        return _number(text)
    return text if of.kind == "C" else None


def _number(text: str) -> Scalar:
    try:
        return int(text) if text.lstrip("+-").isdecimal() else float(text)
    except ValueError:
        return text


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Tell names apart that stand twice.

    Examples
    --------
    >>> _distinct(["a", "b", "a"])
    ('a', 'b', 'a (2)')
    """
    met: Counter[str] = Counter()
    out = []
    for name in names:
        met[name] += 1
        out.append(name if met[name] == 1 else f"{name} ({met[name]})")
    return tuple(out)
