"""Points to counts by region and sector: the grid index beside shapely and geopandas."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed
from data import boundaries
from data.codes import Level
from geo.points import GridIndex, kernels
from plusn.counting.index import load_index
from plusn.point_counts import Outcome, PointCounts, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

READ, FAST, PLAIN = "reading the file", "ours, numba", "ours, numpy"
GCJ = "ours, numba, declared as GCJ-02"
SHAPELY, GEOPANDAS = "shapely, a prepared polygon at a time", "geopandas.sjoin(within)"
COLUMNS = ["lon", "lat", "sector"]
SECTORS = 31
STEP = 500_000  # rows made at a time: one row group
LARGE, SMALL = 10_000_000, 1_000_000


def tables(rounds: int = ROUNDS, large: int = LARGE, small: int = SMALL) -> list[Table]:
    """Count files of two sizes, beside the peers on the smaller one."""
    with tempfile.TemporaryDirectory(prefix="plusn-") as folder:
        files = {size: made(Path(folder), size) for size in (small, large)}
        return [
            beside_reading(files[large], large, rounds),
            beside_peers(files[small], small, rounds),
            memory(files, rounds),
            making(rounds),
        ]


def made(folder: Path, size: int) -> Path:
    """Write points about every city, most in the larger ones, some off the coast and abroad."""
    import pyarrow as pa  # noqa: PLC0415 - slow
    import pyarrow.parquet as pq  # noqa: PLC0415

    chance = np.random.default_rng(7)
    shapes = boundaries.load("assignment-city").geometry.to_numpy()
    middles = shapely.get_coordinates(shapely.point_on_surface(shapes))
    weights = chance.lognormal(0, 1.2, len(middles))
    names = np.array([f"C{number}" for number in range(13, 13 + SECTORS)])
    path = folder / f"points-{size}.parquet"
    schema = pa.schema([("lon", pa.float64()), ("lat", pa.float64()), ("sector", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, size, STEP):
            count = min(STEP, size - start)
            city = chance.choice(len(middles), count, p=weights / weights.sum())
            spread = np.where(chance.random(count) < 0.3, 0.15, 0.04)[:, None]
            place = (middles[city] + chance.normal(0, 1, (count, 2)) * spread).round(6)
            sector = names[chance.integers(0, SECTORS, count)]
            columns = [pa.array(place[:, 0]), pa.array(place[:, 1]), pa.array(sector)]
            writer.write_table(pa.table(columns, schema=schema))
    return path


def beside_reading(path: Path, size: int, rounds: int = ROUNDS) -> Table:
    """Hold the whole way from file to counts against reading the same columns."""
    found: dict[str, PointCounts] = {}
    load_index(Level.CITY)
    runs = {
        READ: timed(lambda: read(path)),
        FAST: timed(lambda: found.update({FAST: ours(path)})),
        PLAIN: timed(lambda: found.update({PLAIN: plainly(path)})),
        GCJ: timed(lambda: found.update({GCJ: ours(path, datum="gcj-02")})),
    }
    runs[FAST]()  # the compiler's own time is not the question
    medians = interleaved(runs, rounds)
    same = found[FAST].frame.equals(found[PLAIN].frame) and found[FAST].tally == found[PLAIN].tally
    tally = found[FAST].tally
    return Table(
        title=f"6a. {size:,} points by city and sector, from Parquet, two threads",
        head=("way", "median", "ratio"),
        rows=ratios(medians),
        targets=(
            Target(words="numba ÷ reading", value=medians[FAST] / medians[READ], limit=2),
            Target(words="numpy ÷ reading", value=medians[PLAIN] / medians[READ], limit=6),
        ),
        notes=(
            f"numba and numpy count {'the same' if same else 'DIFFERENTLY'}: "
            + ", ".join(f"{outcome} {count:,}" for outcome, count in tally.items() if count),
        ),
        counts={"rows": found[FAST].rows, "same": int(same)},
    )


def beside_peers(path: Path, size: int, rounds: int = ROUNDS) -> Table:
    """Hold it against the two usual ways, from the same file to the same counts."""
    found: dict[str, pd.Series] = {}
    shapes = boundaries.load("assignment-city")
    runs = {
        FAST: timed(lambda: found.update({FAST: inside(path)})),
        SHAPELY: timed(lambda: found.update({SHAPELY: by_shapely(path, shapes)})),
        GEOPANDAS: timed(lambda: found.update({GEOPANDAS: by_geopandas(path, shapes)})),
    }
    runs[FAST]()
    medians = interleaved(runs, rounds)
    border = ours(path).tally[Outcome.BORDER]
    apart = {name: differ(found[FAST], found[name]) for name in (SHAPELY, GEOPANDAS)}
    return Table(
        title=f"6b. {size:,} points by city and sector, beside the usual ways",
        head=("way", "median", "ratio"),
        rows=ratios(medians),
        targets=(
            Target(
                words="times faster than shapely",
                value=medians[SHAPELY] / medians[FAST],
                limit=10,
                at_least=True,
            ),
            Target(
                words="times faster than geopandas",
                value=medians[GEOPANDAS] / medians[FAST],
                limit=40,
                at_least=True,
            ),
        ),
        notes=(
            f"Counted differently by shapely: {apart[SHAPELY]}; by geopandas: {apart[GEOPANDAS]}.",
            f"On a border, where both count nothing: {border}.",
        ),
        counts={"border": border, "shapely apart": apart[SHAPELY], "sjoin apart": apart[GEOPANDAS]},
    )


def memory(files: dict[int, Path], rounds: int = ROUNDS) -> Table:
    """Hold the largest memory of one process with the larger file against that with the smaller."""
    most = {size: min(peak(path) for _ in range(min(rounds, 3))) for size, path in files.items()}
    small, large = most.values()
    return Table(
        title="6c. Largest memory of a process that counts",
        head=("points", "memory"),
        rows=[(f"{size:,}", f"{memory:.0f} MB") for size, memory in most.items()],
        targets=(Target(words="larger ÷ smaller", value=large / small, limit=1.3),),
        counts={"sizes": len(most)},
    )


def making(rounds: int = ROUNDS) -> Table:
    """Time the building of the index, and the reading of one that is kept."""
    units, world = boundaries.load("assignment-city"), boundaries.world()
    shapes, codes = units.geometry.to_numpy(), units["code"].tolist()
    kept: list[GridIndex] = []

    def build() -> None:
        kept[:] = [GridIndex.build(shapes, codes, foreign=world.geometry.to_numpy())]

    def read_kept() -> None:
        load_index.cache_clear()
        load_index(Level.CITY)

    medians = interleaved({"building": timed(build), "reading it": timed(read_kept)}, rounds)
    cells = len(kept[0].lookup.grid.cells)
    return Table(
        title=f"6d. The index of {len(codes)} cities, {cells:,} cells on borders",
        head=("step", "median"),
        rows=[(name, seconds(took)) for name, took in medians.items()],
        targets=(Target(words="seconds to build", value=medians["building"], limit=5),),
        counts={"regions": len(codes)},
    )


def read(path: Path) -> object:
    """Read the columns in Arrow's fastest way: all threads, sectors as a dictionary."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow

    return pq.read_table(path, columns=COLUMNS, read_dictionary=["sector"])


