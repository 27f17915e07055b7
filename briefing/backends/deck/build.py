"""Write figures as a PowerPoint presentation: native shapes, tables and charts, nothing painted.

`build` takes pages (`briefing.exhibit.Page`), one of `briefing.paper.SLIDES`, and where the user
has one, the bytes of a template that `plusn.decks` has checked. Who has files calls
`plusn.decks.deck`, which also knows the English names of regions.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing.backends.deck.base import blank
from briefing.backends.deck.charts import add_chart, readable
from briefing.backends.deck.fonts import fonts_of
from briefing.backends.deck.frame import Sheet, caption, frame, sayings
from briefing.backends.deck.lettering import Faces, seen
from briefing.backends.deck.markup import Ids
from briefing.backends.deck.notes import note
from briefing.backends.deck.picture import Setting, put
from briefing.backends.deck.tables import laid, split, table_markup
from briefing.backends.deck.template import base_of
from briefing.backends.stamp import stamp
from briefing.backends.zipped import packed, unpacked
from briefing.catalogue import text
from briefing.exhibit import Room, tongue_of_all
from briefing.tongue import spoken
from briefing.typefaces import chinese_face

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.backends.deck.base import Base
    from briefing.exhibit import Chart, Page, Picture, Table
    from briefing.paper import Paper

CAPTION = 24.0
"""Room for a line below a table, points."""
PICTURE_TEXT = 12.0
"""Least height of words in a picture, px; they become the paper's least size."""
NEVER = "thumbnail"


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A PPTX file, and the faces that it asks the showing machine for."""

    content: bytes
    fonts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Hold what every slide of a deck needs."""

    base: Base
    faces: Faces
    setting: Setting
    drawn: dict[str, str] = field(default_factory=dict)
    """Name of a slide's part → markup that is put into it at the end."""

    def sheet(self) -> Sheet:
        """Give what one more slide is set with."""
        return Sheet(base=self.base, faces=self.faces, ids=Ids())

    def add(self, page: Page, markup: str) -> Any:  # noqa: ANN401 - a slide of python-pptx
        """Add a slide with its notes; its markup waits, as objects of this size take seconds."""
        slide = self.base.show.slides.add_slide(self.base.layout)
        for holder in [*slide.placeholders]:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
        self.drawn[str(slide.part.partname).lstrip("/")] = markup
        note(slide, page, self.faces)
        return slide


def build(
    pages: Sequence[Page],
    paper: Paper,
    *,
    template: bytes | None = None,
    hatch: bool = False,
    english: Mapping[str, str] | None = None,
) -> Deck:
    """Write figures as slides, each on one of its own or on several.

    Parameters
    ----------
    pages
        At least one; all in one language or one pair of languages.
    paper
        One of `briefing.paper.SLIDES`.
    template
        A user's own PPTX: its layouts, faces and colours; its slides are left out.
    hatch
        Give land that is known only by a range a hatch.
    english
        Region code → English name, for the names of the shapes.

    Returns
    -------
    Deck
        The same pages give the same bytes.

    Raises
    ------
    RenderProblem
        There is no page, or the figures speak different languages.
    """
    tongue = tongue_of_all(pages)
    base = blank(paper, chinese_face(tongue)) if template is None else base_of(template, paper)
    faces = Faces.of(tongue, themed=template is not None)
    setting = Setting(faces=faces, least=paper.text, english=english or {}, hatch=hatch)
    writer = _Writer(base=base, faces=faces, setting=setting)
    for page in pages:
        _page(writer, page)
    content = _finished(writer, pages)
    return Deck(content=content, fonts=fonts_of(content))


def _page(writer: _Writer, page: Page) -> None:
    """Add the slides of a figure: what it asks for, or what it has."""
    exhibit = page.shown.exhibit
    pictures = _pictures(writer, page) if "picture" in exhibit.slide else ()
    has = {"picture": pictures, "chart": exhibit.charts, "table": exhibit.tables}
    wanted = [one for one in exhibit.slide if has[one]] or [one for one in has if has[one]][:1]
    if not wanted:
        _words_slide(writer, page)
    for one in wanted:
        if one == "picture":
            for picture in pictures:
                _picture_slide(writer, page, picture)
        elif one == "chart":
            for chart in exhibit.charts:
                _chart_slide(writer, page, chart)
        else:
            for table in exhibit.tables:
                _table_slides(writer, page, table)


