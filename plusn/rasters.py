"""Print a figure's picture as PNG for documents that take no vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.exhibit import Exhibit, Picture

DPI = 300


def png(picture: Picture, exhibit: Exhibit, *, width: float) -> bytes:
    """Print a picture at `width` points with 300 dots per inch.

    Raises
    ------
    MissingFont
        A Chinese label would come out as boxes.
    RenderProblem
        The picture cannot be printed.
    """
    from briefing.backends.page import Print, to_png  # noqa: PLC0415 - typst loads slowly
    from briefing.catalogue import HTML_LANG  # noqa: PLC0415
    from briefing.tongue import spoken  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    fonts = fonts_for(picture.svg, exhibit.lang)
    page = Print(
        families=fonts.families,
        folders=fonts.folders,
        title=exhibit.title,
        alt=exhibit.alt,
        language=HTML_LANG[spoken(exhibit.lang)[0]],
        as_of=exhibit.as_of,
    )
    longest = max(picture.width, picture.height) / picture.width * width
    return to_png(picture.svg, page, long_side=round(longest / 72 * DPI))
