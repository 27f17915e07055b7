"""Draw the charts of a figure as SVG: text as text, one `<title>` per mark, no script, no style.

The drawing has a fixed width; a page asks for the widths it needs. Length is the only thing that
stands for a number. A bar's end says how exact the print is: square "exactly", faded "about" or
"nearly", pointed "over"; an outline is one figure printed for two items together.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.backends.chart_bars import Bars
from briefing.backends.chart_pen import LINE, SIZE, SMALL, Pen
from briefing.catalogue import HTML_LANG
from briefing.typefaces import stacks
from briefing.typesetting import wrap

if TYPE_CHECKING:
    from briefing.findings.chart_spec import (
        Chart,
        Column,
        ColumnChart,
        FigureSpec,
        ListChart,
        ListItem,
        TableChart,
    )
    from briefing.palette import Theme
    from briefing.spec import Tongue

# Faces by language, so that shared code points get the glyphs of Hong Kong or of the Mainland.
FACES = stacks(
    {
        "en": "'Noto Sans', system-ui, sans-serif",
        "zh-Hant": "'Noto Sans', 'Noto Sans HK', 'Noto Sans CJK HK', 'PingFang HK', sans-serif",
        "zh-Hans": "'Noto Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', sans-serif",
    }
)
GAP = 16.0
NARROWEST_COLUMN = 140.0


def draw(
    figure: FigureSpec, *, language: Tongue, width: float = 640, theme: Theme = "light"
) -> str:
    """Draw a figure's charts, one below the other.

    Parameters
    ----------
    figure
        What to draw; its `alt` becomes the drawing's accessible name.
    width
        Width in px; the height follows from the words.

    Returns
    -------
    str
        One `<svg>` element in XML, with `role="img"`. Same input, same text.
    """
    pen = Pen(width=width, theme=theme, name=f"{figure.figure_id}-{width:g}")
    for i, chart in enumerate(figure.charts):
        pen.y += 12 if i else 2
        _chart(chart, pen)
    height = round(pen.y + 3)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height}" '
        f'viewBox="0 0 {width:g} {height}" role="img" aria-label="{escape(figure.alt)}" '
        f'lang="{HTML_LANG[language]}" font-family="{FACES[language]}">'
        f"<defs>{''.join(pen.fades)}</defs>"
        f"{''.join(pen.parts)}</svg>"
    )


def _chart(chart: Chart, pen: Pen) -> None:
    match chart.kind:
        case "bars":
            Bars(chart, pen).draw()
        case "columns":
            _columns(chart, pen)
        case "list":
            _list(chart, pen)
        case "table":
            _table(chart, pen)


def _columns(chart: ColumnChart, pen: Pen) -> None:
    n = len(chart.columns)
    gap = 26.0 if chart.arrow else GAP
    width = (pen.width - (n - 1) * gap) / n
    if width < NARROWEST_COLUMN:
        for column in chart.columns:
            _column(column, pen, 0, pen.width, _head_height(column, pen.width))
            pen.y += 8
        pen.key(chart.key)
        return
    top = pen.y
    head = max(_head_height(column, width) for column in chart.columns)
    bottoms = []
    for i, column in enumerate(chart.columns):
        pen.y = top
        x = i * (width + gap)
        _column(column, pen, x, width, head)
        bottoms.append(pen.y)
        if chart.arrow and i:
            middle = top + head / 2
            pen.path(f"M{x - gap + 4:.1f},{middle:.1f}h17m-5,-5l5,5l-5,5",
                     stroke=pen.colour("ink"), width=1.6)  # fmt: skip
    pen.y = max(bottoms)
    pen.key(chart.key)


def _head_lines(column: Column, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    title = wrap(column.title, width - 20, SIZE, bold=True)
    return title, wrap(column.subtitle, width - 20, SMALL + 0.5) if column.subtitle else ()


def _head_height(column: Column, width: float) -> float:
    return sum(map(len, _head_lines(column, width))) * LINE + 8


def _column(column: Column, pen: Pen, x: float, width: float, head: float) -> None:
    ink, ground = pen.colour("ink"), pen.colour("background")
    title, subtitle = _head_lines(column, width)
    pen.box(x + 0.7, pen.y + 0.7, width - 1.4, head - 1.4,
            fill=ink if column.strong else "none", stroke=ink)  # fmt: skip
    first, second = (ground, ground) if column.strong else (ink, pen.colour("muted"))
    for i, line in enumerate(title):
        pen.words(x + 10, pen.y + 17 + i * LINE, line, bold=True, fill=first)
    for i, line in enumerate(subtitle, len(title)):
        pen.words(x + 10, pen.y + 17 + i * LINE, line, size=SMALL + 0.5, fill=second)
    pen.y += head + 2
    for item in column.items:
        _entry(item, pen, x + 10, width - 10, ruled=True)


def _entry(
    item: ListItem, pen: Pen, x: float, width: float, *, ruled: bool = False, bullet: str = ""
) -> None:
    """Write one entry; a triangle stands at its right edge, a rule or a bullet sets it apart."""
    indent = 22.0 if bullet else 0.0
    room = width - indent - (26 if item.marked else 4)
    lines = wrap(item.label, room, SIZE, bold=bool(item.second))
    second = wrap(item.second, room, SMALL + 0.5) if item.second else ()
    height = (len(lines) + len(second)) * LINE + (9 if ruled else 5)
    with pen.mark(item, height=height, x=x, width=width):
        top = pen.y + (height - (len(lines) + len(second)) * LINE) / 2
        if bullet == "·":
            pen.add(f'<circle cx="{x + 5:.1f}" cy="{top + 8.5:.1f}" r="2.2" '
                    f'fill="{pen.colour("muted")}"/>')  # fmt: skip
        elif bullet:
            pen.words(x + 12, top + 13, bullet, bold=True, anchor="end")
        for i, line in enumerate(lines):
            pen.words(x + indent, top + 13 + i * LINE, line, bold=bool(item.second))
        for i, line in enumerate(second, len(lines)):
            pen.words(x + indent, top + 13 + i * LINE, line,
                      size=SMALL + 0.5, fill=pen.colour("muted"))  # fmt: skip
        if item.marked:
            pen.triangle(x + width - 20, pen.y + (height - 13) / 2)
    pen.y += height
    if ruled:
        pen.rule(x - 10, pen.y - 0.5, width + 10)


def _list(chart: ListChart, pen: Pen) -> None:
    pen.heading(chart.title)
    across = chart.across if (pen.width - GAP) / 2 >= NARROWEST_COLUMN * 1.4 else 1
    width = (pen.width - (across - 1) * GAP) / across
    each = -(-len(chart.items) // across)
    top = bottom = pen.y
    for column in range(across):
        pen.y = top
        for i, item in enumerate(chart.items[column * each : (column + 1) * each]):
            bullet = str(column * each + i + 1) if chart.numbered else "·"
            _entry(item, pen, column * (width + GAP), width, bullet=bullet)
        bottom = max(bottom, pen.y)
    pen.y = bottom
    pen.key(chart.key)


def _table(chart: TableChart, pen: Pen) -> None:
    pen.heading(chart.title)
    first = pen.width * 0.34
    other = (pen.width - first) / (len(chart.head) - 1)
    edges = [0.0, *(first + i * other for i in range(len(chart.head) - 1))]
    widths = [first - 10] + [other - 10] * (len(chart.head) - 1)
    _cells(chart.head, pen, edges, widths, head=True)
    for row in chart.rows:
        _cells(row, pen, edges, widths, head=False)
    if chart.note:
        pen.y += 4
        pen.paragraph(chart.note, size=SMALL, fill=pen.colour("muted"))


def _cells(
    cells: tuple[str, ...], pen: Pen, edges: list[float], widths: list[float], *, head: bool
) -> None:
    size = SMALL if head else SIZE
    wrapped = [wrap(cell, w, size, bold=head) for cell, w in zip(cells, widths, strict=True)]
    for x, lines in zip(edges, wrapped, strict=True):
        for i, line in enumerate(lines):
            fill = pen.colour("muted") if head else ""
            pen.words(x, pen.y + 14 + i * LINE, line, size=size, bold=head, fill=fill)
    pen.y += max(map(len, wrapped)) * LINE + 5
    pen.rule(0, pen.y - 0.5, pen.width)
