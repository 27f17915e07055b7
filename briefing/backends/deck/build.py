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
from briefing.backends.deck.fonts import fonts_of
from briefing.backends.deck.frame import Sheet, frame
from briefing.backends.deck.lettering import Faces
from briefing.backends.deck.markup import Ids
from briefing.backends.deck.notes import note
from briefing.backends.deck.picture import Setting, put
from briefing.backends.deck.template import base_of
from briefing.backends.stamp import stamp
from briefing.backends.zipped import packed, unpacked
from briefing.exhibit import Room
from briefing.typefaces import chinese_face
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.backends.deck.base import Base
    from briefing.exhibit import Page, Picture
    from briefing.paper import Paper

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
    base: Base
    faces: Faces
    setting: Setting
    drawn: dict[str, str] = field(default_factory=dict)
    """Name of a slide's part → markup that is put into it at the end."""

    def slide(self) -> tuple[Any, Sheet]:
        """Add an empty slide."""
        made = self.base.show.slides.add_slide(self.base.layout)
        for holder in [*made.placeholders]:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
        return made, Sheet(paper=self.base.paper, faces=self.faces, ids=Ids())

    def fill(self, slide: Any, markup: str) -> None:  # noqa: ANN401 - a slide of python-pptx
        """Keep markup for a slide: XML of this size is not built as objects, which takes seconds."""
        self.drawn[str(slide.part.partname).lstrip("/")] = markup


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
    tongues = {page.shown.exhibit.lang for page in pages}
    if len(tongues) != 1:
        raise RenderProblem(
            "a deck needs figures in one language",
            where=", ".join(sorted(tongues)) or "no figure",
            remedy="Name one language for the whole brief.",
        )
    tongue = tongues.pop()
    base = blank(paper, chinese_face(tongue)) if template is None else base_of(template, paper)
    faces = Faces.of(tongue, themed=base.themed)
    setting = Setting(faces=faces, least=paper.text, english=english or {}, hatch=hatch)
    writer = _Writer(base=base, faces=faces, setting=setting)
    for page in pages:
        _page(writer, page)
    content = _finished(writer, pages)
    return Deck(content=content, fonts=fonts_of(content))


def _page(writer: _Writer, page: Page) -> None:
    exhibit = page.shown.exhibit
    paper = writer.base.paper
    measured = frame(Sheet(paper=paper, faces=writer.faces, ids=Ids()), exhibit, page.heading)
    scale = paper.text / PICTURE_TEXT
    room = Room(
        width=(paper.width - 2 * paper.margin) / scale,
        height=(measured.bottom - measured.top) / scale,
        text=PICTURE_TEXT,
    )
    for picture in page.shown.pictures(room, "dark" if writer.base.dark else "light"):
        _picture_slide(writer, page, picture)


def _picture_slide(writer: _Writer, page: Page, picture: Picture) -> None:
    exhibit, paper = page.shown.exhibit, writer.base.paper
    slide, sheet = writer.slide()
    framed = frame(sheet, exhibit, page.heading)
    box = (paper.margin, framed.top, paper.width - paper.margin, framed.bottom)
    drawn = put(picture, exhibit, box, writer.setting, sheet.ids)
    writer.fill(slide, framed.markup + drawn)
    note(slide, page, writer.faces)


def _finished(writer: _Writer, pages: Sequence[Page]) -> bytes:
    """Write the file with the data's date and nothing of the clock."""
    show, exhibit = writer.base.show, pages[0].shown.exhibit
    told = show.core_properties
    told.title, told.author, told.comments = pages[0].heading[:255], "PlusN", ""
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


