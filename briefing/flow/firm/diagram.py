"""Lay out a firm's plan in columns: suppliers, plants, depots and ports, markets.

Heights are in proportion to the measure, in one scale for both layouts. Names stand outside of
the blocks; bands run level past them, so that on the wide picture nothing crosses a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.firm.amounts import amount_of
from briefing.flow.firm.diagram_blocks import Block, Blocks, Flow, blocks_of
from briefing.flow.firm.diagram_places import (
    Columns,
    Leg,
    Node,
    legs_of,
    ordered,
    placed,
    scale_for,
    sides,
)
from briefing.flow.firm.diagram_words import BLOCK, FRAMES, Frame, Label, frame_for, label_of
from briefing.flow.firm.rows import COMPONENT
from briefing.flow.firm.shares import sole_makers
from briefing.flow.firm.spec import Band, Layout, Pane, Ribbon, Site
from briefing.flow.spec import Words
from briefing.numerals import number
from briefing.spec import Box
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import FirmFlowSpec, LaneRow
    from briefing.flow.spec import Point
    from briefing.spec import Tongue

BODY_PX, MOST_PX = 540.0, 400.0
STRIP, HQ_PX = 30.0, 8.5  # room for a headquarters above the columns; half its symbol
AMOUNT = 12.0  # px, size of the number on a band


def wide_diagram(rows: Rows, lang: Tongue, like: FirmFlowSpec | None = None) -> Layout:
    """Lay out the diagram 936 px wide, in the scale of another figure if one is given."""
    return _Diagram(rows, lang, FRAMES["wide"], px_of(rows, like)).layout()


def phone_diagram(rows: Rows, lang: Tongue, like: FirmFlowSpec | None = None) -> Layout:
    """Lay out the diagram 358 px wide, in the scale of the wide one."""
    return _Diagram(rows, lang, FRAMES["phone"], px_of(rows, like)).layout()


def sized_diagram(rows: Rows, lang: Tongue, size: tuple[float, float]) -> Layout:
    """Lay out the diagram for a room, width and height in px."""
    return _Diagram(rows, lang, frame_for(*size), px_for(rows, size)).layout()


def px_for(rows: Rows, size: tuple[float, float]) -> float:
    """Give the px of height for one unit of the measure with which a diagram fills a room."""
    frame, blocks = frame_for(*size), blocks_of(rows)
    columns, _ = _nodes(rows, blocks, frame, "en", 1.0)
    sizes = [sum(node.height for node in nodes) for nodes in columns]
    fixed = [sum(node.gap for node in nodes) for nodes in columns]
    heads = {lane.tail for lane in rows.control}
    return scale_for(sizes, fixed, size[1] - frame.head - STRIP * len(heads) - 16, MOST_PX)


def px_of(rows: Rows, like: FirmFlowSpec | None = None) -> float:
    """Give the px of height for one unit of the measure."""
    if like is not None and like.view == "diagram" and (given := _scale_of(like)):
        return given
    columns, _ = _nodes(rows, blocks_of(rows), FRAMES["wide"], "en", 1.0)
    sizes = [sum(node.height for node in nodes) for nodes in columns]
    fixed = [sum(node.gap for node in nodes) for nodes in columns]
    return scale_for(sizes, fixed, BODY_PX, MOST_PX)


def _scale_of(like: FirmFlowSpec) -> float:
    """Read the scale off the highest band of finished goods of a figure."""
    lanes = {lane.id: lane for lane in like.lanes}
    found = [
        (band.width, sum(amount_of(lane, like.measure) for lane in mine))
        for pane in like.wide.panes
        for band in pane.bands
        if (mine := [lanes[name] for name in band.of if name in lanes])
        and all(lane.product != COMPONENT for lane in mine)
    ]
    width, amount = max(found, default=(0.0, 0.0))
    return width / amount if amount else 0.0


def _nodes(
    rows: Rows, blocks: Blocks, frame: Frame, lang: Tongue, px: float
) -> tuple[Columns, list[Leg]]:
    """Make the blocks and the lanes past them, in order, not yet placed."""
    count = len(blocks.columns)
    columns: Columns = []
    for column in blocks.columns:
        nodes = []
        for block in column:
            said = _number(rows, _lanes(blocks, block, rows))
            label = label_of(block, frame, count, lang, said)
            nodes.append(Node(block.key, block.column, block.size * px, label.gap, label.least))
        columns.append(nodes)
    legs, passing = legs_of(blocks, px)
    ordered(columns, passing, legs)
    return columns, legs


def _lanes(blocks: Blocks, block: Block, rows: Rows) -> list[LaneRow]:
    """List what a block's number is of: what leaves it, or reaches it where nothing leaves."""
    out = [lane for f in blocks.flows if f.tail == block.key for lane in f.lanes]
    into = [lane for f in blocks.flows if f.head == block.key for lane in f.lanes]
    return into if rows.measure == "lead_time" else out or into


