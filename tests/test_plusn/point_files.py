"""A table of points of every outcome, and ways to write it that mean the same."""

from __future__ import annotations

import csv
import io

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from data import boundaries

CITIES = {"440300": "深圳市", "441900": "东莞市", "320500": "苏州市", "810000": "香港"}
SECTORS = ("电子", "C17", "=玩具", "a,b", 'the "best"', "")
# Each with the outcome that it must have.
ODD = (
    ("none", (114.0, np.nan), "no_position"),
    ("none", (np.inf, 22.0), "no_position"),
    ("none", (105.8342, 21.0278), "outside"),  # Hanoi
    ("none", (103.8198, 1.3521), "outside"),  # Singapore
    ("none", (22.55, 114.06), "swapped"),
    ("none", (200.0, 20.0), "out_of_range"),
    ("none", (114.31, 22.15), "nearest"),  # off Hong Kong's south coast
)


def table(rows=600, seed=3):
    """Give lon, lat, sector, city and the outcome of each row."""
    units = boundaries.load("assignment-city").set_index("code").geometry
    rng = np.random.default_rng(seed)
    lon, lat, city, outcome = [], [], [], []
    for code, name in CITIES.items():
        places = units[[code]].sample_points(rows // len(CITIES), rng=seed).get_coordinates()
        lon += places["x"].tolist()
        lat += places["y"].tolist()
        city += [name] * len(places)
        outcome += ["inside"] * len(places)
    corner = shapely.get_coordinates(units["441900"])[5]
    for name, (x, y), what in (*ODD, ("none", tuple(corner), "border")):
        lon.append(float(x))
        lat.append(float(y))
        city.append(name)
        outcome.append(what)
    sector = rng.choice(SECTORS, len(lon)).tolist()
    return {"lon": lon, "lat": lat, "sector": sector, "city": city, "outcome": outcome}


def taken(columns, order):
    return {name: [values[i] for i in order] for name, values in columns.items()}


def as_csv(columns, path, encoding="utf-8", delimiter=",", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_parquet(columns, path, **options):
    pq.write_table(pa.table(columns), path, **options)
    return path


def as_geoparquet(columns, path):
    places = shapely.points(columns["lon"], columns["lat"])
    others = {name: columns[name] for name in ("sector", "city")}
    gpd.GeoDataFrame(others, geometry=places, crs=4326).to_parquet(path)
    return path
