"""Several maps as GeoPackages, one layer each, to be put into one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.gpkg import to_gpkg

if TYPE_CHECKING:
    from briefing.land import Land
    from briefing.panels_spec import MultiplesSpec


def to_layers(spec: MultiplesSpec, land: Land) -> tuple[bytes, ...]:
    """Write each map as a GeoPackage with one layer.

    Layers are called ``map_1``, ``map_2`` …; the name of a map is a user's own text, and stands in
    the column ``panel`` and in the layer's description.

    Raises
    ------
    RenderProblem
        A region has no shape, or a number is not finite.
    """
    return tuple(
        to_gpkg(panel.spec, land, layer=f"map_{number}", panel=panel.name, indexed=False)
        for number, panel in enumerate(spec.panels, 1)
    )
