"""A reading process: reads one file, says what is in it, and ends.

Over standard input come one JSON line ``{"job", "kind", "name", "size", "limits", "ask"}`` and
the bytes of the file; over what was standard output go two JSON lines: ``{"ready": …}``, then one
of ``{"book"}``, ``{"case"}``, ``{"saved"}``, ``{"problem"}``, ``{"broken": name of an exception}``
or ``{"memory": true}``. It ends by itself when nobody asks.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from data.book import Book
from data.errors import InputProblem
from data.uploads import walls
from data.uploads.limits import Ask, Limits
from data.uploads.read_saved import Saved, pack_saved
from data.uploads.wire import pack_book, pack_problem, read_line, write_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.cases.book import Book as CaseBook

IDLE = 900.0
"""Seconds after which a process that nobody needs ends."""
READERS = {
    "text": ("text", ()),
    "pasted": ("pasted", ()),
    "xlsx": ("xlsx", ("defusedxml.expatreader",)),
    "xls": ("xls", ("xlrd",)),
    "html": ("html", ("lxml.etree",)),
    "xml": ("xml", ("defusedxml.expatreader",)),
    "geojson": ("geojson", ("pyproj",)),
    "gpkg": ("gpkg", ("sqlite3", "pyproj")),
    "shapefile": ("shapefile", ("pyproj",)),
    "parquet": ("parquet", ("pyarrow.parquet", "pyproj")),
    "case": ("case", ("xml.etree.ElementTree", "ruamel.yaml", "openpyxl.styles.numbers")),
    "saved": ("saved", ()),
    "probe": ("probe", ()),
}
"""Kind of a file → what reads it (``data.uploads.read_…``), and the libraries that it uses."""


def main(load: str) -> None:
    """Read what is asked for.

    Parameters
    ----------
    load
        The kind of file that will be asked for, or ``all`` where that is not known yet.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    out = _moved_stdout()
    _load(load)
    used = walls.address_space()
    out.write(write_line({"ready": walls.raise_walls()}))
    out.flush()
    answer = _answer(sys.stdin.buffer, used)
    out.write(write_line(answer))
    out.flush()
    os._exit(0)  # nothing that was read gets a last word


def _moved_stdout() -> BinaryIO:
    """Take standard output for messages alone; what libraries print goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _load(kind: str) -> None:
    """Load libraries before the walls stand and the clock runs."""
    for one, (reader, libraries) in READERS.items():
        if kind == one or (kind == "all" and one != "probe"):
            for module in (*libraries, f"data.uploads.read_{reader}"):
                with contextlib.suppress(ImportError):  # whoever needs it says so
                    importlib.import_module(module)


def _answer(source: BinaryIO, used: int) -> Mapping[str, object]:
    if os.name == "posix" and not select.select([source], [], [], IDLE)[0]:
        os._exit(0)
    line = source.readline()
    if not line:
        os._exit(0)  # the parent is gone
    asked = read_line(line)
    content = source.read(asked["size"])
    limits = Limits(**asked["limits"])
    walls.limit_work(limits, used)
    try:
        return _packed(_read(asked, content, limits))
    except InputProblem as problem:
        return {"problem": pack_problem(problem)}
    except MemoryError:
        return {"memory": True}
    except Exception as problem:  # noqa: BLE001 - whatever a library says of a stranger's bytes
        return {"broken": type(problem).__name__, "trace": traceback.format_exc()[-4000:]}


def _read(asked: Mapping[str, Any], content: bytes, limits: Limits) -> object:
    name, _ = READERS[asked["kind"]]
    reader = getattr(importlib.import_module(f"data.uploads.read_{name}"), f"read_{name}")
    found: object = reader(content, name=asked["name"], limits=limits, ask=Ask(**asked["ask"]))
    return found


def _packed(found: object) -> dict[str, object]:
    if isinstance(found, Book):
        return {"book": pack_book(found)}
    if isinstance(found, Saved):
        return {"saved": pack_saved(found)}
    from data.uploads.case_wire import pack_case  # noqa: PLC0415 - for cases only

    return {"case": pack_case(cast("CaseBook", found))}
