"""Names of regions as a page shows them, so that no two are named alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from plusn.own.located import canonical
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def region_name(key: RegionKey, language: str) -> str:
    """Name a region with the one it lies in; a county has its Chinese name in every language.

    Examples
    --------
    >>> region_name(RegionKey(Level.CITY, "320500"), "en")
    'Suzhou (Jiangsu)'
    >>> region_name(RegionKey(Level.PROVINCE, "320000"), "zh-Hant")
    '江蘇省'
    >>> region_name(RegionKey(Level.COUNTY, "320583"), "en")
    '昆山市 Kunshan (Suzhou, Jiangsu)'
    """
    own = _name(key, language) or key.code
    above = [name for name in _above(key, language) if name != own]
    if not above:
        return own
    return f"{own} ({', '.join(above)})" if language == "en" else f"{own}（{'，'.join(above)}）"


@cache
def every_region(language: str) -> Mapping[RegionKey, str]:
    """Name every region that a text may mean, provinces first, then by code."""
    keys = {canonical(key) for key in _names() if key.level is not Level.COUNTRY}
    ordered = sorted(keys, key=lambda key: (key.level.rank, key.code))
    return {key: region_name(key, language) for key in ordered}


def names_of(keys: Sequence[RegionKey], language: str, *, most: int = 60) -> str:
    """Name some regions in a row, the first of many.

    Examples
    --------
    >>> names_of([RegionKey(Level.PROVINCE, "110000"), RegionKey(Level.PROVINCE, "310000")], "en")
    'Beijing; Shanghai'
    """
    shown = ("; " if language == "en" else "、").join(region_name(k, language) for k in keys[:most])
    return shown if len(keys) <= most else f"{shown} + {len(keys) - most:,}"


def _above(key: RegionKey, language: str) -> list[str]:
    if key.level in {Level.PROVINCE, Level.COUNTRY}:
        return []
    wholes = [RegionKey(Level.PROVINCE, f"{key.code[:2]}0000")]
    if key.level is Level.COUNTY:
        wholes.insert(0, RegionKey(Level.CITY, f"{key.code[:4]}00"))
    return [name for whole in wholes if (name := _name(whole, language))]


def _name(key: RegionKey, language: str) -> str:
    """Give a name alone; in English some stand with the province that they lie in."""
    return _names().get(key, {}).get(language, "").partition(" (")[0]


@cache
def _names() -> Mapping[RegionKey, Mapping[str, str]]:
    found = {
        region.key: {lang: region.name(lang) for lang in LANGUAGES} for region in load_regions()
    }
    return _counties() | found


def _counties() -> dict[RegionKey, dict[str, str]]:
    from geo.matching.gazetteer import Source  # noqa: PLC0415
    from plusn.matching import gazetteer  # noqa: PLC0415 - the names load slowly

    known = gazetteer()
    english: dict[RegionKey, str] = {}
    for name in known.names:
        if name.source is Source.ENGLISH:
            english.setdefault(name.key, name.text)
    found = {}
    for unit in known.units:
        both = f"{unit.name} {english.get(unit.key, '')}".strip()
        found[unit.key] = {"en": both, "zh-Hant": unit.name, "zh-Hans": unit.name}
    return found
