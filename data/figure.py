"""A number and how we know it.

Bulk work keeps the same fields as columns (`geo.counts.CountTable`); a `Figure` is one row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from data.errors import BadValue, MixedUnits, PartsExceedWhole

if TYPE_CHECKING:
    from collections.abc import Sequence


class Standing(StrEnum):
    """How a number is known (docs/convention.md §2)."""

    PUBLISHED = "published"
    DERIVED = "derived"
    BOUNDED = "bounded"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def has_value(self) -> bool:
        """Tell whether the number is a point, not a range or an absence."""
        return self in {Standing.PUBLISHED, Standing.DERIVED, Standing.ESTIMATED}

    @property
    def has_range(self) -> bool:
        """Tell whether low and high are numbers."""
        return self.has_value or self is Standing.BOUNDED


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Hold one number with its standing, interval, unit and sources.

    Parameters
    ----------
    low, high
        Sharp interval under the named premises, in `unit`; equal for a point.
    low_certain, high_certain
        Sharp interval from sums alone; contains `[low, high]`.
    unit
        Unit of all four, e.g. ``"enterprises"``.
    standing
        How the number is known.
    sources
        Ids of `data.source.Source`.
    because
        The statements that make the interval tight, in words.

    Raises
    ------
    BadValue
        The intervals are not finite and nested, or a point's ends differ.

    Examples
    --------
    >>> Figure.point(30971, unit="enterprises", sources=("SEED2025",)).value
    30971
    >>> hunan = Figure.between(0, 5300, certain=(0, 12935), unit="enterprises")
    >>> hunan.value is None, hunan.high, hunan.high_certain
    (True, 5300, 12935)
    """

    low: float
    high: float
    low_certain: float
    high_certain: float
    unit: str
    standing: Standing
    sources: tuple[str, ...] = ()
    because: str = ""

    def __post_init__(self) -> None:
        ends = (self.low_certain, self.low, self.high, self.high_certain)
        if not all(math.isfinite(end) for end in ends):
            raise BadValue("a figure has an end that is not finite", remedy="Use finite numbers.")
        if list(ends) != sorted(ends):
            raise BadValue(
                f"the interval {self.low}–{self.high} is not inside "
                f"{self.low_certain}–{self.high_certain}",
                remedy="Give low ≤ high, inside the certain interval.",
            )
        if self.standing.has_value and self.low != self.high:
            raise BadValue(
                f"a {self.standing} figure runs from {self.low} to {self.high}",
                remedy="Only a bounded figure is an interval.",
            )
        if not self.standing.has_range:
            raise BadValue(
                f"a figure cannot be {self.standing}", remedy="Leave it out: absence is no number."
            )

    @classmethod
    def point(
        cls,
        value: float,
        *,
        unit: str,
        standing: Standing = Standing.PUBLISHED,
        sources: tuple[str, ...] = (),
        because: str = "",
    ) -> Self:
        """Make a figure whose value is known."""
        return cls(
            low=value,
            high=value,
            low_certain=value,
            high_certain=value,
            unit=unit,
            standing=standing,
            sources=sources,
            because=because,
        )

    @classmethod
    def between(
        cls,
        low: float,
        high: float,
        *,
        unit: str,
        certain: tuple[float, float] | None = None,
        sources: tuple[str, ...] = (),
        because: str = "",
    ) -> Self:
        """Make a figure of which only a range is known."""
        low_certain, high_certain = certain or (low, high)
        return cls(
            low=low,
            high=high,
            low_certain=low_certain,
            high_certain=high_certain,
            unit=unit,
            standing=Standing.BOUNDED,
            sources=sources,
            because=because,
        )

    @property
    def value(self) -> float | None:
        """Give the number where it is a point, `None` where only a range is known."""
        return self.low if self.standing.has_value else None

    def scaled(self, factor: float, *, unit: str, sources: tuple[str, ...] = ()) -> Figure:
        """Multiply by a known positive number; a published figure becomes derived.

        Raises
        ------
        BadValue
            `factor` is not a positive finite number.

        Examples
        --------
        >>> Figure.point(10, unit="enterprises").scaled(0.5, unit="per km2").standing
        <Standing.DERIVED: 'derived'>
        """
        if not (math.isfinite(factor) and factor > 0):
            raise BadValue(
                f"a figure cannot be scaled by {factor}", remedy="Use a positive number."
            )
        standing = Standing.DERIVED if self.standing is Standing.PUBLISHED else self.standing
        return replace(
            self,
            low=self.low * factor,
            high=self.high * factor,
            low_certain=self.low_certain * factor,
            high_certain=self.high_certain * factor,
            unit=unit,
            standing=standing,
            sources=tuple(dict.fromkeys((*self.sources, *sources))),
        )


def total(parts: Sequence[Figure], *, unit: str, known: float | None = None) -> Figure:
    """Add figures; a known total replaces the sum of their ranges.

    Estimated parts are refused: they never mix into totals (docs/convention.md §2).

    Raises
    ------
    MixedUnits
        The parts are not all in `unit`.
    BadValue
        A part is an estimate.
    PartsExceedWhole
        `known` lies outside what the parts allow.

    Examples
    --------
    >>> parts = [Figure.point(3, unit="n"), Figure.between(0, 4, unit="n")]
    >>> total(parts, unit="n").high, total(parts, unit="n", known=5).value
    (7, 5)
    """
    if wrong := sorted({part.unit for part in parts} - {unit}):
        raise MixedUnits(f"{', '.join(wrong)} would be added to {unit}", remedy="Convert first.")
    if any(part.standing is Standing.ESTIMATED for part in parts):
        raise BadValue("an estimate would be added to a total", remedy="Leave estimates out.")
    low = sum(part.low for part in parts)
    high = sum(part.high for part in parts)
    certain = (sum(p.low_certain for p in parts), sum(p.high_certain for p in parts))
    sources = tuple(dict.fromkeys(source for part in parts for source in part.sources))
    if known is not None:
        if not certain[0] <= known <= certain[1]:
            raise PartsExceedWhole(
                f"the parts allow {certain[0]:,}–{certain[1]:,}, the whole is {known:,}",
                remedy="Check the parts, or the total they belong to.",
            )
        return Figure.point(known, unit=unit, standing=Standing.DERIVED, sources=sources)
    if low == high:
        return Figure.point(low, unit=unit, standing=Standing.DERIVED, sources=sources)
    return Figure.between(low, high, certain=certain, unit=unit, sources=sources)
