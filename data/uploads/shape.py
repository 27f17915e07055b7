"""What is taken out of a geometry: its kind, how many vertices it has, and where a point is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

POINT, LINE, POLYGON, MIXED = "point", "line", "polygon", "mixed"


class BadShape(ValueError):
    """A geometry breaks off, is nested too deeply, or is of a kind that is not read."""


@dataclass
class Shape:
    """Gather what is taken out of one geometry.

    Parameters
    ----------
    kinds
        Kinds of its parts; none where it is empty.
    vertices
        Of all parts.
    first
        Coordinates of its first vertex, as stored.
    finite
        No coordinate is infinite or no number.
    """

    kinds: set[str] = field(default_factory=set)
    vertices: int = 0
    first: tuple[float, float] | None = None
    finite: bool = True

    @property
    def kind(self) -> str:
        """Give its kind; blank where it is empty."""
        return MIXED if len(self.kinds) > 1 else next(iter(self.kinds), "")

    @property
    def point(self) -> tuple[float, float] | None:
        """Give its coordinates where it is one point."""
        alone = self.kinds == {POINT} and self.vertices == 1
        return self.first if alone else None

    def vertex(self, kind: str, x: float, y: float) -> None:
        """Add one vertex."""
        self.kinds.add(kind)
        self.vertices += 1
        self.finite = self.finite and math.isfinite(x) and math.isfinite(y)
        if self.first is None:
            self.first = (x, y)

    def many(self, kind: str, numbers: tuple[float, ...], dimensions: int) -> None:
        """Add vertices whose coordinates stand one after another."""
        if not numbers:
            return
        self.kinds.add(kind)
        self.vertices += len(numbers) // dimensions
        self.finite = self.finite and all(
            math.isfinite(one) for axis in (0, 1) for one in numbers[axis::dimensions]
        )
        if self.first is None:
            self.first = (numbers[0], numbers[1])
