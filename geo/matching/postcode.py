"""Postal codes after a name: six digits too, but no code of a region."""

from __future__ import annotations

import re

from data.codes import province_of

POSTCODE = re.compile(r"[\s,]+(\d{6})(?=$|,)")
# First two digits of the provinces' codes, each with those of its postal codes (China Post).
PROVINCES = (
    "11:10 12:30 13:05,06,07 14:03,04 15:01,02 21:11,12 22:13 23:15,16 31:20 32:21,22 33:31,32 "
    "34:23,24 35:35,36 36:33,34 37:25,26,27 41:45,46,47 42:43,44 43:41,42 44:51,52 45:53,54 46:57 "
    "50:40 51:61,62,63,64 52:55,56 53:65,66,67 54:85 61:71,72 62:73,74 63:81 64:75 65:83,84"
)
ZONES = {
    zone: province
    for province, _, zones in (pair.partition(":") for pair in PROVINCES.split())
    for zone in zones.split(",")
}


def without_postcode(text: str) -> tuple[str, str] | None:
    """Take a postal code from a name, and give the province that it belongs to.

    Examples
    --------
    >>> without_postcode("Shenzhen 518057, China"), without_postcode("Shenzhen")
    (('Shenzhen, China', '440000'), None)
    """
    found = POSTCODE.search(text)
    zone = ZONES.get(found[1][:2]) if found else None
    if not found or zone is None or not found.start():
        return None
    return text[: found.start()] + text[found.end() :], province_of(f"{zone}0000")
