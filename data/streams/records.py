"""Cut a text file between two rows, never inside a quoted cell.

A quotation mark opens a cell only at its start (RFC 4180, and what ``pyarrow.csv`` does). A cut is
sought from a place that is known to lie between rows, in bytes: in UTF-8, GB 18030 and Big5 no byte
of another character is a line feed, a delimiter or a quotation mark.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK = 8 << 20
LONGEST_ROW = 64 << 20


def whole_rows(
    blocks: Iterable[bytes], newline: bytes, delimiter: bytes, where: str
) -> Iterator[bytes]:
    r"""Cut blocks anew, so that each holds whole rows.

    Parameters
    ----------
    blocks
        The bytes in order; the first begins with a row.
    newline, delimiter
        One byte each.
    where
        The file, for the message.

    Yields
    ------
    bytes
        Together the same bytes.

    Raises
    ------
    UnreadableFile
        A quoted cell is never closed, or a row is longer than `LONGEST_ROW` bytes.

    Examples
    --------
    >>> list(whole_rows([b'a,"b', b'\nc"\nd,e'], b"\n", b",", "t.csv"))
    [b'a,"b\nc"\n', b'd,e']
    """
    left = b""
    for block in blocks:
        joined = left + block
        cut = _cut(joined, newline, delimiter)
        if cut:
            yield joined[:cut]
        left = joined[cut:]
        if len(left) > LONGEST_ROW:
            raise _never_closed(where)
    if left:
        if b'"' in left and not _pattern(newline, delimiter)[1].fullmatch(left):
            raise _never_closed(where)
        yield left


def _cut(block: bytes, newline: bytes, delimiter: bytes) -> int:
    """Count the bytes of whole rows at the start of a block."""
    if b'"' not in block:
        return block.rfind(newline) + 1
    found = _pattern(newline, delimiter)[0].match(block)
    return found.end() if found else 0


@cache
def _pattern(newline: bytes, delimiter: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Match whole rows, and one row without its end; possessive, so that time is linear."""
    end, between = re.escape(newline), re.escape(delimiter)
    rest = rb"[^%b%b]*+" % (between, end)
    cell = rb'(?:"[^"]*+(?:""[^"]*+)*+"%b|[^"%b%b]%b|)' % (rest, between, end, rest)
    row = rb"(?:%b%b)*+%b" % (cell, between, cell)
    return re.compile(rb"(?:%b%b)*+" % (row, end)), re.compile(row)


def _never_closed(where: str) -> UnreadableFile:
    return UnreadableFile(
        said("a quotation mark opens a cell that is never closed"),
        where=where,
        remedy=said("Double the mark, or save the file as Parquet."),
    )
