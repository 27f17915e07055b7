"""Print an SVG map as PNG or PDF with the fonts of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import MapSpec


def printed(spec: MapSpec | MultiplesSpec, svg: str, form: Literal["png", "pdf"]) -> bytes:
    """Print the SVG of a map.

    Parameters
    ----------
    spec
        The map, for language, title, alternative text and date.
    svg
        The picture.
    form
        ``"png"`` (A4 at 300 dots per inch) or ``"pdf"`` (vector, fonts embedded).

    Raises
    ------
    MissingFont
        A Chinese label would come out as boxes.
    RenderProblem
        The picture cannot be printed.
    """
    from briefing.backends.page import Print, to_pdf, to_png  # noqa: PLC0415 - typst loads slowly
    from briefing.catalogue import HTML_LANG  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    fonts = fonts_for(svg, spec.lang)
    page = Print(
        families=fonts.families,
        folders=fonts.folders,
        title=spec.title,
        alt=spec.alt,
        language=HTML_LANG[spec.lang],
        as_of=spec.as_of,
    )
    return to_pdf(svg, page) if form == "pdf" else to_png(svg, page)
