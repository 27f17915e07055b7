"""A zipped Shapefile as a table, read part by part without GDAL."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.archive import AGAIN, check_parts, unfold
from data.uploads.crs import System, described, unless_told
from data.uploads.dbf import Table, read_dbf
from data.uploads.features import Features, Layer, as_book, as_layer
from data.uploads.grid import Tally
from data.uploads.shape import BadShape
from data.uploads.shp import read_shapes

if TYPE_CHECKING:
    from data.book import Book
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

PARTS = (".shp", ".dbf", ".prj", ".cpg")
LONGEST_PRJ = 20_000


def read_shapefile(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read each Shapefile of an archive as a sheet.

    Raises
    ------
    UnreadableFile
        A part is missing or broken.
    TooLarge
        It holds more than it may.
    BadValue
        Its reference system is not known, or its coordinates are none of it.
    """
    archive = BytesIO(content)
    wanted = [one for one in check_parts(archive, name=name, limits=limits) if _is_part(one)]
    parts = unfold(archive, wanted, name=name, limits=limits)
    stems = sorted(one[:-4] for one in parts if one.lower().endswith(".shp"))
    tally = Tally(limits)
    layers: list[Layer] = []
    remarks: list[Told] = []
    encodings: set[str] = set()
    for stem in stems:
        own = {one[len(stem) :].lower(): raw for one, raw in parts.items() if one[:-4] == stem}
        title = PurePosixPath(stem).name if len(stems) > 1 else ""
        layer, table = _layer(own, title, limits=limits, ask=ask, tally=tally)
        layers.append(layer)
        remarks += table.remarks
        encodings.add(table.encoding)
    book = as_book(content, layers, name=name, kind="shapefile", remarks=remarks)
    return replace(book, encoding=encodings.pop()) if len(encodings) == 1 else book


def _is_part(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in PARTS


def _layer(
    parts: dict[str, bytes], title: str, *, limits: Limits, ask: Ask, tally: Tally
) -> tuple[Layer, Table]:
    page = parts.get(".cpg", b"")[:64].decode("ascii", "replace")
    table = (
        read_dbf(parts[".dbf"], declared=ask.encoding, page=page, limits=limits)
        if ".dbf" in parts
        else Table((), (), "", (said("The Shapefile has no .dbf, so there are no attributes."),))
    )
    system = _system(parts.get(".prj", b""), ask)
    found = Features(limits, title=title, tally=tally)
    found.columns = {name: at for at, name in enumerate(table.names)}
    deleted = _gather(found, parts[".shp"], table, limits)
    if deleted:
        told = said("Rows marked as deleted are left out: {count:,}.", count=deleted)
        table = replace(table, remarks=(*table.remarks, told))
    return as_layer(found, system, ask), table


def _gather(found: Features, content: bytes, table: Table, limits: Limits) -> int:
    """Join records and rows by their order; count those marked as deleted."""
    deleted = count = 0
    try:
        for count, shape in enumerate(read_shapes(content, limits.vertices), 1):
            row = table.rows[count - 1] if count <= len(table.rows) else ()
            if row is None:
                deleted += 1
                continue
            found.add(dict(zip(table.names, row, strict=False)), shape)
    except BadShape as problem:
        raise _broken() from problem
    if table.names and count != len(table.rows):
        raise UnreadableFile(
            said("the Shapefile has {shapes:,} shapes and {rows:,} rows", shapes=count,
                 rows=len(table.rows)),
            remedy=said("Save it once more, or copy it again."),
        )  # fmt: skip
    return deleted


def _broken() -> UnreadableFile:
    return UnreadableFile(
        said("the .shp of the Shapefile is broken, cut off, or has too many vertices"), remedy=AGAIN
    )


def _system(raw: bytes, ask: Ask) -> System:
    text = raw[: LONGEST_PRJ + 1].decode("utf-8", "replace").strip().strip("\0")
    return unless_told(ask, lambda: described(text) if text else System())
