"""The tables of names and codes, as rows."""

from __future__ import annotations

from data.codes import Level, RegionKey
from data.names.rows import NameRow, NotRegionRow, OldCodeRow, UnitRow
from data.packaged import region_rows

SUFFIXES = ("特别行政区", "省", "市", "地区", "盟")


def unit_rows() -> tuple[UnitRow, ...]:
    """List every unit of 2023, by level and code."""
    rows = (r for r in region_rows() if r["key"].level is not Level.COUNTRY)
    return tuple(
        UnitRow(
            r["key"],
            None if r["key"].level is Level.PROVINCE else r["parent"],
            r["name_zh_hans"],
        )
        for r in rows
    )


def name_rows() -> tuple[NameRow, ...]:
    """List every name of every unit."""
    found: dict[NameRow, None] = {}
    for r in region_rows():
        key: RegionKey = r["key"]
        if key.level is Level.COUNTRY:
            continue
        for text in (r["name_zh_hans"], r["name_zh_hant"]):
            found[NameRow(text, "full", key)] = None
            for suffix in SUFFIXES:
                if text.endswith(suffix):
                    found[NameRow(text.removesuffix(suffix), "bare", key)] = None
        english = r["name_en"].partition(" (")[0]
        found[NameRow(english, "english", key)] = None
    return tuple(found)


def old_code_rows() -> tuple[OldCodeRow, ...]:
    """List every code that is no longer in use."""
    return (OldCodeRow("371200", "莱芜市", 2018, (RegionKey(Level.CITY, "370100"),)),)


def not_region_rows() -> tuple[NotRegionRow, ...]:
    """List texts that are no region."""
    return tuple(
        NotRegionRow(text, kind)
        for kind, texts in (
            ("aggregate", ("合计", "总计", "全国", "Other", "Total")),
            ("group", ("珠三角", "PRD")),
            ("foreign", ("Vietnam", "越南", "大阪")),
        )
        for text in texts
    )
