"""How wide words are, well enough to wrap them and never cut them: no font file is read.

Widths are those of Noto Sans, the widest of the faces we name, in em; a CJK character is one em.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

BOLD = 1.07
# Width in em of Noto Sans by character; anything else is 0.62.
WIDTHS = (
    ("ijl|", 0.26),
    ("fIrt", 0.4),
    (" .,:;'’!()[]“”-–·/", 0.31),
    ("mMW%@w", 0.9),
    ("DGHNOQU&", 0.78),
    ("ABCEFKLPRSTVXYZ", 0.64),
    ("szcJ", 0.49),
    ("0123456789", 0.58),
)
# No line starts with closing punctuation, none ends with opening punctuation.
CLOSING = "，。、；：！？）」』】”’%,.;:)"
OPENING = "（「『【“‘("


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of one line in px, rather too wide than too narrow.

    Examples
    --------
    >>> width_of("中國", 13)
    26.0
    """
    return sum(_em(c) for c in words) * size * (BOLD if bold else 1)


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break words into lines no wider than `width` px, between words or CJK characters.

    A single word wider than `width` keeps a line of its own.

    Examples
    --------
    >>> wrap("pilot plant", 50, 13)
    ('pilot', 'plant')
    >>> wrap("中試工場", 27, 13)
    ('中試', '工場')
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if line and width_of((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip())


@cache
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return next((em for group, em in WIDTHS if character in group), 0.62)


def _pieces(words: str) -> tuple[str, ...]:
    """Cut where a line may break: after a space, and around CJK characters."""
    if not words:
        return ()
    pieces = [words[0]]
    for before, after in pairwise(words):
        if _may_break(before, after):
            pieces.append(after)
        else:
            pieces[-1] += after
    return tuple(pieces)


def _may_break(before: str, after: str) -> bool:
    if after in CLOSING or before in OPENING or after == " ":
        return False
    return (
        before == " "
        or unicodedata.east_asian_width(before) in "WF"
        or (unicodedata.east_asian_width(after) in "WF")
    )
