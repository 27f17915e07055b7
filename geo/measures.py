"""What can be shown of a count: densities, rates, shares, concentration and rank.

The formulas, units, years and sources stand in docs/measures.md. A measure never says more than
the count it is made of: a range stays a range, an absence stays an absence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from data.codes import Level
from data.errors import MixedUnits, UnavailableMeasure, UnknownChoice
from data.figure import Standing
from geo.counts import CountTable, tidy
from geo.denominators import GDP, PUBLISHED_AREA, RESIDENTS, Denominators, Provenance
from geo.obstacles import Reason, areas_km2, availability
from geo.ratios import numbers, ranked, rated, shared
from geo.wholes import concentration, wholes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.obstacles import RankBounds
    from geo.region import Regions

__all__ = ["MEASURES", "Area", "Measure", "Reason", "availability", "may_exceed", "measure"]

Area = Literal["geodesic", "published"]
AREAS: tuple[Area, ...] = ("geodesic", "published")
COLOURED_FACTS = (Standing.PUBLISHED, Standing.DERIVED)
#: The one area basis: `geo.region.Region.area_km2`, boundaries of the 2023 code list.
GEODESIC = Provenance(year="2023", sources=("TIANDITU2023", "GEOAREA"), note="note.area_geodesic")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Describe one measure.

    Parameters
    ----------
    id
        The word of command, page and URL.
    unit
        Unit of its numbers; blank for a count, which keeps the unit of what is counted.
    denominator
        What the count is divided by; blank where nothing.
    per
        How many units of the denominator the measure refers to.
    year_rule
        Which year and source the denominator has, in words (docs/measures.md).
    """

    id: str
    unit: str
    denominator: str = ""
    per: float = 1
    year_rule: str = ""


MEASURES: Mapping[str, Measure] = {
    measure.id: measure
    for measure in (
        Measure(id="count", unit=""),
        Measure(
            id="density",
            unit="per 1,000 km2",
            denominator="area_km2",
            per=1_000,
            year_rule="geodesic area of the display layer, boundaries of 2023",
        ),
        Measure(
            id="per_capita",
            unit="per 10,000 residents",
            denominator=RESIDENTS,
            per=10_000,
            year_rule="provinces: end of 2024, NBS; cities: census of 2020",
        ),
        Measure(
            id="per_gdp",
            unit="per 100 million yuan of GDP",
            denominator=GDP,
            per=1,
            year_rule="provinces: 2024, NBS; no prefecture GDP table exists",
        ),
        Measure(id="share", unit="%", denominator="total", per=100, year_rule="as the counts"),
        Measure(
            id="share_of_parent",
            unit="%",
            denominator="parent",
            per=100,
            year_rule="as the counts",
        ),
        Measure(
            id="lq",
            unit="1 = average",
            denominator="share of all sectors",
            year_rule="as the counts",
        ),
        Measure(id="rank", unit="rank", year_rule="as the counts"),
    )
}


def measure(
    counts: CountTable,
    name: str,
    *,
    regions: Regions,
    denominators: Denominators,
    level: Level | str,
    area: Area = "geodesic",
    reference: CountTable | None = None,
    rank_bounds: RankBounds | None = None,
) -> CountTable:
    """Turn counts into a measure, with the standing of every number.

    A published count over a known denominator is derived, a range stays bounded, an absence
    stays an absence; where the denominator is missing nothing can be said (unknown).

    Parameters
    ----------
    counts
        Counts of all levels at hand; shares use the rows of higher levels.
    name
        A key of `MEASURES`.
    regions, denominators
        Areas and parents; residents and GDP.
    level
        The level of the rows to return.
    area
        ``"geodesic"`` (one basis at all levels) or ``"published"`` (provinces only).
    reference
        Counts of all sectors, for the location quotient of the sector `counts`.
    rank_bounds
        Gives sharp rank intervals of a level, as a frame indexed by code with the columns
        `NUMBERS`; needed where some counts are only ranges.

    Returns
    -------
    CountTable
        The rows of `level`; unit as in `MEASURES`; the denominator's sources are added to
        each row and its note to the table.

    Raises
    ------
    UnknownChoice
        `name` is no measure, or `area` no basis.
    UnavailableMeasure
        The data cannot give it; the message says why.
    MixedUnits
        `counts` is not a table of counts, or `reference` counts something else.
    UnknownRegion
        A row's region is not among `regions`.
    """
    level = Level(level)
    _check(counts, name, area, reference)
    why = availability(
        counts, regions, denominators, level, reference=reference, rank_bounds=rank_bounds
    )
    if (reason := why[name]) is not None:
        raise _refusal(name, level, reason, why)
    rows = counts.at(level)
    if name == "count":
        frame = tidy(rows.reset_index().assign(level=str(level)))
        return replace(counts, frame=frame)
    if name in {"density", "per_capita", "per_gdp"}:
        return _rate(counts, MEASURES[name], regions, denominators, level=level, area=area)
    if name == "rank":
        bounds = ranked(rows) if rank_bounds is None else rank_bounds(counts, level)
        return _derived(counts, level, bounds.reindex(rows.index), name)
    if name == "lq" and reference is not None:
        return _derived(counts, level, concentration(counts, reference, regions, level), name)
    found = wholes(counts, regions, level, of_total=name == "share")
    shares = shared(numbers(rows), found.rest, found.whole) * MEASURES[name].per
    return _derived(counts, level, shares, name)