def ours(path: Path, datum: str = "wgs-84") -> PointCounts:
    return points(path, lon="lon", lat="lat", by="sector", datum=datum)


def plainly(path: Path) -> PointCounts:
    with without_numba():
        return ours(path)


@contextmanager
def without_numba() -> Iterator[None]:
    """Count as a machine without numba does."""
    there: Callable[[], bool] = kernels.can_compile
    kernels.can_compile = lambda: False  # type: ignore[assignment]
    try:
        yield
    finally:
        kernels.can_compile = there  # type: ignore[assignment]


def inside(path: Path) -> pd.Series:
    """Count as the peers do: nothing is taken to the nearest region."""
    counted = points(path, lon="lon", lat="lat", by="sector", nearest_km=0)
    return counted.frame.set_index(["code", "key"])["count"]


def by_shapely(path: Path, units: pd.DataFrame) -> pd.Series:
    """Ask each prepared polygon for the points in its box, found by sorted longitude."""
    import pandas as pd  # noqa: PLC0415

    table = read(path).to_pandas()
    table = table.sort_values("lon", ignore_index=True)
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    code = pd.Series(pd.NA, table.index, dtype=object)
    for shape, name in zip(units.geometry, units["code"], strict=True):
        shapely.prepare(shape)
        west, south, east, north = shape.bounds
        some = np.arange(*np.searchsorted(lon, (west, east)))
        some = some[(lat[some] >= south) & (lat[some] <= north)]
        code.iloc[some[shapely.contains_xy(shape, lon[some], lat[some])]] = name
    return by_code(pd.DataFrame({"code": code, "key": table["sector"]}))


def by_geopandas(path: Path, units: pd.DataFrame) -> pd.Series:
    import geopandas as gpd  # noqa: PLC0415

    table = read(path).to_pandas()
    places = gpd.GeoDataFrame(
        table[["sector"]], geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=units.crs
    )
    joined = places.sjoin(units[["code", "geometry"]], predicate="within")
    return by_code(joined.rename(columns={"sector": "key"}))


def by_code(rows: pd.DataFrame) -> pd.Series:
    return rows.dropna().groupby(["code", "key"], observed=True).size()


def differ(one: pd.Series, other: pd.Series) -> int:
    """Count points that two ways put into different cells of the table."""
    apart = one.sub(other.astype(float), fill_value=0).abs()
    return int(apart.sum())


def peak(path: Path) -> float:
    """Count in a process of its own, and give its largest resident memory in MB."""
    code = f"from benchmarks import points; points.tell({str(path)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    return float(done.stdout)


def tell(path: str) -> None:
    """Print the largest resident memory of this process after counting, MB."""
    import resource  # noqa: PLC0415 - not on every system

    ours(Path(path))
    status = Path("/proc/self/status")
    if status.exists():  # what a process inherits from its parent does not count
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        print(int(line.split()[1]) / 1024)
        return
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
