"""Interval bars beside the map: what is published, what is left for the others together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.clusters import significant
from briefing.atlas.legend import range_words
from briefing.atlas.material import NATION, group_name
from briefing.atlas.scale import STATISTICS, measured_text
from briefing.names import listed
from briefing.numerals import number, percent
from briefing.palette import class_colours
from briefing.spec import Bar, BarTable
from data.codes import Level, RegionKey
from data.figure import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material, View
    from briefing.atlas.scale import Scale
    from briefing.spec import Colour, Language, Tongue

MOST_BARS = 12  # a longer table says how many rows it leaves out
MOST_RANGES = 6
MOST_NAMED = 24


def tables(
    material: Material, view: View, scale: Scale, language: Language
) -> tuple[BarTable, ...]:
    """Describe the tables of a view: its parts, then what else belongs beside them."""
    found = [_parts(material, view, scale, language)]
    if scale.outlined:
        found.append(_may_be_higher(material, view, scale, language))
    elif view.national and material.level is Level.PROVINCE and material.sums:
        cities = _cities(material, found[0].scale, scale, language)
        if cities is not None:
            found.append(cities)
    return tuple(found)


def _parts(material: Material, view: View, scale: Scale, language: Language) -> BarTable:
    ranked = ranking(material, view)
    shown = ranked[:MOST_BARS]
    bars = [_bar(material, view, key, scale, language) for key in shown]
    rest = rest_bar(material, view, language)
    if rest is not None and not scale.outlined:
        bars.append(rest)
    total = _total(material, view, language)
    tallest = max((bar.high for bar in bars if not bar.cut), default=1.0)
    columns = [material.say("table.share", language)] if any(bar.share for bar in bars) else []
    return BarTable(
        title=_title(material, view, language),
        columns=(material.say(f"measure.{material.measure}.column", language), *columns),
        bars=tuple(bars),
        total=total,
        scale=tallest or 1.0,
        footnote=_footnote(material, view, len(ranked) - len(shown), language),
    )


def _title(material: Material, view: View, language: Language) -> str:
    if view.group is not None:
        return group_name(view.group, language)
    if view.national:
        return material.say(f"table.{material.level}", language)
    assert view.whole is not None  # noqa: S101 - a view is a group's or has a whole
    key = "table.parts_county" if view.level is Level.COUNTY else "table.parts"
    return material.say(key, language, name=material.name(view.whole, language))


def ranking(material: Material, view: View) -> list[RegionKey]:
    """Sort the regions that have a number, the largest first.

    For ranks these are the regions whose count is known, although the rank of some is a range.
    """
    if material.measure in STATISTICS:
        return significant(material, view)
    if material.measure == "rank":
        known = [key for key in view.keys if material.count(key) is not None]
        return sorted(known, key=lambda key: (float(material.row(key)["low"]), key))
    valued = [(material.value(key), key) for key in view.keys]
    return [key for _, key in sorted((-v, key) for v, key in valued if v is not None)]


def said_number(material: Material, key: RegionKey, language: Tongue) -> str:
    """Write a region's number, or its range."""
    row = material.row(key)
    return measured_text(material.measure, float(row["low"]), float(row["high"]), language)


def unlisted(material: Material, view: View) -> list[RegionKey]:
    """List the regions of a view whose count is known only by a range."""
    counted = (key for key in view.keys if material.standing(key) is Standing.BOUNDED)
    return [key for key in counted if material.count(key) is None]


def _bar(material: Material, view: View, key: RegionKey, scale: Scale, language: Language) -> Bar:
    value = material.value(key)
    # A rank is no amount: its rows have no bar.
    length = value if value is not None and material.measure != "rank" else 0.0
    return Bar(
        level=str(key.level),
        code=key.code,
        name=material.name(key, language, alone=view.national),
        low=length,
        high=length,
        text=said_number(material, key, language),
        share=_share(material, view, key),
        fill=scale.colour_of(value) if value is not None else None,
        standing=material.standing(key).value,
    )


def _share(material: Material, view: View, key: RegionKey) -> str:
    count = material.count(key)
    whole = material.count(view.whole) if view.whole else None
    if not material.sums or count is None or not whole:
        return ""
    return percent(count / whole)


def rest_bar(material: Material, view: View, language: Language) -> Bar | None:
    """Describe the exact joint total of the regions known only by a range, where it is exact."""
    others = unlisted(material, view)
    # Where nothing is published, the rest is the whole itself.
    name = "table.others" if len(others) < len(view.covered) else "table.places"
    if material.measure != "count" or len(others) < 2 or view.whole is None:  # noqa: PLR2004
        return None
    joint = material.joint(others)
    if not joint.exact or joint.high is None:
        return None
    whole = material.count(view.whole)
    return Bar(
        name=material.counted(name, len(others), language),
        note=material.say("table.together", language),
        low=joint.high,
        high=joint.high,
        text=number(joint.high),
        share=percent(joint.high / whole) if whole else "",
        grey=True,
        standing="derived",
        swatch=range_words(material, others, language),
    )


