"""Regions as drawn: numbers, standing, colour, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.reasons import reason
from briefing.atlas.scale import Scale, measured_text
from briefing.spec import Colour, Mark
from data.figure import Standing

if TYPE_CHECKING:
    from briefing.atlas.material import Material, View
    from briefing.spec import Language
    from data.codes import RegionKey

NUMBERS = ("low", "high", "low_certain", "high_certain")


def marks(material: Material, view: View, scale: Scale, language: Language) -> tuple[Mark, ...]:
    """Describe every region of a view, in the order of its keys."""
    return tuple(_mark(material, view, key, scale, language) for key in view.keys)


def _mark(material: Material, view: View, key: RegionKey, scale: Scale, language: Language) -> Mark:
    row = material.row(key)
    standing = Standing(row["standing"])
    ends = [float(row[n]) if standing.has_range else None for n in NUMBERS]
    low, high, low_certain, high_certain = ends
    region = material.regions.get(*key)
    value = low if standing.has_value else None
    members = view.group.members if view.group else _outlined(material, view)
    return Mark(
        level=str(key.level),
        code=key.code,
        parent=region.parent.code if region.parent else "",
        names={code: region.name(code) for code in ("en", "zh-Hant", "zh-Hans")},
        label=material.name(key, language, alone=view.national),
        value=value,
        low=low,
        high=high,
        low_certain=low_certain,
        high_certain=high_certain,
        standing=standing.value,
        class_index=scale.class_of(value),
        fill=_fill(material, value, scale),
        may_be_higher=key in scale.outlined,
        in_group=key in members,
        text=measured_text(material.measure, low, high, language),
        known=_known(material, key, scale, standing, language),
        because=reason(material, key, language) if standing.has_range else "",
        sources=tuple(row["sources"]),
    )


def _outlined(material: Material, view: View) -> tuple[RegionKey, ...]:
    # The delta's group is part of the story of Guangdong; elsewhere only the group asked for.
    if material.group is not None:
        return material.group.members
    return (
        material.groups["gba"].members if view.id == "440000" and "gba" in material.groups else ()
    )


def _fill(material: Material, value: float | None, scale: Scale) -> Colour | None:
    if value is None or material.style == "symbols":
        return None
    return scale.colour_of(value)


def _known(
    material: Material, key: RegionKey, scale: Scale, standing: Standing, language: Language
) -> str:
    words = material.say(f"standing.{standing}", language)
    if key in scale.higher:
        return f"{words}{material.say('standing.higher', language)}"
    return words
