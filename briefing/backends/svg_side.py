"""Draw what stands beside the map: legend, interval bars, boxed explanations."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from briefing.atlas.chips import CHIP_FOOT, CHIP_LINE, chip_places, colour_at
from briefing.backends.svg_elements import moved, px
from briefing.pairing import LINE, Both
from briefing.typesetting import broken, shortened, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.svg_ink import Ink
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import Aside, Bar, BarTable, Colour, LegendEntry, MapSpec

RAMP_HEIGHT, TICK_STEP = 118.0, 14.0
ROW, NAME_WIDTH, NUMBER_X, BAR_HEIGHT = 34.0, 120.0, 46.0, 15.0


def legend(
    spec: MapSpec | MultiplesSpec, ink: Ink, width: float, *, ramp: float = RAMP_HEIGHT
) -> tuple[str, float]:
    """Draw the legend, its ramp `ramp` px high or as a row of colours, and give its height."""
    lines = broken(spec.legend.title, width, 12.5, bold=True)
    parts = [ink.text(0, 4 + 16 * at, line, size=12.5, bold=True) for at, line in enumerate(lines)]
    y = 16.0 * max(1, len(lines))
    if spec.legend.ramp is not None:
        drawn, used = _ramp(spec, ink, y, ramp) if ramp else _chips(spec, ink, y, width)
        parts.append(drawn)
        y += used
    if spec.legend.symbols:
        drawn, used = _circles(spec, ink, y)
        parts.append(drawn)
        y += used + 14
    for entry in spec.legend.entries:
        lines = broken(entry.label, width - 36, 12)
        parts.append(_swatch(entry, y, ink))
        for line in lines:
            parts.append(ink.text(35, y + 11, line, size=12))
            y += 15
        y += 7
    return "".join(parts), y


def _swatch(entry: LegendEntry, y: float, ink: Ink) -> str:
    if entry.kind == "group":
        return ink.path(f"M0,{px(y + 7)}h26", stroke=ink.token("ink"), width=2)
    if entry.kind == "scope":
        return ink.rect(0.5, y + 0.5, 25, 13, fill="url(#dots)", stroke=ink.token("province_line"))
    if entry.kind in {"class", "value"} and entry.colour is not None:
        line = ink.edge(entry.colour)
        return ink.rect(0.5, y + 0.5, 25, 13, fill=ink.colour(entry.colour), stroke=line)
    if entry.kind == "estimated":
        fill = ink.land if entry.colour is None else ink.colour(entry.colour)
        ground = ink.rect(0.5, y + 0.5, 25, 13, fill=fill, stroke=ink.token("province_line"))
        return ground + ink.rect(0.5, y + 0.5, 25, 13, fill="url(#screen)")
    line = ink.token("ink" if entry.kind == "higher" else "province_line")
    return ink.rect(0.5, y + 0.5, 25, 13, fill=ink.land, stroke=line)


def _ramp(spec: MapSpec | MultiplesSpec, ink: Ink, top: float, high: float) -> tuple[str, float]:
    """Draw the ramp with real values at their true heights, their words kept apart."""
    ramp = spec.legend.ramp
    assert ramp is not None  # noqa: S101 - the caller asks first
    stops = "".join(
        f'<stop offset="{at:.4f}" stop-color="{colour}"/>' for at, colour in _stops(ramp.stops, ink)
    )
    parts = [
        (
            f'<defs><linearGradient id="{ink.prefix}ramp" x1="0" x2="0" y1="0" y2="1">'
            f"{stops}</linearGradient></defs>"
        ),
        ink.rect(0, top, 16, high, fill=f"url(#{ink.prefix}ramp)"),
    ]
    ticks = sorted(ramp.ticks, key=lambda tick: -tick.at)
    heights = spread([top + (1 - tick.at) * high for tick in ticks], TICK_STEP, top + high + 8)
    for tick, y in zip(ticks, heights, strict=True):
        at = top + (1 - tick.at) * high
        d = f"M16,{px(at)}h5L28,{px(y)}h6"
        parts.append(ink.path(d, stroke=ink.token("leader"), width=0.8))
        parts.append(ink.text(82, y + 4, tick.label, size=12, anchor="end"))
    return "".join(parts), high + 18


def _chips(spec: MapSpec | MultiplesSpec, ink: Ink, top: float, width: float) -> tuple[str, float]:
    """Draw the ramp's values in lines, each with its colour, where a ramp finds no room."""
    ramp = spec.legend.ramp
    assert ramp is not None  # noqa: S101 - the caller asks first
    places = chip_places(ramp, width)
    ticks = sorted(ramp.ticks, key=lambda tick: -tick.at)
    parts = []
    for tick, (x, y) in zip(ticks, places, strict=True):
        colour = colour_at(ramp.stops, tick.at)
        parts.append(ink.rect(x + 0.5, top + y + 0.5, 13, 13, fill=ink.colour(colour)))
        parts.append(ink.text(x + 18, top + y + 11, tick.label, size=12))
    return "".join(parts), places[-1][1] + CHIP_LINE + CHIP_FOOT


