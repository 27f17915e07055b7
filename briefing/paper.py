"""Papers that figures go onto: slides, pages, pictures; their sizes and least sizes of type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Use = Literal["slide", "page", "picture"]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One size of paper or screen, in points (a picture's pixel is one point).

    Parameters
    ----------
    name
        What a user types.
    text, source
        Least size of type, and that of the source line.
    margin
        Empty rim on every side.
    """

    name: str
    use: Use
    width: float
    height: float
    text: float
    source: float
    margin: float


SLIDES = {
    "16:9": Paper(name="16:9", use="slide", width=960, height=540, text=14, source=12, margin=30),
    "4:3": Paper(name="4:3", use="slide", width=720, height=540, text=14, source=12, margin=28),
    "A4": Paper(name="A4", use="slide", width=780, height=540, text=14, source=12, margin=28),
}
"""Slides as PowerPoint offers them; its A4 is 10.83 × 7.5 inches."""

PAGES = {
    "a4": Paper(name="a4", use="page", width=595.28, height=841.89, text=7.8, source=7, margin=40),
    "a4-landscape": Paper(
        name="a4-landscape", use="page", width=841.89, height=595.28, text=7.8, source=7, margin=36
    ),
}

PICTURES = {
    "1200x630": Paper(
        name="1200x630", use="picture", width=1200, height=630, text=17, source=13, margin=30
    ),
    "1080x1080": Paper(
        name="1080x1080", use="picture", width=1080, height=1080, text=19, source=14, margin=36
    ),
    "1920x1080": Paper(
        name="1920x1080", use="picture", width=1920, height=1080, text=22, source=17, margin=48
    ),
}
"""Pictures for a link's preview, a square post and a full screen, in pixels."""
