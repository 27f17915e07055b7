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
PERSONS_IN_10K = 10_000


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
    def from_covariates(cls, provinces: pd.DataFrame, cities: pd.DataFrame) -> Denominators:
        """Read them from the packaged tables province_covariates and city_covariates.

        `provinces` has ``adcode, pop_2024_10k, gdp_2024_100m_cny, area_km2_published``;
        `cities` has ``adcode, census_2020_pop``. City GDP is left out on purpose: the table
        has the municipalities only, and no prefecture GDP table exists.

        Raises
        ------
        WrongColumns
            A column is missing.
        """
        _require(provinces, "pop_2024_10k", "gdp_2024_100m_cny", "area_km2_published")
        _require(cities, "census_2020_pop")
        of_provinces = pd.DataFrame(
            {
                "level": str(Level.PROVINCE),
                "code": provinces["adcode"].map(str),
                RESIDENTS: provinces["pop_2024_10k"].astype(float) * PERSONS_IN_10K,
                GDP: provinces["gdp_2024_100m_cny"].astype(float),
                PUBLISHED_AREA: provinces["area_km2_published"].astype(float),
            }
        )
        of_cities = pd.DataFrame(
            {
                "level": str(Level.CITY),
                "code": cities["adcode"].map(str),
                RESIDENTS: cities["census_2020_pop"].astype(float),
            }
        )
        rows = pd.concat([of_provinces, of_cities], ignore_index=True)
        return cls(frame=rows.set_index(["level", "code"]), provenance=PROVENANCE)

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


def _require(frame: pd.DataFrame, *columns: str) -> None:
    if missing := [name for name in ("adcode", *columns) if name not in frame.columns]:
        raise WrongColumns(f"a table of denominators lacks {', '.join(missing)}")