def _stops(colours: Sequence[Colour], ink: Ink) -> list[tuple[float, str]]:
    """Give the gradient from the top; in mono its greys change at once, as on the map."""
    last = len(colours) - 1
    smooth = [(1 - i / last, ink.colour(c)) for i, c in reversed(list(enumerate(colours)))]
    if ink.theme != "mono":
        return smooth
    hard: list[tuple[float, str]] = []
    for at, grey in smooth:
        if hard and hard[-1][1] != grey:
            hard += [(at, hard[-1][1]), (at, grey)]
        hard.append((at, grey))
    return hard


def spread(wanted: list[float], step: float, lowest: float) -> list[float]:
    """Keep ascending places at least `step` apart and none below `lowest`.

    Examples
    --------
    >>> spread([0, 3, 30], 10, 100)
    [0, 10, 30]
    >>> spread([0, 95, 99], 10, 100)
    [0, 90, 100]
    """
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + step) if placed else place)
    limit = lowest
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], limit)
        limit = placed[i] - step
    return placed


def _circles(spec: MapSpec | MultiplesSpec, ink: Ink, top: float) -> tuple[str, float]:
    keys = sorted(spec.legend.symbols, key=lambda key: -key.radius)
    largest = keys[0].radius
    bottom = top + 2 * largest
    parts = []
    peaks = [bottom - 2 * key.radius for key in keys]
    seats = spread(peaks, TICK_STEP, max(bottom, top + TICK_STEP * len(keys)))
    for key, peak, seat in zip(keys, peaks, seats, strict=True):
        fill = ink.token("rest") if key.grey else "none"
        y = bottom - key.radius
        parts.append(
            f'<circle cx="{px(largest + 1)}" cy="{px(y)}" r="{px(key.radius)}" fill="{fill}" '
            f'stroke="{ink.token("ink")}"/>'
        )
        d = f"M{px(largest)},{px(peak)}H{px(2 * largest + 4)}L{px(2 * largest + 10)},{px(seat)}"
        parts.append(ink.path(d, stroke=ink.token("leader"), width=0.8, dash="1 2"))
        parts.append(ink.text(2 * largest + 14, seat + 4, key.label, size=12))
    return "".join(parts), max(bottom, seats[-1]) - top


