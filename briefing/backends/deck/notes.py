"""The speaker's page of a slide: what to say, what it rests on, what will be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.backends.deck.lettering import Style, paragraph, run
from briefing.catalogue import text
from briefing.tongue import spoken

if TYPE_CHECKING:
    from briefing.backends.deck.lettering import Faces
    from briefing.exhibit import Page

SIZE = 12.0


def note(slide: Any, page: Page, faces: Faces) -> None:  # noqa: ANN401 - a slide of python-pptx
    """Write the notes of a slide."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - only who asks for slides waits for it

    frame = slide.notes_slide.notes_text_frame
    body = frame._txBody  # noqa: SLF001 - paragraphs are written, not asked for one by one
    for old in [*body.p_lst]:
        body.remove(old)
    for words, bold in lines(page):
        markup = paragraph(run(words, Style(SIZE, "", bold=bold), faces), before=4 if bold else 0)
        space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        body.append(parse_xml(markup.replace("<a:p>", f"<a:p {space}>", 1)))


def lines(page: Page) -> list[tuple[str, bool]]:
    """Give the notes line by line; True where it is a heading."""
    exhibit = page.shown.exhibit
    stamp = f"PlusN {exhibit.as_of} · {exhibit.digest}"
    parts = (
        ("", (page.heading, page.notes)),
        ("says", exhibit.sentences),
        ("premise", (exhibit.premise,)),
        ("question", (exhibit.question, exhibit.answer)),
        ("sources", (*exhibit.credits, *exhibit.notes, stamp)),
    )
    found: list[tuple[str, bool]] = []
    for key, said in parts:
        told = [line for words in said for line in words.split("\n") if line.strip()]
        if told and key:
            found += [(_both(f"deck.notes.{key}", exhibit.lang), True)]
        found += [(line, False) for line in told]
    return found


def _both(key: str, tongue: str) -> str:
    return " ".join(text(key, language) for language in spoken(tongue))
