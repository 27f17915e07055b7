"""Where the blocks of a diagram stand and where its bands run.

Blocks keep their order. Bands that skip a column pass it in a lane of their own between its
blocks, in the gap where they cross the fewest others. Blocks then move, in order, to where their
bands run most nearly level.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.flow.firm.diagram_blocks import Blocks

SWEEPS = 4
PASSES = 2  # over all bands that skip a column, to find each its gap
PASSING_GAP = 9.0  # px above a band that passes a column


@dataclass
class Node:
    """A block, or the lane of one band past the blocks of a column.

    `gap` is the room in px above it that its label needs; `least` px are kept for it even where
    its bands need less.
    """

    key: str
    column: int
    height: float
    gap: float
    least: float = 0.0
    passing: bool = False
    y: float = 0.0

    @property
    def room(self) -> float:
        """Give the height kept for it."""
        return max(self.height, self.least)

    @property
    def top(self) -> float:
        """Give the y of its upper edge."""
        return self.y + (self.room - self.height) / 2


@dataclass(frozen=True)
class Leg:
    """One band over one step, between two neighbouring columns; `band` numbers the flow."""

    tail: str
    head: str
    band: int
    height: float


Columns = list[list[Node]]


def legs_of(blocks: Blocks, px_per_unit: float) -> tuple[list[Leg], dict[int, list[Node]]]:
    """Cut each band at the columns it skips; give the pieces and, by column, the lanes past it."""
    at = {block.key: block.column for column in blocks.columns for block in column}
    legs: list[Leg] = []
    passing: dict[int, list[Node]] = defaultdict(list)
    for number, flow in enumerate(blocks.flows):
        height = flow.size * px_per_unit
        stops = [flow.tail]
        for column in range(at[flow.tail] + 1, at[flow.head]):
            node = Node(f"=band {number} past {column}", column, height, PASSING_GAP, passing=True)
            passing[column].append(node)
            stops.append(node.key)
        stops.append(flow.head)
        legs += [Leg(a, b, number, height) for a, b in pairwise(stops)]
    return legs, dict(passing)


# -- order ----------------------------------------------------------------------------------


def ordered(columns: Columns, passing: Mapping[int, Sequence[Node]], legs: Sequence[Leg]) -> None:
    """Put the lanes of passing bands into the columns where they cross the fewest bands."""
    lanes = [node for column in sorted(passing) for node in passing[column]]
    for node in lanes:
        columns[node.column].append(node)
    for _ in range(PASSES):
        for node in lanes:
            _settle(columns, node, legs)


def _settle(columns: Columns, node: Node, legs: Sequence[Leg]) -> None:
    column = columns[node.column]
    column.remove(node)
    rank = {n.key: i for nodes in columns for i, n in enumerate(nodes)}
    place = {n.key: n.column for nodes in columns for n in nodes} | {node.key: node.column}
    before = [leg for leg in legs if place[leg.head] == node.column]
    after = [leg for leg in legs if place[leg.tail] == node.column]

    def cost(slot: int) -> tuple[float, int]:
        here = {n.key: i + (i >= slot) for i, n in enumerate(column)} | {node.key: slot}
        ranks = rank | here
        return (_crossed(before, ranks) + _crossed(after, ranks), slot)

    column.insert(min(range(len(column) + 1), key=cost), node)


def _crossed(legs: Sequence[Leg], rank: Mapping[str, int]) -> float:
    """Add up the area in which bands of one step cross."""
    total = 0.0
    for a, b in combinations(legs, 2):
        if (rank[a.tail] - rank[b.tail]) * (rank[a.head] - rank[b.head]) < 0:
            total += 1 + a.height * b.height
    return total


def crossings(columns: Columns, legs: Sequence[Leg]) -> float:
    """Give the area in which bands cross, over all steps."""
    rank = {n.key: i for nodes in columns for i, n in enumerate(nodes)}
    place = {n.key: n.column for nodes in columns for n in nodes}
    return sum(
        _crossed([leg for leg in legs if place[leg.tail] == step], rank)
        for step in range(len(columns) - 1)
    )


# -- heights on the page --------------------------------------------------------------------


def placed(columns: Columns, legs: Sequence[Leg], top: float, bottom: float) -> None:
    """Give each node its y between `top` and `bottom`, so that bands run as level as they can."""
    for nodes in columns:
        spare = bottom - top - sum(node.gap + node.room for node in nodes)
        y = top + spare / 2
        for node in nodes:
            node.y = y + node.gap
            y = node.y + node.room
    steps = len(columns) - 1
    for sweep in range(SWEEPS):
        order = range(1, steps + 1) if sweep % 2 == 0 else range(steps - 1, -1, -1)
        for column in order:
            _level(columns, column, legs, forward=sweep % 2 == 0, top=top, bottom=bottom)


def _level(
    columns: Columns, column: int, legs: Sequence[Leg], *, forward: bool, top: float, bottom: float
) -> None:
    """Move the nodes of a column towards the other ends of their bands, in their order."""
    starts, ends = sides(columns, legs)
    wish: dict[str, list[tuple[float, float]]] = defaultdict(list)
    node = {n.key: n for n in columns[column]}
    for leg, start, end in zip(legs, starts, ends, strict=True):
        mine, here, there = (leg.head, end, start) if forward else (leg.tail, start, end)
        if mine in node:
            wish[mine].append((node[mine].y + there - here, leg.height))
    wanted, weights = [], []
    for n in columns[column]:
        told = wish.get(n.key, [])
        weight = sum(w for _, w in told)
        wanted.append(sum(y * w for y, w in told) / weight if weight else n.y)
        weights.append(weight or 0.01)
    for n, y in zip(columns[column], _apart(columns[column], wanted, weights), strict=True):
        n.y = y
    _within(columns[column], top, bottom)


def _apart(nodes: Sequence[Node], wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Give the y nearest to what is wanted with nodes apart, in order: least squares by weight.

    Pool adjacent violators (Best and Chakravarti, Mathematical Programming 47, 1990), on the y
    less all room above it.
    """
    above = list(accumulate((n.gap + n.room for n in nodes[:-1]), initial=0.0))
    above = [a + n.gap for a, n in zip(above, nodes, strict=True)]
    pools: list[tuple[float, float, int]] = []
    for y, offset, weight in zip(wanted, above, weights, strict=True):
        mean, total, count = y - offset, weight, 1
        while pools and pools[-1][0] > mean:
            last, heavy, many = pools.pop()
            mean = (mean * total + last * heavy) / (total + heavy)
            total, count = total + heavy, count + many
        pools.append((mean, total, count))
    means = np.repeat([p[0] for p in pools], [p[2] for p in pools])
    return [float(m + a) for m, a in zip(means, above, strict=True)]


