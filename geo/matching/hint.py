"""What a row says of where it lies: its province, or any unit around it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from geo.matching.choose import choose

if TYPE_CHECKING:
    from data.codes import RegionKey
    from geo.matching.hierarchy import Tree
    from geo.matching.meaning import Meaning


class Bearing(Enum):
    """What a hint is good for."""

    NONE = "none"
    PLACE = "place"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Hint(NamedTuple):
    """Hold what a row says of where it lies: inside any of `keys`."""

    kind: Bearing = Bearing.NONE
    text: str = ""
    keys: frozenset[RegionKey] = frozenset()

    @classmethod
    def of(cls, text: str, meaning: Meaning, tree: Tree) -> Hint:
        """Read a hint; a total, a group or the whole country says nothing of the place."""
        if meaning.blank:
            return cls()
        if meaning.kind and not meaning.entries:
            return cls(Bearing.FOREIGN if meaning.kind == "foreign" else Bearing.NONE, text)
        if meaning.clash or not meaning.entries:
            return cls(Bearing.UNKNOWN, text)
        return cls(Bearing.PLACE, text, frozenset(choose(meaning.entries, tree).keys))
