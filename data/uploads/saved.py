"""Take a saved data set apart, in a process that is thrown away afterwards."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.helper import SAVE_AS
from data.uploads.limits import Ask
from data.uploads.pool import POOL
from data.uploads.read_saved import Saved, unpack_saved_book
from data.uploads.wire import Garbled, unpack_problem

if TYPE_CHECKING:
    from data.uploads.limits import Limits


def read_saved_bytes(raw: bytes, *, name: str, limits: Limits) -> Saved:
    """Take a saved data set apart.

    Parameters
    ----------
    raw
        The bytes of the file.
    name
        What the user calls it.
    limits
        What it may hold at most.

    Raises
    ------
    UnreadableFile
        It is a broken or dangerous archive.
    InputProblem
        It is above a limit.
    """
    job = {"kind": "saved", "name": name, "size": len(raw)}
    answer = POOL.ask(job, BytesIO(raw), limits=limits, ask=Ask())
    try:
        if "problem" in answer:
            raise unpack_problem(answer["problem"], name=name)
        told = answer.get("saved", {})
        book = told.get("book")
        return Saved(
            digests={str(part): str(one) for part, one in told["digests"].items()},
            manifest=told.get("manifest"),
            answers=told.get("answers"),
            book=None if book is None else unpack_saved_book(book, limits=limits),
        )
    except (Garbled, KeyError, TypeError, AttributeError) as problem:
        raise UnreadableFile(
            said("{name} made its reader break down", name=name), remedy=SAVE_AS
        ) from problem
