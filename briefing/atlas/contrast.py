"""A map of differences or ratios: what it says, and never more than both tables prove."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.atlas.contrast_words import class_words, compared_text, in_points, side_words
from briefing.atlas.legend import estimated_entry
from briefing.atlas.lens import Contrast
from briefing.atlas.scale import Scale, measured_text
from briefing.catalogue import text
from briefing.diverging_palette import side_colour
from briefing.palette import token
from briefing.spec import Bar, BarTable, Colour, KeyFigure, Legend, LegendEntry, Mark
from data.codes import COUNTRY_CODE, Level, RegionKey
from data.figure import Standing
from geo.comparison import sign
from geo.diverging import Diverging, diverge

if TYPE_CHECKING:
    from briefing.atlas.material import Material, View
    from briefing.spec import Language
    from geo.counts import CountTable

MOST_BARS = 12
MOST_RANGES = 6
NUMBERS = ("low", "high", "low_certain", "high_certain")


@dataclass(frozen=True, kw_only=True)
class TwoSided(Scale):
    """Colour values on both sides of a middle.

    Parameters
    ----------
    sides
        The classes.
    """

    sides: Diverging

    def class_of(self, value: float | None) -> int | None:
        """Give the class of a value, counted from the lowest, which is 0."""
        if value is None:
            return None
        return int(self.sides.assign([value])[0]) + len(self.sides.above)

    def colour_of(self, value: float) -> Colour:
        """Give the colour of a value."""
        return side_colour(int(self.sides.assign([value])[0]), max(1, len(self.sides.above)))


def lens_of(material: Material) -> Contrast:
    """Give what is compared.

    Raises
    ------
    TypeError
        The material compares nothing: a caller's mistake.
    """
    if not isinstance(material.lens, Contrast):
        raise TypeError("the material compares nothing")
    return material.lens


def two_sided(material: Material, view: View) -> TwoSided:
    """Class the differences or ratios of a view about their middle."""
    lens = lens_of(material)
    values = [v for v in map(material.value, view.keys) if v is not None]
    sides = diverge(values, lens.middle, material.scheme, material.k)
    return TwoSided(classification=None, higher=frozenset(), outlined=frozenset(), sides=sides)


def direction(material: Material, key: RegionKey) -> int | None:
    """Tell whether a place is higher (1), lower (-1) or the same (0); `None`: cannot be said."""
    lens = lens_of(material)
    if lens.kind == "difference":
        return sign(material.measured[key.level].figure(key))
    row = material.row(key)
    if not Standing(row["standing"]).has_range:
        return None
    low, high = float(row["low"]), float(row["high"])
    if low == high == 1:
        return 0
    return 1 if low > 1 else -1 if high < 1 else None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Count the places of a view by what the two tables prove of them.

    Parameters
    ----------
    both
        Places with both numbers.
    higher, lower, same
        Of those.
    sure
        Places known only by a range that still proves a direction.
    unsaid
        Places whose range allows both.
    unknown
        Places with no comparison at all.
    """

    both: int
    higher: int
    lower: int
    same: int
    sure: int
    unsaid: int
    unknown: int


def tally(material: Material, view: View) -> Tally:
    """Count the places of a view."""
    standings = {key: material.standing(key) for key in view.keys}
    ways = {key: direction(material, key) for key, s in standings.items() if s.has_range}
    points = Counter(way for key, way in ways.items() if standings[key].has_value)
    ranges = [way for key, way in ways.items() if not standings[key].has_value]
    return Tally(
        both=sum(points.values()),
        higher=points[1],
        lower=points[-1],
        same=points[0],
        sure=sum(way is not None for way in ranges),
        unsaid=sum(way is None for way in ranges),
        unknown=sum(s is Standing.UNKNOWN for s in standings.values()),
    )


def title(material: Material, view: View, language: Language) -> str:
    """Write the headline: how many places are higher and lower, of those with both numbers."""
    lens, found = lens_of(material), tally(material, view)
    where = "" if view.national or view.whole is None else material.name(view.whole, language)
    names = {**lens.names, "where": where}
    if not found.both:
        return text("contrast.title.none", language, **lens.names)
    head = text("contrast.title.in" if where else "contrast.title.head", language, **names)
    words = [
        text(f"contrast.title.{name}", language, count=count)
        for name, count in (("higher", found.higher), ("lower", found.lower), ("same", found.same))
        if count
    ]
    of = text("contrast.title.of", language, both=found.both)
    return head + text("contrast.comma", language).join(words) + of


