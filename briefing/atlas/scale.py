"""One scale for a view: classes or a ramp, which ranges may be higher, and how numbers read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.atlas.contrast_words import compared_text
from briefing.numerals import interval, number
from briefing.palette import class_colours, ramp_colour
from data.figure import Standing
from geo.classes import Breaks, Classification, Unclassed, classify

if TYPE_CHECKING:
    from briefing.atlas.material import Material, View
    from briefing.spec import Colour
    from data.codes import RegionKey

PERCENT_MEASURES = frozenset({"share", "share_of_parent"})
COMPARISONS = frozenset({"difference", "ratio"})
STATISTICS = frozenset({"local_moran", "gi_star"})  # what they find is a kind, not a number


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Colour values and mark the ranges that may be higher than them.

    Parameters
    ----------
    classification
        `None` where no region has a value.
    higher
        Regions known only by a range that reaches the lowest value (docs/convention.md §3).
    outlined
        Those of them drawn with an outline: all, unless most ranges reach it, when the legend
        says so instead.
    reversed
        The smallest number is the darkest: ranks.
    """

    classification: Classification | None
    higher: frozenset[RegionKey]
    outlined: frozenset[RegionKey]
    reversed: bool = False

    def class_of(self, value: float | None) -> int | None:
        """Give the class of a value, `None` on a ramp."""
        if value is None or not isinstance(self.classification, Breaks):
            return None
        return int(self.classification.assign([value])[0])

    def colour_of(self, value: float) -> Colour:
        """Give the colour of a value.

        Raises
        ------
        ValueError
            The view has no values, so no colours.
        """
        if isinstance(self.classification, Breaks):
            return class_colours(len(self.classification.edges))[self.class_of(value) or 0]
        if self.classification is None:
            raise ValueError("a view without values has no colours")
        place = float(self.classification.position([value])[0])
        return ramp_colour(1 - place if self.reversed else place)


def make_scale(material: Material, view: View) -> Scale:
    """Class the values of a view."""
    values = [v for v in map(material.value, view.keys) if v is not None]
    higher = _higher(material, view, values)
    bounded = [key for key in view.keys if material.standing(key) is Standing.BOUNDED]
    few = len(higher) * 2 <= len(bounded)
    return Scale(
        classification=_classified(material, values),
        higher=higher,
        outlined=higher if few else frozenset(),
        reversed=material.measure == "rank",
    )


def _classified(material: Material, values: list[float]) -> Classification | None:
    if material.pool is not None:
        return material.pool.classification
    if not values:
        return None
    if material.measure == "rank":
        # A rank is an order, not an amount: one ramp, and 1 is darkest.
        return Unclassed(maximum=max(values), minimum=1.0)
    return classify(values, material.scheme, material.k)


def _higher(material: Material, view: View, values: list[float]) -> frozenset[RegionKey]:
    if not values:
        return frozenset()
    bounded = [key for key in view.keys if material.standing(key) is Standing.BOUNDED]
    if material.measure == "rank":
        last = max(values)
        return frozenset(k for k in bounded if float(material.row(k)["low"]) <= last)
    least = min(values)
    return frozenset(k for k in bounded if float(material.row(k)["high"]) >= least)


def measured_text(measure: str, low: float | None, high: float | None, language: str) -> str:
    """Write a number or a range of a measure; blank where there is none.

    Examples
    --------
    >>> measured_text("share", 45.336, 45.336, "en"), measured_text("count", 0, 5300, "en")
    ('45.3%', '0–5,300')
    """
    if low is None or high is None:
        return ""
    if measure in COMPARISONS:
        return compared_text(measure, low, high, language)
    if measure in STATISTICS:
        return ""
    if measure in PERCENT_MEASURES:
        ends = [f"{end:.0f}" if end in {0, 100} else f"{end:.1f}" for end in (low, high)]
        return "–".join(dict.fromkeys(ends)) + "%"
    if measure == "rank":
        return interval(round(low), round(high))
    return number(low) if low == high else interval(low, high)
