"""Join a user's table to regions on (level, code)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level, RegionKey
from data.errors import BadValue, DuplicateRegion, Problems, UnknownChoice, WrongColumns

if TYPE_CHECKING:
    from data.errors import PlusNError
    from geo.region import Regions

SHOWN_ROWS = 5
FIRST_ROW = 2  # as a spreadsheet counts: the header is row 1
CODE_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Hold a joined table.

    Parameters
    ----------
    matched
        The rows whose region is known, in the given order, indexed by (level, code).
    unmatched
        All other rows as they came, in the given order, with their old index; nothing is lost.
    """

    matched: pd.DataFrame
    unmatched: pd.DataFrame


def join(
    frame: pd.DataFrame,
    regions: Regions,
    *,
    level: Level | str | None = None,
    level_column: str = "level",
    code_column: str = "code",
) -> Joined:
    """Match each row to a region on (level, code).

    Parameters
    ----------
    frame
        One row per region. Codes are text or whole numbers of six digits.
    regions
        The regions that may be matched.
    level
        The level of every row, where the table has no level column.

    Returns
    -------
    Joined
        Matched and unmatched rows partition `frame`; order and values are kept.

    Raises
    ------
    Problems
        Every one of: a missing column (`WrongColumns`), blank codes (`BadValue`), unknown
        levels (`UnknownChoice`), a region with two rows (`DuplicateRegion`).

    Examples
    --------
    >>> from geo.region import Region, Regions
    >>> key = RegionKey(Level.PROVINCE, "440000")
    >>> names = {"name_en": "Guangdong", "name_zh_hant": "廣東省", "name_zh_hans": "广东省"}
    >>> regions = Regions((Region(key=key, parent=None, kind="province", area_km2=1, **names),))
    >>> rows = pd.DataFrame({"level": "province", "code": [440000, 999999], "value": [5, 6]})
    >>> joined = join(rows, regions)
    >>> joined.matched["value"].to_dict(), joined.unmatched["code"].tolist()
    ({('province', '440000'): 5}, [999999])
    """
    wanted = [code_column] if level is not None else [level_column, code_column]
    if missing := [name for name in wanted if name not in frame.columns]:
        raise Problems(
            [WrongColumns(f"the table lacks {', '.join(missing)}", remedy="Add the columns.")],
            what="the table",
        )
    codes = frame[code_column].map(_code)
    levels = frame[level_column] if level is None else pd.Series(str(level), index=frame.index)
    levels = levels.fillna("").astype(str).str.strip().str.lower()
    problems = [*_blank(codes), *_unknown_levels(levels), *_twice(levels, codes)]
    if problems:
        raise Problems(problems, what="the table")
    keys = [RegionKey(Level(row), code) for row, code in zip(levels, codes, strict=True)]
    known = pd.Series([key in regions for key in keys], index=frame.index, dtype=bool)
    index = (
        pd.MultiIndex.from_tuples(
            [(str(key.level), key.code) for key in keys if key in regions], names=["level", "code"]
        )
        if known.any()
        else pd.MultiIndex.from_arrays([[], []], names=["level", "code"])
    )
    own = [name for name in (level_column, code_column) if name in frame.columns]
    matched = frame[known.to_numpy()].drop(columns=own).set_axis(index)
    return Joined(matched=matched, unmatched=frame[~known.to_numpy()])


def _code(cell: object) -> str:
    """Write a code as text; a spreadsheet turns 440000 into a number."""
    if isinstance(cell, float):
        if cell != cell:  # noqa: PLR0124 - NaN is the one number that differs from itself
            return ""
        return str(int(cell)) if cell.is_integer() else str(cell)
    return "" if cell is None or cell is pd.NA else str(cell).strip()


def _rows(where: pd.Series) -> str:
    places = [place + FIRST_ROW for place, bad in enumerate(where) if bad]
    shown = ", ".join(map(str, places[:SHOWN_ROWS]))
    more = f" and {len(places) - SHOWN_ROWS} more" if len(places) > SHOWN_ROWS else ""
    return f"rows {shown}{more}"


def _blank(codes: pd.Series) -> list[PlusNError]:
    blank = codes == ""
    if not blank.any():
        return []
    return [BadValue(f"{blank.sum()} codes are blank", where=_rows(blank), remedy="Fill them in.")]


def _unknown_levels(levels: pd.Series) -> list[PlusNError]:
    return [UnknownChoice.of("level", bad, Level) for bad in sorted(set(levels) - set(Level))]


def _twice(levels: pd.Series, codes: pd.Series) -> list[PlusNError]:
    keys = pd.Series(list(zip(levels, codes, strict=True)), index=codes.index, dtype=object)
    again = keys.duplicated(keep=False) & (codes != "")
    return [
        DuplicateRegion(
            f"{level} {code} stands twice",
            where=_rows(keys == (level, code)),
            remedy="Keep one row.",
        )
        for level, code in sorted(set(keys[again]))
    ]
