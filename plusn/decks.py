"""Figures as a PowerPoint presentation, with a user's template where one is given."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing.paper import SLIDES
from data.codes import Level
from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.presentation import check_presentation, read_presentation
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.backends.deck.build import Deck
    from briefing.exhibit import Page
    from briefing.paper import Paper

WHY = {
    "broken": said("the template is no presentation that can be opened"),
    "title": said("the template has no layout with a title at its top"),
    "small": said("the template's slides are smaller than 480 by 360 points"),
}
AGAIN = said("Bring a presentation (.pptx) with a layout that has a title and no other text.")


def deck(
    pages: Sequence[Page],
    paper: Paper,
    *,
    template: str | Path | bytes | None = None,
    hatch: bool = False,
) -> Deck:
    """Write figures as slides of native shapes.

    Parameters
    ----------
    pages
        At least one; all in one language or one pair of languages.
    paper
        One of `briefing.paper.SLIDES`; a template's own size goes before it.
    template
        A user's own PPTX, as a file or its bytes.
    hatch
        Give land that is known only by a range a hatch.

    Returns
    -------
    Deck
        ``content``, the PPTX file, and ``fonts``, the faces that it asks for.

    Raises
    ------
    RenderProblem
        There is no page, or the figures speak different languages.
    UnreadableFile
        The template is broken, no presentation, has macros or no usable layout.
    TooLarge
        The template is larger than allowed.
    """
    from briefing.backends.deck.build import build  # noqa: PLC0415 - only who draws waits
    from briefing.backends.deck.template import UnusableError  # noqa: PLC0415

    own = _checked(template)
    try:
        return build(pages, paper, template=own, hatch=hatch, english=english_names())
    except UnusableError as problem:
        raise UnreadableFile(WHY[str(problem)], remedy=AGAIN) from problem


def check_template(content: bytes, *, name: str) -> bytes:
    """Refuse a presentation whose look no slide of ours can take, before anything is drawn.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.

    Raises
    ------
    UnreadableFile
        It is broken, no presentation, has macros or no usable layout.
    TooLarge
        It is larger than allowed.
    """
    from briefing.backends.deck.template import UnusableError, base_of  # noqa: PLC0415

    check_presentation(content, name=name)
    try:
        base_of(content, SLIDES["16:9"])
    except UnusableError as problem:
        raise UnreadableFile(WHY[str(problem)], where=name, remedy=AGAIN) from problem
    return content


def _checked(template: str | Path | bytes | None) -> bytes | None:
    if template is None:
        return None
    if isinstance(template, bytes):
        check_presentation(template, name="the template")
        return template
    return read_presentation(template)


@cache
def english_names() -> dict[str, str]:
    """Give the English name of every region by code; of twins, that of the province level.

    Examples
    --------
    >>> english_names()["440000"]
    'Guangdong'
    """
    regions = load_regions()
    levels = (Level.CITY, Level.PROVINCE)
    return {one.code: one.name("en") for level in levels for one in regions.at(level)}
