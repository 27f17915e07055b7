"""Two tables of one measure, region by region: their difference and their ratio.

Both are formed only from what is known. Two numbers give a number, two ranges the range of all
that they allow (the tables are independent, so that interval arithmetic is sharp); an absence
gives an absence.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from data.codes import Level, RegionKey
from data.errors import MixedUnits, UnknownChoice
from data.figure import Figure, Standing
from data.phrase import quoted, said
from geo.counts import CountTable

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["difference", "ratio"]
KINDS: tuple[Kind, ...] = ("difference", "ratio")
UNIT_OF_RATIO = "1 = equal"


def compare(before: CountTable, after: CountTable, kind: Kind, level: Level | str) -> CountTable:
    """Compare two tables at one level: `after` less `before`, or divided by it.

    Parameters
    ----------
    before, after
        Of one measure; a difference needs one unit.
    kind
        ``difference`` or ``ratio``.
    level
        Level of the regions.

    Returns
    -------
    CountTable
        A region that both have as numbers is ``derived``, ``estimated`` where one is an estimate,
        ``bounded`` where one is a range, ``unknown`` where one is not known or the ratio has no
        upper end. It does not add up.

    Raises
    ------
    UnknownChoice
        `kind` is none of the two.
    MixedUnits
        Numbers of different measures or units would be subtracted.
    """
    if kind not in KINDS:
        raise UnknownChoice.of("comparison", kind, KINDS)
    if before.measure != after.measure or (kind == "difference" and before.unit != after.unit):
        raise MixedUnits(
            said(
                "numbers in {before} would be compared with numbers in {after}",
                before=quoted(before.unit),
                after=quoted(after.unit),
            ),
            remedy=said("Compare one measure in one unit."),
        )
    unit = after.unit if kind == "difference" else UNIT_OF_RATIO
    table = CountTable.from_figures(
        _rows(before, after, kind, Level(level), unit),
        measure=kind,
        unit=unit,
        as_of=" / ".join(dict.fromkeys((after.as_of, before.as_of))),
        sector=after.sector,
    )
    return CountTable(
        frame=table.frame,
        measure=table.measure,
        unit=table.unit,
        as_of=table.as_of,
        sector=table.sector,
        notes=tuple(dict.fromkeys((*after.notes, *before.notes))),
        additive=False,
    )


def sign(figure: Figure | None) -> int | None:
    """Tell whether a difference is a rise (1), a fall (-1) or none (0); `None`: cannot be said.

    Examples
    --------
    >>> sign(Figure.between(2, 5, unit="n")), sign(Figure.between(-1, 5, unit="n"))
    (1, None)
    """
    if figure is None or (figure.low < 0 < figure.high):
        return None
    if figure.low == figure.high == 0:
        return 0
    return None if 0 in {figure.low, figure.high} else (1 if figure.low > 0 else -1)


def _rows(
    before: CountTable, after: CountTable, kind: Kind, level: Level, unit: str
) -> Iterator[tuple[RegionKey, Figure | Standing]]:
    codes = [code for code in after.at(level).index if code in set(before.at(level).index)]
    for code in codes:
        key = RegionKey(level, code)
        outside = {t.frame.loc[(str(level), code), "standing"] for t in (before, after)}
        if outside == {str(Standing.OUT_OF_SCOPE)}:
            yield key, Standing.OUT_OF_SCOPE
            continue
        first, second = before.figure(key), after.figure(key)
        known = first is not None and second is not None
        made = _combined(first, second, kind, unit) if first and second and known else None
        yield key, made or Standing.UNKNOWN


def _combined(first: Figure, second: Figure, kind: Kind, unit: str) -> Figure | None:
    combine = _difference if kind == "difference" else _ratio
    ends = combine((first.low, first.high), (second.low, second.high))
    certain = combine(
        (first.low_certain, first.high_certain), (second.low_certain, second.high_certain)
    )
    if ends is None or certain is None:
        return None
    sources = tuple(dict.fromkeys((*second.sources, *first.sources)))
    if ends[0] == ends[1] and Standing.BOUNDED not in {first.standing, second.standing}:
        estimated = Standing.ESTIMATED in {first.standing, second.standing}
        standing = Standing.ESTIMATED if estimated else Standing.DERIVED
        return Figure.point(ends[0], unit=unit, standing=standing, sources=sources)
    return Figure.between(*ends, certain=certain, unit=unit, sources=sources)


def _difference(
    first: tuple[float, float], second: tuple[float, float]
) -> tuple[float, float] | None:
    """Subtract in decimals, as a reader would: 12.3 less 10.1 is 2.2."""
    (low, high), (least, most) = (tuple(map(_exact, ends)) for ends in (first, second))
    return float(least - high), float(most - low)


def _ratio(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float] | None:
    """Divide; `None` where the divisor may be zero or is below it, so that nothing limits it."""
    if first[0] <= 0:
        return None
    ends = [b / a for a in first for b in second]
    return min(ends), max(ends)


def _exact(number: float) -> Decimal:
    return Decimal(repr(float(number)))
