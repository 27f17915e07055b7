"""The geography as sums: every unit once, each whole the sum of its parts.

Seven codes stand at province and at city level. Such a unit is one node here, so that it can
never be added twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey, in_study
from data.errors import UnknownRegion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.region import Region, Regions

NO_PARENT = -1


@dataclass(frozen=True)
class Hierarchy:
    """Hold the units as numbered nodes, every parent before its children.

    Parameters
    ----------
    keys
        For each node its (level, code) keys: two where a unit stands at two levels.
    parent
        For each node the number of its parent, `NO_PARENT` for a root. Hong Kong, Macao and
        Taiwan are roots: the study's sums do not contain them.
    """

    keys: tuple[tuple[RegionKey, ...], ...]
    parent: tuple[int, ...]

    @classmethod
    def of(cls, regions: Regions, *, deepest: Level = Level.CITY) -> Hierarchy:
        """Lay out the units down to the level `deepest`."""
        keys: list[list[RegionKey]] = []
        parent: list[int] = []
        node: dict[RegionKey, int] = {}
        for region in regions:
            if region.level > deepest:
                continue
            above = _parent_key(region)
            if above is not None and above.code == region.code:
                node[region.key] = node[above]
                keys[node[above]].append(region.key)
                continue
            node[region.key] = len(keys)
            keys.append([region.key])
            parent.append(NO_PARENT if above is None else node[above])
        return cls(tuple(tuple(row) for row in keys), tuple(parent))

    @cached_property
    def node(self) -> dict[RegionKey, int]:
        """Map every key to its node."""
        return {key: number for number, keys in enumerate(self.keys) for key in keys}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """List the nodes directly inside each node."""
        found: list[list[int]] = [[] for _ in self.keys]
        for number, above in enumerate(self.parent):
            if above != NO_PARENT:
                found[above].append(number)
        return tuple(tuple(row) for row in found)

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, key: RegionKey) -> int:
        """Give the node of a key.

        Raises
        ------
        UnknownRegion
            No unit has that key.
        """
        try:
            return self.node[RegionKey(Level(key[0]), key[1])]
        except KeyError:
            raise UnknownRegion(
                f"there is no {key[0]} with code {key[1]}",
                remedy="Use a six-digit code of the 2023 list, e.g. 440000 or 440300.",
            ) from None

    def outermost(self, keys: Iterable[RegionKey]) -> tuple[int, ...]:
        """Give the nodes of keys, each unit once, without those that lie inside another one."""
        return self.outermost_nodes({self.find(key) for key in keys})

    def outermost_nodes(self, nodes: set[int]) -> tuple[int, ...]:
        """Keep the nodes that do not lie inside another one, sorted."""
        return tuple(sorted(number for number in nodes if not self._inside(number, nodes)))

    def _inside(self, number: int, wanted: set[int]) -> bool:
        return not wanted.isdisjoint(self.line(number)[1:])

    def line(self, number: int) -> list[int]:
        """List a node and those that it lies in, up to the root."""
        found = [number]
        while (number := self.parent[number]) != NO_PARENT:
            found.append(number)
        return found


def _parent_key(region: Region) -> RegionKey | None:
    """Give the parent that a unit is added to: outside the study, none at country level."""
    above = region.parent
    if above is not None and above.level is Level.COUNTRY and not in_study(region.code):
        return None
    return above
