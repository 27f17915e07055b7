"""What moves: products of an origin class, and the marks they carry.

Duty depends on the origin of the goods and on the territory they enter, so origin is part of what
flows. Where duty there also depends on the freight (CIF) or on a bond, the goods are declared for
that territory from the start: each lane then bears its share exactly. A declaration ends where the
goods enter; a bond is kept for good, for what was made in it may never come home.
"""

from __future__ import annotations

from typing import NamedTuple


class Commodity(NamedTuple):
    """Name goods by product, customs origin, and what they are declared for.

    Parameters
    ----------
    product, origin
        Product, and the territory or class that customs take as its origin.
    bound_for
        Territory that the goods are declared for while on the way; blank otherwise.
    bond
        Territory in whose bond they are, or will be once they enter it; blank otherwise.

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
