"""One figure on one paper, as SVG, PNG or PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefing.exhibit import Page
from briefing.paper import PAGES, PICTURES, Paper
from data.errors import RenderProblem, UnknownChoice

if TYPE_CHECKING:
    from briefing.exhibit import Shown
    from briefing.palette import Theme

PAPERS = {**PAGES, **PICTURES}
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
    from briefing.backends.page import Print, to_pdf, to_png  # noqa: PLC0415 - typst loads slowly
    from briefing.catalogue import HTML_LANG  # noqa: PLC0415
    from briefing.tongue import tongue_of  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    exhibit = shown.exhibit
    fonts = fonts_for(svg, exhibit.lang)
    page = Print(
        families=fonts.families,
        folders=fonts.folders,
        title=exhibit.title,
        alt=exhibit.alt,
        language=HTML_LANG[tongue_of(exhibit.lang)],
        as_of=exhibit.as_of,
    )
    if form == "pdf":
        return to_pdf(svg, page)
    longest = max(paper.width, paper.height)
    long_side = longest if paper.use == "picture" else longest / 72 * dpi
    return to_png(svg, page, long_side=round(long_side))