def _within(nodes: Sequence[Node], top: float, bottom: float) -> None:
    """Push nodes back between top and bottom, in order."""
    edge = top
    for node in nodes:
        node.y = max(node.y, edge + node.gap)
        edge = node.y + node.room
    edge = bottom
    for node in reversed(nodes):
        node.y = min(node.y, edge - node.room)
        edge = node.y - node.gap


def sides(columns: Columns, legs: Sequence[Leg]) -> tuple[list[float], list[float]]:
    """Give, for each piece of a band, the y of its upper edge where it leaves and arrives.

    At a block bands lie in the order of their other ends, so that none crosses at the block.
    """
    node = {n.key: n for nodes in columns for n in nodes}
    rank = {n.key: i for nodes in columns for i, n in enumerate(nodes)}
    starts, ends = [0.0] * len(legs), [0.0] * len(legs)
    down: dict[str, float] = defaultdict(float)
    for i in sorted(range(len(legs)), key=lambda i: (rank[legs[i].head], legs[i].band)):
        starts[i] = node[legs[i].tail].top + down[legs[i].tail]
        down[legs[i].tail] += legs[i].height
    down = defaultdict(float)
    for i in sorted(range(len(legs)), key=lambda i: (rank[legs[i].tail], legs[i].band)):
        ends[i] = node[legs[i].head].top + down[legs[i].head]
        down[legs[i].head] += legs[i].height
    return starts, ends


def scale_for(sizes: Sequence[float], fixed: Sequence[float], height: float, most: float) -> float:
    """Give the px for one unit with which every column fits.

    Parameters
    ----------
    sizes
        What the blocks and bands of each column add up to, in units.
    fixed
        What each column needs apart from that, in px.
    height
        Room for a column, in px.
    most
        What the largest column's blocks may add up to, in px.

    Examples
    --------
    >>> scale_for([10, 5], [100, 50], 300, 400)
    20.0
    """
    fits = [
        min(max(height - gaps, height * 0.25), most) / size
        for size, gaps in zip(sizes, fixed, strict=True)
        if size > 0
    ]
    return min(fits, default=1.0)


__all__ = ["Columns", "Leg", "Node", "crossings", "legs_of", "ordered", "placed", "scale_for"]