def may_exceed(table: CountTable) -> pd.Series:
    """Tell which ranges reach the lowest published value of their level.

    Such a region "may be higher than coloured places": its upper bound in the chosen measure
    is at least the smallest published or derived value. For a rank, where 1 is highest, its
    best rank is at most the last published one.

    Returns
    -------
    Series of bool
        Indexed as ``table.frame``; False for everything that is not bounded.
    """
    frame, flip = table.frame, table.measure == "rank"
    floats = numbers(frame)
    points = floats["low"].where(frame["standing"].isin(COLOURED_FACTS))
    by_level = points.groupby(level="level")
    edge = by_level.transform("max" if flip else "min")
    reaches = floats["low"] <= edge if flip else floats["high"] >= edge
    return reaches & (frame["standing"] == Standing.BOUNDED)


def _check(counts: CountTable, name: str, area: str, reference: CountTable | None) -> None:
    if name not in MEASURES:
        raise UnknownChoice.of("measure", name, MEASURES)
    if area not in AREAS:
        raise UnknownChoice.of("area", area, AREAS)
    if counts.measure != "count":
        raise MixedUnits(
            f"a measure would be taken of {counts.measure}", remedy="Give the counts themselves."
        )
    if reference is not None and reference.unit != counts.unit:
        raise MixedUnits(
            f"{counts.unit} would be compared with {reference.unit}", remedy="Give one unit."
        )


def _refusal(
    name: str, level: Level, reason: Reason, why: Mapping[str, Reason | None]
) -> UnavailableMeasure:
    good = [other for other, obstacle in why.items() if obstacle is None]
    return UnavailableMeasure(
        f"{name} is not available by {level}: {reason}",
        remedy=f"Use one of: {', '.join(good)}." if good else "Use another level.",
    )


def _rate(
    counts: CountTable,
    kind: Measure,
    regions: Regions,
    denominators: Denominators,
    *,
    level: Level,
    area: Area,
) -> CountTable:
    rows = counts.at(level)
    if kind.id == "density" and area == "geodesic":
        values, known = areas_km2(rows.index, regions, level), GEODESIC
    else:
        name = PUBLISHED_AREA if kind.id == "density" else kind.denominator
        values = denominators.of(name, level, rows.index)
        provenance = denominators.known(name, level)
        if provenance is None:
            raise UnavailableMeasure(
                f"no published areas by {level} are at hand", remedy="Use the geodesic areas."
            )
        known = provenance
    return _derived(counts, level, rated(rows, values, kind.per), kind.id, known)


def _derived(
    counts: CountTable,
    level: Level,
    values: pd.DataFrame,
    name: str,
    known: Provenance | None = None,
) -> CountTable:
    rows = counts.at(level)
    extra = known.sources if known else ()
    frame = rows.assign(
        **{column: values[column] for column in values},
        level=str(level),
        standing=_standing(rows["standing"], values),
    )
    absent = ~frame["standing"].map(lambda s: Standing(s).has_range)
    frame["sources"] = [
        own if nothing else tuple(dict.fromkeys((*own, *extra)))
        for own, nothing in zip(frame["sources"], absent, strict=True)
    ]
    frame.loc[absent, list(values)] = float("nan")
    notes = (*counts.notes, known.note) if known else counts.notes
    return replace(
        counts,
        frame=tidy(frame.rename_axis("code").reset_index()),
        measure=name,
        unit=MEASURES[name].unit,
        notes=tuple(dict.fromkeys(notes)),
    )


def _standing(before: pd.Series, values: pd.DataFrame) -> pd.Series:
    known = values.notna().all(axis=1)
    point = values.eq(values["low"], axis=0).all(axis=1)
    fact = known & before.isin([*COLOURED_FACTS, Standing.BOUNDED])
    after = pd.Series(str(Standing.UNKNOWN), index=before.index, dtype=object)
    after[before == Standing.OUT_OF_SCOPE] = str(Standing.OUT_OF_SCOPE)
    after[fact] = str(Standing.BOUNDED)
    after[fact & point & before.isin(COLOURED_FACTS)] = str(Standing.DERIVED)
    after[known & point & (before == Standing.ESTIMATED)] = str(Standing.ESTIMATED)
    return after
