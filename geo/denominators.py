"""What counts are divided by: residents, GDP and areas, each with its year and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level
from data.errors import BadValue, DuplicateRegion, WrongColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RESIDENTS = "residents"
GDP = "gdp_100m_cny"
PUBLISHED_AREA = "published_area_km2"
KINDS = (RESIDENTS, GDP, PUBLISHED_AREA)
#: Column of a table of covariates → kind of denominator.
COLUMN_NAMES = {
    "population": RESIDENTS,
    "gdp_100m_cny": GDP,
    "area_km2_published": PUBLISHED_AREA,
}


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Say where one denominator of one level comes from.

    Parameters
    ----------
    year
        Year of the data, e.g. ``"2024"``.
    sources
        Ids of `data.source.Source`.
    note
        Catalogue key of the sentence that says so to a reader.
    """

    year: str
    sources: tuple[str, ...]
    note: str


#: (denominator, level) → year, sources, sentence. What is absent here does not exist.
PROVENANCE: Mapping[tuple[str, Level], Provenance] = {
    (RESIDENTS, Level.PROVINCE): Provenance(
        year="2024", sources=("NBS_E0103_PIK",), note="note.residents_2024"
    ),
    (RESIDENTS, Level.CITY): Provenance(
        year="2020", sources=("CENSUS2020",), note="note.residents_census_2020"
    ),
    (GDP, Level.PROVINCE): Provenance(
        year="2024", sources=("NBS_E0103_PIK",), note="note.gdp_2024"
    ),
    (PUBLISHED_AREA, Level.PROVINCE): Provenance(
        year="2010", sources=("WIKI_AREA",), note="note.area_published"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Denominators:
    """Hold residents (persons), GDP (100 million yuan) and published areas (km²).

    Parameters
    ----------
    frame
        A row per region: `MultiIndex` (level, code); columns `KINDS`, floats, NaN where no
        figure exists.
    provenance
        (denominator, level) → `Provenance`.

    Raises
    ------
    WrongColumns
        A column of `KINDS` is missing.
    DuplicateRegion
        A (level, code) stands twice.
    BadValue
        A denominator is zero, negative or infinite.
    """

    frame: pd.DataFrame
    provenance: Mapping[tuple[str, Level], Provenance]

    def __post_init__(self) -> None:
        if missing := [kind for kind in KINDS if kind not in self.frame.columns]:
            raise WrongColumns(f"the denominators lack {', '.join(missing)}")
        if self.frame.index.has_duplicates:
            raise DuplicateRegion("a region has two rows of denominators", remedy="Keep one.")
        numbers = self.frame[list(KINDS)]
        bad = numbers.notna() & ~((numbers > 0) & (numbers < float("inf")))
        if bad.to_numpy().any():
            level, code = self.frame.index[bad.any(axis=1)][0]
            raise BadValue(
                "a denominator is not a positive number",
                where=f"{level} {code}",
                remedy="Leave it blank where no figure exists.",
            )

    @classmethod
    def from_covariates(cls, *tables: pd.DataFrame) -> Denominators:
        """Read them from tables of covariates, one for each level.

        Parameters
        ----------
        *tables
            Indexed by (level, code); columns ``population`` (persons), ``gdp_100m_cny``,
            ``area_km2_published``; NA where no figure exists.

        Notes
        -----
        A figure whose (kind, level) is not in `PROVENANCE` is left out on purpose: GDP is at
        hand for four municipalities only, and a city map of it would show nothing but them.

        Raises
        ------
        WrongColumns
            A column is missing.
        """
        rows = [_of_level(table) for table in tables]
        return cls(frame=pd.concat(rows), provenance=PROVENANCE)

    def of(self, kind: str, level: Level, codes: Sequence[str] | pd.Index) -> pd.Series:
        """Give one denominator for the `codes` of a level, in their order, NaN where none."""
        keys = pd.MultiIndex.from_product([[str(level)], list(codes)])
        found = self.frame[kind].astype(float).reindex(keys)
        return found.set_axis(pd.Index(codes))

    def known(self, kind: str, level: Level) -> Provenance | None:
        """Give year and sources of a denominator, `None` where the level has no such table."""
        has_rows = self.frame.index.get_level_values(0) == str(level)
        if not self.frame.loc[has_rows, kind].notna().any():
            return None
        return self.provenance.get((kind, level))


def _of_level(table: pd.DataFrame) -> pd.DataFrame:
    if missing := [name for name in COLUMN_NAMES if name not in table.columns]:
        raise WrongColumns(f"a table of covariates lacks {', '.join(missing)}")
    found = table[list(COLUMN_NAMES)].rename(columns=COLUMN_NAMES).astype("Float64").astype(float)
    levels = found.index.get_level_values("level").map(str)
    for kind in KINDS:
        has_source = [(kind, Level(level)) in PROVENANCE for level in levels]
        found[kind] = found[kind].where(pd.Series(has_source, index=found.index, dtype=bool))
    return found.set_axis(
        pd.MultiIndex.from_arrays(
            [levels, found.index.get_level_values("code")], names=["level", "code"]
        )
    )
