"""The base below flow maps: land, the two territories of production, the dash line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

from briefing.flow.spec import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.plane import Plane
    from briefing.spec import Box

Geometry = Any  # shapely.Geometry: the library ships no types
# South-eastern Asia of the United Nations' M49.
REGION = frozenset(["BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM"])
SPECIAL = ("710000", "810000", "820000")


@dataclass(frozen=True)
class FlowBase:
    """Hold the base geometry, all in EPSG:4326.

    Parameters
    ----------
    foreign
        ISO 3166-1 alpha-3 → land of a country, without China.
    provinces, fine
        Code → province, for the map and, finer, for the inset.
    dash
        The South China Sea dash line.
    attribution
        Source and version of the boundaries of China.
    kept
        What was worked out from it, by what it was worked out for: a window is drawn once.
    """

    foreign: Mapping[str, Geometry]
    provinces: Mapping[str, Geometry]
    fine: Mapping[str, Geometry]
    dash: Geometry
    attribution: str
    kept: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)


def layers(
    foreign: Mapping[str, Geometry],
    provinces: Mapping[str, Geometry],
    dash: Geometry | None,
    plane: Plane,
    box: Box,
) -> tuple[Layer, ...]:
    """Project the base: foreign land, the two tinted territories, coast, dash line."""
    frame = shapely.box(box.x - 4, box.y - 4, box.x + box.width + 4, box.y + box.height + 4)

    def joined(parts: list[Geometry]) -> str:
        return "".join(plane.path(part, frame) for part in parts)

    made = [
        Layer(
            role="foreign", path=joined([g for c, g in sorted(foreign.items()) if c not in REGION])
        ),
        Layer(role="region", path=joined([g for c, g in sorted(foreign.items()) if c in REGION])),
        Layer(
            role="mainland",
            path=joined([g for c, g in sorted(provinces.items()) if c not in SPECIAL]),
        ),
        Layer(role="land", path=joined([g for c, g in sorted(provinces.items()) if c in SPECIAL])),
    ]
    if dash is not None:
        made.append(Layer(role="dash", path=plane.path(dash, frame)))
    return tuple(layer for layer in made if layer.path)
