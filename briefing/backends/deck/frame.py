"""What stands around a figure on every slide: title, subtitle, notices, sources, number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.backends.deck.base import FOOT, NUMBER
from briefing.backends.deck.lettering import (
    LINE_HAN,
    Style,
    colour,
    line_height,
    paragraph,
    run,
    seen,
)  # fmt: skip
from briefing.backends.deck.markup import emu, own_number, own_title, words_box
from briefing.typesetting import broken, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.deck.base import Base
    from briefing.backends.deck.lettering import Faces
    from briefing.backends.deck.markup import Ids
    from briefing.exhibit import Exhibit
    from briefing.paper import Paper

# Size and lines of a title, the best first; a second language stands below, smaller.
TITLES = ((28, 1), (26, 1), (24, 1), (26, 2), (24, 2), (22, 2), (20, 2), (20, 3))
IN_TWO = ((28, 1), (26, 1), (24, 1), (22, 1), (24, 2), (22, 2), (20, 2), (20, 3))
SECOND = 0.75
LEAST_TITLE = 18.0
STEP, INSETS = 12.0, 16.0
TITLE = '<p:ph type="title"/>'
NUMBERED = '<p:ph type="sldNum" sz="quarter" idx="12"/>'
FIELD = "{7B1D2C4E-5A60-4F3B-9C8D-0E1F2A3B4C5D}"
SUBTITLE, BOX_PAD, GAP, BETWEEN = 16.0, 6.0, 12.0, 8.0
SAFE = 1.03
"""Words are measured wider than they are set, so that no program breaks them earlier: some put a
quarter of a letter between Chinese and Latin ones."""


@dataclass(frozen=True, kw_only=True)
class Framed:
    """Markup of the frame, and what it leaves: the body between `top` and `bottom`, points."""

    markup: str
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One slide of a deck: what it stands on, its faces, the numbers of its shapes."""

    base: Base
    faces: Faces
    ids: Ids

    @property
    def paper(self) -> Paper:
        """Give size and least sizes of type."""
        return self.base.paper

    @property
    def left(self) -> float:
        """Give the left edge of what stands on it, points."""
        return self.base.left

    @property
    def width(self) -> float:
        """Give the width of what stands on it, points."""
        return self.base.width

    @property
    def ink(self) -> str:
        """Give the theme's word for the colour of text."""
        return self.base.ink


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


