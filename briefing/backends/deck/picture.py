"""A picture of ours on a slide: one group of native shapes and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.backends.deck.cutting import bounds
from briefing.backends.deck.dotting import dotted, ramped
from briefing.backends.deck.drawn import Flat, Pattern, Shape, Words
from briefing.backends.deck.from_svg import read
from briefing.backends.deck.lettering import (
    Style,
    ascent,
    colour,
    line_height,
    paragraph,
    run,
    widest,
)  # fmt: skip
from briefing.backends.deck.markup import group, shape, words_box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.backends.deck.drawn import Box, Run
    from briefing.backends.deck.lettering import Faces
    from briefing.backends.deck.markup import Ids
    from briefing.exhibit import Exhibit, Picture

SLACK = 1.04  # a program may set the same words a little wider
SPACE_EM = 0.26
ANCHORS = {"start": "l", "middle": "ctr", "end": "r"}
SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}
PLAIN = {"path": "Shape", "oval": "Circle", "box": "Box"}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What every picture of a deck is set with.

    Parameters
    ----------
    least
        Size that no words fall below, points.
    english
        Region code → English name, for the names of shapes in every language.
    hatch
        Give land that is known only by a range a hatch.
    """

    faces: Faces
    least: float
    english: Mapping[str, str]
    hatch: bool = False


def put(picture: Picture, exhibit: Exhibit, box: Box, setting: Setting, ids: Ids) -> str:
    """Draw a picture into a box of the slide, points, as large as fits, centred across.

    Raises
    ------
    RenderProblem
        It holds what a slide cannot.
    """
    drawing = read(picture.svg)
    left, top, right, bottom = box
    scale = min((right - left) / drawing.width, (bottom - top) / drawing.height)
    at = (left + (right - left - drawing.width * scale) / 2, top)
    items = ramped(dotted(without_covered(merged(drawing.items))))
    boxes: list[Box] = []
    parts = []
    number = 0
    for item in items:
        if isinstance(item, Words):
            markup, used = _words(item, scale, at, setting, ids)
        else:
            number += 1
            moved = _moved(_told(item, drawing.alts), scale, at, setting)
            markup, used = shape(moved, ids, _name(item, number, setting)), bounds(moved.tracks)
        parts.append(markup)
        boxes.append(used)
    around = (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip
    return group("".join(parts), around, ids, exhibit.name.capitalize(), exhibit.alt)


def _told(item: Shape, alts: Mapping[tuple[str, str], str]) -> Shape:
    """Say of a province on a small map what is said of it on the large one."""
    sign = item.sign
    if not sign.small:
        return item
    return replace(item, sign=replace(sign, alt=alts.get((sign.level, sign.code), "")))


def merged(items: Sequence[Shape | Words]) -> tuple[Shape | Words, ...]:
    """Lay an estimate's screen onto the shape it covers: one region stays one shape."""
    kept: list[Shape | Words] = []
    for item in items:
        below = kept[-1] if kept else None
        if (
            isinstance(item, Shape) and isinstance(item.fill, Pattern) and not item.fill.ground
            and isinstance(below, Shape) and isinstance(below.fill, Flat)
        ):  # fmt: skip
            screened = replace(item.fill, ground=below.fill.colour)
            kept[-1] = replace(below, fill=screened)
        else:
            kept.append(item)
    return tuple(kept)


def without_covered(items: Sequence[Shape | Words]) -> tuple[Shape | Words, ...]:
    """Leave out nameless shapes that a later one of the same outline covers."""
    later: set[bytes] = set()
    kept: list[Shape | Words] = []
    for item in reversed(items):
        if isinstance(item, Shape) and item.form == "path" and item.fill is not None:
            key = b"".join(one.points.tobytes() for one in item.tracks)
            if key in later and not item.sign.code:
                continue
            if isinstance(item.fill, Pattern) or (
                isinstance(item.fill, Flat) and item.fill.cover == 1
            ):
                later.add(key)
        kept.append(item)
    return tuple(reversed(kept))


def _moved(item: Shape, scale: float, at: tuple[float, float], setting: Setting) -> Shape:
    tracks = tuple(one.placed(scale, *at) for one in item.tracks)
    edges = None
    if item.edges is not None:
        edges = tuple(one.placed(scale, *at) for one in item.edges)
    edge = item.line
    if edge is not None:
        edge = replace(
            edge, width=edge.width * scale, dash=tuple(part * scale for part in edge.dash)
        )
    fill = item.fill
    if setting.hatch and item.sign.standing == "bounded" and isinstance(fill, Flat):
        fill = Pattern("hatch", "#9a9a9a", fill.colour)
    return replace(
        item, tracks=tracks, edges=edges, line=edge, fill=fill, radius=item.radius * scale
    )


def _name(item: Shape, number: int, setting: Setting) -> str:
    sign = item.sign
    if sign.code:
        name = f"{sign.code} {setting.english.get(sign.code, sign.name)}".strip()
        return f"{name} (small map)" if sign.small else name
    return sign.name or f"{PLAIN[item.form]} {number}"


def _words(
    item: Words, scale: float, at: tuple[float, float], setting: Setting, ids: Ids
) -> tuple[str, Box]:
    """Write one line of words as a text box on its baseline."""
    sized = [(one, max(setting.least, round(one.size * scale, 1))) for one in item.runs]
    letters = "".join(one.words for one, _ in sized)
    gaps = sum(one.gap * scale for one, _ in sized)
    width = widest((one.words, size, one.bold) for one, size in sized) * SLACK + gaps + 2
    tallest = max(size for _, size in sized)
    x, y = at[0] + item.x * scale, at[1] + item.y * scale
    left = x - width * SHARE[item.anchor]
    top = y - ascent(letters, tallest)
    height = line_height(letters, tallest)
    runs = "".join(_run(one, size, scale, item.halo, setting.faces) for one, size in sized)
    markup = words_box(
        ids, letters.strip()[:60], (left, top, width, height),
        paragraph(runs, align=ANCHORS[item.anchor]), wrap=False,
    )  # fmt: skip
    return markup, (left, top, left + width, top + height)


def _run(one: Run, size: float, scale: float, halo: str, faces: Faces) -> str:
    style = Style(size, colour(one.colour), one.bold, one.italic, halo)
    gap = run(" ", style, faces, spacing=one.gap * scale - SPACE_EM * size) if one.gap else ""
    return gap + run(one.words, style, faces)
