"""Word pages: each figure with title, picture, caption, native table and numbered sources.

The text is Word's own, so that it can be edited; the picture is a PNG, because Word and its
relatives draw no SVG alike.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from briefing.backends.stamp import stamp
from briefing.backends.word.setting import box, describe, set_faces, size_page
from briefing.backends.word.table import add_table
from briefing.backends.word.words import write
from briefing.backends.zipped import packed, unpacked
from briefing.catalogue import text
from briefing.exhibit import Room, tongue_of_all
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Exhibit, Page, Picture, Table
    from briefing.palette import Theme
    from briefing.paper import Paper

PX = 0.75  # points in a pixel of a picture
HEAD, SUBTITLE, BODY, SMALL = 17.0, 11.0, 10.0, 8.5
ROOM_FOR_WORDS = {False: 330.0, True: 215.0}  # points beside the picture, by landscape
NEVER = "/thumbnail"  # of the library's own template


class Raster(Protocol):
    """Prints a picture as PNG."""

    def __call__(self, picture: Picture, exhibit: Exhibit, *, width: float) -> bytes:
        """Print `picture` at `width` points with 300 dots per inch."""


@dataclass(frozen=True)
class _Writer:
    """Hold what every part of the document needs."""

    document: Any  # a python-docx document: the library ships no types
    paper: Paper
    raster: Raster
    theme: Theme

    @property
    def width(self) -> float:
        """Give the width between the margins, points."""
        return self.paper.width - 2 * self.paper.margin


def build(pages: Sequence[Page], paper: Paper, raster: Raster, *, theme: Theme = "light") -> bytes:
    """Write figures as a Word document, each on a page of its own.

    Parameters
    ----------
    pages
        At least one.
    paper
        One of `briefing.paper.PAGES`.
    raster
        Prints the pictures.
    theme
        ``light``, or ``mono`` for paper without colour.

    Returns
    -------
    bytes
        A DOCX file; the same pages give the same bytes.

    Raises
    ------
    RenderProblem
        There is no page, or the figures speak different languages.
    """
    import docx  # noqa: PLC0415 - only who asks for a Word document waits for it

    tongue = tongue_of_all(pages)
    writer = _Writer(docx.Document(), paper, raster, theme)
    size_page(writer.document, paper)
    set_faces(writer.document, tongue, size=BODY)
    for number, page in enumerate(pages, 1):
        _page(writer, page, number)
    return _finished(writer.document, pages)


def _page(writer: _Writer, page: Page, number: int) -> None:
    exhibit = page.shown.exhibit
    head = writer.document.add_heading(level=1)
    head.paragraph_format.page_break_before = number > 1
    write(head, page.heading, size=HEAD, bold=True)
    if exhibit.subtitle:
        _paragraph(writer, exhibit.subtitle, size=SUBTITLE, muted=True)
    for words in exhibit.boxed:
        box(_paragraph(writer, words, size=SMALL, bold=True))
    _pictures(writer, page, number)
    for sentence in exhibit.sentences:
        _paragraph(writer, sentence, size=BODY)
    for table in exhibit.tables:
        _table(writer, table)
    _sources(writer, exhibit)


def _pictures(writer: _Writer, page: Page, number: int) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    exhibit, width = page.shown.exhibit, writer.width
    landscape = writer.paper.width > writer.paper.height
    high = writer.paper.height - 2 * writer.paper.margin - ROOM_FOR_WORDS[landscape]
    room = Room(width=width / PX, height=high / PX, text=writer.paper.text / PX)
    for picture in page.shown.pictures(room, writer.theme):
        wide = min(width, picture.width * PX, high * picture.width / picture.height)
        content = writer.raster(picture, exhibit, width=wide)
        paragraph = writer.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=Pt(wide))
        describe(shape, name=f"{exhibit.name} {number}", alt=exhibit.alt)
    caption = writer.document.add_paragraph(style="Caption")
    words = _both("pages.figure", exhibit.lang, number=number)
    write(caption, f"{words}  {exhibit.caption}", size=SMALL)


def _table(writer: _Writer, table: Table) -> None:
    if table.title:
        paragraph = _paragraph(writer, table.title, size=BODY, bold=True)
        paragraph.paragraph_format.keep_with_next = True
    add_table(writer.document, table, width=writer.width)
    if table.rest:
        _paragraph(writer, table.rest, size=SMALL, muted=True)


def _sources(writer: _Writer, exhibit: Exhibit) -> None:
    _paragraph(writer, _both("pages.sources", exhibit.lang), size=BODY, bold=True)
    for number, words in enumerate((*exhibit.credits, *exhibit.notes), 1):
        _paragraph(writer, f"{number}. {words}", size=SMALL, muted=True)
    _paragraph(writer, f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}", size=SMALL, muted=True)


def _both(key: str, tongue: str, **values: object) -> str:
    """Say short words in each language of a tongue, on one line."""
    return " ".join(text(key, language, **values) for language in spoken(tongue))


def _paragraph(
    writer: _Writer, words: str, *, size: float, bold: bool = False, muted: bool = False
) -> Any:  # noqa: ANN401 - a paragraph of python-docx
    paragraph = writer.document.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    write(paragraph, words, size=size, bold=bold, muted=muted)
    return paragraph


def _finished(document: Any, pages: Sequence[Page]) -> bytes:  # noqa: ANN401
    """Write the file with the data's date and nothing of the clock."""
    exhibit = pages[0].shown.exhibit
    told, when = document.core_properties, stamp(exhibit.as_of)
    told.title, told.author, told.comments = pages[0].heading[:255], "PlusN", ""
    told.created = told.modified = when
    told.last_modified_by, told.revision = "PlusN", 1
    whole = document.part.package.rels
    for key in [key for key, link in whole.items() if link.reltype.endswith(NEVER)]:
        del whole[key]
    content = io.BytesIO()
    document.save(content)
    return packed(unpacked(content.getvalue()))
