"""Names that are nearly what was written: only ever shown, never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.matching.forms import Form
from geo.matching.hierarchy import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.codes import RegionKey
    from geo.matching.index import Index

MOST = 5
LONGEST = 40  # characters of a text for which names are looked for
SHORTEST_LATIN = 4


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
        for key, entries in index.names.items():
            if any(entry.form <= Form.BARE for entry in entries):
                for left in _lessened(key):
                    self._filed.setdefault(left, []).append(key)

    def near(self, key: str) -> tuple[RegionKey, ...]:
        """List at most `MOST` units whose names are nearest to a folded text, sorted."""
        if not 1 < len(key) <= LONGEST:
            return ()
        names = {name for left in _lessened(key) for name in self._filed.get(left, ())}
        ranked = sorted(names, key=lambda name: (distance(key, name), name))
        found: dict[RegionKey, None] = {}
        for name in ranked:
            entries = self._index.find(name)
            for unit in in_order(entry.key for entry in entries if entry.form <= Form.BARE):
                found[unit] = None
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
