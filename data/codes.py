"""Region codes: a region is named by (level, code), never by code alone.

Seven codes stand at province and at city level: 11, 12, 31, 50, 71, 81, 82 followed by 0000.
Codes are GB/T 2260, vintage 2023.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

COUNTRY_CODE = "100000"
OUT_OF_STUDY = frozenset({"710000", "810000", "820000"})


class Level(StrEnum):
    """Rank of a region; a parent's level is strictly higher."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"

    @property
    def rank(self) -> int:
        """Give 0 for the country, 3 for a county."""
        return list(Level).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


class RegionKey(NamedTuple):
    """Name one region."""

    level: Level
    code: str


def province_of(code: str) -> str:
    """Give the province-level code that a code lies in.

    Examples
    --------
    >>> province_of("440300")
    '440000'
    """
    return f"{code[:2]}0000"


def in_study(code: str) -> bool:
    """Tell whether a region belongs to the Mainland, which the study covers.

    Examples
    --------
    >>> in_study("440300"), in_study("810000")
    (True, False)
    """
    return province_of(code) not in OUT_OF_STUDY
