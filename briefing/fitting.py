"""Fit drawings into rooms: at a scale at which the smallest words are large enough to read.

Back-ends draw at a width in px of their own, with words of 12 px and more. A room asks for a least
size of words: the drawing is made for the room divided by the scale that its words need, and then
scaled as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from briefing.exhibit import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.exhibit import Room

    Draw = Callable[[float, float], str]

Row = TypeVar("Row")

LEAST = 12.0
"""Px of the smallest words that back-ends write."""
SLACK = 0.5
ROW, LEGEND = 20.0, 46.0
"""Px of a row of a legend, and of two."""
LEAST_SHARE = 0.6
"""Of a room, what is asked for however much stands around it."""
_SIZE = re.compile(r'font-size="([0-9.]+)"')
_ROOT = re.compile(r"<svg [^>]*>")


def inner(room: Room, least: float = LEAST) -> tuple[float, float]:
    """Give the width and height in px that a drawing may have whose smallest words are `least` px.

    Examples
    --------
    >>> from briefing.exhibit import Room
    >>> inner(Room(width=1200, height=480, text=18))
    (800, 320)
    """
    scale = room.text / least
    return int(room.width / scale), int(room.height / scale)


def least_text(svg: str) -> float:
    """Give the size in px of a drawing's smallest words; that of ours where it has none.

    Examples
    --------
    >>> least_text('<text font-size="13"/><text font-size="11.5"/>')
    11.5
    """
    return min((float(size) for size in _SIZE.findall(svg)), default=LEAST)


def size_of(svg: str) -> tuple[float, float]:
    """Give the width and height in px of a drawing.

    Examples
    --------
    >>> size_of('<svg width="760" height="300.5" viewBox="0 0 760 300.5"></svg>')
    (760.0, 300.5)
    """
    head = _root_of(svg)
    return _number(head, "width"), _number(head, "height")


def in_room(draw: Draw, room: Room) -> tuple[Picture, ...]:
    """Make one picture for a room.

    Parameters
    ----------
    draw
        Draws at a width in px, no higher than told where it can.
    """
    return many_in_room(lambda width, height: (draw(width, height),), room)


def many_in_room(draw: Callable[[float, float], Sequence[str]], room: Room) -> tuple[Picture, ...]:
    """Make as many pictures for a room as are drawn; `draw` as that of `in_room`."""
    drawn = draw(*inner(room))
    least = min(map(least_text, drawn))
    if least < LEAST:
        drawn = draw(*inner(room, least))
    scale = room.text / min(map(least_text, drawn))
    return tuple(_scaled(svg, scale) for svg in drawn)


def shared_out(
    rows: Sequence[Row], draw: Callable[[tuple[Row, ...]], str], height: float
) -> tuple[str, ...]:
    """Draw rows on as few sheets as their height allows, equally many on each.

    Parameters
    ----------
    draw
        Draws some of the rows.
    height
        Px that a sheet has; a row that is higher has a sheet of its own.
    """
    drawn: tuple[str, ...] = ()
    for sheets in range(1, len(rows) + 1):
        each = -(-len(rows) // sheets)
        parts = [tuple(rows[at : at + each]) for at in range(0, len(rows), each)]
        if len(parts) < sheets:
            continue
        drawn = tuple(draw(part) for part in parts)
        if all(size_of(svg)[1] <= height + SLACK for svg in drawn):
            break
    return drawn


def grown(draw: Callable[[float], str], usual: float, height: float, least: float) -> str:
    """Draw a plot as high as its room allows, with all that stands around it.

    Parameters
    ----------
    draw
        Draws it with a plot of so many px.
    usual, least
        Px of the plot on a page, and the fewest that can be read.
    height
        Px of the room.
    """
    over = size_of(draw(usual))[1] - height
    return draw(round(max(least, usual - over), 1))


def shrunk(
    draw: Callable[[float], tuple[str, ...]], height: float, *, tries: int = 4
) -> tuple[str, ...]:
    """Draw something that takes a height of its own, lower until what comes out fits.

    Parameters
    ----------
    draw
        Draws for a height in px, to which legends and the like are added.
    height
        Px of the room.
    """
    asked = height - LEGEND
    for _ in range(tries):
        drawn = draw(asked)
        over = max(size_of(svg)[1] for svg in drawn) - height
        if -ROW < over <= SLACK:
            break
        asked = max(asked - over, LEAST_SHARE * height)
    return drawn


def _scaled(svg: str, scale: float) -> Picture:
    """Enlarge a drawing as a whole; what is in it keeps its own px."""
    width, height = (round(side * scale, 1) for side in size_of(svg))
    head = _root_of(svg)
    larger = re.sub(r' height="[^"]*"', f' height="{height:g}"', head, count=1)
    larger = re.sub(r' width="[^"]*"', f' width="{width:g}"', larger, count=1)
    return Picture(svg=svg.replace(head, larger, 1), width=width, height=height)


def _root_of(svg: str) -> str:
    found = _ROOT.search(svg)
    if found is None:
        raise ValueError("no drawing of ours")
    return found[0]


def _number(head: str, name: str) -> float:
    found = re.search(rf' {name}="([0-9.]+)"', head)
    if found is None:
        raise ValueError(f"a drawing without {name}")
    return float(found[1])
