"""What is written beside regions: numbers with what they are made of, names that always stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.labels import Kind, Words
from briefing.atlas.scale import PERCENT_MEASURES
from briefing.atlas.tables import ranking, said_number
from briefing.numerals import number, percent
from data.codes import Level, RegionKey

if TYPE_CHECKING:
    from briefing.atlas.material import Material, View
    from briefing.atlas.sizes import Setting, Sizes
    from briefing.spec import Tongue


def beside(view: View, code: str) -> RegionKey:
    """Name Hong Kong, Macao or Taiwan at the level that is drawn."""
    return RegionKey(Level.CITY if view.level is Level.COUNTY else view.level, code)


def always(
    material: Material, view: View, language: Tongue, setting: Setting
) -> dict[RegionKey, tuple[Kind, Words]]:
    """Name Hong Kong and Macao always; on a national map say that Taiwan has no data here."""
    named: dict[RegionKey, tuple[Kind, Words]] = {}
    if view.national:  # the longest words choose first, then the places from west to east
        key = beside(view, "710000")
        known = key in view.keys and material.standing(key).has_range
        named[key] = _taiwan(material, language, setting, known=known)
    for code in ("820000", "810000"):
        key = beside(view, code)
        named[key] = ("place", Words(name=material.name(key, language), size=setting.type.name))
    return named


def _taiwan(
    material: Material, language: Tongue, setting: Setting, *, known: bool
) -> tuple[Kind, Words]:
    name, type_size = material.say("absent.taiwan_name", language), setting.type.name
    if known:  # a user's table may have numbers of it
        return "place", Words(name=name, size=type_size)
    short = material.say("absent.taiwan_phone", language)
    note = material.say("absent.taiwan_wide", language) if setting.leaders else short
    return "absent", Words(name=name, extra=note, shorter=short, size=type_size)


def number_words(
    material: Material, view: View, key: RegionKey, language: Tongue, sizes: Sizes
) -> Words:
    """Write a region's name, its number, and what that is made of."""
    first = ranking(material, view)[:1] == [key]
    return Words(
        name=material.name(key, language, alone=view.national),
        number=said_number(material, key, language),
        extra=_extra(material, view, key, language),
        size=sizes.name,
        number_size=sizes.largest if first else sizes.number,
    )


def _extra(material: Material, view: View, key: RegionKey, language: Tongue) -> str:
    """Add what the number is made of: a share to a count, the count to a ratio."""
    count = material.count(key)
    if count is None:
        return ""
    if material.measure == "count":
        whole = material.count(view.whole) if view.whole and material.additive else None
        return percent(count / whole) if whole else ""
    if material.measure in PERCENT_MEASURES | {"rank"}:
        return number(count)
    if material.measure == "density":
        area = f"{material.regions.get(*key).area_km2:,.0f}"
        return material.say("extra.density", language, count=number(count), area=area)
    return ""
