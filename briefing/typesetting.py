"""How wide words are, well enough to wrap them and never cut them: no font file is read.

Widths are those of Noto Sans, the widest of the faces we name, in em; a CJK character is one em.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.pairing import LINE, Both

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """Estimate the width of the widest line in px, rather too wide than too narrow.

    Examples
    --------
    >>> width_of("中國", 13)
    26.0
    """
    widest = max(sum(map(_em, line)) for line in words.split(LINE))
    return widest * size * (BOLD if bold else 1)


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break words into lines no wider than `width` px, between words or CJK characters.

    A single word wider than `width` keeps a line of its own; a line break in the words is kept.
    A label in two languages that is too wide for one line has each language on lines of its own.

    Examples
    --------
    >>> wrap("pilot plant", 50, 13)
    ('pilot', 'plant')
    >>> wrap("中試工場", 27, 13)
    ('中試', '工場')
    """
    parts: Iterable[str] = words.split(LINE)
    if isinstance(words, Both) and width_of(words, size, bold=bold) > width:
        parts = words.parts
    return tuple(line for part in parts for line in _wrapped(part, width, size, bold=bold))


def _wrapped(words: str, width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if line and width_of((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip())


def broken(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break words as `wrap` does, and inside a word that is too wide: a user's own words.

    Examples
    --------
    >>> broken("abcdefgh ij", 40, 13)
    ('abcde', 'fgh', 'ij')
    """
    lines: list[str] = []
    for line in wrap(words, width, size, bold=bold):
        rest = line
        while len(rest) > 1 and width_of(rest, size, bold=bold) > width:
            ends = range(len(rest) - 1, 0, -1)
            kept = next(n for n in ends if _fits(rest[:n], width, size, bold))
            lines.append(rest[:kept])
            rest = rest[kept:]
        lines.append(rest)
    return tuple(lines)


def shortened(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut words that are too wide for one line.

    Examples
    --------
    >>> shortened("abcdefgh", 40, 13), shortened("abc", 40, 13)
    ('abcd…', 'abc')
    """
    if width_of(words, size, bold=bold) <= width:
        return words
    return next(
        (
            words[:n].rstrip() + "…"
            for n in range(len(words) - 1, 0, -1)
            if width_of(words[:n] + "…", size, bold=bold) <= width
        ),
        "…",
    )


def _fits(words: str, width: float, size: float, bold: bool) -> bool:  # noqa: FBT001 - as `width_of`
    return len(words) == 1 or width_of(words, size, bold=bold) <= width


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
