"""What stands around a figure on every slide: title, subtitle, notices, sources, number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.backends.deck.base import NUMBER
from briefing.backends.deck.lettering import (
    Style, colour, line_height, paragraph, run, seen, widest,
)  # fmt: skip
from briefing.backends.deck.markup import emu, words_box
from briefing.typesetting import broken, shortened, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.deck.lettering import Faces
    from briefing.backends.deck.markup import Ids
    from briefing.exhibit import Exhibit
    from briefing.paper import Paper

# Size and lines of a title, the best first; a second language stands below, smaller.
TITLES = ((28, 1), (26, 1), (24, 1), (26, 2), (24, 2), (22, 2), (20, 2), (20, 3))
SECOND = 0.75
SUBTITLE, BOX_PAD, GAP = 16.0, 6.0, 12.0
FOOT = 14.0
"""Room below the source line, points."""
MOST_SOURCE_LINES = 5
SAFE = 1.02
"""Words are measured a little wider than they are set, so that no program breaks them earlier."""


@dataclass(frozen=True, kw_only=True)
class Framed:
    """Markup of the frame, and what it leaves: the body between `top` and `bottom`, points."""

    markup: str
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every slide of a deck shares."""

    paper: Paper
    faces: Faces
    ids: Ids
    ink: str = "tx1"
    muted: str = "tx2"

    @property
    def width(self) -> float:
        """Give the width between the margins, points."""
        return self.paper.width - 2 * self.paper.margin


def frame(sheet: Sheet, exhibit: Exhibit, heading: str) -> Framed:
    """Write everything around a figure.

    Parameters
    ----------
    heading
        The title; a line break parts its two languages.
    """
    title, y = _title(sheet, heading)
    under, y = _under_title(sheet, exhibit, y)
    foot, bottom = _source(sheet, exhibit)
    return Framed(markup=title + under + foot, top=y + GAP, bottom=bottom - GAP)


def fitted(heading: str, width: float) -> tuple[list[tuple[str, float]], bool]:
    """Give the lines of a title as (words, size), and whether some had to be left out.

    Examples
    --------
    >>> fitted("Where the factories are\\n廠在哪裏", 600)
    ([('Where the factories are', 28), ('廠在哪裏', 21.0)], False)
    """
    parts = [part for part in map(seen, heading.split("\n")) if part.strip()] or [""]
    sizes = lambda size: [size, *[size * SECOND] * (len(parts) - 1)]  # noqa: E731 - one line
    for size, most in TITLES:
        lines = [
            (broken(part, width / SAFE, one, bold=True), one)
            for part, one in zip(parts, sizes(size), strict=True)
        ]
        if all(len(found) <= most for found, _ in lines):
            return [(line, one) for found, one in lines for line in found], False
    size, most = TITLES[-1]
    cut = []
    for part, one in zip(parts, sizes(size), strict=True):
        found = broken(part, width / SAFE, one, bold=True)
        kept = list(found[:most])
        if len(found) > most:
            kept[-1] = shortened(kept[-1] + " " + found[most], width / SAFE, one, bold=True)
        cut += [(line, one) for line in kept]
    return cut, True


def _title(sheet: Sheet, heading: str) -> tuple[str, float]:
    lines, _ = fitted(heading, sheet.width)
    height = sum(line_height(words, size) for words, size in lines)
    top = sheet.paper.margin - 8
    paragraphs = "".join(
        paragraph(run(" ".join(words), Style(size, colour(sheet.ink), bold=True), sheet.faces))
        for size, words in _by_size(lines)
    )
    box = (sheet.paper.margin, top, sheet.width, height)
    markup = words_box(sheet.ids, "Title", box, paragraphs, holder='<p:ph type="title"/>')
    return markup, top + height


def _by_size(lines: Sequence[tuple[str, float]]) -> list[tuple[float, list[str]]]:
    found: dict[float, list[str]] = {}
    for words, size in lines:
        found.setdefault(size, []).append(words)
    return list(found.items())


