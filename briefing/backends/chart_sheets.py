"""Draw a finding on sheets of a given size: lists in more columns, charts side by side, pages.

What is drawn is that of `chart_svg`; only where it stands differs. Nothing is left out.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from briefing.backends.chart_svg import draw
from briefing.findings.chart_spec import BarChart, BarGroup, ColumnChart, ListChart, TableChart
from briefing.fitting import SLACK, shared_out, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.findings.chart_spec import Chart, FigureSpec
    from briefing.palette import Theme
    from briefing.spec import Tongue

ACROSS = (1, 2, 3)
NARROWEST = 250.0
"""Px of a chart that stands beside another."""


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
    rows, again = _rows(chart)
    return shared_out(rows, lambda part: drawn((again(part),)), height)


def _rows(chart: Chart) -> tuple[Sequence[object], Callable[[Sequence[object]], Chart]]:
    """Give the rows of a chart, and what makes a chart of some of them."""
    match chart:
        case BarChart():
            rows = [(group.title, row) for group in chart.groups for row in group.rows]
            return rows, lambda part: chart.model_copy(update={"groups": _grouped(part)})
        case ListChart():
            return chart.items, lambda part: chart.model_copy(update={"items": tuple(part)})
        case TableChart():
            return chart.rows, lambda part: chart.model_copy(update={"rows": tuple(part)})
        case ColumnChart():
            most = max(len(column.items) for column in chart.columns)
            return range(most), lambda part: _columns(chart, part)


def _grouped(rows: Sequence[object]) -> tuple[BarGroup, ...]:
    groups: dict[str, list[object]] = {}
    for title, row in rows:  # type: ignore[misc, attr-defined]
        groups.setdefault(title, []).append(row)
    return tuple(
        BarGroup.model_construct(title=title, rows=tuple(rows)) for title, rows in groups.items()
    )


def _columns(chart: ColumnChart, places: Sequence[object]) -> ColumnChart:
    kept = set(places)
    return chart.model_copy(
        update={
            "columns": tuple(
                column.model_copy(
                    update={"items": tuple(i for n, i in enumerate(column.items) if n in kept)}
                )
                for column in chart.columns
            )
        }
    )
