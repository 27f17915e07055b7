"""Names and codes of regions: what the units of 2023 are called, were called, and what is none."""

from data.names.rows import NameRow, NotRegionRow, OldCodeRow, UnitRow
from data.names.tables import name_rows, not_region_rows, old_code_rows, unit_rows

__all__ = [
    "NameRow",
    "NotRegionRow",
    "OldCodeRow",
    "UnitRow",
    "name_rows",
    "not_region_rows",
    "old_code_rows",
    "unit_rows",
]
