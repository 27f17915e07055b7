"""Native charts: bars, columns, stacked ones with a hidden base, and points.

Numbers stay editable in their workbook; what is printed beside a mark is the exhibit's own words.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from briefing.backends.deck.lettering import Style, colour, paragraph, run, seen
from briefing.backends.deck.markup import emu
from briefing.backends.deck.workbook import workbook
from briefing.backends.stamp import stamp
from briefing.exhibit import Series
from briefing.palette import luminance

if TYPE_CHECKING:
    from briefing.backends.deck.drawn import Box
    from briefing.backends.deck.frame import Sheet
    from briefing.exhibit import Chart, Exhibit

PLUM = "#73073b"
BARE = {"bars": 45, "columns": 45, "stacked_bars": 45, "stacked_columns": 30}
"""Gap between marks as a share of their width, per cent."""
POINT = 9
BAR = 1.7
"""Height of a bar with its gap, over the size of its name."""
HEAD = 0.12
"""Room above a bridge's bars for their labels, as a share of the highest."""
DARK = 0.3
"""Luminance of a bar whose label is white."""


def add_chart(
    slide: Any,  # noqa: ANN401 - of python-pptx: the library ships no types
    chart: Chart, exhibit: Exhibit, box: Box, sheet: Sheet,
) -> None:  # fmt: skip
    """Put a native chart into a box of a slide, points."""
    left, top, right, bottom = box
    frame = slide.shapes.add_chart(
        _kind(chart), emu(left), emu(top), emu(right - left), emu(bottom - top), _data(chart)
    )
    frame.name = f"Chart {frame.shape_id}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", seen(exhibit.alt))  # noqa: SLF001
    made_chart = frame.chart
    made_chart.part.chart_workbook.update_from_xlsx_blob(
        workbook(chart, _all(chart), stamp(exhibit.as_of))
    )
    _dress(made_chart, chart, sheet)


def readable(chart: Chart, height: float, size: float) -> Chart:
    """Keep as many bars from the top as have room for their names, points."""
    most = int(height / (size * BAR))
    if "bars" not in chart.kind or len(chart.categories) <= most:
        return chart
    series = (
        one.model_copy(
            update={name: getattr(one, name)[:most] for name in ("values", "labels", "colours")}
        )
        for one in chart.series
    )
    kept = {"categories": chart.categories[:most], "series": tuple(series)}
    return chart.model_copy(update=kept)


def _kind(chart: Chart) -> Any:  # noqa: ANN401
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

    return {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
        "stacked_bars": XL_CHART_TYPE.BAR_STACKED,
        "stacked_columns": XL_CHART_TYPE.COLUMN_STACKED,
        "points": XL_CHART_TYPE.XY_SCATTER,
    }[chart.kind]


def _data(chart: Chart) -> Any:  # noqa: ANN401
    from pptx.chart.data import CategoryChartData, XyChartData  # noqa: PLC0415

    if chart.kind == "points":
        points: Any = cast("Any", XyChartData)()
        for one in chart.series:
            series = points.add_series(seen(one.name))
            for x, y in zip(chart.across, one.values, strict=False):
                if y is not None:
                    series.add_data_point(x, y)
        return points
    data: Any = cast("Any", CategoryChartData)()
    data.categories = [_category(words) for words in chart.categories]
    for one in chart.series:
        data.add_series(seen(one.name), one.values)
    if (heads := tops(chart)) is not None:
        data.add_series(heads.name, heads.values)
    return data


def tops(chart: Chart) -> Series | None:
    """Give an unseen series on top of stacks that carries their labels, one for each at most.

    Bars of a bridge may be too low for them; those of a range end where the range does.
    """
    shown = [one for one in chart.series if not one.hidden]
    count = len(chart.categories)
    each = [[one.labels[at] for one in shown if one.labels[at : at + 1]] for at in range(count)]
    labels = [[label for label in found if label] for found in each]
    if not chart.kind.startswith("stacked") or max(map(len, labels), default=2) != 1:
        return None
    head = (highest(chart) - (chart.low or 0.0)) * HEAD
    # A name that is not seen: a program that keeps its entry in the legend would number it.
    return Series(
        name="\u00a0", values=(head,) * count, labels=tuple(map("".join, labels)), hidden=True
    )


def highest(chart: Chart) -> float:
    """Give the height of the highest stack, its hidden base with it."""
    sums = (
        sum(one.values[at] or 0.0 for one in chart.series) for at in range(len(chart.categories))
    )
    return max(sums, default=1.0)


def _category(words: str) -> str:
    return " ".join(seen(line) for line in words.split("\n"))


def _dress(made: Any, chart: Chart, sheet: Sheet) -> None:  # noqa: ANN401
    size = sheet.paper.text
    _letters(made.font, size, sheet)
    made.has_title = False
    shown = [one for one in chart.series if not one.hidden]
    made.has_legend = len(shown) > 1
    if made.has_legend:
        _legend(made, chart)
    if chart.kind == "points":
        _axes_of_points(made, chart, sheet)
    else:
        _axes(made, chart)
        plot = made.plots[0]
        plot.gap_width = BARE[chart.kind]
        if chart.kind.startswith("stacked"):
            plot.overlap = 100
    heads = tops(chart)
    for drawn, one in zip(made.plots[0].series, _all(chart), strict=True):
        _series(drawn, one, chart, sheet, labelled=heads in (None, one))


def _all(chart: Chart) -> tuple[Series, ...]:
    heads = tops(chart)
    return chart.series if heads is None else (*chart.series, heads)


