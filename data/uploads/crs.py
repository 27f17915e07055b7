"""Reference systems that files declare, and coordinates turned into degrees of WGS-84.

PROJ is handed a number, a WKT or a PROJJSON text and never a string of a user's: of other texts it
takes some for names of files. It has no network and no grids here.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.errors import BadValue
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.uploads.limits import Ask

WGS84 = "EPSG:4326"
NAME = re.compile(r"(?i)(?:urn:ogc:def:crs:)?(?:EPSG|OGC):(?:[0-9.]*:)?(?P<code>[0-9]{4,6}|CRS84)")
LONGEST = 20_000  # characters of a WKT
GRID = re.compile(r'PARAMETERFILE\["[^"]*",\s*"(?!@null")')


@dataclass(frozen=True)
class System:
    """Hold a reference system.

    Parameters
    ----------
    name
        ``EPSG:`` and a number, or its own name where it has none; blank where none is declared.
    crs
        For pyproj.
    """

    name: str = ""
    crs: Any = None

    @property
    def degrees(self) -> bool:
        """Tell whether its coordinates are longitude and latitude."""
        return self.crs is not None and bool(self.crs.is_geographic)


def named(text: str) -> System:
    """Read a name such as ``EPSG:4490`` or ``urn:ogc:def:crs:OGC:1.3:CRS84``.

    Raises
    ------
    BadValue
        There is no such system.

    Examples
    --------
    >>> named("urn:ogc:def:crs:EPSG::3857").name, named("EPSG:32650").name
    ('EPSG:3857', 'EPSG:32650')
    """
    from pyproj import CRS  # noqa: PLC0415 - loads slowly
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    found = NAME.fullmatch(text.strip())
    if found is None:
        raise _unknown(text)
    number = 4326 if found["code"].upper() == "CRS84" else int(found["code"])
    try:
        return System(f"EPSG:{number}", CRS.from_epsg(number))
    except CRSError as problem:
        raise _unknown(text) from problem


def described(text: str | dict[str, Any]) -> System:
    """Read a WKT text or a PROJJSON object.

    Raises
    ------
    BadValue
        It is none, or too long.
    """
    from pyproj import CRS  # noqa: PLC0415 - loads slowly
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        if isinstance(text, dict):
            crs = CRS.from_json_dict(text)
        elif len(text) <= LONGEST:
            crs = CRS.from_wkt(text)
        else:
            raise _unknown(text)
        if GRID.search(crs.to_wkt()):  # a system may name a file of its shifts: PROJ would open it
            raise _unknown(str(text))
        number = crs.to_epsg()
        name = f"EPSG:{number}" if number else str(crs.name)[:100]
    except (CRSError, ValueError, TypeError, KeyError) as problem:
        raise _unknown(str(text)) from problem
    return System(WGS84 if name == "WGS 84 (CRS84)" else name, crs)


def unless_told(ask: Ask, read: Callable[[], System]) -> System:
    """Read what a file declares; what it says counts for nothing where the user declares one.

    Raises
    ------
    BadValue
        The file's system is not known and the user declares none.
    """
    try:
        return read()
    except BadValue:
        if ask.crs:
            return System()
        raise


def _unknown(text: str) -> BadValue:
    return BadValue(
        said("the reference system {text} is not known", text=" ".join(text.split())[:60]),
        where="crs",
        remedy=said("Save the file in EPSG:4326 (WGS 84), or declare its system as EPSG:number."),
    )


def to_degrees(
    xs: Sequence[float], ys: Sequence[float], system: System
) -> tuple[list[float], list[float]]:
    """Turn coordinates into longitude and latitude of WGS-84, in degrees.

    Those of WGS-84 stay as they are, bit by bit. What cannot be converted becomes infinite.

    Raises
    ------
    BadValue
        There is no way from the system to WGS-84 without files that are not here.
    """
    if system.name == WGS84:
        return list(xs), list(ys)
    from pyproj import Transformer  # noqa: PLC0415 - loads slowly
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    try:
        turn = Transformer.from_crs(system.crs, WGS84, always_xy=True)
        longitudes, latitudes = turn.transform(list(xs), list(ys))
    except ProjError as problem:
        raise _unknown(system.name) from problem
    return list(longitudes), list(latitudes)


def looks_metric(x: float, y: float) -> bool:
    """Tell whether coordinates can be no degrees."""
    return abs(x) > 360 or abs(y) > 180  # noqa: PLR2004 - degrees of a circle and its half


def looks_mercator(x: float, y: float) -> bool:
    """Tell whether coordinates may be metres of Web Mercator: in its square, and no degrees.

    Examples
    --------
    >>> looks_mercator(12_700_000, 2_580_000), looks_mercator(114.1, 22.5)
    (True, False)
    """
    return looks_metric(x, y) and max(abs(x), abs(y)) <= math.pi * 6_378_137


def looks_swapped(longitude: float, latitude: float) -> bool:
    """Tell whether a point is impossible, or far from China, and in China when swapped.

    Examples
    --------
    >>> looks_swapped(22.5, 114.1), looks_swapped(114.1, 22.5)
    (True, False)
    """
    return 3 <= longitude <= 54 and 73 <= latitude <= 136  # noqa: PLR2004 - China's extent, degrees