def _total(material: Material, view: View, language: Language) -> Bar | None:
    if material.measure != "count" or view.whole is None:
        return None
    row = material.count_row(view.whole)
    if not Standing(row["standing"]).has_range:
        return None
    low, high = float(row["low"]), float(row["high"])
    name = (
        material.say("table.all_mainland", language)
        if view.whole == NATION
        else material.say("table.all", language, name=material.name(view.whole, language))
    )
    return Bar(
        level=str(view.whole.level),
        code=view.whole.code,
        name=name,
        low=low,
        high=high,
        text=measured_text("count", low, high, language),
        share="100%" if low == high else "",
        standing=Standing(row["standing"]).value,
    )


def _footnote(material: Material, view: View, left_out: int, language: Language) -> str:
    words = []
    if left_out > 0:
        words.append(_left_out(material, left_out, language))
    others = unlisted(material, view)
    if not view.national and 0 < len(others) <= MOST_NAMED:
        names = [material.name(key, language, alone=False) for key in others]
        key = "table.named" if len(others) < len(view.covered) else "table.named_all"
        words.append(material.counted(key, len(others), language, names=listed(names, language)))
    return material.say("why.space", language).join(words)


def _may_be_higher(material: Material, view: View, scale: Scale, language: Language) -> BarTable:
    tallest = max((material.value(key) or 0.0 for key in view.keys), default=1.0)
    order = sorted(scale.outlined, key=lambda k: (-float(material.row(k)["high"]), k))
    bars = [_range_bar(material, view, key, tallest, language) for key in order[:MOST_RANGES]]
    plain = [key for key in unlisted(material, view) if key not in scale.outlined]
    if plain:
        highest = max(float(material.row(key)["high"]) for key in plain)
        bars.append(
            Bar(
                name=material.counted("table.others", len(plain), language),
                note=material.say("table.range_only", language),
                low=0.0,
                high=highest,
                text=measured_text(material.measure, 0.0, highest, language),
                standing="bounded",
            )
        )
    return BarTable(
        title=material.say("table.higher", language),
        note=material.say("table.higher_note", language),
        columns=(),
        bars=tuple(bars),
        scale=tallest,
        footnote=_left_out(material, len(order) - MOST_RANGES, language),
    )


def _left_out(material: Material, count: int, language: Language) -> str:
    return material.counted("table.left_out", count, language) if count > 0 else ""


def _range_bar(
    material: Material, view: View, key: RegionKey, tallest: float, language: Language
) -> Bar:
    row = material.row(key)
    low, high = float(row["low"]), float(row["high"])
    return Bar(
        level=str(key.level),
        code=key.code,
        name=material.name(key, language, alone=view.national),
        low=low,
        high=min(high, tallest),
        cut=high > tallest,
        text=measured_text(material.measure, low, high, language),
        standing="bounded",
    )


def _cities(
    material: Material, tallest: float, scale: Scale, language: Language
) -> BarTable | None:
    """List the published cities under the provinces: they are already counted there."""
    found: Sequence[tuple[float, RegionKey]] = sorted(
        (-count, row.key)
        for row in material.regions.at(Level.CITY)
        if Standing(material.count_row(row.key)["standing"]) is Standing.PUBLISHED
        and (count := material.count(row.key)) is not None
    )
    if not found:
        return None
    whole = material.count(NATION) if material.additive else None
    bars = tuple(
        Bar(
            level=str(key.level),
            code=key.code,
            name=material.name(key, language),
            low=-minus,
            high=-minus,
            text=number(-minus),
            share=percent(-minus / whole) if whole else "",
            fill=_colour(scale, -minus),
            standing="published",
        )
        for minus, key in found[:MOST_BARS]
    )
    return BarTable(
        title=material.say("table.cities_published", language),
        note=material.say("table.cities_note", language),
        columns=(),
        bars=bars,
        scale=max(tallest, -found[0][0]),
        footnote=_left_out(material, len(found) - MOST_BARS, language),
    )


def _colour(scale: Scale, value: float) -> Colour | None:
    """Colour a city as the map colours provinces; where those have no values, all cities alike."""
    if scale.classification is None:
        return class_colours(1)[0]
    return scale.colour_of(value) if scale.class_of(value) != -1 else None
