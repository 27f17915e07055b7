"""Figures as a PDF of pages: title, picture, key numbers, sentences, a table, sources.

A page for reading holds all of these; a slide holds title, picture and sources. typst sets the
text and keeps the picture a vector.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Protocol

from briefing.backends.page import font_book, with_families
from briefing.backends.stamp import stamp
from briefing.catalogue import HTML_LANG, text
from briefing.exhibit import Room
from briefing.safe_text import whole
from briefing.tongue import spoken
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.exhibit import Exhibit, Page, Picture, Table
    from briefing.palette import Theme
    from briefing.paper import Paper

PX = 0.75  # points in a pixel of a picture
MOST_ROWS = 9  # of a table beside the sentences; the last line tells how many are left out
PICTURE = {"page": 0.52, "slide": 0.68, "picture": 0.68}  # of the paper's height
BESIDE = 0.58  # of the width, where the words stand beside the picture
HEAD = {"page": 18.0, "slide": 22.0, "picture": 26.0}


class Fonts(Protocol):
    """Say which families set a text, the best first, and which folders hold them."""

    @property
    def families(self) -> tuple[str, ...]:
        """Name the families."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Name the folders."""


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One page: the words it shows, and its picture."""

    words: dict[str, Any]
    svg: str


def to_pdf(
    pages: Sequence[Page],
    paper: Paper,
    fonts: Callable[[str, str], Fonts],
    *,
    theme: Theme = "light",
) -> bytes:
    """Print figures as one vector PDF, each on a page of its own.

    A figure that needs several pictures gets as many pages.

    Parameters
    ----------
    pages
        At least one, all in one tongue.
    fonts
        Gives the fonts for a text in a tongue.
    theme
        ``light``, or ``mono`` for paper without colour.

    Raises
    ------
    RenderProblem
        There is no page, or the words of a figure fill more than its page.
    """
    if not pages:
        raise RenderProblem("a document without a figure", remedy="Name at least one figure.")
    sheets = [sheet for page in pages for sheet in _sheets(page, paper, theme)]
    first = pages[0].shown.exhibit
    told = json.dumps([sheet.words for sheet in sheets], ensure_ascii=False)
    chosen = fonts(told + "".join(sheet.svg for sheet in sheets), first.lang)
    language, _, region = HTML_LANG[spoken(first.lang)[0]].partition("-")
    words = {
        "title": pages[0].heading.replace("\n", " "),
        "lang": language,
        "region": region or "GB",
        "families": chosen.families,
        "width": paper.width,
        "height": paper.height,
        "margin": paper.margin,
        "body": paper.text,
        "source": paper.source,
        "head": HEAD[paper.use],
        "subtitle": max(paper.text, 10.5),
        "pages": [sheet.words for sheet in sheets],
    }
    svgs = [with_families(sheet.svg, chosen.families) for sheet in sheets]
    return _compiled(words, svgs, chosen, as_of=first.as_of)


def _compiled(words: dict[str, Any], svgs: list[str], fonts: Fonts, *, as_of: str) -> bytes:
    import typst  # noqa: PLC0415 - only who prints waits for it

    inputs = {
        "words": whole(json.dumps(words, ensure_ascii=False)),
        "pictures": whole(json.dumps(svgs, ensure_ascii=False)),
    }
    compiler = typst.Compiler(font_paths=font_book(fonts.folders), sys_inputs=inputs)
    try:
        made = compiler.compile(_template(), format="pdf", timestamp=int(stamp(as_of).timestamp()))
    except typst.TypstError as problem:
        raise RenderProblem(
            "the pages could not be printed",
            where=str(problem.message)[:200],
            remedy="Shorten the titles and notes, or use HTML.",
        ) from problem
    if not isinstance(made, bytes):
        raise TypeError("typst gives a PDF as bytes")
    return made


@cache
def _template() -> bytes:
    return (resources.files("briefing.backends") / "pages.typ").read_bytes()


def _sheets(page: Page, paper: Paper, theme: Theme) -> list[_Sheet]:
    beside = paper.use == "page" and paper.width > paper.height
    wide = (paper.width - 2 * paper.margin) * (BESIDE if beside else 1)
    high = paper.height * (PICTURE["slide"] if beside else PICTURE[paper.use])
    room = Room(width=wide / PX, height=high / PX, text=paper.text / PX)
    pictures: Sequence[Picture] = page.shown.pictures(room, theme)
    exhibit = page.shown.exhibit
    first = _words(page, exhibit, full=paper.use == "page")
    later = _words(page, exhibit, full=False)
    return [
        _Sheet(words=later if number else first, svg=picture.svg)
        for number, picture in enumerate(pictures)
    ]


def _words(page: Page, exhibit: Exhibit, *, full: bool) -> dict[str, Any]:
    stamped = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}"
    return {
        "title": page.heading,
        "subtitle": exhibit.subtitle,
        "boxed": exhibit.boxed,
        "figures": [(f.number, f.words) for f in exhibit.key_figures] if full else [],
        "sentences": exhibit.sentences if full else (),
        "tables": [_table(table, exhibit.lang) for table in exhibit.tables[:1]] if full else [],
        "sources": (*exhibit.credits, *exhibit.notes, stamped),
        "alt": exhibit.alt,
    }


def _table(table: Table, tongue: str) -> dict[str, Any]:
    """Give the first rows of a table, and the sentence that says how many are left out."""
    left = len(table.rows) - MOST_ROWS
    rest = [table.rest] if table.rest else []
    if left > 0:
        rest += [
            text("pages.left_out", language, left=left, of=len(table.rows))
            for language in spoken(tongue)
        ]
    return table.model_copy(
        update={"rows": table.rows[:MOST_ROWS], "rest": "\n".join(rest)}
    ).model_dump(mode="json")
