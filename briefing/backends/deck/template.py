"""A user's own presentation as the base of a deck: its layouts, faces and colours."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.backends.deck.base import A, Base, P, R, theme_part
from briefing.backends.deck.markup import EMU
from briefing.palette import luminance
from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from briefing.paper import Paper

DARK = 0.25
"""Relative luminance of a ground that light words stand on."""
LEAST = (480.0, 360.0)
"""Least size of a slide that our figures fit on, points."""
AGAIN = said("Bring a presentation (.pptx) that has a layout with a title and no other text.")


def base_of(content: bytes, paper: Paper) -> Base:
    """Open a template and leave its slides out.

    Parameters
    ----------
    content
        A PPTX file that has been checked (`data.uploads.presentation`).
    paper
        Its least sizes of type count; size and margin are the template's.

    Raises
    ------
    UnreadableFile
        It cannot be opened, has no usable layout, or its slides are too small.
    """
    import pptx  # noqa: PLC0415 - only who asks for slides waits for it

    try:
        show = pptx.Presentation(io.BytesIO(content))
        _drop_slides(show)
        layout = _layout(show)
        width, height = show.slide_width / EMU, show.slide_height / EMU
    except UnreadableFile:
        raise
    except Exception as problem:
        # A reader of someone's XML fails in as many ways as there are broken files.
        raise UnreadableFile(
            said("the template is no presentation that can be opened"), remedy=AGAIN
        ) from problem
    if width < LEAST[0] or height < LEAST[1]:
        raise UnreadableFile(
            said("the template's slides are {width:.0f} by {height:.0f} points", width=width,
                 height=height),
            remedy=said("Bring one of at least 480 by 360 points."),
        )  # fmt: skip
    own = replace(paper, name="template", width=width, height=height)
    return Base(show=show, layout=layout, paper=own, dark=_is_dark(layout), themed=True)


def _drop_slides(show: Any) -> None:  # noqa: ANN401 - python-pptx ships no types
    """Leave out every slide, and the sections that list them."""
    listed = show.slides._sldIdLst  # noqa: SLF001 - no public way to remove a slide
    for one in [*listed]:
        show.part.drop_rel(one.get(f"{R}id"))
        listed.remove(one)
    for extra in show._element.findall(f"{P}extLst"):  # noqa: SLF001
        show._element.remove(extra)  # noqa: SLF001


def _layout(show: Any) -> Any:  # noqa: ANN401
    """Choose the layout that is called title only, else the one with least beside a title."""
    rated = []
    for number, layout in enumerate(show.slide_layouts):
        kinds = [one._element.ph.get("type", "body") for one in layout.placeholders]  # noqa: SLF001
        if "title" not in kinds:
            continue
        others = sum(kind not in {"title", "dt", "ftr", "sldNum"} for kind in kinds)
        only = layout._element.get("type") == "titleOnly"  # noqa: SLF001
        rated.append((not only, others, number, layout))
    if not rated:
        raise UnreadableFile(said("the template has no layout with a title"), remedy=AGAIN)
    return min(rated, key=lambda one: one[:3])[3]


def _is_dark(layout: Any) -> bool:  # noqa: ANN401
    """Tell whether the ground of a layout is dark; one with a picture is taken for light."""
    master = layout.slide_master
    for element in (layout._element, master._element):  # noqa: SLF001
        ground = element.find(f"{P}cSld/{P}bg")
        if ground is None:
            continue
        named = next(iter([*ground.iter(f"{A}srgbClr"), *ground.iter(f"{A}schemeClr")]), None)
        return named is not None and _luminance(named, master) < DARK
    return False


def _luminance(named: Any, master: Any) -> float:  # noqa: ANN401
    if named.tag == f"{A}srgbClr":
        return luminance("#" + named.get("val").lower())
    word = named.get("val")
    mapped = master._element.find(f"{P}clrMap").get(word, word)  # noqa: SLF001
    theme = theme_part(master).blob.decode("utf-8", "replace")
    entry = re.search(rf"<a:{mapped}>(.*?)</a:{mapped}>", theme, re.DOTALL)
    value = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', entry[1]) if entry else None
    return luminance("#" + value[1].lower()) if value else 1.0
