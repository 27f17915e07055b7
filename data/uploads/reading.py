"""Read a file that a user brings, in a process that is thrown away afterwards."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.helper import SAVE_AS
from data.uploads.limits import APP, MEGABYTE, Ask, Limits
from data.uploads.pool import POOL
from data.uploads.sniff import sniff
from data.uploads.wire import Garbled, unpack_book, unpack_problem

LONGEST_NAME = 200

if TYPE_CHECKING:
    from data.book import Book


def read(
    content: bytes | Path,
    *,
    name: str,
    limits: Limits = APP,
    ask: Ask = Ask(),  # noqa: B008 - a value that never changes
    pasted: bool = False,
) -> Book:
    """Read a file that a user brings.

    Parameters
    ----------
    content
        The bytes, or where they lie.
    name
        What the user calls it.
    limits
        What it may hold at most.
    ask
        What the user has declared of it.
    pasted
        The bytes are UTF-8 text from the clipboard.

    Raises
    ------
    UnreadableFile
        It cannot be opened, is of no kind that is read, or broken.
    InputProblem
        It cannot be read for another reason; the problem says why, and what to do.
    """
    name = _plain_name(name)
    with _opened(content, name) as source:
        size = _size(source, name, limits)
        kind = "pasted" if pasted else sniff(source, name=name, limits=limits)
        digest = _digest(source)
        job = {"kind": kind, "name": name, "size": size}
        answer = POOL.ask(job, source, limits=limits, ask=ask)
    try:
        if "problem" in answer:
            raise unpack_problem(answer["problem"], name=name)
        return unpack_book(
            answer.get("book", {}), name=name, digest=digest, size=size, limits=limits
        )
    except Garbled as problem:
        raise UnreadableFile(
            said("{name} made its reader break down", name=name), remedy=SAVE_AS
        ) from problem


def _plain_name(name: str) -> str:
    r"""Take folders and signs that do not print off a name, and cut it where it is endless.

    Examples
    --------
    >>> _plain_name("C:\\data\\a\u202e\nb.csv"), _plain_name("../../etc/数据.xlsx")
    ('ab.csv', '数据.xlsx')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-LONGEST_NAME:]


def warm(ahead: int = 1) -> None:
    """Start reading processes before they are needed; an app does so when it starts.

    Parameters
    ----------
    ahead
        How many to have ready from now on.
    """
    POOL.keep(ahead)


def _opened(content: bytes | Path, name: str) -> BinaryIO:
    if not isinstance(content, Path):
        return BytesIO(content)
    try:
        return content.open("rb")
    except OSError as problem:
        raise UnreadableFile(
            said("{name} cannot be opened", name=name), remedy=said("Check the path.")
        ) from problem


def _size(source: BinaryIO, name: str, limits: Limits) -> int:
    size = source.seek(0, 2)
    if size > limits.size:
        raise TooLarge(
            said("{name} has more than {most} MB", name=name, most=limits.size // MEGABYTE),
            remedy=said("Keep only the table that is needed, as CSV or .xlsx."),
        )
    return size


def _digest(source: BinaryIO) -> str:
    source.seek(0)
    digest = hashlib.sha256()
    while piece := source.read(MEGABYTE):
        digest.update(piece)
    return digest.hexdigest()