def _pictures(writer: _Writer, page: Page) -> tuple[Picture, ...]:
    """Ask for pictures in the room that the frame leaves."""
    base = writer.base
    framed = frame(writer.sheet(), page.shown.exhibit, page.heading)
    scale = base.paper.text / PICTURE_TEXT
    room = Room(
        width=base.width / scale, height=(framed.bottom - framed.top) / scale, text=PICTURE_TEXT
    )
    return page.shown.pictures(room, "dark" if base.dark else "light")


def _picture_slide(writer: _Writer, page: Page, picture: Picture) -> None:
    sheet, exhibit = writer.sheet(), page.shown.exhibit
    framed = frame(sheet, exhibit, page.heading)
    box = (sheet.left, framed.top, sheet.left + sheet.width, framed.bottom)
    writer.add(page, framed.markup + put(picture, exhibit, box, writer.setting, sheet.ids))


def _chart_slide(writer: _Writer, page: Page, chart: Chart) -> None:
    """Add a chart; of a long one what can be read, and which rows these are."""
    sheet, exhibit = writer.sheet(), page.shown.exhibit
    framed = frame(sheet, exhibit, page.heading)
    bottom = framed.bottom - CAPTION
    shown = readable(chart, bottom - framed.top, sheet.paper.text)
    some, whole = len(shown.categories), len(chart.categories)
    told = _which(range(some), whole, exhibit.lang) if some < whole else ""
    slide = writer.add(page, framed.markup + caption(sheet, told, bottom + 4))
    box = (sheet.left, framed.top, sheet.left + sheet.width, bottom if told else framed.bottom)
    add_chart(slide, shown, exhibit, box, sheet)


def _table_slides(writer: _Writer, page: Page, table: Table) -> None:
    """Add a table, on as many slides as its rows fill; each says which rows it has."""
    sheet, exhibit = writer.sheet(), page.shown.exhibit
    framed = frame(sheet, exhibit, page.heading)
    measured = laid(table, sheet)
    room = framed.bottom - framed.top - CAPTION
    parts = split(measured, room)
    for rows in parts:
        sheet = writer.sheet()
        markup = frame(sheet, exhibit, page.heading).markup
        told = [] if len(parts) == 1 else [_which(rows, len(table.rows), exhibit.lang)]
        told += [table.rest] if table.rest else []
        drawn, y = table_markup(measured, rows, (sheet.left, framed.top), sheet)
        writer.add(page, markup + drawn + caption(sheet, " ".join(told), y + 4))


def _words_slide(writer: _Writer, page: Page) -> None:
    """Add a figure that has nothing to draw: what its numbers say."""
    sheet, exhibit = writer.sheet(), page.shown.exhibit
    framed = frame(sheet, exhibit, page.heading)
    writer.add(page, framed.markup + sayings(sheet, exhibit.sentences, framed.top))


def _which(rows: range, whole: int, tongue: str) -> str:
    values = {"first": rows.start + 1, "last": rows.stop, "all": whole}
    return " ".join(text("deck.rows", language, **values) for language in spoken(tongue))


def _finished(writer: _Writer, pages: Sequence[Page]) -> bytes:
    """Write the file with the data's date and nothing of the clock."""
    show, exhibit = writer.base.show, pages[0].shown.exhibit
    told = show.core_properties
    told.title, told.author, told.comments = seen(pages[0].heading)[:255], "PlusN", ""
    told.subject, told.keywords, told.category = "", exhibit.digest[:12], ""
    told.created = told.modified = stamp(exhibit.as_of)
    told.last_modified_by, told.revision = "PlusN", 1
    content = io.BytesIO()
    show.save(content)
    members = unpacked(content.getvalue())
    for name, markup in writer.drawn.items():
        head, end, tail = members[name].rpartition(b"</p:spTree>")
        members[name] = head + markup.encode() + end + tail
    return packed({name: data for name, data in members.items() if NEVER not in name})
