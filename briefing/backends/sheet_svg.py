"""Any figure on one paper as one SVG: title, subtitle, notices, picture, sources, date, digest.

A picture for a link or a post is measured in its own pixels, a page in points; both become CSS
pixels here, as `briefing.backends.page` prints them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from briefing.backends.svg_elements import element, moved, px
from briefing.backends.svg_ink import FACES, Ink
from briefing.catalogue import HTML_LANG
from briefing.exhibit import Room
from briefing.tongue import tongue_of
from briefing.typesetting import broken, shortened, width_of
from data.errors import RenderProblem

if TYPE_CHECKING:
    from briefing.exhibit import Exhibit, Page, Picture
    from briefing.palette import Theme
    from briefing.paper import Paper

PT = 0.75  # points in a CSS pixel
TITLE = {"page": 2.3, "picture": 1.65, "slide": 1.65}  # times the text
SECOND, SUBTITLE = 0.8, 1.12  # of a title in a pair, times the title; times the text
MOST_TITLE, MOST_SOURCE = 0.22, 0.16  # of the paper's height
SMALLER = 0.88  # a title that is too long, each time
LEAST_PICTURE = 0.4  # of the paper's height
LEAD, GAP = 1.28, 0.35
ROOT = re.compile(r"^<svg\b[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class _Line:
    """One line of words: its size, its baseline, and how it is set."""

    words: str
    size: float
    y: float
    bold: bool = False
    fill: str = "ink"


def render(page: Page, paper: Paper, *, theme: Theme = "light") -> tuple[str, ...]:
    """Draw a figure on a paper; on several where one would be too small to read.

    Raises
    ------
    RenderProblem
        Its words leave no room for its picture.
    """
    return tuple(_sheet(page, paper, theme, at) for at in range(_count(page, paper, theme)))


def _count(page: Page, paper: Paper, theme: Theme) -> int:
    return len(_drawn(page, paper, theme))


def _drawn(page: Page, paper: Paper, theme: Theme) -> tuple[Picture, ...]:
    return page.shown.pictures(_room(page, paper), theme)


def _room(page: Page, paper: Paper) -> Room:
    top, bottom = _ends(page, paper)
    height = bottom - top
    if height < LEAST_PICTURE * paper.height:
        raise RenderProblem(
            "the words leave no room for the picture",
            where=paper.name,
            remedy="Shorten the title, or use a larger size.",
        )
    return Room(width=paper.width - 2 * paper.margin, height=height, text=paper.text)


def _ends(page: Page, paper: Paper) -> tuple[float, float]:
    head, top = _head(page, paper)
    del head
    foot = _foot(page.shown.exhibit, paper)
    return top + paper.text * 0.9, foot[0].y - paper.source - paper.text * 0.9


def _head(page: Page, paper: Paper) -> tuple[list[_Line], float]:
    """Set title and subtitle; a long title is set smaller until it fits its share."""
    width = paper.width - 2 * paper.margin
    size = TITLE[paper.use] * paper.text
    lines = _title(page.heading, width, size, paper)
    while lines[-1].y - paper.margin > MOST_TITLE * paper.height and size > paper.text:
        size *= SMALLER
        lines = _title(page.heading, width, size, paper)
    y = lines[-1].y + GAP * paper.text
    small = SUBTITLE * paper.text
    for words in filter(None, page.shown.exhibit.subtitle.split("\n")):
        for line in broken(words, width, small):
            y += small * LEAD
            lines.append(_Line(line, small, y, fill="muted"))
    below = page.shown.exhibit.boxed and not _beside(page, paper, lines[-1])
    return lines, y + (_box_height(paper) if below else 0)


def _beside(page: Page, paper: Paper, last: _Line) -> bool:
    """Tell whether the notices fit at the end of the last line."""
    room = paper.width - 2 * paper.margin
    boxes = sum(width_of(_flat(words), paper.text) + 1.6 * paper.text
                for words in page.shown.exhibit.boxed)  # fmt: skip
    return not last.bold and width_of(last.words, last.size) + boxes + 2 * paper.text < room


def _flat(words: str) -> str:
    return words.replace("\n", " ")


def _title(heading: str, width: float, size: float, paper: Paper) -> list[_Line]:
    lines: list[_Line] = []
    y = paper.margin
    for at, words in enumerate(heading.split("\n")):
        type_size = size * (SECOND if at else 1)
        for line in broken(words, width, type_size, bold=True):
            y += type_size * (LEAD if lines else 1.0)
            lines.append(_Line(line, type_size, y, bold=True))
    return lines


def _box_height(paper: Paper) -> float:
    return paper.text * 2.2


def _foot(exhibit: Exhibit, paper: Paper) -> list[_Line]:
    """Set sources, remarks, date and digest above the lower margin."""
    width = paper.width - 2 * paper.margin
    told = [line for words in (*exhibit.credits, *exhibit.notes) for line in words.split("\n")]
    lines = [line for words in told for line in broken(words, width, paper.source)]
    lines.append(stamp_of(exhibit))
    step = paper.source * LEAD
    last = paper.height - paper.margin * 0.8
    return [
        _Line(line, paper.source, last - step * (len(lines) - 1 - at), fill="muted")
        for at, line in enumerate(lines)
    ]


def stamp_of(exhibit: Exhibit) -> str:
    """Give the line that ties a picture to its numbers: programme, date of the data, digest."""
    return f"PlusN {exhibit.as_of} · {exhibit.digest}"


def _sheet(page: Page, paper: Paper, theme: Theme, at: int) -> str:
    ink, exhibit = Ink(theme), page.shown.exhibit
    head, top = _head(page, paper)
    foot = _foot(exhibit, paper)
    picture = _drawn(page, paper, theme)[at]
    start, end = _ends(page, paper)
    room = paper.width - 2 * paper.margin
    scale = min(room / picture.width, (end - start) / picture.height)
    place = (paper.margin + (room - picture.width * scale) / 2, start, scale)
    rule = foot[0].y - paper.source * 1.35
    parts = [
        ink.rect(0, 0, paper.width, paper.height, fill=ink.token("background")),
        *(_written(line, paper.margin, ink) for line in head),
        *_boxes(page, paper, head[-1], top, ink),
        _placed(picture, place),
        ink.path(f"M{px(paper.margin)},{px(rule)}h{px(room)}", stroke=ink.token("rule"), width=0.7),
        *(_written(line, paper.margin, ink) for line in foot),
    ]
    return _framed(page, paper, "".join(parts))


def _written(line: _Line, x: float, ink: Ink) -> str:
    return ink.text(x, line.y, line.words, size=round(line.size, 2), bold=line.bold, fill=line.fill)


def _boxes(page: Page, paper: Paper, last: _Line, bottom: float, ink: Ink) -> list[str]:
    """Draw notices such as "sample", each in a box of its own."""
    found = []
    high = paper.text * 1.6
    x, y = paper.margin, bottom - high
    if _beside(page, paper, last):
        x += width_of(last.words, last.size) + paper.text
        y = last.y - high * 0.72
    room = paper.width - 2 * paper.margin
    for words in page.shown.exhibit.boxed:
        said = shortened(_flat(words), room - paper.text, paper.text)
        wide = width_of(said, paper.text) + paper.text
        found.append(
            ink.rect(x, y, wide, high, fill=ink.token("soft"), stroke=ink.token("coast"), radius=2)
        )
        found.append(ink.text(x + paper.text / 2, y + high * 0.69, said, size=paper.text))
        x += wide + paper.text * 0.6
    return found


def _placed(picture: Picture, place: tuple[float, float, float]) -> str:
    """Put the picture's own elements at a place and a scale."""
    x, y, scale = place
    root = ROOT.match(picture.svg)
    if root is None:
        raise RenderProblem("the picture is no SVG", remedy="Draw it with PlusN.")
    box = [float(one) for one in re.findall(r'viewBox="([^"]*)"', root[0])[0].split()]
    inner = picture.svg[root.end() :].rstrip().removesuffix("</svg>")
    size = picture.width / box[2] * scale
    return moved(x, y, element("g", inner, transform=f"scale({size:.5g})", class_="picture"))


def _framed(page: Page, paper: Paper, content: str) -> str:
    exhibit = page.shown.exhibit
    k = 1.0 if paper.use == "picture" else 1 / PT
    wide, high = px(paper.width * k), px(paper.height * k)
    language = HTML_LANG[tongue_of(exhibit.lang)]
    inner = content if k == 1 else element("g", content, transform=f"scale({k:.6g})")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" lang="{language}" xml:lang="{language}" '
        f'font-family="{FACES[tongue_of(exhibit.lang)]}" aria-labelledby="sheet-title sheet-desc">'
        f'<title id="sheet-title">{escape(page.heading)}</title>'
        f'<desc id="sheet-desc">{escape(exhibit.alt)}</desc>{inner}</svg>\n'
    )
