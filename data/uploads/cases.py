"""Read a firm's case that a user brings, in a process that is thrown away afterwards."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.case_wire import unpack_case
from data.uploads.helper import SAVE_AS
from data.uploads.limits import APP, Ask
from data.uploads.pool import POOL
from data.uploads.wire import Garbled, unpack_problem

if TYPE_CHECKING:
    from data.cases.book import Book


def read_case_bytes(raw: bytes, *, name: str) -> Book:
    """Read the tables of a case from the bytes of a YAML, XLSX, JSON or CSV file.

    Parameters
    ----------
    raw
        The bytes.
    name
        The file's name; its suffix says what it is.

    Raises
    ------
    UnreadableFile
        It is not what its name says.
    InputProblem
        Its suffix is none that is read, or it is above a limit.
    """
    job = {"kind": "case", "name": name, "size": len(raw)}
    answer = POOL.ask(job, BytesIO(raw), limits=APP, ask=Ask())
    try:
        if "problem" in answer:
            raise unpack_problem(answer["problem"], name=name)
        return unpack_case(answer.get("case", {}), name=name)
    except Garbled as problem:
        raise UnreadableFile(
            said("{name} made its reader break down", name=name), remedy=SAVE_AS
        ) from problem
