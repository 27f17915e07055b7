"""What a slide of an offer will hold, for a page that previews it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.exhibit import Room
from briefing.paper import SLIDES
from plusn.alone import ALONE
from plusn.briefs.offers import offers
from plusn.exhibits.registry import show

KEPT = 64
WIDE = 760.0  # px of a picture on a slide of 16:9: its 12 px are 14 pt there


@dataclass(frozen=True, kw_only=True)
class Look:
    """Hold words and pictures of one figure.

    Parameters
    ----------
    pictures
        SVG, in order.
    """

    title: str
    source: str
    alt: str
    pictures: tuple[str, ...]


@lru_cache(maxsize=KEPT)
def looked_at(word: str, lang: str, size: str, ink: str) -> Look:
    """Draw an offer as its slide will show it.

    Raises
    ------
    KeyError
        There is no such offer or size: a caller's mistake.
    PlusNError
        The figure cannot be made; the message says why.
    """
    figure, arguments = offers()[word]
    paper = SLIDES[size]
    wide = WIDE * (paper.width - 2 * paper.margin) / 900
    with ALONE:
        shown = show(figure, arguments, lang=lang)
        room = Room(width=wide, height=wide * 0.42 * 900 / (paper.width - 2 * paper.margin))
        pictures = shown.pictures(room, "mono" if ink == "mono" else "light")
        exhibit = shown.exhibit
    source = " · ".join((*exhibit.credits, f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}"))
    return Look(
        title=exhibit.title,
        source=source,
        alt=exhibit.alt,
        pictures=tuple(picture.svg for picture in pictures),
    )
