"""Where units lie: which stands in which, and which city answers for a county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.codes import Level, RegionKey, province_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from geo.matching.gazetteer import Unit


# 省直辖县级行政区划: the county-level units directly under a province.
DIRECTLY_UNDER = "90"
RANKS = {level: level.rank for level in Level}


class Tree:
    """Hold the units of 2023 as a hierarchy.

    Seven codes stand at province and at city level for one and the same unit: here that unit has
    its city's key only (`settle`).

    Parameters
    ----------
    units
        Each with the unit that it lies in.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        listed = [unit for unit in units if unit.key.level is not Level.COUNTRY]
        cities = {unit.key.code for unit in listed if unit.key.level is Level.CITY}
        self._twice = {
            unit.key.code
            for unit in listed
            if unit.key.level is Level.PROVINCE and unit.key.code in cities
        }
        self.names = {self.settle(unit.key): unit.name for unit in listed}
        self._city = {
            unit.key: self.settle(unit.parent)
            for unit in listed
            if unit.key.level is Level.COUNTY and unit.parent is not None
        }
        self._above = {key: self._chain(key) for key in self.names}
        self._by_code = self._codes()

    def _codes(self) -> dict[str, RegionKey]:
        """Give the unit of each code: the city where a county has the same one."""
        ranked = sorted(self.names, key=lambda key: -RANKS[key.level])
        return {key.code: key for key in ranked}

    def settle(self, key: RegionKey) -> RegionKey:
        """Give the one key of a unit that stands at two levels."""
        twice = key.level is Level.PROVINCE and key.code in self._twice
        return RegionKey(Level.CITY, key.code) if twice else key

    def unit(self, code: str) -> RegionKey | None:
        """Find the unit of a six-digit code of 2023."""
        return self._by_code.get(code)

    def __contains__(self, key: object) -> bool:
        return key in self.names

    def _chain(self, key: RegionKey) -> frozenset[RegionKey]:
        province = self.settle(RegionKey(Level.PROVINCE, province_of(key.code)))
        return frozenset({key, province, self._city.get(key, key)})

    def within(self, key: RegionKey, outer: Iterable[RegionKey]) -> bool:
        """Tell whether a unit is, or lies in, one of others."""
        return not self._above[key].isdisjoint(outer)

    def wholes(self, key: RegionKey, outer: AbstractSet[RegionKey]) -> int:
        """Count the units among others that a unit is, or lies in."""
        return len(self._above[key] & outer)

    def answers(self, key: RegionKey) -> RegionKey:
        """Give the city-level unit that a unit is counted in; a province answers for itself."""
        return self._city.get(key, key)

    def is_whole_province(self, key: RegionKey) -> bool:
        """Tell whether a unit is of province level, the municipalities included."""
        return key.level is Level.PROVINCE or key.code in self._twice

    def rank(self, key: RegionKey) -> int:
        """Rank a unit by its highest level; a lower number is a higher level.

        潜江市 stands at city level, but is a county-level city: its name comes before no county's.
        """
        if key.code[2:4] == DIRECTLY_UNDER:
            return RANKS[Level.COUNTY]
        return RANKS[Level.PROVINCE] if self.is_whole_province(key) else RANKS[key.level]

    def at(self, key: RegionKey, level: Level) -> bool:
        """Tell whether a unit stands at a level."""
        return key.level is level or (level is Level.PROVINCE and self.is_whole_province(key))


def in_order(keys: Iterable[RegionKey]) -> tuple[RegionKey, ...]:
    """Sort units by (level, code), each once."""
    distinct = set(keys)
    if len(distinct) == 1:
        return tuple(distinct)
    return tuple(sorted(distinct, key=lambda key: (RANKS[key.level], key.code)))
