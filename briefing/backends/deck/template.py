"""A user's own presentation as the base of a deck: its layouts, faces and colours."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.backends.deck.base import FOOT, A, Base, P, R, theme_part
from briefing.backends.deck.markup import EMU
from briefing.palette import luminance

if TYPE_CHECKING:
    from briefing.paper import Paper

DARK = 0.25
"""Relative luminance of a ground that light words stand on."""
FEET = ("dt", "ftr", "sldNum")
WIDE, LOW, HIGH = 0.6, 0.75, 0.42
"""Shares of the slide: least width of a title whose edges ours keep, where feet start, and where a
title has to end to leave room."""
LEAST = (480.0, 360.0)
"""Least size of a slide that our figures fit on, points."""


class UnusableError(Exception):
    """Say why a template cannot be used: ``broken``, ``title`` or ``small``."""


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
    UnusableError
        It cannot be opened, has no layout with a title on top, or its slides are too small;
        `plusn.decks` says so in a sentence.
    """
    import pptx  # noqa: PLC0415 - only who asks for slides waits for it

    try:
        show = pptx.Presentation(io.BytesIO(content))
        _drop_slides(show)
        width, height = (show.slide_width or 0) / EMU, (show.slide_height or 0) / EMU
        base = _base(show, _layout(show, height), _sized(paper, width, height))
    except UnusableError:
        raise
    except Exception as problem:
        # A reader of someone's XML fails in as many ways as there are broken files.
        raise UnusableError("broken") from problem
    return base


def _sized(paper: Paper, width: float, height: float) -> Paper:
    if width < LEAST[0] or height < LEAST[1]:
        raise UnusableError("small")
    return replace(paper, name="template", width=width, height=height)


def _base(show: Any, layout: Any, paper: Paper) -> Base:  # noqa: ANN401 - python-pptx
    """Measure where our figures may stand on a layout."""
    master = layout.slide_master
    title = next(one for one in layout.placeholders if _kind(one) == "title")
    x, y, wide, high = _box(title)
    left, width = (x, wide) if wide >= WIDE * paper.width else (
        paper.margin, paper.width - 2 * paper.margin
    )  # fmt: skip
    feet = [one for one in layout.placeholders if _kind(one) in FEET]
    tops = [_box(one)[1] for one in feet if _box(one)[1] > LOW * paper.height]
    dark = _is_dark(layout)
    light_words = _theme_luminance("tx1", master) > DARK
    return Base(
        show=show, layout=layout, paper=paper, left=left, width=width,
        bottom=min([paper.height - FOOT, *(top - 2 for top in tops)]),
        title=(x, y, wide, high, _title_size(title, master)),
        ink="tx1" if light_words == dark else "bg1",
        muted="tx1" if light_words == dark else "bg1",
        numbered=any(_kind(one) == "sldNum" for one in feet), dark=dark,
    )  # fmt: skip


def _kind(holder: Any) -> str:  # noqa: ANN401
    return str(holder._element.ph.get("type", "body"))  # noqa: SLF001 - no public way to it


def _box(holder: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    x, y, wide, high = holder.left, holder.top, holder.width, holder.height
    return x / EMU, y / EMU, wide / EMU, high / EMU


def _title_size(title: Any, master: Any) -> float:  # noqa: ANN401
    """Give the size that a title has where nobody says another, points."""
    own = title._element.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")  # noqa: SLF001
    theirs = master._element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr")  # noqa: SLF001
    sizes = (one.get("sz") for one in (own, theirs) if one is not None)
    return int(next(filter(None, sizes), 4400)) / 100


def _drop_slides(show: Any) -> None:  # noqa: ANN401 - python-pptx ships no types
    """Leave out every slide, and the sections that list them."""
    listed = show.slides._sldIdLst  # noqa: SLF001 - no public way to remove a slide
    for one in [*listed]:
        show.part.drop_rel(one.get(f"{R}id"))
        listed.remove(one)
    for extra in show._element.findall(f"{P}extLst"):  # noqa: SLF001
        show._element.remove(extra)  # noqa: SLF001


def _layout(show: Any, height: float) -> Any:  # noqa: ANN401
    """Choose the layout that is called title only, else the one with least beside a title."""
    rated = []
    for number, layout in enumerate(show.slide_layouts):
        kinds = [_kind(one) for one in layout.placeholders]
        titles = [_box(one) for one in layout.placeholders if _kind(one) == "title"]
        if not any(y + high < HIGH * height for _, y, _, high in titles):
            continue
        others = sum(kind not in {"title", *FEET} for kind in kinds)
        only = layout._element.get("type") == "titleOnly"  # noqa: SLF001
        rated.append((not only, others, number, layout))
    if not rated:
        raise UnusableError("title")
    return min(rated, key=lambda one: one[:3])[3]


def _is_dark(layout: Any) -> bool:  # noqa: ANN401
    """Tell whether the ground of a layout is dark; one with a picture is taken as plain."""
    master = layout.slide_master
    for element in (layout._element, master._element):  # noqa: SLF001
        ground = element.find(f"{P}cSld/{P}bg")
        if ground is None:
            continue
        named = next(iter([*ground.iter(f"{A}srgbClr"), *ground.iter(f"{A}schemeClr")]), None)
        if named is not None:
            return _luminance(named, master) < DARK
    return _theme_luminance("bg1", master) < DARK


def _luminance(named: Any, master: Any) -> float:  # noqa: ANN401
    if named.tag == f"{A}srgbClr":
        return luminance("#" + named.get("val").lower())
    return _theme_luminance(named.get("val"), master)


def _theme_luminance(word: str, master: Any) -> float:  # noqa: ANN401
    mapped = master._element.find(f"{P}clrMap").get(word, word)  # noqa: SLF001
    theme = theme_part(master).blob.decode("utf-8", "replace")
    entry = re.search(rf"<a:{mapped}>(.*?)</a:{mapped}>", theme, re.DOTALL)
    value = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', entry[1]) if entry else None
    return luminance("#" + value[1].lower()) if value else 1.0