def _number(rows: Rows, lanes: Sequence[LaneRow]) -> str:
    """Write what lanes carry, in real units; for days, their average by quantity."""
    if rows.measure != "lead_time":
        return rows.scale.say(sum(rows.amount(lane) for lane in lanes))
    units = sum(lane.quantity or 0.0 for lane in lanes)
    days = sum((lane.days or 0.0) * (lane.quantity or 0.0) for lane in lanes)
    return number(round(days / units, 1)) if units else ""


def _risen(along: float) -> float:
    """Give the share of its rise that an S has behind it at a share of its way."""
    low, high = 0.0, 1.0
    for _ in range(20):
        t = (low + high) / 2
        low, high = (t, high) if t * (1.5 - 1.5 * t + t * t) < along else (low, t)
    return low * low * (3 - 2 * low)


def _has_room(said: str, way: Sequence[Point], height: float) -> bool:
    """Tell whether a number fits on the begin of a band before the band has left its level."""
    room, fallen = width_of(said, AMOUNT, bold=True) + 10, 0.0
    for (x0, y0), (x1, y1) in pairwise(way):
        fallen += abs(y1 - y0) * _risen(min(1.0, max(0.0, room) / (x1 - x0)))
        room -= x1 - x0
    return fallen + AMOUNT / 2 <= height / 2


