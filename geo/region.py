"""Regions and their hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.codes import COUNTRY_CODE, Level, RegionKey
from data.errors import DuplicateRegion, UnknownRegion

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "zh-Hant", "zh-Hans")


@dataclass(frozen=True, kw_only=True)
class Region:
    """Describe one unit of the Mainland, Hong Kong, Macao or Taiwan.

    Parameters
    ----------
    key, parent
        (level, code) of the unit and of the unit it lies in; the country has no parent.
    name_en, name_zh_hant, name_zh_hans
        Names; a county has only the Simplified one, and shows it in every language.
    kind
        ``"province"``, ``"prefecture"``, ``"municipality"`` … as in region_names.csv.
    area_km2
        Geodesic area of the unsimplified display layer, km²; 0 where not known.
    """

    key: RegionKey
    parent: RegionKey | None
    name_en: str
    name_zh_hant: str
    name_zh_hans: str
    kind: str
    area_km2: float

    @property
    def code(self) -> str:
        """Give the GB/T 2260 code."""
        return self.key.code

    @property
    def level(self) -> Level:
        """Give the level."""
        return self.key.level

    def name(self, language: str) -> str:
        """Give the full name in a language of `LANGUAGES`.

        Examples
        --------
        >>> key = RegionKey(Level.PROVINCE, "440000")
        >>> Region(
        ...     key=key,
        ...     parent=None,
        ...     name_en="Guangdong",
        ...     name_zh_hant="廣東省",
        ...     name_zh_hans="广东省",
        ...     kind="province",
        ...     area_km2=1,
        ... ).name("zh-Hant")
        '廣東省'
        """
        names = {
            "en": self.name_en,
            "zh-Hant": self.name_zh_hant,
            "zh-Hans": self.name_zh_hans,
        }
        return names[language]


@dataclass(frozen=True)
class Regions:
    """Hold every region once and answer questions about the hierarchy.

    Iteration and every list are sorted by (level, code).

    Raises
    ------
    DuplicateRegion
        Two regions share a (level, code).
    UnknownRegion
        A parent is not among the regions, or is not of a higher level.
    """

    rows: tuple[Region, ...]

    def __post_init__(self) -> None:
        rows = tuple(sorted(self.rows, key=lambda r: (r.level.rank, r.code)))
        object.__setattr__(self, "rows", rows)
        if len(self._by_key) != len(rows):
            raise DuplicateRegion("two regions share a level and code")
        for row in rows:
            if row.parent is None:
                continue
            if row.parent not in self._by_key or row.parent.level >= row.level:
                raise UnknownRegion(f"{row.level} {row.code} has no parent of a higher level")

    @cached_property
    def _by_key(self) -> dict[RegionKey, Region]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _children(self) -> dict[RegionKey, tuple[Region, ...]]:
        found: dict[RegionKey, list[Region]] = {}
        for row in self.rows:
            if row.parent is not None:
                found.setdefault(row.parent, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def __iter__(self) -> Iterator[Region]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def get(self, level: Level | str, code: str) -> Region:
        """Find one region.

        Raises
        ------
        UnknownRegion
            There is no such unit at that level.
        """
        try:
            return self._by_key[RegionKey(Level(level), code)]
        except KeyError:
            raise UnknownRegion(
                f"there is no {level} with code {code}",
                remedy="Use a six-digit code of the 2023 list, e.g. 440000 or 440300.",
            ) from None

    def at(self, level: Level | str, *, within: str | None = None) -> tuple[Region, ...]:
        """List the regions of a level, all or those inside the province `within`."""
        wanted = Level(level)
        rows = (row for row in self.rows if row.level is wanted)
        if within is None or within == COUNTRY_CODE:
            return tuple(rows)
        return tuple(row for row in rows if row.code[:2] == within[:2])

    def children(self, key: RegionKey) -> tuple[Region, ...]:
        """List the units directly inside one."""
        return self._children.get(key, ())
