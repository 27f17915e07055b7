"""Rows inside rows: by indentation, and by 其中."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.sheets.cells import UNSEEN
from data.sheets.recall import remembered
from data.sheets.table import RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADING = re.compile("^[\u0020\u00a0\u2000-\u200a\u202f\u3000\t]+")
NARROW = frozenset("\u0020\u00a0")


def indentation(text: str, steps: int) -> int:
    """Measure how far a name is set in: a full-width blank is two, a step of alignment too.

    Examples
    --------
    >>> indentation("　深圳市", 0), indentation("  深圳市", 0), indentation("深圳市", 1)
    (2, 2, 2)
    """
    return 2 * steps + _leading(text)


@remembered
def _leading(text: str) -> int:
    found = LEADING.match(UNSEEN.sub("", text))
    blanks = found[0] if found else ""
    return sum(1 if blank in NARROW else 2 for blank in blanks)


def nest(
    widths: Sequence[int], kinds: Sequence[RowKind], numbers: Sequence[int], parts: Sequence[bool]
) -> list[tuple[int, int]]:
    """Give each row its depth, and the number of the row that it is a part of (0: of none).

    Parameters
    ----------
    widths
        How far each row is set in.
    kinds
        What each row is.
    numbers
        Its number.
    parts
        Whether it begins with 其中: then it is a part of the last row before that does not.

    Examples
    --------
    >>> data = RowKind.DATA
    >>> nest([0, 2, 2, 0], [data] * 4, [4, 5, 6, 7], [False] * 4)
    [(0, 0), (1, 4), (1, 4), (0, 0)]
    """
    if not any(widths) and not any(parts) and RowKind.OF_WHICH not in kinds:
        return [(0, 0)] * len(numbers)
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, int]] = []  # (width, number) of the rows around
    whole = 0
    for width, kind, number, part in zip(widths, kinds, numbers, parts, strict=True):
        while stack and stack[-1][0] >= width:
            stack.pop()
        above = stack[-1][1] if stack else 0
        if part or kind is RowKind.OF_WHICH:
            found.append((max(len(stack), 1 if whole else 0), above or whole))
        else:
            found.append((len(stack), above))
            whole = number
        stack.append((width, number))
    return found
