"""Which kernels count: numba's where it is installed, else numpy's, with the same result."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from data.errors import MissingExtra
from geo.points import walk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.points.lookup import Lookup

    Floats = NDArray[np.float64]


class Kernels(Protocol):
    """Label and count points: see `geo.points.walk`."""

    def labels(
        self, lookup: Lookup, lon: Floats, lat: Floats, /
    ) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """Label points."""

    def count(
        self,
        lookup: Lookup,
        lon: Floats,
        lat: Floats,
        sector: NDArray[np.int32],
        inside: NDArray[np.int64],
        border: NDArray[np.int64],
        /,
    ) -> NDArray[np.intp]:
        """Count points, and list those in no region."""


@cache
def can_compile() -> bool:
    """Tell whether numba is installed."""
    return find_spec("numba") is not None


def kernels_of(*, compiled: bool | None = None) -> Kernels:
    """Give the kernels asked for; by default the fastest that are installed.

    Raises
    ------
    MissingExtra
        Compiled ones are asked for and numba is not installed.
    """
    there = can_compile()
    if compiled and not there:
        raise MissingExtra("numba is not installed", remedy="Install plusn[fast].")
    if there and compiled is not False:
        from geo.points import compiled as fast  # noqa: PLC0415 - numba loads slowly

        return fast
    return walk
