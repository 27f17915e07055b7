"""The tables of names and codes, as rows."""

from __future__ import annotations

from data.codes import Level, RegionKey
from data.names.rows import NameRow, NotRegionRow, OldCodeRow, UnitRow
from data.packaged import load_rows

BETWEEN = ";"


def unit_rows() -> tuple[UnitRow, ...]:
    """List every unit of 2023: provinces, city-level units, counties, each level by code.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> row = next(row for row in unit_rows() if row.key.code == "320583")
    >>> row.name, row.parent.level.value, row.parent.code
    ('昆山市', 'city', '320500')
    """
    return tuple(
        UnitRow(
            key=RegionKey(Level(row["level"]), row["code"]),
            parent=RegionKey(Level(row["parent_level"]), row["parent"]) if row["parent"] else None,
            name=row["name_zh_hans"],
        )
        for row in load_rows("units")
    )


def name_rows() -> tuple[NameRow, ...]:
    """List every name of every unit; a text may name several.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> [row.key.code for row in name_rows() if row.text == "Canton"]
    ['440100']
    """
    return tuple(
        NameRow(
            text=row["text"],
            source=row["source"],
            key=RegionKey(Level(row["level"]), row["code"]),
        )
        for row in load_rows("unit_names")
    )


def old_code_rows() -> tuple[OldCodeRow, ...]:
    """List every code that is no longer in use; `until` is the last year at whose end it was.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> next(row for row in old_code_rows() if row.code == "371200").successors
    (RegionKey(level=<Level.CITY: 'city'>, code='370100'),)
    """
    return tuple(
        OldCodeRow(
            code=row["code"],
            name=row["name"],
            until=int(row["until"]),
            successors=tuple(map(_key, filter(None, row["successors"].split(BETWEEN)))),
        )
        for row in load_rows("old_codes")
    )


def not_region_rows() -> tuple[NotRegionRow, ...]:
    """List texts that are no region of ours: totals, groups of regions, places abroad.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> [row.kind for row in not_region_rows() if row.text in ("合计", "珠三角", "大阪")]
    ['aggregate', 'foreign', 'group']
    """
    return tuple(NotRegionRow(row["text"], row["kind"]) for row in load_rows("not_regions"))


def _key(text: str) -> RegionKey:
    level, code = text.split(":")
    return RegionKey(Level(level), code)
