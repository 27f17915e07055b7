"""What moves: products of an origin class, and the marks they carry until they enter a territory.

Duty depends on the origin of the goods and on the territory they enter, so origin is part of what
flows. Where duty there also depends on the freight (CIF) or on a bond, the goods are declared for
that territory from the start: each lane then bears its share exactly.
"""

from __future__ import annotations

from typing import NamedTuple


class Commodity(NamedTuple):
    """Name goods by product, customs origin, and what they are declared for.

    Examples
    --------
    >>> Commodity("chip", "CN", bound_for="VN", bond="VN").enters_in_bond
    True
    """

    product: str
    origin: str
    bound_for: str = ""
    bond: str = ""

    @property
    def enters_in_bond(self) -> bool:
        """Tell whether the goods are on the way to a plant that works in bond."""
        return bool(self.bound_for) and self.bound_for == self.bond
