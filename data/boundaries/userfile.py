"""Check a user's own boundary file, which takes the place of the built-in layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.boundaries.formats import read_any
from data.codes import Level
from data.datum import Datum, shift, unshifted
from data.errors import (
    BadValue,
    DuplicateRegion,
    PlusNError,
    Problems,
    UnknownChoice,
    UnknownRegion,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

# A box around China with the South China Sea, in degrees: west, south, east, north.
CHINA = (72.0, 2.0, 137.0, 55.0)
DATUMS = tuple(str(datum) for datum in Datum)
_CODE_LENGTH = 6
_LISTED = 8
# Share of the GCJ-02 shift by which units are off their place: 0 for WGS 84, 1 for GCJ-02.
_SHIFTED = (0.6, 1.4)


def read(
    path: str | Path,
    code_column: str,
    *,
    reference: Mapping[Level, gpd.GeoDataFrame],
    level: Level | str | None = None,
    declared_datum: str | None = None,
) -> gpd.GeoDataFrame:
    """Read and check a file of boundaries, one row per region.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile (plain or zipped) or GeoParquet.
    code_column
        Column of six-digit codes.
    reference
        Built-in layers by level (`data.boundaries.load`): what codes are known, their parents, and
        where their regions lie.
    level
        Level of the codes; by default the highest one that knows them all.
    declared_datum
        ``"wgs-84"``, or ``"gcj-02"`` or ``"bd-09"``, which are converted. By default WGS 84, and
        refused when the regions lie where GCJ-02 would put them.

    Returns
    -------
    GeoDataFrame
        ``level, code, parent, name_zh_hans, area_km2, geometry`` in EPSG:4326, sorted by code;
        names and areas are those of the reference.

    Raises
    ------
    UnreadableFile, WrongColumns, TooLarge
        The file cannot be read at all.
    UnknownChoice
        `level` or `declared_datum` is not on the list.
    Problems
        Everything else that is wrong with it, collected: `BadValue` (codes, geometries, reference
        system, positions), `UnknownRegion`, `DuplicateRegion`.
    """
    if declared_datum is not None and declared_datum not in DATUMS:
        raise UnknownChoice.of("datum", declared_datum, DATUMS)
    rows = read_any(Path(path), code_column)
    known = reference[_level(rows, reference, level)]
    problems = [*_code_problems(rows, known), *_shape_problems(rows)]
    if not problems:
        rows, problems = _placed(rows, known, declared_datum)
    if problems:
        raise Problems(problems, what=Path(path).name)
    facts = known.drop(columns="geometry")
    rows = rows.astype({"code": known["code"].dtype})
    merged = rows.merge(facts, on="code", how="left", validate="one_to_one")
    return merged.sort_values("code", ignore_index=True)[list(known.columns)]


def _level(
    rows: gpd.GeoDataFrame, reference: Mapping[Level, gpd.GeoDataFrame], level: Level | str | None
) -> Level:
    """Give the level asked for, or the highest of those that know most of the codes."""
    if level is not None:
        if level not in list(reference):
            raise UnknownChoice.of("level", level, [str(known) for known in reference])
        return Level(level)
    hits = {
        known: int(rows["code"].isin(layer["code"]).sum()) for known, layer in reference.items()
    }
    return min(hits, key=lambda known: (-hits[known], known.rank))


def _code_problems(rows: gpd.GeoDataFrame, known: gpd.GeoDataFrame) -> list[PlusNError]:
    codes = rows["code"]
    written = codes.str.fullmatch(rf"[0-9]{{{_CODE_LENGTH}}}").astype(bool)
    unknown = written & ~codes.isin(known["code"])
    twice = written & codes.duplicated(keep=False)
    checks: list[tuple[type[PlusNError], NDArray[np.bool_], str, str]] = [
        (BadValue, ~written.to_numpy(), "rows have no six-digit code", "Give each row one."),
        (
            UnknownRegion,
            unknown.to_numpy(),
            f"codes stand for no {known['level'].iloc[0]}",
            "Use the codes of GB/T 2260 as of 2023, or name the level.",
        ),
        (DuplicateRegion, twice.to_numpy(), "rows share a code", "Merge them into one row each."),
    ]
    if rows.empty:
        return [BadValue("the boundary file has no rows", remedy="Give one row per region.")]
    return _listed(rows, checks)


def _shape_problems(rows: gpd.GeoDataFrame) -> list[PlusNError]:
    shapes = np.asarray(rows.geometry.array)
    absent = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    areal = np.isin(shapely.get_type_id(shapes), (3, 6))
    invalid = areal & ~shapely.is_valid(shapes)
    reason = shapely.is_valid_reason(shapes[invalid])[0] if invalid.any() else ""
    checks: list[tuple[type[PlusNError], NDArray[np.bool_], str, str]] = [
        (BadValue, absent, "rows have no geometry", "Draw them or remove the rows."),
        (BadValue, ~absent & ~areal, "geometries are not polygons", "Give polygons."),
        (BadValue, invalid, f"polygons are not valid: {reason}", "Repair them (make valid)."),
    ]
    return _listed(rows, checks)


def _listed(
    rows: gpd.GeoDataFrame,
    checks: Sequence[tuple[type[PlusNError], NDArray[np.bool_], str, str]],
) -> list[PlusNError]:
    return [
        kind(f"{int(bad.sum())} {what}", where=_where(rows["code"][bad]), remedy=remedy)
        for kind, bad, what, remedy in checks
        if bad.any()
    ]


def _where(codes: gpd.GeoSeries) -> str:
    """Name rows by number, counted from 1, and code."""
    named = [f"row {number + 1} {code!r}" for number, code in codes.items()]
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    return ", ".join(named[:_LISTED]) + more


def _placed(
    rows: gpd.GeoDataFrame, known: gpd.GeoDataFrame, declared_datum: str | None
) -> tuple[gpd.GeoDataFrame, list[PlusNError]]:
    """Bring the rows to WGS 84 degrees, or say why that cannot be."""
    if rows.crs is None:
        remedy = "Save it with its reference system, for instance EPSG:4326."
        return rows, [BadValue("the boundary file declares no reference system", remedy=remedy)]
    rows = rows.to_crs("EPSG:4326").set_geometry(
        shapely.force_2d(rows.to_crs("EPSG:4326").geometry.to_numpy()), crs="EPSG:4326"
    )
    if problem := _range_problem(rows):
        return rows, [problem]
    if declared_datum in {Datum.GCJ02, Datum.BD09}:
        datum = Datum(declared_datum)
        shapes = np.asarray(rows.geometry.array)
        converted = shapely.transform(shapes, lambda points: unshifted(points, datum))
        return rows.set_geometry(converted, crs=rows.crs), []
    if declared_datum is None and looks_shifted(rows, known):
        return rows, [
            BadValue(
                "the regions lie where the datum GCJ-02 would put them",
                remedy=f"Declare the datum of the file: {' or '.join(DATUMS)}.",
            )
        ]
    return rows, []


def _range_problem(rows: gpd.GeoDataFrame) -> BadValue | None:
    bounds = shapely.bounds(np.asarray(rows.geometry.array))
    low, high = bounds[:, :2], bounds[:, 2:]
    inside = (low >= CHINA[:2]).all(axis=1) & (high <= CHINA[2:]).all(axis=1)
    if inside.all():
        return None
    swapped = (low[:, ::-1] >= CHINA[:2]).all() and (high[:, ::-1] <= CHINA[2:]).all()
    remedy = "Write longitude before latitude." if swapped else "Check the reference system."
    return BadValue(
        f"{int((~inside).sum())} regions lie outside China",
        where=_where(rows["code"][~inside]),
        remedy=remedy,
    )


def looks_shifted(rows: gpd.GeoDataFrame, known: gpd.GeoDataFrame) -> bool:
    """Tell whether most regions are off their known place by the GCJ-02 shift.

    For each region the offset of its centroid from the known one is projected on the shift at that
    place; the share is 0 for WGS 84 and 1 for GCJ-02, with noise where the two sources draw a
    region differently. The median decides.

    Parameters
    ----------
    rows, known
        Regions in degrees of EPSG:4326 with `code`; every code of `rows` is in `known`.
    """
    true = shapely.centroid(known.set_index("code").geometry.loc[rows["code"]].to_numpy())
    there = shapely.get_coordinates(true)
    offset = shapely.get_coordinates(shapely.centroid(rows.geometry.to_numpy())) - there
    expected = shift(there)
    share = (offset * expected).sum(axis=1) / (expected**2).sum(axis=1)
    low, high = _SHIFTED
    return bool(low < np.median(share) < high)
