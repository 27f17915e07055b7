"""A measure over regions, with a standing for every cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level, RegionKey
from data.errors import BadValue, DuplicateRegion, UnknownRegion
from data.figure import Figure, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = ("low", "high", "low_certain", "high_certain")
COLUMNS = (*NUMBERS, "standing", "sources", "because")


@dataclass(frozen=True, kw_only=True)
class CountTable:
    """Hold one measure for many regions, as columns.

    Parameters
    ----------
    frame
        One row per region: a `MultiIndex` (level, code), sorted by level rank then code;
        columns `COLUMNS`. The four numbers are nullable ``Float64`` (NA where the standing has
        no range: unknown, out_of_scope); `standing` holds `Standing` values as text; `sources`
        holds tuples of source ids; `because` is text.
    measure, unit
        What is measured, and in which unit: ``"count"`` in ``"enterprises"``, ``"density"`` in
        ``"per 1,000 km2"`` …
    as_of
        The year or date of the data; never the clock.
    sector
        ``"all manufacturing"`` or a sector's name.
    additive
        Whether parts add up to their whole: not for rates.
    notes
        Catalogue keys of remarks that belong to the numbers, e.g. ``"note.area_basis"``.

    Raises
    ------
    BadValue
        A column is missing, or a row's interval is not nested and finite.
    DuplicateRegion
        A (level, code) stands twice.
    """

    frame: pd.DataFrame
    measure: str
    unit: str
    as_of: str
    sector: str = "all manufacturing"
    notes: tuple[str, ...] = ()
    additive: bool = True

    def __post_init__(self) -> None:
        missing = [name for name in COLUMNS if name not in self.frame.columns]
        if missing:
            raise BadValue(f"the count table lacks {', '.join(missing)}")
        if self.frame.index.has_duplicates:
            twice = self.frame.index[self.frame.index.duplicated()][0]
            raise DuplicateRegion(f"{twice[0]} {twice[1]} stands twice", remedy="Keep one row.")
        self._check_intervals()

    def _check_intervals(self) -> None:
        has_range = self.frame["standing"].map(lambda s: Standing(s).has_range)
        ranged = self.frame.loc[has_range, list(NUMBERS)]
        if (
            ranged.isna().to_numpy().any()
            or not self.frame.loc[~has_range, list(NUMBERS)].isna().to_numpy().all()
        ):
            raise BadValue("a row's numbers do not fit its standing")
        slack = 1e-9 * ranged["high_certain"].abs().max() if len(ranged) else 0.0
        order = ("low_certain", "low", "high", "high_certain")
        for lower, upper in pairwise(order):
            if (ranged[lower] > ranged[upper] + slack).any():
                raise BadValue(f"{lower} is above {upper}", remedy="Give nested intervals.")

    @classmethod
    def from_figures(
        cls,
        figures: Iterable[tuple[RegionKey, Figure | Standing]],
        *,
        measure: str,
        unit: str,
        as_of: str,
        sector: str = "all manufacturing",
    ) -> CountTable:
        """Build a table from figures; a bare `Standing` marks an absence.

        Examples
        --------
        >>> key = RegionKey(Level.PROVINCE, "440000")
        >>> one = Figure.point(30971, unit="enterprises")
        >>> table = CountTable.from_figures(
        ...     [(key, one)], measure="count", unit="enterprises", as_of="2024"
        ... )
        >>> table.figure(key).value
        30971.0
        """
        rows = []
        for key, figure in figures:
            if isinstance(figure, Figure):
                numbers = [getattr(figure, name) for name in NUMBERS]
                rows.append((*key, *numbers, str(figure.standing), figure.sources, figure.because))
            else:
                rows.append((*key, *[pd.NA] * len(NUMBERS), str(figure), (), ""))
        frame = pd.DataFrame(rows, columns=["level", "code", *COLUMNS])
        return cls(frame=tidy(frame), measure=measure, unit=unit, as_of=as_of, sector=sector)

    def __len__(self) -> int:
        return len(self.frame)

    def at(self, level: Level | str) -> pd.DataFrame:
        """Give the rows of one level, indexed by code."""
        frame = self.frame
        rows = frame[frame.index.get_level_values("level") == str(level)]
        return rows.droplevel("level")

    def figure(self, key: RegionKey) -> Figure | None:
        """Give one cell as a `Figure`, `None` where the standing has no range.

        Raises
        ------
        UnknownRegion
            The table has no such row.
        """
        try:
            row = self.frame.loc[(str(key.level), key.code)]
        except KeyError:
            raise UnknownRegion(f"the table has no {key.level} {key.code}") from None
        standing = Standing(row["standing"])
        if not standing.has_range:
            return None
        return Figure(
            low=float(row["low"]),
            high=float(row["high"]),
            low_certain=float(row["low_certain"]),
            high_certain=float(row["high_certain"]),
            unit=self.unit,
            standing=standing,
            sources=row["sources"],
            because=row["because"],
        )


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Index rows by (level, code), sort them stably by level rank then code, set the types.

    `frame` has the columns ``level``, ``code`` and `COLUMNS`.
    """
    ranked = frame.assign(
        level=frame["level"].map(str), _rank=frame["level"].map(lambda v: Level(v).rank)
    )
    ranked = ranked.sort_values(["_rank", "code"], kind="stable").drop(columns="_rank")
    ranked = ranked.astype(dict.fromkeys(NUMBERS, "Float64"))
    return ranked.set_index(["level", "code"])[list(COLUMNS)]