@dataclass(frozen=True)
class Line:
    """One language of a title: its words, their size in points, and the lines they fill."""

    words: str
    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Give the height of its lines, points."""
        return len(self.lines) * line_height(self.words, self.size)


def fitted(heading: str, width: float, sizes: Sequence[tuple[float, int]] = ()) -> list[Line]:
    r"""Set a title into lines, each language on its own; what does not fit ends in an ellipsis.

    Parameters
    ----------
    width
        Room for a line, points.
    sizes
        Size and most lines, the best first.

    Examples
    --------
    >>> [(one.words, one.size) for one in fitted("Where the factories are\n廠在哪裏", 600)]
    [('Where the factories are', 28), ('廠在哪裏', 21.0)]
    """
    parts = [seen(part).strip() for part in heading.split("\n")]
    parts = [part for part in parts if part] or [""]
    sizes = sizes or (IN_TWO if len(parts) > 1 else TITLES)
    for size, most in sizes:
        found = _broken(parts, size, width)
        if all(len(one.lines) <= most for one in found):
            return found
    size, most = sizes[-1]
    return [_cut(one, most, width) for one in _broken(parts, size, width)]


def _broken(parts: Sequence[str], size: float, width: float) -> list[Line]:
    """Break each language of a title into lines, the second one smaller."""
    sizes = [size, *[size * SECOND] * (len(parts) - 1)]
    return [
        Line(part, one, broken(part, width / SAFE, one, bold=True))
        for part, one in zip(parts, sizes, strict=True)
    ]


def _cut(one: Line, most: int, width: float) -> Line:
    """Keep what fits into so many lines."""
    if len(one.lines) <= most:
        return one
    words = one.words
    while len(broken(words + "…", width / SAFE, one.size, bold=True)) > most:
        words = words[:-1].rstrip()
    return Line(words + "…", one.size, broken(words + "…", width / SAFE, one.size, bold=True))


def _title(sheet: Sheet, heading: str) -> tuple[str, float]:
    own = sheet.base.title
    if own is not None:
        return _title_of_template(sheet, heading, own)
    lines = fitted(heading, sheet.width)
    height = sum(one.height for one in lines)
    top = sheet.paper.margin - 8
    paragraphs = "".join(
        paragraph(run(one.words, Style(one.size, colour(sheet.ink), bold=True), sheet.faces))
        for one in lines
    )
    box = (sheet.left, top, _balanced(lines, sheet.width), height)
    markup = words_box(sheet.ids, "Title", box, paragraphs, holder=TITLE)
    return markup, top + height


def _balanced(lines: Sequence[Line], width: float) -> float:
    """Give the least width in which no title becomes longer: no word is left alone on a line."""

    def fits(narrow: float) -> bool:
        return all(
            len(broken(one.words, narrow / SAFE, one.size, bold=True)) <= len(one.lines)
            for one in lines
        )

    while width > STEP and fits(width - STEP):
        width -= STEP
    return width


def _title_of_template(
    sheet: Sheet, heading: str, own: tuple[float, float, float, float, float]
) -> tuple[str, float]:
    """Write the title where the template has it, in its own look, smaller where it has to be."""
    _, top, width, height, size = own
    sizes = [(one, 9) for one in (size, *range(int(size) - 2, int(LEAST_TITLE) - 1, -2))]
    few = (LEAST_TITLE, max(1, int(height / LEAST_TITLE / LINE_HAN)))
    tried = (fitted(heading, width - INSETS, [one]) for one in [*sizes, few])
    lines = next(
        (found for found in tried if sum(one.height for one in found) <= height),
        fitted(heading, width - INSETS, [few]),
    )
    paragraphs = "".join(
        paragraph(
            run(one.words, Style(0 if one.size == size else one.size, ""), sheet.faces.inherited)
        )
        for one in lines
    )
    return own_title(sheet.ids, paragraphs), top + height


def _under_title(sheet: Sheet, exhibit: Exhibit, y: float) -> tuple[str, float]:
    """Write the subtitle, and the notices in boxes right of it or below."""
    lines = [seen(part) for part in exhibit.subtitle.split("\n") if seen(part).strip()]
    if lines and width_of("  ".join(lines), SUBTITLE) * SAFE < sheet.width:
        lines = ["  ".join(lines)]
    top, row, used, wrapped, paragraphs = y, 0.0, 0.0, False, ""
    for words in lines:
        wide = width_of(words, SUBTITLE) * SAFE > sheet.width
        size = sheet.paper.text if wide else SUBTITLE
        parts = broken(words, sheet.width / SAFE, size)
        row, wrapped = line_height(words, size), wrapped or len(parts) > 1
        used = max(used, *(width_of(part, size) * SAFE + 4 for part in parts))
        paragraphs += paragraph(run(words, Style(size, colour(sheet.base.muted)), sheet.faces))
        y += len(parts) * row
    used = sheet.width if wrapped else min(used, sheet.width)
    box = (sheet.left, top, used, y - top)
    markup = words_box(sheet.ids, "Subtitle", box, paragraphs) if lines else ""
    boxes, bottom = _notices(sheet, exhibit.boxed, (sheet.left + used + GAP, y, row))
    return markup + boxes, bottom


def _notices(
    sheet: Sheet, boxed: Sequence[str], at: tuple[float, float, float]
) -> tuple[str, float]:
    """Write notices in boxes at the right end of the row that ends at `y`, or on rows below."""
    x, y, row = at
    said = [seen(" · ".join(notice.split("\n"))) for notice in boxed]
    size, edge = sheet.paper.text, sheet.left + sheet.width
    widths = [
        min(sheet.width, width_of(words, size, bold=True) * SAFE + 2 * BOX_PAD) for words in said
    ]
    free = edge - sum(widths) - BETWEEN * (len(said) - 1)
    beside = bool(row) and free >= x
    x, markup = (free, "") if beside else (edge, "")
    for words, width in zip(said, widths, strict=True):
        lines = broken(words, (sheet.width - 2 * BOX_PAD) / SAFE, size, bold=True)
        height = len(lines) * line_height(words, size) + 4
        if not beside and x + width > edge:
            x, y, row = sheet.left, y + 4 + height, height
        markup += _notice(sheet, words, (x, y - row + (row - height) / 2, width, height))
        x += width + BETWEEN
    return markup, y


def _notice(sheet: Sheet, words: str, box: tuple[float, float, float, float]) -> str:
    look = f'<a:noFill/><a:ln w="{emu(0.9)}"><a:solidFill>{colour(sheet.ink)}</a:solidFill></a:ln>'
    runs = run(words, Style(sheet.paper.text, colour(sheet.ink), bold=True), sheet.faces)
    return words_box(
        sheet.ids, "Notice", box, paragraph(runs, align="ctr"), anchor="ctr", look=look
    )


def caption(sheet: Sheet, words: str, y: float) -> str:
    """Write a line below a figure; nothing where there are no words."""
    if not words:
        return ""
    size = sheet.paper.text
    height = line_height(words, size)
    style = Style(size, colour(sheet.base.muted))
    box = (sheet.left, y, sheet.width, height)
    return words_box(sheet.ids, "Caption", box, paragraph(run(words, style, sheet.faces)))


def sayings(sheet: Sheet, sentences: Sequence[str], y: float) -> str:
    """Write sentences below each other; nothing where there are none."""
    said = [seen(words) for words in sentences]
    if not said:
        return ""
    style = Style(SUBTITLE, colour(sheet.ink))
    height = sum(
        len(broken(words, sheet.width / SAFE, SUBTITLE)) * line_height(words, SUBTITLE) + 6
        for words in said
    )
    paragraphs = "".join(paragraph(run(words, style, sheet.faces), before=6) for words in said)
    return words_box(sheet.ids, "Sentences", (sheet.left, y, sheet.width, height), paragraphs)


def source_words(exhibit: Exhibit) -> str:
    """Give credits, notes, date and digest in one paragraph."""
    stamp = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}".rstrip(" ·")
    parts = [seen(part) for part in (*exhibit.credits, *exhibit.notes)]
    return " ".join([*parts, stamp])


def _source(sheet: Sheet, exhibit: Exhibit) -> tuple[str, float]:
    size, base = sheet.paper.source, sheet.base
    width = sheet.width - (NUMBER[0] + 6 if base.numbered and base.title is None else 0)
    words = source_words(exhibit)
    lines = broken(words, width / SAFE, size)
    height = len(lines) * line_height(words, size)
    top = base.bottom - height
    style = Style(size, colour(base.muted))
    markup = words_box(
        sheet.ids, "Source", (sheet.left, top, width, height),
        paragraph(run(words, style, sheet.faces)), anchor="b",
    )  # fmt: skip
    return markup + (_number(sheet, style) if base.numbered else ""), top


def _number(sheet: Sheet, style: Style) -> str:
    look, _, _ = run("0", style, sheet.faces).removeprefix("<a:r>").partition("<a:t>")
    runs = f'<a:fld id="{FIELD}" type="slidenum">{look}<a:t>‹#›</a:t></a:fld>'
    if sheet.base.title is not None:
        return own_number(sheet.ids, runs)
    edge = sheet.left + sheet.width
    box = (edge - NUMBER[0], sheet.paper.height - FOOT - NUMBER[1], *NUMBER)
    return words_box(
        sheet.ids, "Slide number", box, paragraph(runs, align="r"), anchor="b", holder=NUMBERED
    )
