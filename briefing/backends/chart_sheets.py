"""Draw a finding on sheets of a given size: lists in more columns, charts side by side, pages.

What is drawn is that of `chart_svg`; only where it stands differs. Nothing is left out.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeVar

from briefing.backends.chart_svg import draw
from briefing.findings.chart_spec import BarChart, BarGroup, ColumnChart, ListChart, TableChart
from briefing.fitting import SLACK, shared_out, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.findings.chart_spec import Chart, FigureSpec
    from briefing.palette import Theme
    from briefing.spec import Tongue

Row = TypeVar("Row")

ACROSS = (1, 2, 3)


def sheets(
    figure: FigureSpec, *, language: Tongue, size: tuple[float, float], theme: Theme = "light"
) -> tuple[str, ...]:
    """Draw a finding on as few sheets as hold it.

    Parameters
    ----------
    size
        Width and height of a sheet in px.

    Returns
    -------
    tuple
        One ``<svg>`` for each sheet.
    """
    width, height = size

    def drawn(charts: Sequence[Chart]) -> str:
        part = figure.model_copy(update={"charts": tuple(charts)})
        return draw(part, language=language, width=width, theme=theme)

    def fits(svg: str) -> bool:
        return size_of(svg)[1] <= height + SLACK

    for charts in _arranged(figure.charts):
        if fits(svg := drawn(charts)):
            return (svg,)
    if len(figure.charts) > 1:
        found = [_one(chart, drawn, fits, height) for chart in figure.charts]
        return tuple(svg for svgs in found for svg in svgs)
    return _one(figure.charts[0], drawn, fits, height)


def _arranged(charts: Sequence[Chart]) -> Iterator[tuple[Chart, ...]]:
    """Give the charts with their lists in one, two and three columns."""
    lists = [at for at, chart in enumerate(charts) if isinstance(chart, ListChart)]
    yield tuple(charts)
    for across in product(ACROSS, repeat=len(lists)):
        chosen = dict(zip(lists, across, strict=True))
        yield tuple(
            chart.model_copy(update={"across": chosen[at]}) if at in chosen else chart
            for at, chart in enumerate(charts)
        )


def _one(
    chart: Chart,
    drawn: Callable[[Sequence[Chart]], str],
    fits: Callable[[str], bool],
    height: float,
) -> tuple[str, ...]:
    """Draw a chart by itself: whole, or its rows on several sheets."""
    for (arranged,) in _arranged((chart,)):
        if fits(svg := drawn((arranged,))):
            return (svg,)
    places = range(_count(chart))
    return shared_out(places, lambda some: drawn((_some(chart, frozenset(some)),)), height)


def _count(chart: Chart) -> int:
    """Count the rows of a chart."""
    match chart:
        case BarChart():
            return sum(len(group.rows) for group in chart.groups)
        case ListChart():
            return len(chart.items)
        case TableChart():
            return len(chart.rows)
        case ColumnChart():
            return max(len(column.items) for column in chart.columns)


def _some(chart: Chart, places: frozenset[int]) -> Chart:
    """Give a chart of some of its rows."""
    match chart:
        case BarChart():
            some = {"groups": _groups(chart, places), "whole": chart.groups}
            return chart.model_copy(update=some)
        case ListChart():
            return chart.model_copy(update={"items": _kept(chart.items, places)})
        case TableChart():
            return chart.model_copy(update={"rows": _kept(chart.rows, places)})
        case ColumnChart():
            columns = tuple(
                column.model_copy(update={"items": _kept(column.items, places)})
                for column in chart.columns
            )
            return chart.model_copy(update={"columns": columns})


def _groups(chart: BarChart, places: frozenset[int]) -> tuple[BarGroup, ...]:
    found, start = [], 0
    for group in chart.groups:
        mine = frozenset(place - start for place in places)
        if rows := _kept(group.rows, mine):
            found.append(group.model_copy(update={"rows": rows}))
        start += len(group.rows)
    return tuple(found)


def _kept(rows: Sequence[Row], places: frozenset[int]) -> tuple[Row, ...]:
    return tuple(row for place, row in enumerate(rows) if place in places)
