"""Which flow runs to the right of which, so that flows of one corridor keep apart.

Flows that share hubs lie side by side there. Of two flows the one that leaves to the right, later
on, is the right one; if they never part, the one that came from the right. So they cross only where
they must.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, cmp_to_key
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.flow.spec import Point

Node = int | str
SAME_ANGLE = 1e-3


class Flow(NamedTuple):
    """Hold a flow's nodes from end to end, and its width in px; `bow` bends a flow without hubs."""

    id: str
    nodes: tuple[Node, ...]
    width: float
    bow: float = 0.0


@dataclass(frozen=True)
class SideBySide:
    """Order flows across their way at every node.

    Parameters
    ----------
    flows
        All flows of a pane.
    places
        Node → where it stands, px.
    axes
        End → direction in which flows arrive there; only for ends that they reach side by side.
    gap, head_gap
        Px between flows on the way, and where their points arrive.
    """

    flows: tuple[Flow, ...]
    places: Mapping[Node, Point]
    axes: Mapping[Node, Point]
    gap: float
    head_gap: float

    def axis(self, node: Node) -> Point:
        """Give the direction of the way at a node, as a unit vector."""
        return self._axes[node]

    def along(self, flow: Flow, node: Node) -> bool:
        """Tell whether a flow runs with the axis of a node, and not against it."""
        return _dot(self.heading(flow, node), self.axis(node)) >= 0

    def heading(self, flow: Flow, node: Node) -> Point:
        """Give the direction of a flow at a node, between the node before and the node after."""
        at = flow.nodes.index(node)
        before, after = flow.nodes[max(at - 1, 0)], flow.nodes[min(at + 1, len(flow.nodes) - 1)]
        return unit(self.places[before], self.places[after])

    def offset(self, flow: Flow, node: Node, neighbour: Node) -> float:
        """Give px to the right of the axis at which a flow passes a node.

        At an end without an axis right is meant on the way to the neighbour.
        """
        if self.shares_axis(node):
            return self._across[node][flow.id]
        return self._fans[node, neighbour][flow.id]

    def shares_axis(self, node: Node) -> bool:
        """Tell whether all flows of a node lie in one cross-section."""
        return isinstance(node, int) or node in self.axes

    @cached_property
    def by_node(self) -> dict[Node, list[Flow]]:
        """Give the flows of each node."""
        found: dict[Node, list[Flow]] = defaultdict(list)
        for flow in self.flows:
            for node in flow.nodes:
                found[node].append(flow)
        return found

    @cached_property
    def _axes(self) -> dict[Node, Point]:
        found = dict(self.axes)
        for node, flows in self.by_node.items():
            if isinstance(node, int):
                ranked = sorted(flows, key=lambda flow: (-flow.width, flow.id))
                main = self.heading(ranked[0], node)
                x = y = 0.0
                for flow in ranked:
                    dx, dy = self.heading(flow, node)
                    sign = math.copysign(flow.width, dx * main[0] + dy * main[1])
                    x, y = x + dx * sign, y + dy * sign
                length = math.hypot(x, y)
                found[node] = (x / length, y / length) if length else main
        return found

    @cached_property
    def _across(self) -> dict[Node, dict[str, float]]:
        return {
            node: self._packed(node, flows, self.head_gap if node in self.axes else self.gap)
            for node, flows in self.by_node.items()
            if self.shares_axis(node)
        }

    @cached_property
    def _fans(self) -> dict[tuple[Node, Node], dict[str, float]]:
        """Pack the flows of an end by the node that they come from or go to."""
        groups: dict[tuple[Node, Node], list[Flow]] = defaultdict(list)
        for flow in self.flows:
            groups[flow.nodes[0], flow.nodes[1]].append(flow)
            groups[flow.nodes[-1], flow.nodes[-2]].append(flow)
        made = {}
        for (node, neighbour), flows in groups.items():
            if not self.shares_axis(node):
                ends = {flow.id: flow.nodes[-1] == node for flow in flows}
                gap = self.head_gap if len(flows) > 1 and all(ends.values()) else self.gap
                made[node, neighbour] = self._packed(node, flows, gap, neighbour)
        return made

    def _packed(
        self, node: Node, flows: Sequence[Flow], gap: float, neighbour: Node | None = None
    ) -> dict[str, float]:
        """Give the middle of each flow, px to the right of the middle of all."""
        axis = (
            self.axis(node)
            if neighbour is None
            else unit(self.places[node], self.places[neighbour])
        )

        def compare(a: Flow, b: Flow) -> int:
            return self._compare(a, b, node, axis)

        ranked = sorted(sorted(flows, key=lambda flow: flow.id), key=cmp_to_key(compare))
        edges = list(accumulate((flow.width + gap for flow in ranked), initial=0.0))
        middle = (edges[-1] - gap) / 2
        return {
            flow.id: round(edge + flow.width / 2 - middle, 3)
            for flow, edge in zip(ranked, edges, strict=False)
        }

    def _compare(self, a: Flow, b: Flow, node: Node, axis: Point) -> int:
        """Tell which of two flows is to the right, looking along the axis: positive if `a` is."""
        ahead_a, behind_a = self._halves(a, node, axis)
        ahead_b, behind_b = self._halves(b, node, axis)
        for one, other, backwards in ((ahead_a, ahead_b, False), (behind_a, behind_b, True)):
            side = self._parting(one, other, axis, backwards=backwards)
            if side:
                return side
        along = self._goes_along(a, node, axis)
        # Each direction keeps to its right; in one direction ids decide, seen as the flows run.
        by_id = ((a.id > b.id) - (a.id < b.id)) * (1 if along else -1)
        return along - self._goes_along(b, node, axis) or by_id

    def _goes_along(self, flow: Flow, node: Node, axis: Point) -> int:
        return int(_dot(self.heading(flow, node), axis) >= 0)

    def _halves(
        self, flow: Flow, node: Node, axis: Point
    ) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Give a flow's nodes ahead of a node and behind it, as seen along the axis."""
        at = flow.nodes.index(node)
        ahead, behind = flow.nodes[at:], tuple(reversed(flow.nodes[: at + 1]))
        return (ahead, behind) if self._goes_along(flow, node, axis) else (behind, ahead)

    def _parting(
        self, one: Sequence[Node], other: Sequence[Node], axis: Point, *, backwards: bool
    ) -> int:
        """Compare two flows where they part."""
        same = 0
        while same < min(len(one), len(other)) and one[same] == other[same]:
            same += 1
        if same >= min(len(one), len(other)):
            return 0
        fork = self.places[one[same - 1]]
        if same > 1:
            axis = unit(self.places[one[same - 2]], fork)
        elif backwards:
            axis = (-axis[0], -axis[1])
        sides = [turn(axis, fork, self.places[way[same]]) for way in (one, other)]
        difference = sides[0] - sides[1]
        if abs(difference) < SAME_ANGLE:
            return 0
        # Looking back, right is left.
        return (1 if difference > 0 else -1) * (-1 if backwards else 1)


def unit(a: Point, b: Point) -> Point:
    """Give the direction from one point to another.

    Examples
    --------
    >>> unit((0.0, 0.0), (0.0, 5.0))
    (0.0, 1.0)
    """
    length = math.dist(a, b)
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length else (1.0, 0.0)


def turn(axis: Point, fork: Point, target: Point) -> float:
    """Give the angle, in radians, by which one turns right from an axis towards a target.

    Examples
    --------
    >>> round(turn((1.0, 0.0), (0.0, 0.0), (0.0, 5.0)), 2)
    1.57
    """
    dx, dy = target[0] - fork[0], target[1] - fork[1]
    return math.atan2(axis[0] * dy - axis[1] * dx, axis[0] * dx + axis[1] * dy)


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1]
