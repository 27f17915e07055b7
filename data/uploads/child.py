"""A reading process: reads one file, says what is in it, and ends.

Over standard input come one JSON line ``{"job", "kind", "name", "size", "limits", "ask"}`` and
the bytes of the file; over what was standard output go two JSON lines: ``{"ready": …}``, then one
of ``{"book"}``, ``{"problem"}``, ``{"broken": name of an exception}`` or ``{"memory": true}``. It
ends by itself when nobody asks.
"""

from __future__ import annotations

import importlib
import os
import select
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO

from data.errors import InputProblem
from data.uploads import walls
from data.uploads.limits import Ask, Limits
from data.uploads.wire import pack_book, pack_problem, read_line, write_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.book import Book

IDLE = 900.0
"""Seconds after which a process that nobody needs ends."""
AHEAD = ("numpy", "pyarrow.parquet", "shapely", "pyproj", "openpyxl", "lxml.etree", "xlrd",
         "defusedxml.ElementTree")  # fmt: skip
READERS = {
    "csv": "text",
    "pasted": "pasted",
    "xlsx": "xlsx",
    "xls": "xls",
    "html": "html",
    "xml": "xml",
    "geojson": "geojson",
    "gpkg": "gpkg",
    "shapefile": "shapefile",
    "parquet": "parquet",
}
"""Kind of a file → the module ``data.uploads.read_…`` and its function that read it."""


def main(ahead: str) -> None:
    """Read what is asked for.

    Parameters
    ----------
    ahead
        ``yes`` where the process is started before it is needed: it then loads all libraries.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    out = _moved_stdout()
    walls.limit_files()
    network = walls.leave_network()
    if ahead == "yes":
        _load()
    out.write(write_line({"ready": {"network": network}}))
    out.flush()
    answer = _answer(sys.stdin.buffer)
    out.write(write_line(answer))
    out.flush()
    os._exit(0)  # nothing that was read gets a last word


def _moved_stdout() -> BinaryIO:
    """Take standard output for messages alone; what libraries print goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _load() -> None:
    for module in (*AHEAD, *(f"data.uploads.read_{one}" for one in READERS.values())):
        try:
            importlib.import_module(module)
        except ImportError:
            continue  # whoever needs it says so


def _answer(source: BinaryIO) -> Mapping[str, object]:
    if os.name == "posix" and not select.select([source], [], [], IDLE)[0]:
        os._exit(0)
    line = source.readline()
    if not line:
        os._exit(0)  # the parent is gone
    asked = read_line(line)
    content = source.read(asked["size"])
    limits = Limits(**asked["limits"])
    walls.limit_work(limits)
    try:
        return {"book": pack_book(_read(asked, content, limits))}
    except InputProblem as problem:
        return {"problem": pack_problem(problem)}
    except MemoryError:
        return {"memory": True}
    except Exception as problem:  # noqa: BLE001 - whatever a library says of a stranger's bytes
        return {"broken": type(problem).__name__, "trace": traceback.format_exc()[-4000:]}


def _read(asked: Mapping[str, Any], content: bytes, limits: Limits) -> Book:
    name = READERS[asked["kind"]]
    reader = getattr(importlib.import_module(f"data.uploads.read_{name}"), f"read_{name}")
    book: Book = reader(content, name=asked["name"], limits=limits, ask=Ask(**asked["ask"]))
    return book