def _under_title(sheet: Sheet, exhibit: Exhibit, y: float) -> tuple[str, float]:
    """Write the subtitle, and the notices in boxes right of it or below."""
    m, markup, x = sheet.paper.margin, "", sheet.paper.margin
    row = 0.0
    for part in filter(str.strip, exhibit.subtitle.split("\n")):
        lines = broken(seen(part), sheet.width / SAFE, SUBTITLE)
        height = len(lines) * line_height(part, SUBTITLE)
        words = run(part, Style(SUBTITLE, colour(sheet.muted)), sheet.faces)
        markup += words_box(
            sheet.ids, "Subtitle", (m, y, sheet.width, height), paragraph(words)
        )
        y += height
        row, x = line_height(part, SUBTITLE), m + width_of(lines[-1], SUBTITLE) + GAP
        x = x if len(lines) == 1 else m + sheet.width
    return _notices(sheet, exhibit.boxed, markup, (x, y, row))


def _notices(
    sheet: Sheet, boxed: Sequence[str], markup: str, at: tuple[float, float, float]
) -> tuple[str, float]:
    x, y, row = at
    m, size = sheet.paper.margin, sheet.paper.text
    edge = f'<a:noFill/><a:ln w="{emu(0.9)}"><a:solidFill>{colour(sheet.ink)}</a:solidFill></a:ln>'
    for notice in boxed:
        words = seen(" ".join(notice.split("\n")))
        width = widest([(words, size, True)]) * SAFE + 2 * BOX_PAD
        height = line_height(words, size) + 4
        if x + width > m + sheet.width or not row:
            x, y, row = m, y + 4 + (height if row or x > m else 0) * 0, 0.0
        top = y - row + (row - height) / 2 if row else y
        runs = run(words, Style(size, colour(sheet.ink), bold=True), sheet.faces)
        box = (x, top, min(width, sheet.width), height)
        markup += words_box(
            sheet.ids, "Notice", box, paragraph(runs, align="ctr"), anchor="ctr", look=edge
        )
        x += width + 8
        if not row:
            y, row = top + height, height
    return markup, y


def source_words(exhibit: Exhibit) -> str:
    """Give credits, notes, date and digest in one paragraph."""
    stamp = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}".rstrip(" ·")
    parts = [seen(part) for part in (*exhibit.credits, *exhibit.notes)]
    return " ".join([*parts, stamp])


def _source(sheet: Sheet, exhibit: Exhibit) -> tuple[str, float]:
    size, paper = sheet.paper.source, sheet.paper
    width = sheet.width - NUMBER[0] - 6
    words = source_words(exhibit)
    lines = broken(words, width / SAFE, size)
    height = len(lines) * line_height(words, size)
    top = paper.height - FOOT - height
    style = Style(size, colour(sheet.muted))
    markup = words_box(
        sheet.ids, "Source", (paper.margin, top, width, height),
        paragraph(run(words, style, sheet.faces)), anchor="b",
    )  # fmt: skip
    return markup + _number(sheet, style), top


def _number(sheet: Sheet, style: Style) -> str:
    paper = sheet.paper
    box = (paper.width - paper.margin - NUMBER[0], paper.height - FOOT - NUMBER[1], *NUMBER)
    field = run("0", style, sheet.faces).replace("<a:r>", "", 1)
    look, _, _ = field.partition("<a:t>")
    runs = (
        '<a:fld id="{7B1D2C4E-5A60-4F3B-9C8D-0E1F2A3B4C5D}" type="slidenum">'
        f"{look}<a:t>‹#›</a:t></a:fld>"
    )
    return words_box(
        sheet.ids, "Slide number", box, paragraph(runs, align="r"), anchor="b", wrap=False,
        holder='<p:ph type="sldNum" sz="quarter" idx="12"/>',
    )  # fmt: skip