def bars(table: BarTable, ink: Ink, width: float, *, mono: bool) -> tuple[str, float]:
    """Draw a table of bars and give its height."""
    shares = any(bar.share for bar in table.bars)
    number_x = width - NUMBER_X if shares else width
    drawn, more = _heads(table, ink, number_x, width)
    parts = [drawn]
    y = 20.0 + more
    for line in wrap(table.note, width, 11) if table.note else ():
        y += 15
        parts.append(ink.text(0, y - 6, line, size=11, fill="muted"))
    parts.append(ink.path(f"M0,{px(y)}h{px(width)}", stroke=ink.token("ink"), width=0.8))
    row = ROW if len(table.bars) < 10 else 24.0  # noqa: PLR2004 - a long table is set closer
    row = min(row, 28.0) if table.note else row
    for bar in table.bars:
        drawn, used = _row(bar, table.scale, ink, (number_x, width), row)
        parts.append(moved(0, y, drawn))
        y += used
        parts.append(ink.path(f"M0,{px(y)}h{px(width)}", stroke=ink.token("rule")))
    if table.total is not None:
        middle = y + 21
        parts.append(ink.text(0, middle, table.total.name, size=13, bold=True))
        parts.append(ink.text(number_x, middle, table.total.text, size=13, bold=True, anchor="end"))
        if shares:
            parts.append(
                ink.text(width, middle, table.total.share, size=12, fill="muted", anchor="end")
            )
        y += 28
    for line in wrap(table.footnote, width, 11.5) if table.footnote else ():
        y += 16
        parts.append(ink.text(0, y, line, size=11.5, fill="muted"))
    return "".join(parts), y + (4 if mono else 0)


def _heads(table: BarTable, ink: Ink, number_x: float, width: float) -> tuple[str, float]:
    """Write title and columns; give the height beyond one line: two languages need two."""
    two = isinstance(table.title, Both)
    first = table.columns[0] if table.columns else ""
    heading: tuple[str, ...] = (shortened(first, number_x / 2, 12),)
    if isinstance(first, Both):
        heading = tuple(first.said.values())
    room = number_x - max(width_of(line, 12) for line in heading) - 12
    title = (
        wrap(table.title, room, 13, bold=True)
        if two
        else (shortened(table.title, room, 13, bold=True),)
    )
    second = table.columns[1] if len(table.columns) > 1 else ""
    share = tuple(second.said.values()) if isinstance(second, Both) else (second,)
    parts = [ink.text(0, 14 + 15 * n, line, size=13, bold=True) for n, line in enumerate(title)]
    for x, lines in ((number_x, heading), (width, share)):
        parts += [
            ink.text(x, 14 + 15 * n, line, size=12, fill="muted", anchor="end")
            for n, line in enumerate(lines)
            if line
        ]
    return "".join(parts), 15.0 * (max(len(title), len(heading), len(share)) - 1)


def _row(
    bar: Bar, scale: float, ink: Ink, columns: tuple[float, float], row: float
) -> tuple[str, float]:
    number_x, width = columns
    name = wrap(bar.name, NAME_WIDTH - 4, 13) if isinstance(bar.name, Both) else (bar.name,)
    row += 12 * (len(name) - 1)
    middle = row / 2 + 4.5
    room = number_x - NAME_WIDTH - 62
    parts = [
        ink.text(0, middle + 15 * n - 7.5 * (len(name) - 1), line, size=13)
        for n, line in enumerate(name)
    ]
    parts.append(
        ink.text(number_x, middle, bar.text, size=13, bold=bar.low == bar.high, anchor="end")
    )
    if bar.share:
        parts.append(ink.text(width, middle, bar.share, size=12, fill="muted", anchor="end"))
    below, used = _below(bar, ink, (middle + 7.5 * (len(name) - 1), row), width)
    parts.append(below)
    parts.append(
        _bar(bar, scale, ink, (row - BAR_HEIGHT) / 2 + (0 if row > BAR_HEIGHT + 6 else 1), room)
    )
    return "".join(parts), used


