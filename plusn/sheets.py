"""One figure on one paper, as SVG, PNG or PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from briefing.exhibit import Page
from briefing.paper import PAGES, PICTURES, SLIDES, Paper
from data.errors import BadValue, RenderProblem, UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.backends.page import Print
    from briefing.exhibit import Exhibit, Picture, Shown
    from briefing.palette import Theme

PAPERS = {**PAGES, **PICTURES}
SIZES = (*PAPERS, *SLIDES)
PRINTS = ("svg", "png", "pdf")  # forms that are the screen's unless a size is named
DOCUMENTS = ("pptx", "docx")
FORMS = (*PRINTS, *DOCUMENTS)
DPI = (150, 300)
Form = Literal["svg", "png", "pdf"]


def paper_of(name: str) -> Paper:
    """Find a paper by its name.

    Raises
    ------
    UnknownChoice
        There is no such paper.

    Examples
    --------
    >>> paper_of("1080x1080").width
    1080
    """
    if name not in PAPERS:
        raise UnknownChoice.of("size", name, PAPERS)
    return PAPERS[name]


def document(
    shown: Shown, form: str, size: str | None = None, *, theme: Theme = "light", dpi: int = 300
) -> bytes:
    """Write a figure as one document: a picture, a page, a slide or a Word page.

    Parameters
    ----------
    shown
        The figure.
    form
        One of `FORMS`.
    size
        Of the picture, the page or the slide; by default A4, or a slide 16:9.
    dpi
        Of a page as PNG.

    Raises
    ------
    BadValue
        The form has no size.
    UnknownChoice
        There is no such size or resolution.
    PlusNError
        It cannot be drawn here; the message says why.
    """
    if form in PRINTS:
        return sheet(shown, size or "a4", cast("Form", form), theme=theme, dpi=dpi)
    if form not in DOCUMENTS:
        raise BadValue(
            f"{form} has no size", where=f"--size {size}", remedy=f"Use {', '.join(FORMS)}."
        )
    pages = [Page(shown=shown)]
    if form == "pptx":
        from plusn.decks import deck  # noqa: PLC0415 - only who draws waits

        return deck(pages, _of(SLIDES, size or "16:9")).content
    from briefing.backends.word.build import build  # noqa: PLC0415

    return build(pages, _of(PAGES, size or "a4"), raster, theme=theme)


def _of(papers: Mapping[str, Paper], name: str) -> Paper:
    if name not in papers:
        raise UnknownChoice.of("size", name, papers)
    return papers[name]


def raster(picture: Picture, exhibit: Exhibit, *, width: float) -> bytes:
    """Print a picture of so many points with 300 dots per inch.

    Raises
    ------
    MissingFont
        A Chinese word would come out as boxes.
    """
    from briefing.backends.page import to_png  # noqa: PLC0415 - typst loads slowly

    high = width * picture.height / picture.width
    long_side = round(max(width, high) / 72 * 300)
    return to_png(picture.svg, _print(picture.svg, exhibit), long_side=long_side)


def sheet(
    shown: Shown, paper: str, form: Form, *, theme: Theme = "light", dpi: int = 300, title: str = ""
) -> bytes:
    """Draw a figure on a paper with its title, sources, date and digest.

    Parameters
    ----------
    shown
        The figure.
    paper
        A page (``a4``, ``a4-landscape``) or the pixels of a picture (``1080x1080``).
    form
        ``svg``, ``png`` or ``pdf``.
    dpi
        Dots per inch of a page as PNG; a picture has the pixels of its name.

    Raises
    ------
    UnknownChoice
        There is no such paper or resolution.
    MissingFont
        A Chinese word would come out as boxes.
    RenderProblem
        The words leave no room for the picture.
    """
    from briefing.backends.sheet_svg import render  # noqa: PLC0415 - only who draws waits

    if dpi not in DPI:
        raise UnknownChoice.of("dpi", str(dpi), [str(one) for one in DPI])
    found = paper_of(paper)
    drawn = render(Page(shown=shown, title=title), found, theme=theme)
    if len(drawn) > 1 and form != "svg":
        raise RenderProblem(
            f"{len(drawn)} pictures are needed for this size", remedy="Use PPTX, DOCX or a brief."
        )
    if form == "svg":
        return drawn[0].encode()
    return _printed(shown, drawn[0], found, form, dpi)


def _printed(shown: Shown, svg: str, paper: Paper, form: Form, dpi: int) -> bytes:
    from briefing.backends.page import to_pdf, to_png  # noqa: PLC0415 - typst loads slowly

    page = _print(svg, shown.exhibit)
    if form == "pdf":
        return to_pdf(svg, page)
    longest = max(paper.width, paper.height)
    long_side = longest if paper.use == "picture" else longest / 72 * dpi
    return to_png(svg, page, long_side=round(long_side))


def _print(svg: str, exhibit: Exhibit) -> Print:
    from briefing.backends.page import Print  # noqa: PLC0415
    from briefing.catalogue import HTML_LANG  # noqa: PLC0415
    from briefing.tongue import tongue_of  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    fonts = fonts_for(svg, exhibit.lang)
    return Print(
        families=fonts.families,
        folders=fonts.folders,
        title=exhibit.title,
        alt=exhibit.alt,
        language=HTML_LANG[tongue_of(exhibit.lang)],
        as_of=exhibit.as_of,
    )