def subtitle(material: Material, language: Language) -> str:
    """Say what is compared with what."""
    lens = lens_of(material)
    base = material.say(f"measure.{lens.base}.subtitle", language, as_of=material.as_of)
    return text(f"contrast.subtitle.{_written(material)}", language, **lens.names, what=base)


def label(material: Material, language: Language) -> str:
    """Name the measure."""
    return text(f"contrast.label.{_written(material)}", language)


def _written(material: Material) -> str:
    """Say in which words a comparison is written: shares differ by percentage points."""
    lens = lens_of(material)
    return "points" if in_points(lens.kind, lens.base, material.unit.strip()) else lens.kind


def key_figures(material: Material, view: View, language: Language) -> tuple[KeyFigure, ...]:
    """Count the places, and give the difference of the totals where both are known."""
    found = tally(material, view)
    made = [
        KeyFigure(number=f"{count:,}", words=text(f"contrast.key.{name}", language))
        for name, count in (
            ("higher", found.higher), ("lower", found.lower), ("same", found.same),
            ("unsaid", found.unsaid),
        )
        if count
    ]  # fmt: skip
    return (*_total(material, view, language), *made)


def _total(material: Material, view: View, language: Language) -> list[KeyFigure]:
    lens = lens_of(material)
    key = RegionKey(Level.COUNTRY, COUNTRY_CODE)
    if lens.total is None or not view.national or tuple(key) not in lens.total.frame.index:
        return []
    figure = lens.total.figure(key)
    if figure is None or figure.low != figure.high:
        return []
    number = compared_text(lens.kind, figure.low, figure.high, language)
    return [KeyFigure(number=number, words=text("contrast.key.total", language))]


def marks(material: Material, view: View, scale: Scale, language: Language) -> tuple[Mark, ...]:
    """Describe every region of a view."""
    return tuple(_mark(material, view, key, scale, language) for key in view.keys)


def _mark(material: Material, view: View, key: RegionKey, scale: Scale, language: Language) -> Mark:
    row = material.row(key)
    standing = Standing(row["standing"])
    ends = [float(row[n]) if standing.has_range else None for n in NUMBERS]
    low, high, low_certain, high_certain = ends
    region = material.regions.get(*key)
    value = low if standing.has_value else None
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
        fill=None if value is None else scale.colour_of(value),
        in_group=_in_group(material, view, key),
        text=_text(material, low, high, language),
        known=_known(material, key, standing, language),
        because=_because(material, key, language),
        sources=tuple(row["sources"]),
    )


def _text(material: Material, low: float | None, high: float | None, language: Language) -> str:
    written = compared_text(lens_of(material).kind, low, high, language)
    if not written or _written(material) != "points":
        return written
    return text("contrast.points", language, value=written)


def _in_group(material: Material, view: View, key: RegionKey) -> bool:
    group = view.group or material.group
    return group is not None and key in group.members


def _known(material: Material, key: RegionKey, standing: Standing, language: Language) -> str:
    words = material.say(f"standing.{standing}", language)
    if not standing.has_range:
        return words
    way = {1: "higher", -1: "lower", 0: "same", None: "unsaid"}[direction(material, key)]
    return words + text(f"contrast.known.{way}", language, **lens_of(material).names)


def _because(material: Material, key: RegionKey, language: Language) -> str:
    """Give the two numbers that are compared; blank where neither is known."""
    lens = lens_of(material)
    words = [
        side_words(_side(material, table, key, language), name, language)
        for table, name in zip(lens.sides[key.level], lens.names.values(), strict=True)
    ]
    return text("contrast.because.and", language).join(word for word in words if word)


def _side(material: Material, table: CountTable, key: RegionKey, language: Language) -> str:
    figure = table.figure(key) if tuple(key) in table.frame.index else None
    if figure is None:
        return ""
    base = lens_of(material).base
    value = measured_text(base, figure.low, figure.high, language)
    return material.say(f"measure.{base}.value", language, value=value)


