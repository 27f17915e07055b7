"""Rows of the tables of names: plain values, from which `geo.matching.gazetteer` is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from data.codes import RegionKey


class UnitRow(NamedTuple):
    """Hold one unit of the 2023 vintage and the unit it lies in."""

    key: RegionKey
    parent: RegionKey | None
    name: str


class NameRow(NamedTuple):
    """Hold one name of one unit; `source` is a value of `geo.matching.gazetteer.Source`."""

    text: str
    source: str
    key: RegionKey


class OldCodeRow(NamedTuple):
    """Hold a code no longer in use, its last year, and the units that stand in its place today."""

    code: str
    name: str
    until: int
    successors: tuple[RegionKey, ...]


class NotRegionRow(NamedTuple):
    """Hold a text that is no region: `kind` is ``aggregate``, ``group`` or ``foreign``."""

    text: str
    kind: str
