"""Squares in the place of provinces, on the plane: what back-ends are tested with."""

from __future__ import annotations

import geopandas as gpd
import shapely

from briefing.land import Land
from geo.projection import to_china_km

from .sample_spec import ROWS

CENTRES = ((116.4, 40.0), (121.4, 31.2), (111.7, 27.6), (113.4, 23.3), (121.0, 23.8), (114.1, 22.4))


def sample_land() -> Land:
    boxes = [shapely.box(x - 0.4, y - 0.3, x + 0.4, y + 0.3) for x, y in CENTRES]
    dash = shapely.MultiLineString([[(110, 12), (110, 14)], [(118, 15), (118.5, 17)]])
    plane = to_china_km(gpd.GeoDataFrame(geometry=[*boxes, dash], crs="EPSG:4326")).geometry
    shapes = {("province", row[0]): plane.iloc[place] for place, row in enumerate(ROWS)}
    return Land(shapes=shapes, foreign=(), dash=plane.iloc[-1], attribution="test squares")
