"""Names that are nearly what was written: only ever shown, never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.matching.forms import HAN_KINDS, Form
from geo.matching.hierarchy import RANKS, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.codes import RegionKey
    from geo.matching.index import Index

MOST = 5
LONGEST = 40  # characters of a text for which names are looked for
SHORTEST_LATIN = 4
MOST_FILED = 8  # names under one remainder: the higher the level, the likelier it is meant


class Suggestions:
    """Find names that differ from a text by a letter or two.

    Every name is filed under what is left of it when one letter goes; a text with a letter added,
    lost, changed or swapped shares one of these, so that no name has to be compared with all.

    Parameters
    ----------
    index
        The names that are known.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._filed: dict[str, list[str]] = {}
        for key in sorted(index.names, key=self._prominence):
            if self._units(key):
                for left in _lessened(key):
                    filed = self._filed.setdefault(left, [])
                    if len(filed) < MOST_FILED:
                        filed.append(key)

    def _units(self, name: str) -> list[RegionKey]:
        """List the units that are so called today."""
        return [entry.key for entry in self._index.find(name) if entry.form <= Form.BARE]

    def _prominence(self, name: str) -> tuple[int, str]:
        tree = self._index.tree
        return min(map(tree.rank, self._units(name)), default=len(RANKS)), name

    def near(self, key: str) -> tuple[RegionKey, ...]:
        """List at most `MOST` units whose names are nearest to a folded text, sorted."""
        if not 1 < len(key) <= LONGEST:
            return ()
        shared = (left for left in _lessened(key) if left not in HAN_KINDS)
        names = {name for left in shared for name in self._filed.get(left, ())}
        ranked = sorted(names, key=lambda name: (distance(key, name), name))
        found: dict[RegionKey, None] = {}
        for name in ranked:
            found |= dict.fromkeys(in_order(self._units(name)))
            if len(found) >= MOST:
                break
        return in_order(list(found)[:MOST])


def _lessened(key: str) -> Iterator[str]:
    """Give a key and what is left of it without each of its letters."""
    yield key
    if key.isascii() and len(key) <= SHORTEST_LATIN:
        return
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def distance(one: str, other: str) -> int:
    """Count the letters to add, drop or change between two texts (Levenshtein).

    Examples
    --------
    >>> distance("shenzen", "shenzhen"), distance("深训", "深圳")
    (1, 1)
    """
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, row[j - 1] + 1, before + (left != right))
            before, row[j] = row[j], cost
    return row[-1]
