"""The numbers that PlusN ships: published counts and what they are divided by."""

from __future__ import annotations

import pandas as pd

from data.codes import Level
from data.errors import UnavailableMeasure
from data.packaged import load_table, source_ids

AS_OF = 2024
ALL_MANUFACTURING = "all manufacturing"
PERSONS_PER_10K = 10_000
# Which sources of a row's list stand behind which column of the covariate tables.
POPULATION_SOURCE = {Level.PROVINCE: "NBS_E0103_PIK", Level.CITY: "CENSUS2020"}
POPULATION_YEAR = {Level.PROVINCE: 2024, Level.CITY: 2020}
GDP_SOURCE = "NBS_E0103_PIK"
CITY_AREA_SOURCE = "HKTDC_GBA2020"


def published_counts() -> pd.DataFrame:
    """Give the study's counts of 2024 for all manufacturing.

    Shanghai stands at province and at city level with the same figure: one unit, never added
    twice. The country row is the research sample of 68,314.

    Returns
    -------
    pandas.DataFrame
        Columns `level`, `code` (text), `value` (Int64, enterprises), `source_id` (tuples of source
        ids); sorted by level rank, then code. 1 country, 5 province and 6 city rows.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> counts = published_counts().set_index(["level", "code"])["value"]
    >>> int(counts["country", "100000"]), int(counts["province"].sum())
    (68314, 55379)
    """
    rows = _counts_of_study()
    rows = rows[rows["sector"] == ALL_MANUFACTURING]
    rank = rows["level"].map(lambda level: Level(level).rank)
    rows = rows.assign(rank=rank).sort_values(["rank", "code"], kind="stable")
    return rows[["level", "code", "value", "source_id"]].reset_index(drop=True)


def sector_totals() -> pd.DataFrame:
    """Give the study's counts of 2024 for single sectors, the Mainland as a whole.

    Returns
    -------
    pandas.DataFrame
        Columns `level`, `code`, `sector` (text), `value` (Int64, enterprises), `source_id`
        (tuples); largest first. Four of the sectors are published, not all.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> sector_totals()["value"].tolist()
    [9177, 5630, 4879, 4710]
    """
    rows = _counts_of_study()
    rows = rows[rows["sector"] != ALL_MANUFACTURING]
    rows = rows.sort_values(["value", "sector"], ascending=[False, True], kind="stable")
    return rows[["level", "code", "sector", "value", "source_id"]].reset_index(drop=True)


def covariates(level: Level | str) -> pd.DataFrame:
    """Give what counts are divided by, for one level.

    Provinces: residents and GDP of 2024. Cities: residents of the 2020 census; GDP only for the
    four municipalities, because no prefecture table is published. Unknown cells are NA, and their
    sources the empty tuple.

    Returns
    -------
    pandas.DataFrame
        Indexed by (`level`, `code`), sorted; columns `population` (Int64, persons),
        `population_year`, `gdp_100m_cny` (Float64, 100 million yuan, 2024), `area_km2` (Float64,
        km², geodesic), `area_km2_published` (Float64, km², weak and of mixed vintages: never the
        default), and for each but the year its sources as tuples in `population_sources`,
        `gdp_sources`, `area_sources`, `area_published_sources`. Every unit of the level has a row,
        Hong Kong, Macao and Taiwan with areas only.

    Raises
    ------
    UnavailableMeasure
        The level has no table: country and county.

    Examples
    --------
    >>> one = covariates("province").loc[("province", "440000")]
    >>> int(one["population"]), float(one["gdp_100m_cny"]), one["gdp_sources"]
    (127800000, 141633.8, ('NBS_E0103_PIK',))
    """
    wanted = Level(level)
    if wanted not in POPULATION_SOURCE:
        raise UnavailableMeasure(
            f"there are no residents or GDP by {wanted}", remedy="Use province or city."
        )
    regions = load_table("region_names").query("level == @wanted.value")
    table = regions[["level", "code", "area_km2"]].merge(
        load_table(f"{wanted}_covariates").drop(columns="source_id"),
        on=["level", "code"],
        how="left",
        validate="one_to_one",
    )
    return _with_sources(table, wanted).set_index(["level", "code"]).sort_index()


def _counts_of_study() -> pd.DataFrame:
    rows = load_table("hkme_counts")
    rows = rows[(rows["year"] == AS_OF) & rows["code"].notna()]
    rows = rows.rename(columns={"count": "value"})
    # An object column: pandas would make arrays of tuples in a text column.
    lists = pd.Series([source_ids(cell) for cell in rows["source_id"]], rows.index, dtype=object)
    return rows.assign(source_id=lists)


def _with_sources(table: pd.DataFrame, level: Level) -> pd.DataFrame:
    published = table["area_km2_published"]
    area_source = (
        table["area_source"]
        if level is Level.PROVINCE
        else pd.Series(CITY_AREA_SOURCE, index=table.index).where(published.notna())
    )
    population = _population(table, level)
    gdp = table["gdp_2024_100m_cny"]
    return pd.DataFrame(
        {
            "level": table["level"],
            "code": table["code"],
            "population": population,
            "population_year": POPULATION_YEAR[level],
            "population_sources": _behind(population, POPULATION_SOURCE[level]),
            "gdp_100m_cny": gdp,
            "gdp_sources": _behind(gdp, GDP_SOURCE),
            "area_km2": table["area_km2"],
            "area_sources": _behind(table["area_km2"], "GEOAREA"),
            "area_km2_published": published,
            "area_published_sources": [(s,) if pd.notna(s) else () for s in area_source],
        }
    )


def _population(table: pd.DataFrame, level: Level) -> pd.Series:
    if level is Level.CITY:
        return table["census_2020_pop"]
    return (table["pop_2024_10k"] * PERSONS_PER_10K).astype("Int64")


def _behind(values: pd.Series, source: str) -> list[tuple[str, ...]]:
    return [(source,) if known else () for known in values.notna()]