def _below(bar: Bar, ink: Ink, at: tuple[float, float], width: float) -> tuple[str, float]:
    """Write a bar's note and what its grey places are; give the height of the whole row."""
    base, row = at
    two = isinstance(bar.note or bar.swatch, Both)
    space = NAME_WIDTH - 6 if bar.swatch else width
    note = wrap(bar.note, space, 11) if two else (bar.note,)
    swatch = wrap(bar.swatch, width - NAME_WIDTH - 36, 12) if two else (bar.swatch,)
    y = base + (16 if bar.swatch else 12)
    parts = [ink.text(0, y + 13 * n, line, size=11, fill="muted") for n, line in enumerate(note)]
    if not bar.swatch:
        return "".join(parts) if bar.note else "", row + (10 + 13 * (len(note) - 1)) * bool(
            bar.note
        )
    parts = parts if bar.note else []
    parts.append(
        ink.rect(NAME_WIDTH + 0.5, row + 2, 27, 13, fill=ink.land, stroke=ink.token("coast"))
    )
    parts += [
        ink.text(NAME_WIDTH + 36, row + 13 + 14 * n, line, size=12) for n, line in enumerate(swatch)
    ]
    return "".join(parts), row + 20 + 14 * max(len(note) - 2, len(swatch) - 1, 0)


def _bar(bar: Bar, scale: float, ink: Ink, y: float, room: float) -> str:
    low, high = (min(end / scale, 1.0) * room for end in (bar.low, bar.high))
    parts = []
    if high > low:
        parts.append(
            ink.rect(
                NAME_WIDTH, y, max(high, 1), BAR_HEIGHT, fill=ink.land, stroke=ink.token("coast")
            )
        )
    if low > 0:
        parts.append(ink.rect(NAME_WIDTH, y, max(low, 1), BAR_HEIGHT, fill=_paint(bar, ink)))
    if bar.cut:
        x = NAME_WIDTH + high - 9
        d = f"M{px(x)},{px(y + BAR_HEIGHT + 2)}l4,{px(-BAR_HEIGHT - 4)}m4,0l-4,{px(BAR_HEIGHT + 4)}"
        parts.append(ink.path(d, stroke=ink.token("background"), width=2))
    return "".join(parts)


def _paint(bar: Bar, ink: Ink) -> str:
    if bar.fill is not None:
        return ink.colour(bar.fill)
    return ink.token("rest")


def asides(aside: Aside, ink: Ink, width: float) -> tuple[str, float]:
    """Draw a boxed explanation and give its height."""
    inner = width - 28
    y = 20.0
    heads = zip_longest(aside.title.split(LINE), aside.subtitle.split(LINE), fillvalue="")
    told = [f"{title}  {beside}".strip() for title, beside in heads]
    parts = [ink.text(14, y + 16 * n, line, size=12.5, bold=True) for n, line in enumerate(told)]
    y += 16 * (len(told) - 1)
    if aside.number:
        y += 26
        parts.append(ink.text(14, y, aside.number, size=22, bold=True))
    if aside.bar is not None:
        y += 10
        solid = aside.bar.low / aside.scale * inner
        parts.append(ink.rect(14, y, inner, 15, fill=ink.land, stroke=ink.token("coast")))
        parts.append(ink.rect(14, y, solid, 15, fill=_paint(aside.bar, ink)))
        y += 28
        ends = (aside.captions[0], aside.captions[-1])
        first, last = (
            wrap(end, inner / 2, 11.5) if isinstance(end, Both) else (end,) for end in ends
        )
        for x, lines, anchor in ((14.0, first, "start"), (width - 14, last, "end")):
            parts += [
                ink.text(x, y + 14 * n, line, size=11.5, anchor=anchor)
                for n, line in enumerate(lines)
            ]
        y += 14 * (max(len(first), len(last)) - 1)
    for line in wrap(aside.text, inner, 12) if aside.text else ():
        y += 17
        parts.append(ink.text(14, y, line, size=12, fill="muted"))
    height = y + 12
    ground = ink.rect(
        0.5, 0.5, width - 1, height, fill=ink.token("soft"), stroke=ink.token("rule"), radius=4
    )
    return ground + "".join(parts), height
