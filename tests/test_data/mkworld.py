"""Derive data/tables/world_50m.parquet from Natural Earth as packed in world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tests/test_data/mkworld.py package/countries-50m.json iso_3166-1.json

The second file is Debian's /usr/share/iso-codes/json/iso_3166-1.json; it gives the alpha-3 code of
each numeric one. China, Hong Kong, Macao and Taiwan are left out: their lines come from the China
layers, which every map draws over the world.
"""

from __future__ import annotations

import hashlib
import json
import sys
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from data.files import write_atomic

LEFT_OUT = {"156", "158", "344", "446"}
RENAMED = {"807": "North Macedonia"}  # the name since February 2019
POLE = -89.99
TABLES = Path(__file__).parents[2] / "data" / "tables"


def decoded_arcs(topology):
    """Undo the quantisation: each arc is a first point and steps, in whole units."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.round(np.cumsum(arc, axis=0) * scale + shift, 4) for arc in topology["arcs"]]


def ring(indices, arcs):
    """Join arcs end to end; ~i is arc i backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def unwrapped(points):
    """Let longitudes run on where a ring crosses 180°, and close one around the South Pole.

    The package's polygons are spherical: they were stitched along the antimeridian.
    """
    lon, lat = np.unwrap(points[:, 0], period=360), points[:, 1]
    if abs(lon[-1] - lon[0]) > 180:
        lon, lat = np.append(lon, [lon[-1], lon[0]]), np.append(lat, [-90.0, -90.0])
    return np.column_stack([lon, lat])


def cut(polygon):
    """Cut a polygon whose longitudes run on into parts between 180° West and East."""
    west = np.floor((polygon.bounds[0] + 180) / 360)
    east = np.ceil((polygon.bounds[2] + 180) / 360)
    for turn in np.arange(west, east):
        part = shapely.intersection(
            polygon, shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        )
        yield shapely.transform(part, lambda xy, turn=turn: np.round(xy - [360 * turn, 0], 4))


def shape(geometry, arcs):
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    made = []
    for rings in polygons:
        joined = [ring(indices, arcs) for indices in rings]
        # Antarctica's outer ring is the pole itself, and its coast a hole: the coast is the ring.
        outer, *holes = [unwrapped(one) for one in joined if one[:, 1].max() > POLE]
        polygon = shapely.make_valid(
            shapely.Polygon(outer, holes), method="structure", keep_collapsed=False
        )
        made += cut(polygon)
    valid = shapely.make_valid(np.array(made), method="structure", keep_collapsed=False)
    return shapely.union_all(valid)


def world(topology, alpha3):
    arcs = decoded_arcs(topology)
    rows = [
        {
            "iso_numeric": geometry.get("id") or "",
            "name": geometry["properties"]["name"],
            "geometry": shape(geometry, arcs),
        }
        for geometry in topology["objects"]["countries"]["geometries"]
        if geometry.get("id") not in LEFT_OUT
    ]
    for row in rows:  # Ashmore and Cartier has Australia's code: one row per code
        if row["name"] == "Ashmore and Cartier Is.":
            home = next(r for r in rows if r["name"] == "Australia")
            home["geometry"] = shapely.union(home["geometry"], row["geometry"])
    table = gpd.GeoDataFrame(
        [row for row in rows if row["name"] != "Ashmore and Cartier Is."], crs="EPSG:4326"
    )
    table["name"] = table["iso_numeric"].map(RENAMED).fillna(table["name"])
    table["iso3"] = table["iso_numeric"].map(alpha3).fillna("")
    columns = ["iso3", "iso_numeric", "name", "geometry"]
    return table.sort_values(["iso3", "name"], ignore_index=True)[columns]


def main(atlas, codes):
    topology = Path(atlas).read_bytes()
    listed = json.loads(Path(codes).read_text(encoding="utf-8"))["3166-1"]
    table = world(json.loads(topology), {row["numeric"]: row["alpha_3"] for row in listed})
    buffer = BytesIO()
    table.to_parquet(buffer, compression="zstd", compression_level=19, index=False)
    content = buffer.getvalue()
    provenance = {
        "file": "world_50m.parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
        "title": "Natural Earth 1:50m Admin 0 countries, without China, Hong Kong, Macao, Taiwan",
        "publisher": "Natural Earth",
        "licence": "Public domain (Natural Earth); packed by world-atlas 2.0.2 under ISC",
        "url": "https://www.naturalearthdata.com/downloads/50m-cultural-vectors/",
        "package": "world-atlas@2.0.2 (npm), countries-50m.json",
        "package_file_sha256": hashlib.sha256(topology).hexdigest(),
        "script": "tests/test_data/mkworld.py",
        "crs": "EPSG:4326",
        "columns": {
            "iso3": "ISO 3166-1 alpha-3; blank where the standard has no code",
            "iso_numeric": "ISO 3166-1 numeric, three digits; blank likewise",
            "name": "English name as in the source, except that 807 is North Macedonia",
            "geometry": "polygons, degrees, 4 decimals",
        },
        "rows": len(table),
    }
    write_atomic(TABLES / "world_50m.parquet", content)
    write_atomic(TABLES / "world_50m.json", json.dumps(provenance, indent=1).encode() + b"\n")
    print(len(table), "countries,", len(content), "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
