"""What an upload may hold at most, and what its reader may have to be told."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Hold what a file may hold at most.

    Parameters
    ----------
    size
        Bytes of the file.
    rows, columns
        Of a sheet.
    cells
        Of all sheets together, empty ones counted.
    vertices, features
        Of all geometries together.
    seconds
        From the hand-over of the bytes to the answer.
    memory
        Bytes of address space that the reading process may ask for in addition to what it has
        when it starts.
    unfolded, members, ratio
        Of a zip archive: bytes of all parts together, number of parts, and how many times its
        stored size a part may have.
    answer
        Bytes of what the reader gives back.
    """

    size: int = 20 * MEGABYTE
    rows: int = 200_000
    columns: int = 200
    cells: int = 10_000_000
    vertices: int = 200_000
    features: int = 50_000
    seconds: float = 15.0
    memory: int = 2_000 * MEGABYTE
    unfolded: int = 200 * MEGABYTE
    members: int = 200
    ratio: int = 150
    answer: int = 200 * MEGABYTE


APP = Limits()
"""What the app takes from a visitor."""

COMMAND = replace(
    APP,
    size=2_000 * MEGABYTE,
    rows=2_000_000,
    cells=40_000_000,
    vertices=20_000_000,
    features=500_000,
    seconds=120.0,
    memory=8_000 * MEGABYTE,
    unfolded=2_000 * MEGABYTE,
    answer=1_000 * MEGABYTE,
)
"""What a command takes from its own user's disk: more, but not without end."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Hold what a user has declared of a file; blank is to be found out.

    Parameters
    ----------
    encoding
        A name of `data.uploads.encodings`.
    delimiter
        The character between the cells of a text.
    crs
        Reference system of the coordinates, as ``EPSG:`` and a number.
    """

    encoding: str = ""
    delimiter: str = ""
    crs: str = ""


def to_plain(thing: Limits | Ask) -> dict[str, object]:
    """Give limits or a declaration as plain JSON values.

    Examples
    --------
    >>> to_plain(Ask(crs="EPSG:4490"))
    {'encoding': '', 'delimiter': '', 'crs': 'EPSG:4490'}
    """
    return {one.name: getattr(thing, one.name) for one in fields(thing)}
