"""Tell how a delimited text file is written, and what its header names."""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.streams.batch import Columns, Layout
from data.uploads.encodings import decode

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = (",", "\t", ";", "|")
HEAD = 1 << 20
BLOCK = 4 << 20
ASCII = bytes(range(128))
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def read_layout(path: Path, asked: Columns, declared: str = "") -> Layout:
    """Read a file's header.

    Parameters
    ----------
    path
        A text file whose first row names the columns.
    declared
        The encoding that the user names; found by the words in it where blank.
    asked
        Columns that are looked for: the delimiter that finds most of them is the file's.

    Raises
    ------
    UnreadableFile
        The file is empty or in no encoding that is read.
    UnknownChoice
        `declared` is no encoding that is read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    mark = next((mark for mark in MARKS if head.startswith(mark)), b"")
    encoding = MARKS.get(mark) or _wide(head)
    encoding = encoding or decode(_telling(path), name=path.name, declared=declared).encoding
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head[len(mark) :])
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    delimiter, names, lines = max(
        (_header(text, newline, delimiter, asked) for delimiter in DELIMITERS),
        key=lambda found: (len(set(asked.wanted) & set(found[1])), len(found[1])),
    )
    if not any(names):
        raise UnreadableFile(
            said("the file has no header"),
            where=str(path),
            remedy=said("Give a table whose first row names the columns."),
        )
    return Layout(
        names=names,
        encoding=encoding,
        delimiter=delimiter,
        newline=newline,
        start=len(mark) + _length(head[len(mark) :], newline.encode(encoding), lines),
    )


def _header(
    text: str, newline: str, delimiter: str, asked: Columns
) -> tuple[str, tuple[str, ...], int]:
    """Read the first row: delimiter, names, number of lines that it takes."""
    lines = (line + newline for line in text.split(newline))
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        row = next(reader)
    except csv.Error:
        row = []
    names = tuple(name if name in asked.wanted else name.strip() for name in row)
    return delimiter, names, reader.line_num


def _length(content: bytes, newline: bytes, lines: int) -> int:
    """Count the bytes of the first lines."""
    found = 0
    for _ in range(lines):
        place = content.find(newline, found)
        while place >= 0 and place % len(newline):
            place = content.find(newline, place + 1)
        if place < 0:
            return len(content)
        found = place + len(newline)
    return found


def _wide(head: bytes) -> str:
    """Tell UTF-16 without a mark: every other byte of ASCII is zero."""
    start = head[:256]
    pairs = len(start) // 2
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if pairs and zeros.count(0) * 2 > pairs:
            return encoding
    return ""


def _telling(path: Path) -> bytes:
    """Give some whole lines, from the first that holds other characters than ASCII."""
    with path.open("rb") as file:
        line = b""  # what was cut off
        while block := file.read(BLOCK):
            joined = line + block
            if not joined.isascii():
                first = len(joined) - len(joined.lstrip(ASCII))
                start = joined.rfind(b"\n", 0, first) + 1
                sample = joined[start : start + HEAD]
                cut = sample.rfind(b"\n") + 1
                return sample[:cut] if cut and len(sample) == HEAD else sample + file.readline()
            line = joined[joined.rfind(b"\n") + 1 :][-HEAD:]
    return b""
