"""The ways in which one name is written: with or without what kind of unit it is."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from data.codes import Level
from geo.matching.gazetteer import Source
from geo.matching.text import clean, fold, has_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.matching.gazetteer import Name

SHORTEST = 2  # characters, or syllables, of a name without its kind


class Form(IntEnum):
    """How much a form says; a lower number says more."""

    FULL = 0  # says of what kind the unit is: 深圳市, Shenzhen City
    BARE = 1
    ZONE = 2
    DISSOLVED = 3  # a city that was divided: its name may still mean the whole
    FORMER = 4
    FORMER_BARE = 5
    TOWN = 6  # says something only beside the name of its city


# End of a unit's full name → how else that kind is written; longest first.
HAN_KINDS: dict[str, tuple[str, ...]] = {
    "特别行政区": ("特别行政区", "特区"),
    "自治区": ("自治区", "区", "省"),
    "自治州": ("自治州", "州"),
    "自治县": ("自治县", "县"),
    "自治旗": ("自治旗", "旗"),
    "地区": ("地区",),
    "林区": ("林区", "区"),
    "特区": ("特区", "区"),
    "新区": ("新区", "区"),
    "省": ("省",),
    "市": ("市",),
    "县": ("县",),
    "区": ("区",),
    "旗": ("旗",),
    "盟": ("盟",),
}
LATIN_KINDS: dict[str, tuple[str, ...]] = {
    "特别行政区": ("sar", "specialadministrativeregion", "tebiexingzhengqu"),
    "自治区": ("autonomousregion", "zizhiqu", "province"),
    "自治州": ("autonomousprefecture", "prefecture", "zizhizhou", "zhou"),
    "自治县": ("autonomouscounty", "county", "zizhixian", "xian"),
    "自治旗": ("autonomousbanner", "banner", "zizhiqi", "qi"),
    "地区": ("prefecture", "diqu"),
    "林区": ("forestrydistrict", "linqu"),
    "特区": ("specialdistrict", "tequ"),
    "新区": ("newarea", "newdistrict", "district", "xinqu"),
    "省": ("province", "sheng", "prov"),
    "市": ("city", "shi", "municipality"),
    "县": ("county", "xian"),
    "区": ("district", "qu"),
    "旗": ("banner", "qi"),
    "盟": ("league", "prefecture", "meng"),
}
ENGLISH_ENDS = (
    *(" Special Administrative Region", " Autonomous Region", " Autonomous Prefecture"),
    *(" Autonomous County", " Autonomous Banner", " Forestry District", " Special District"),
    *(" Municipality", " Prefecture", " Province", " District", " County", " Banner", " League"),
    *(" City", " New Area"),
)


def kind_of(full: str) -> str:
    """Give the end of a full Simplified name that says of what kind the unit is; may be blank.

    Examples
    --------
    >>> kind_of("恩施土家族苗族自治州"), kind_of("深圳市"), kind_of("深圳")
    ('自治州', '市', '')
    """
    return next((kind for kind in HAN_KINDS if full.endswith(kind) and full != kind), "")


def forms_of(name: Name, full: str) -> Iterator[tuple[str, Form]]:
    """List the keys under which a name is found, and how much each says.

    Parameters
    ----------
    name
        As the gazetteer has it.
    full
        Full Simplified name of the unit it names.
    """
    text = clean(name.text)
    if name.source is Source.ZONE:
        yield fold(text), Form.ZONE
    elif name.source is Source.TOWN:
        yield fold(text), Form.TOWN
    elif name.source is Source.FORMER:
        yield from former_forms(text)
    elif has_han(text):
        yield from _han(text, full)
    else:
        yield from _latin(text, full, name)


def former_forms(text: str, form: Form = Form.FORMER) -> Iterator[tuple[str, Form]]:
    """List the keys of a name that is no longer in use, with its kind and without."""
    yield fold(text), form
    if has_han(text):
        base = text.removesuffix(kind_of(text))
        if base != text and len(base) >= SHORTEST:
            yield base, Form.FORMER_BARE if form is Form.FORMER else form


def _han(text: str, full: str) -> Iterator[tuple[str, Form]]:
    key, kind = fold(text), kind_of(full)
    if kind and key.endswith(kind):
        yield key, Form.FULL
        base = key.removesuffix(kind)
    else:
        yield key, Form.BARE
        base = key
    if len(base) >= SHORTEST:
        yield base, Form.BARE
        for end in HAN_KINDS.get(kind, ()):
            yield base + end, Form.FULL


def _latin(text: str, full: str, name: Name) -> Iterator[tuple[str, Form]]:
    kind = kind_of(full)
    base = _latin_base(text, full, name.source)
    key = fold(text)
    yield key, Form.BARE if base == key else Form.FULL
    if base is None:
        return
    alone = name.source is not Source.PINYIN or len(full) - len(kind) >= SHORTEST
    if alone:
        yield base, Form.BARE
    for end in _latin_kinds(kind, name.key.level):
        yield base + end, Form.FULL


def _latin_base(text: str, full: str, source: Source) -> str | None:
    """Give the key of a Latin name without its kind."""
    if source is Source.PINYIN:
        syllables = text.split()
        spare = len(syllables) - (len(full) - len(kind_of(full)))
        if len(syllables) > 1 and spare == len(kind_of(full)):
            return fold(" ".join(syllables[: len(syllables) - spare]))
        return fold(text)
    for end in ENGLISH_ENDS:
        if text.casefold().endswith(end.casefold()):
            return fold(text[: -len(end)]) or None
    return fold(text)


def _latin_kinds(kind: str, level: Level) -> tuple[str, ...]:
    ends = LATIN_KINDS.get(kind, ())
    if level is Level.CITY and kind == "市":
        return (*ends, "prefecture", "prefecturelevelcity")
    return (*ends, "countylevelcity") if level is Level.COUNTY and kind == "市" else ends
