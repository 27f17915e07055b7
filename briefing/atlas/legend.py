"""The legend: what occurs on the map, and nothing else."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from briefing.atlas.material import group_legend
from briefing.atlas.scale import measured_text
from briefing.palette import RAMP, class_colours, token
from briefing.spec import Legend, LegendEntry, Ramp, RampTick, SymbolKey
from data.codes import Level
from data.figure import Standing
from geo.classes import Breaks, Unclassed
from geo.symbols import SymbolScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material, View
    from briefing.atlas.scale import Scale
    from briefing.spec import Language
    from data.codes import RegionKey

MOST_TICKS = 7
MOST_CIRCLES = 3
LEAST_STEP_PX = 15.0  # between the tops of two circles, so that their words stand apart


def legend(
    material: Material, view: View, scale: Scale, language: Language, *, dotted: bool = False
) -> Legend:
    """Describe the legend of a view; `dotted` land beside its regions is not covered either."""
    entries = [
        *_classes(material, view, scale),
        *_zeros(material, view, language),
        *estimated_entry(material, view, scale, language),
        *_ranges(material, view, scale, language),
        *_absences(material, view, language, dotted=dotted),
        *_outlines(material, view, language),
    ]
    fill = material.style == "fill"
    return Legend(
        title=material.say(f"measure.{material.measure}.legend", language),
        entries=tuple(entries),
        ramp=_ramp(material, view, scale, language) if fill else None,
        symbols=() if fill else _symbols(material, view, language),
    )


def _classes(material: Material, view: View, scale: Scale) -> list[LegendEntry]:
    breaks = scale.classification
    if not isinstance(breaks, Breaks) or material.style == "symbols":
        return []
    valued = (s for s in map(material.standing, view.keys) if s.has_value)
    standing = next(valued, Standing.PUBLISHED)
    rows = zip(breaks.labels(), class_colours(len(breaks.edges)), breaks.counts, strict=True)
    return [
        LegendEntry(kind="class", label=label, colour=colour, standing=standing.value)
        for label, colour, count in rows
        if count
    ]


def estimated_entry(
    material: Material, view: View, scale: Scale, language: Language
) -> list[LegendEntry]:
    """Explain the dots that lie over the colour of an estimate, where there is one."""
    found = (key for key in view.keys if material.standing(key) is Standing.ESTIMATED)
    first = next(found, None)
    if first is None:
        return []
    entry = _entry("estimated", material.say("standing.estimated", language), Standing.ESTIMATED)
    value = material.value(first)
    if value is None or material.style == "symbols":
        return [entry]
    return [entry.model_copy(update={"colour": scale.colour_of(value)})]


def _zeros(material: Material, view: View, language: Language) -> list[LegendEntry]:
    """Say that a place with none has no circle: a known number, unlike a range."""
    if material.style == "fill" or 0 not in _values(material, view):
        return []
    return [_entry("value", material.say("legend.zero", language), Standing.PUBLISHED)]


def _ramp(material: Material, view: View, scale: Scale, language: Language) -> Ramp | None:
    ramp = scale.classification
    if not isinstance(ramp, Unclassed):
        return None
    values = sorted(set(_values(material, view)), reverse=True)
    shown = values if len(values) <= MOST_TICKS else _spread(values, MOST_TICKS)
    places = 1 - ramp.position(shown) if scale.reversed else ramp.position(shown)
    ticks = [
        RampTick(at=float(at), label=measured_text(material.measure, v, v, language))
        for v, at in zip(shown, places, strict=True)
    ]
    if ramp.minimum == 0 and shown[-1] != 0:
        ticks.append(RampTick(at=0.0, label="0"))
    return Ramp(stops=RAMP, ticks=tuple(ticks))


def _values(material: Material, view: View) -> Sequence[float]:
    """Give the values that the legend is of: those of all maps side by side."""
    if material.pool is not None:
        return material.pool.values
    return [v for v in map(material.value, view.keys) if v is not None]


def _spread(values: list[float], count: int) -> list[float]:
    last = len(values) - 1
    return [values[round(i * last / (count - 1))] for i in range(count)]


def _ranges(material: Material, view: View, scale: Scale, language: Language) -> list[LegendEntry]:
    bounded = [key for key in view.keys if material.standing(key) is Standing.BOUNDED]
    plain = [key for key in bounded if key not in scale.outlined]
    found = []
    if plain:
        words = range_words(material, plain, language)
        if scale.higher and not scale.outlined:
            words += material.say("legend.may_be_higher", language)
        found.append(_entry("range", words, Standing.BOUNDED))
    if scale.outlined:
        words = material.say("legend.higher", language)
        found.append(_entry("higher", words, Standing.BOUNDED))
    return found


def _entry(kind: str, label: str, standing: Standing) -> LegendEntry:
    return LegendEntry.model_validate(
        {"kind": kind, "label": label, "colour": token("land"), "standing": standing.value}
    )


def range_words(material: Material, keys: Sequence[RegionKey], language: Language) -> str:
    """Say which range the regions have: one for all, or the commonest and the widest."""
    ranges = Counter(_range(material, key) for key in keys)
    (common, _), *others = ranges.most_common()
    said = measured_text(material.measure, *common, language)
    highest = max(high for _, high in ranges)
    if material.measure == "rank":
        best = min(low for low, _ in ranges)
        said = measured_text("rank", best, highest, language)
        return material.say("legend.range_one", language, interval=said)
    if not others:
        key = "legend.range_each" if len(keys) > 1 else "legend.range_one"
        return material.say(key, language, interval=said)
    most = measured_text(material.measure, highest, highest, language)
    if material.measure == "count" and highest == common[1]:
        return material.say("legend.range_each", language, interval=said)
    if material.measure == "count":
        return material.say("legend.range_most", language, interval=said, most=most)
    return material.say("legend.range_at_most", language, most=most)


def _range(material: Material, key: RegionKey) -> tuple[float, float]:
    row = material.row(key)
    return float(row["low"]), float(row["high"])


def _absences(
    material: Material, view: View, language: Language, *, dotted: bool
) -> list[LegendEntry]:
    standings = {material.standing(key) for key in view.keys}
    found = []
    if Standing.UNKNOWN in standings:
        words = material.say("legend.unknown", language)
        found.append(_entry("unknown", words, Standing.UNKNOWN))
    if dotted or Standing.OUT_OF_SCOPE in standings:
        words = material.say("legend.scope", language)
        found.append(
            LegendEntry(
                kind="scope",
                label=words,
                colour=token("dot_ground"),
                standing=Standing.OUT_OF_SCOPE.value,
            )
        )
    return found


def _outlines(material: Material, view: View, language: Language) -> list[LegendEntry]:
    group = material.group or (material.groups.get("gba") if view.id == "440000" else None)
    if group is None or view.group is group or not set(group.members) & set(view.keys):
        return []
    name = group_legend(group, language)
    return [LegendEntry(kind="group", label=name, colour=token("ink"), standing=None)]


def _symbols(material: Material, view: View, language: Language) -> tuple[SymbolKey, ...]:
    values = sorted((value for value in _values(material, view) if value > 0), reverse=True)
    if not values:
        return ()
    largest, most = values[0], largest_radius(view)
    shown: list[float] = []
    for value in values:
        radius = symbol_radius(value, largest, most=most)
        last = symbol_radius(shown[-1], largest, most=most) if shown else math.inf
        if 2 * (last - radius) >= LEAST_STEP_PX:
            shown.append(value)
    return tuple(
        SymbolKey(
            radius=symbol_radius(value, largest, most=most),
            label=measured_text(material.measure, value, value, language),
        )
        for value in shown[:MOST_CIRCLES]
    )


def largest_radius(view: View) -> float:
    """Give the radius of the largest circle, px; the nation's cities lie close together."""
    return 34.0 if view.national and view.level is not Level.PROVINCE else 66.0


def symbol_radius(value: float, largest: float, *, most: float = 66.0) -> float:
    """Give the radius of a circle whose area is proportional to `value`, px.

    Examples
    --------
    >>> symbol_radius(25, 100)
    33.0
    """
    circles = SymbolScale(largest=largest, largest_radius=most)
    return round(float(circles.radius([value])[0]), 1)
