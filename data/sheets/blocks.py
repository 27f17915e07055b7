"""Long tables printed in blocks side by side: 地区 数量 | 地区 数量."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.sheets.cells import folded, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.sheets.grid import Grid
    from data.sheets.words import Words

MOST = 4
NARROWEST = 2


def find_blocks(
    grid: Grid,
    words: Words,
    paths: Sequence[tuple[str, ...]],
    rows: Sequence[int],
    given: int | None,
) -> int:
    """Count the blocks of columns that have the same headings; 1 for a plain table.

    Blocks that name the same region are two tables, not one: these are not joined.
    """
    if given is not None:
        return given
    names = [key(" / ".join(parts)) for parts in paths]
    for width in range(NARROWEST, len(names) // 2 + 2):
        count = -(-len(names) // width)
        if not 1 < count <= MOST:
            continue
        padded = [*names, *[""] * (count * width - len(names))]
        first = padded[:width]
        if sum(map(bool, first)) >= NARROWEST and first * count == padded:
            return count if _apart(grid, words, width, count, rows) else 1
    return 1


def block_width(columns: int, blocks: int) -> int:
    """Give the number of columns of a block.

    Examples
    --------
    >>> block_width(5, 2), block_width(4, 2), block_width(4, 1)
    (3, 2, 4)
    """
    return -(-columns // blocks)


def _apart(grid: Grid, words: Words, width: int, count: int, rows: Sequence[int]) -> bool:
    """Tell whether each block names regions, and no two the same."""
    seen: set[str] = set()
    for block in range(count):
        columns = range(block * width, min((block + 1) * width, grid.width))
        texts = [folded(grid.text(row, column)) for row in rows for column in columns]
        named = {key(text) for text in texts if words.levels(text)}
        if not named or named & seen:
            return False
        seen |= named
    return True