def _letters(font: Any, size: float, sheet: Sheet) -> None:  # noqa: ANN401
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    font.size = Pt(size)
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for face in parse_xml(f"<a:rPr {space}>{sheet.faces.xml}</a:rPr>"):
        font._rPr.append(face)  # noqa: SLF001 - python-pptx sets the Latin face only


def _legend(made: Any, chart: Chart) -> None:  # noqa: ANN401
    from pptx.enum.chart import XL_LEGEND_POSITION  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415

    legend = made.legend
    legend.position = XL_LEGEND_POSITION.TOP
    legend.include_in_layout = False
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    place = legend._element.find(f"{{{space[9:-1]}}}legendPos")  # noqa: SLF001
    # Where bars run from the top, some programs count the entries from the other end.
    hidden = [at for at, one in enumerate(_all(chart)) if one.hidden and "bars" not in chart.kind]
    for at in reversed(hidden):
        left_out = f'<c:idx val="{at}"/><c:delete val="1"/>'
        place.addnext(parse_xml(f"<c:legendEntry {space}>{left_out}</c:legendEntry>"))


def _axes(made: Any, chart: Chart) -> None:  # noqa: ANN401
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415

    numbers, names = made.value_axis, made.category_axis
    numbers.has_major_gridlines = False
    numbers.visible = False
    if not any(one.labels for one in chart.series):
        numbers.visible = True
        numbers.format.line.fill.background()
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.fill.background()
    _upright(names)
    if "bars" in chart.kind:
        names.reverse_order = True
    lowest = min((v for one in chart.series for v in one.values if v is not None), default=0.0)
    if chart.low is not None or lowest >= 0:
        numbers.minimum_scale = chart.low or 0
    if (heads := tops(chart)) is not None:
        numbers.maximum_scale = highest(chart) + (heads.values[0] or 0.0)


def _upright(axis: Any) -> None:  # noqa: ANN401
    """Keep the names of categories level: they wrap instead of leaning."""
    axis.tick_labels.offset = 60
    body = axis._element.get_or_add_txPr().bodyPr  # noqa: SLF001 - no public way to it
    body.set("rot", "0")
    body.set("vert", "horz")


def _axes_of_points(made: Any, chart: Chart, sheet: Sheet) -> None:  # noqa: ANN401
    from pptx.enum.chart import XL_TICK_MARK  # noqa: PLC0415

    for axis, unit in ((made.value_axis, chart.unit), (made.category_axis, chart.across_unit)):
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
        axis.has_title = bool(unit)
        if unit:
            words = run(_category(unit), Style(sheet.paper.text, colour("tx1")), sheet.faces)
            _rewrite(axis.axis_title.text_frame, words)


def _rewrite(frame: Any, runs: str) -> None:  # noqa: ANN401
    """Put our own paragraph into a text of python-pptx."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    body = frame._txBody  # noqa: SLF001
    for old in [*body.p_lst]:
        body.remove(old)
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    body.append(parse_xml(paragraph(runs, align="ctr").replace("<a:p>", f"<a:p {space}>", 1)))


def _series(
    drawn: Any,  # noqa: ANN401 - of python-pptx
    one: Series,
    chart: Chart,
    sheet: Sheet,
    *,
    labelled: bool,
) -> None:
    if one.hidden:
        drawn.format.fill.background()
        drawn.format.line.fill.background()
    else:
        _paint_series(drawn, one, chart)
    if labelled:
        _label_series(drawn, one, chart, sheet)


def _paint_series(drawn: Any, one: Series, chart: Chart) -> None:  # noqa: ANN401
    first = one.colours[0].light if one.colours else PLUM
    if chart.kind == "points":
        _point_marks(drawn, first, outlined=one.outlined)
    else:
        drawn.invert_if_negative = False
        _paint(drawn.format, first, outlined=one.outlined)
        for at, other in enumerate(one.colours[: len(one.values)]):
            if other.light != first:
                _paint(drawn.points[at].format, other.light, outlined=one.outlined)


def _label_series(drawn: Any, one: Series, chart: Chart, sheet: Sheet) -> None:  # noqa: ANN401
    pairs = zip_longest(one.values, one.labels[: len(one.values)], fillvalue="")
    labels = [label for value, label in pairs if chart.kind != "points" or value is not None]
    for at, label in enumerate(labels):
        if label:
            ground = one.colours[min(at, len(one.colours) - 1)].light if one.colours else PLUM
            inside = chart.kind.startswith("stacked") and not one.hidden and not one.outlined
            ink = "bg1" if inside and luminance(ground) < DARK else "tx1"
            _label(drawn.points[at], str(label), chart, sheet, ink)


def _paint(form: Any, value: str, *, outlined: bool) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    shade = cast("Any", RGBColor)(*bytes.fromhex(value[1:]))
    form.fill.solid()
    form.fill.fore_color.rgb = shade
    if outlined:
        form.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
        form.line.width = Pt(1)
    else:
        form.line.fill.background()


def _point_marks(drawn: Any, value: str, *, outlined: bool) -> None:  # noqa: ANN401
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415

    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE
    drawn.marker.size = POINT
    _paint(drawn.marker.format, value, outlined=outlined)


def _label(point: Any, words: str, chart: Chart, sheet: Sheet, ink: str) -> None:  # noqa: ANN401
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415

    label = point.data_label
    look = Style(sheet.paper.text, colour(ink), bold=chart.kind != "points")
    _rewrite(label.text_frame, run(_category(words), look, sheet.faces))
    if chart.kind == "points":
        label.position = XL_LABEL_POSITION.RIGHT
    elif not chart.kind.startswith("stacked"):
        label.position = XL_LABEL_POSITION.OUTSIDE_END
    elif tops(chart) is not None:
        label.position = XL_LABEL_POSITION.INSIDE_BASE