@dataclass(frozen=True)
class _Diagram:
    """Place blocks, bands, names and control links in one frame."""

    rows: Rows
    lang: Tongue
    frame: Frame
    px: float

    @cached_property
    def blocks(self) -> Blocks:
        return blocks_of(self.rows)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Name the headquarters that control a site in the picture."""
        drawn = {r.facility for c in self.blocks.columns for b in c for r in b.members}
        return tuple(dict.fromkeys(k.tail for k in self.rows.control if k.head in drawn))

    @cached_property
    def top(self) -> float:
        return self.frame.head + STRIP * len(self.heads)

    @cached_property
    def _grid(self) -> tuple[Columns, list[Leg]]:
        columns, legs = _nodes(self.rows, self.blocks, self.frame, self.lang, self.px)
        placed(columns, legs, self.top, self.bottom(columns))
        return columns, legs

    def bottom(self, columns: Columns) -> float:
        """Give the lower edge of the columns: that of the one that needs most."""
        need = max((sum(n.gap + n.room for n in nodes) for nodes in columns), default=0.0)
        return self.top + max(need, self.frame.least if columns else 60.0) + 8

    @cached_property
    def at(self) -> dict[str, Node]:
        return {node.key: node for nodes in self._grid[0] for node in nodes}

    @cached_property
    def labels(self) -> dict[str, Label]:
        count = len(self.blocks.columns)
        return {
            b.key: label_of(b, self.frame, count, self.lang, self.number(b))
            for column in self.blocks.columns
            for b in column
        }

    def number(self, block: Block) -> str:
        """Write what passes a block."""
        return _number(self.rows, _lanes(self.blocks, block, self.rows))

    def x(self, column: int) -> float:
        """Give the left edge of a column's blocks."""
        return self.frame.x(column, len(self.blocks.columns))

    def flat(self, column: int) -> float:
        """Give how far bands run level behind a column, past the names above its blocks."""
        last = len(self.blocks.columns) - 1
        if column in {0, last} and not self.frame.above:
            return 0.0
        widths = [self.labels[b.key].width for b in self.blocks.columns[column]]
        room = self.x(column + 1) - self.x(column) - BLOCK if column < last else 0.0
        return max(0.0, min(max(widths) + 4 - BLOCK, room - self.frame.bend))

    # -- the picture ------------------------------------------------------------------------

    def layout(self) -> Layout:
        """Put everything together."""
        high, rule = round(self.bottom(self._grid[0]) + 6, 1), self.frame.head
        pane = Pane(
            box=Box(x=0, y=0, width=self.frame.width, height=high),
            ribbons=tuple(self.control()),
            bands=tuple(self.bands()),
            sites=(*self.head_sites(), *self.sites()),
            words=(*self.titles(), *self.names()),
            rules=(((0, rule), (self.frame.width, rule)),),
        )
        return Layout(width=self.frame.width, height=high, panes=(pane,))

    def bands(self) -> list[Band]:
        """Draw each flow along the pieces of its way."""
        columns, legs = self._grid
        ways: dict[int, list[Point]] = {}
        for leg, start, end in zip(legs, *sides(columns, legs), strict=True):
            a, b = self.at[leg.tail], self.at[leg.head]
            y0, y1 = round(start + leg.height / 2, 2), round(end + leg.height / 2, 2)
            left = self.x(a.column) + BLOCK
            way = ways.setdefault(leg.band, [(left, y0)])
            way += [(round(left + flat, 1), y0)] if (flat := self.flat(a.column)) else []
            way.append((self.x(b.column), y1))
            if b.passing:
                way.append((self.x(b.column) + BLOCK, y1))
        return [self.band(self.blocks.flows[i], ways[i]) for i in sorted(ways)]

    def band(self, flow: Flow, way: list[Point]) -> Band:
        """Draw one flow."""
        said = _number(self.rows, flow.lanes)
        return Band(
            of=self.of(flow),
            group=flow.group,
            start=way[0],
            end=way[-1],
            through=tuple(dict.fromkeys(way[1:-1])),
            width=round(flow.size * self.px, 2),
            amount=said if _has_room(said, way, flow.size * self.px) else "",
            title=text(
                "firmpage.diagram.band", self.lang, tail=self.name(flow.tail),
                head=self.name(flow.head), origin=self.rows.groups.get(flow.group, ""),
                said=self.said(said),
            ),
        )  # fmt: skip

    def said(self, amount: str) -> str:
        """Write a number with its unit."""
        if self.rows.measure == "lead_time":
            key = "firmpage.diagram.day" if amount == "1" else "firmpage.diagram.days"
            return text(key, self.lang, number=amount) if amount else ""
        unit = self.rows.scale.unit
        return text("firmflow.legend.width", self.lang, amount=amount, unit=unit)

    def name(self, key: str) -> str:
        """Name a block."""
        return self.labels[key].name

    def of(self, flow: Flow) -> tuple[str, ...]:
        """Name the rows of a flow: its lanes, the sites at its ends, and who made all of it."""
        ends = [self.rows.site(end).id for k in flow.lanes for end in (k.tail, k.head)]
        made = {self.makers.get(lane.id, "") for lane in flow.lanes}
        sole = made - {""} if len(made) == 1 else set[str]()
        return tuple(dict.fromkeys([*(lane.id for lane in flow.lanes), *ends, *sole]))

    @cached_property
    def makers(self) -> dict[str, str]:
        """Give who made all that a lane carries, past ports and depots."""
        return sole_makers(self.rows.sites, self.rows.lanes)

    def of_block(self, block: Block) -> tuple[str, ...]:
        """Name what lights a block: its sites, then their lanes and other ends."""
        mine = [f for f in self.blocks.flows if block.key in {f.tail, f.head}]
        rows = [row.id for row in block.members]
        return tuple(dict.fromkeys([*rows, *(name for f in mine for name in self.of(f))]))

    def sites(self) -> list[Site]:
        """Draw the blocks."""
        return [self.block(block) for column in self.blocks.columns for block in column]

    def block(self, block: Block) -> Site:
        """Draw one block."""
        node, first = self.at[block.key], block.members[0]
        groups = {row.group for row in block.members}
        single = len(block.members) == 1
        return Site(
            of=self.of_block(block),
            id=first.id if single else "",
            shape=first.shape,
            group=first.group if len(groups) == 1 else "site",
            x=self.x(block.column) + BLOCK / 2,
            y=round(node.top + node.height / 2, 2),
            width=BLOCK,
            height=round(node.height, 2),
            form="block",
            title=text(
                "firmpage.diagram.block", self.lang, name=self.name(block.key),
                said=self.said(self.number(block)) or first.role,
            ),
        )  # fmt: skip

    # -- control ----------------------------------------------------------------------------

    def _head_at(self, head: str) -> Point:
        row = self.heads.index(head)
        x = self.x(0) + BLOCK / 2 if not self.frame.above else HQ_PX + 1
        return (x, self.frame.head + STRIP * row + STRIP / 2 + 5)

    def head_sites(self) -> list[Site]:
        """Draw the headquarters above the columns."""
        made = []
        for head in self.heads:
            row, (x, y) = self.rows.site(head), self._head_at(head)
            links = [k for k in self.rows.control if k.tail == head]
            ends = [self.rows.site(k.head).id for k in links]
            of = (row.id, *(k.id for k in links), *ends)
            title = text("firmpage.diagram.block", self.lang, name=row.name, said=row.role)
            made.append(Site(of=of, id=row.id, shape="hq", group=row.group, x=x, y=y, title=title))
        return made

    def control(self) -> list[Ribbon]:
        """Run a dashed line from headquarters along the top and down beside what they control."""
        stands = {r.facility: b for c in self.blocks.columns for b in c for r in b.members}
        made = []
        for lane in (k for k in self.rows.control if k.head in stands):
            block = stands[lane.head]
            x, y = self._head_at(lane.tail)
            node = self.at[block.key]
            edge = self.x(block.column)
            bus = edge - (5 if self.frame.above else 11)
            if block.column == 0:
                bus, edge = edge + BLOCK + 7, edge + BLOCK
            down = round(node.top + min(node.height / 2, 12), 1)
            ends = (self.rows.site(lane.tail).id, self.rows.site(lane.head).id)
            points = ((x, y), (bus, y), (bus, down), (edge, down))
            made.append(
                Ribbon(of=(lane.id, *ends), group=lane.group, points=points, width=1.3,
                       kind="control", title=lane.aria, radius=6)
            )  # fmt: skip
        return made

    # -- words ------------------------------------------------------------------------------

    def titles(self) -> list[Words]:
        """Name the columns."""
        return self.frame.titles(
            [{row.shape for b in column for row in b.members} for column in self.blocks.columns],
            self.lang,
        )

    def names(self) -> list[Words]:
        """Name the blocks and the headquarters."""
        made = []
        for column in self.blocks.columns:
            for block in column:
                node = self.at[block.key]
                x = self.x(block.column)
                of = self.of_block(block) if len(block.members) == 1 else ()
                made += self.labels[block.key].words(of, x, node.top, node.height)
        for head in self.heads:
            made.append(self.head_name(head))
        if not self.blocks.columns:
            nothing = text("firmpage.diagram.nothing", self.lang)
            made.append(Words(x=0, y=self.top + 24, lines=(nothing,), size=13, ghost=True))
        return made

    def head_name(self, head: str) -> Words:
        """Name a headquarters beside its symbol; on a narrow picture above its line."""
        (x, y), row = self._head_at(head), self.rows.site(head)
        place: dict[str, object] = {"x": x - 14, "y": y + 4.5, "anchor": "end"}
        if self.frame.above:
            place = {"x": x + 13, "y": y - 5}
        name = self.frame.fitted(row.name, self.frame.width / 3)
        return Words.model_validate(
            {"of": (row.id,), "lines": (name,), "size": self.frame.size, "bold": True, **place}
        )


__all__ = ["phone_diagram", "px_for", "px_of", "sized_diagram", "wide_diagram"]