def legend(
    material: Material, view: View, scale: Scale, language: Language, *, dotted: bool = False
) -> Legend:
    """Describe the classes that occur, from the highest to the lowest, and what has no colour."""
    lens, found = lens_of(material), tally(material, view)
    assert isinstance(scale, TwoSided)  # noqa: S101 - made by `two_sided`
    most = max(1, len(scale.sides.above))
    entries = [
        LegendEntry(
            kind="class",
            label=class_words(lens.kind, scale.sides, place, language),
            colour=side_colour(place, most),
            standing="derived",
        )
        for place in scale.sides.occurring
    ]
    if found.sure or found.unsaid:
        way = "some" if found.sure and found.unsaid else "unsaid" if found.unsaid else "sure"
        words = text(f"contrast.legend.range_{way}", language, count=found.unsaid)
        entries.append(_grey("range", words, "bounded"))
    entries += estimated_entry(material, view, scale, language)
    if found.unknown:
        entries.append(_grey("unknown", text("contrast.legend.unknown", language), "unknown"))
    if dotted or Standing.OUT_OF_SCOPE in map(material.standing, view.keys):
        words = material.say("legend.scope", language)
        entries.append(
            LegendEntry(
                kind="scope", label=words, colour=token("dot_ground"), standing="out_of_scope"
            )
        )
    base = material.say(f"measure.{lens.base}.legend", language)
    words = text(f"contrast.legend.{_written(material)}", language, what=base, **lens.names)
    return Legend(title=words, entries=tuple(entries))


def _grey(kind: str, label: str, standing: str) -> LegendEntry:
    return LegendEntry.model_validate(
        {"kind": kind, "label": label, "colour": token("land"), "standing": standing}
    )


def ordered(material: Material, view: View) -> list[RegionKey]:
    """Sort the places with both numbers by the size of what is between them."""
    middle = lens_of(material).middle

    def size(value: float) -> float:
        if middle == 0:
            return abs(value)
        return max(value, 1 / value) if value > 0 else float("inf")

    valued = [(material.value(key), key) for key in view.keys]
    return [key for _, _, key in sorted((-size(v), -v, k) for v, k in valued if v is not None)]


def tables(
    material: Material, view: View, scale: Scale, language: Language
) -> tuple[BarTable, ...]:
    """List the places by the size of the difference, then those known only by a range."""
    lens, keys = lens_of(material), ordered(material, view)
    bars = [_bar(material, view, key, scale, language) for key in keys[:MOST_BARS]]
    found = BarTable(
        title=text("contrast.table.title", language),
        note=text(f"contrast.table.note_{lens.kind}", language) if bars else "",
        columns=(label(material, language),),
        bars=tuple(bars),
        scale=max((bar.high for bar in bars), default=1.0) or 1.0,
        footnote=_left_out(material, len(keys) - MOST_BARS, language),
    )
    ranges = _ranges(material, view, language)
    return (found,) if ranges is None else (found, ranges)


def _left_out(material: Material, count: int, language: Language) -> str:
    return material.counted("table.left_out", count, language) if count > 0 else ""


def _bar(material: Material, view: View, key: RegionKey, scale: Scale, language: Language) -> Bar:
    lens, value = lens_of(material), material.value(key) or 0.0
    # A bar's length is the size of a difference; its colour and its sign say which way. A ratio
    # is no length: 0.5 and 2 are equally far from 1.
    length = abs(value) if lens.kind == "difference" else 0.0
    return Bar(
        level=str(key.level),
        code=key.code,
        name=material.name(key, language, alone=view.national),
        low=length,
        high=length,
        text=compared_text(lens.kind, value, value, language),
        fill=scale.colour_of(value),
        standing=material.standing(key).value,
    )


def _ranges(material: Material, view: View, language: Language) -> BarTable | None:
    bounded = [key for key in view.keys if material.standing(key) is Standing.BOUNDED]
    if not bounded:
        return None
    # Those that prove something first.
    order = sorted(bounded, key=lambda key: (direction(material, key) is None, key))
    bars = tuple(_range(material, view, key, language) for key in order[:MOST_RANGES])
    return BarTable(
        title=text("contrast.table.ranges", language),
        columns=(),
        bars=bars,
        scale=1.0,
        footnote=_left_out(material, len(order) - MOST_RANGES, language),
    )


def _range(material: Material, view: View, key: RegionKey, language: Language) -> Bar:
    row = material.row(key)
    way = {1: "higher", -1: "lower", 0: "same", None: "unsaid"}[direction(material, key)]
    return Bar(
        level=str(key.level),
        code=key.code,
        name=material.name(key, language, alone=view.national),
        note=text(f"contrast.way.{way}", language),
        low=0.0,
        high=0.0,
        text="",
        standing="bounded",
        swatch=compared_text(
            lens_of(material).kind, float(row["low"]), float(row["high"]), language
        ),
    )


def notes(material: Material, language: Language) -> tuple[str, ...]:
    """Say how to read the comparison, and where one place has no ratio."""
    lens = lens_of(material)
    return (text(f"contrast.note.{lens.kind}", language, **lens.names),)
