"""Everything for a hall whose machine and network nobody knows: one zip.

The PDF has the pages of the slides, for a machine that opens no presentation; the one-file report
needs a browser only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.backends.zipped import packed
from briefing.catalogue import text
from briefing.tongue import spoken
from plusn.briefs.forms import FORMS, slides
from plusn.briefs.schema import SLIDE, in_tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plusn.briefs.briefing import Briefing

NAME = "briefing"


def hall(made: Briefing) -> bytes:
    """Pack slides, pages, the one-file report, numbers, sources and the list of fonts.

    Every member has one fixed date; the same brief gives the same bytes.

    Raises
    ------
    PlusNError
        A part cannot be written: then there is no zip.
    """
    deck = slides(made)
    like_slides = replace(made, brief=made.brief.model_copy(update={"page": SLIDE}))
    return packed(
        {
            f"{NAME}.pptx": deck.content,
            f"{NAME}.pdf": FORMS["pdf"](like_slides),
            f"{NAME}.html": FORMS["html"](made),
            "numbers.xlsx": FORMS["xlsx"](made),
            "sources.txt": _file(_sources(made)),
            "fonts.txt": _file(_fonts(made, deck.fonts)),
        }
    )


def _file(lines: Iterator[str]) -> bytes:
    """Write lines as every program of every system reads them."""
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _sources(made: Briefing) -> Iterator[str]:
    """List title, notices, sources, date and digest of every figure."""
    brief = made.brief
    yield from made.title.splitlines()
    yield from in_tongue(brief.subtitle, brief.lang).splitlines()
    yield from [brief.as_of] if brief.as_of else []
    for number, page in enumerate(made.pages, 1):
        exhibit = page.shown.exhibit
        yield ""
        yield f"{number}. {' / '.join(page.heading.splitlines())}"
        for words in (*exhibit.boxed, *exhibit.credits, *exhibit.notes):
            yield from (f"   {line}" for line in words.splitlines())
        yield f"   {_said('brief.dated', brief.lang, as_of=exhibit.as_of)}"
        yield f"   PlusN {exhibit.digest[:12]}"


def _fonts(made: Briefing, fonts: tuple[str, ...]) -> Iterator[str]:
    """List the fonts that the slides ask the showing machine for."""
    yield _said("brief.fonts", made.brief.lang)
    yield from (f"   {font}" for font in fonts)


def _said(key: str, tongue: str, **values: object) -> str:
    return " / ".join(text(key, language, **values) for language in spoken(tongue))
