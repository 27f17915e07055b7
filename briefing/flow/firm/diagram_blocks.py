"""What a firm's diagram is made of: columns of blocks, and the bands between them.

Columns run from suppliers to markets. Where goods pass between sites of one kind, that kind takes
several columns. Each column runs from north to south, then what is far. Sites that would make a
step hold more than `MOST_BANDS` bands stand together as "other sites", the smallest first.

Heights. Finished goods are to scale. A plant's components share the height of what it makes, by
their number: a component is not a finished unit, and what goes in is as high as what comes out.
Money and carbon add up as they are, and what goes in need not equal what comes out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.flow.firm.amounts import width_measure
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.rows import COMPONENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import LaneRow, SiteRow

MOST_BANDS = 12
MOST_BLOCKS = 12
MOST_INNER = 2  # columns that a kind may take beyond its first
RANK = {"supplier": 0, "plant": 1, "plants": 1, "depot": 2, "port": 2, "junction": 2, "market": 3}
# What lies outside of this window of degrees is far: it stands below what is near.
NEAR = (88.0, -12.0, 150.0, 50.0)
Column = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """A site in its column, or several as "other sites"."""

    key: str
    column: int
    members: tuple[SiteRow, ...]
    arriving: float
    leaving: float

    @property
    def size(self) -> float:
        """Give its height, in the unit of the bands."""
        return max(self.arriving, self.leaving)


@dataclass(frozen=True)
class Flow:
    """What moves between two blocks and is of one origin; `size` is its height."""

    tail: str
    head: str
    group: str
    size: float
    lanes: tuple[LaneRow, ...]


@dataclass(frozen=True)
class Blocks:
    """Hold the columns of a diagram.

    Parameters
    ----------
    columns
        Blocks from the top to the bottom, column by column.
    flows
        Bands, each from an earlier to a later column.
    against
        Lanes that run against the columns: they stand in the tables only.
    """

    columns: tuple[tuple[Block, ...], ...]
    flows: tuple[Flow, ...]
    against: tuple[LaneRow, ...] = field(default=())

    def step(self, number: int) -> list[Flow]:
        """List the bands between a column and the next."""
        place = {block.key: block.column for column in self.columns for block in column}
        return [f for f in self.flows if place[f.tail] <= number < place[f.head]]


def blocks_of(rows: Rows) -> Blocks:
    """Arrange the sites between which goods move."""
    goods = [lane for lane in rows.goods if rows.amount(lane) > 0]
    column = columns_of([row for row in rows.sites if row.shape in RANK], goods)
    forward = [lane for lane in goods if column[lane.tail] < column[lane.head]]
    against = tuple(lane for lane in goods if column[lane.tail] >= column[lane.head])
    heights = heights_of(rows, forward, column)
    stands = _named(forward, heights, column)
    sites = {end: rows.site(end) for lane in forward for end in (lane.tail, lane.head)}
    order = {end: _geography(rows, row) for end, row in sites.items()}
    flows = _flows(forward, heights, stands, column)
    members: dict[str, list[str]] = defaultdict(list)
    for end in sorted(sites, key=lambda e: order[e]):
        members[stands[end]].append(end)
    made = [
        Block(
            key=key,
            column=column[ends[0]],
            members=tuple(sites[end] for end in ends),
            arriving=sum(f.size for f in flows if f.head == key),
            leaving=sum(f.size for f in flows if f.tail == key),
        )
        for key, ends in members.items()
    ]
    count = max((block.column for block in made), default=-1) + 1
    made.sort(key=lambda b: (len(b.members) > 1, order[b.members[0].facility]))
    return Blocks(
        columns=tuple(tuple(b for b in made if b.column == c) for c in range(count)),
        flows=tuple(flows),
        against=against,
    )


def _geography(rows: Rows, row: SiteRow) -> tuple[bool, float, str]:
    """Sort from north to south, then what is far, then what has no place."""
    lon, lat = rows.places.get(row.facility, (0.0, -90.0))
    west, south, east, north = NEAR
    near = west <= lon <= east and south <= lat <= north
    return (not near, -lat, row.facility)


# -- columns --------------------------------------------------------------------------------


def columns_of(sites: Sequence[SiteRow], goods: Sequence[LaneRow]) -> dict[str, int]:
    """Give each site that goods leave or reach its column, from 0."""
    kind = {row.facility: RANK[row.shape] for row in sites}
    inner: dict[str, list[str]] = defaultdict(list)
    for lane in goods:
        if kind[lane.tail] == kind[lane.head]:
            inner[lane.tail].append(lane.head)
    used = {end for lane in goods for end in (lane.tail, lane.head)}
    later = _steps_to_end(inner)
    place: dict[str, Column] = {end: (kind[end], -later.get(end, 0)) for end in used}
    numbers = {column: number for number, column in enumerate(sorted(set(place.values())))}
    return {end: numbers[column] for end, column in place.items()}


def _steps_to_end(inner: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Count how many further sites of its own kind the goods of a site pass, up to `MOST_INNER`."""
    steps: dict[str, int] = {}
    for _ in range(MOST_INNER):
        steps = {
            tail: 1 + max(min(steps.get(head, 0), MOST_INNER - 1) for head in heads)
            for tail, heads in inner.items()
        }
    return steps


# -- heights --------------------------------------------------------------------------------


def heights_of(rows: Rows, lanes: Sequence[LaneRow], column: Mapping[str, int]) -> dict[str, float]:
    """Give the height of each lane, in the unit of the measure."""
    amounts = {lane.id: rows.amount(lane) for lane in lanes}
    if width_measure(rows.measure) != "quantity":
        return amounts
    into: dict[str, list[LaneRow]] = defaultdict(list)
    out: dict[str, list[LaneRow]] = defaultdict(list)
    for lane in lanes:
        into[lane.head].append(lane)
        out[lane.tail].append(lane)
    heights = dict(amounts)
    for site in sorted(into, key=lambda s: -column[s]):
        components = [lane for lane in into[site] if lane.product == COMPONENT]
        plain = sum(heights[i.id] for i in into[site] if i.product != COMPONENT)
        room = sum(heights[i.id] for i in out[site]) - plain
        given = sum(amounts[lane.id] for lane in components)
        if room > 0 and given > 0:
            heights |= {lane.id: amounts[lane.id] * room / given for lane in components}
    return heights


# -- joining --------------------------------------------------------------------------------


def _named(
    lanes: Sequence[LaneRow], heights: Mapping[str, float], column: Mapping[str, int]
) -> dict[str, str]:
    """Give the block in which each site stands: its own, or that of the others of its column."""
    through: dict[str, float] = defaultdict(float)
    for lane in lanes:
        through[lane.tail] += heights[lane.id]
        through[lane.head] += heights[lane.id]
    stands = {site: site for site in through}
    for number in sorted({column[site] for site in through}):
        ranked = sorted((s for s in through if column[s] == number), key=lambda s: -through[s])
        if len(ranked) > MOST_BLOCKS:
            stands |= dict.fromkeys(ranked[MOST_BLOCKS - 1 :], _others(number))
    weight: dict[str, float] = defaultdict(float)
    for site, block in stands.items():
        weight[block] += through[site]
    return _few_bands(lanes, column, stands, weight)


def _few_bands(
    lanes: Sequence[LaneRow],
    column: Mapping[str, int],
    stands: dict[str, str],
    weight: Mapping[str, float],
) -> dict[str, str]:
    """Join the smallest blocks at a step until it holds no more than `MOST_BANDS` bands."""
    at = {block: column[site] for site, block in stands.items()}
    heavy = dict(weight)
    bands = {(stands[k.tail], stands[k.head], k.group) for k in lanes}
    while (step := _crowded(bands, at)) is not None:
        ends = {b for t, h, _ in bands if at[t] <= step < at[h] for b in (t, h)}
        pick = _smallest(ends, at, heavy)
        if not pick:
            break
        other = _others(at[pick[0]])
        joined = dict.fromkeys(pick, other)
        at[other] = at[pick[0]]
        heavy[other] = heavy.get(other, 0.0) + sum(heavy[b] for b in pick)
        bands = {(joined.get(t, t), joined.get(h, h), g) for t, h, g in bands}
        stands = {site: joined.get(block, block) for site, block in stands.items()}
    return stands


def _crowded(bands: Iterable[tuple[str, str, str]], at: Mapping[str, int]) -> int | None:
    """Name the step with the most bands, if these are too many."""
    count: Counter[int] = Counter()
    for tail, head, _ in bands:
        count.update(range(at[tail], at[head]))
    step, most = max(count.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return step if most > MOST_BANDS else None


def _smallest(
    ends: Iterable[str], at: Mapping[str, int], weight: Mapping[str, float]
) -> tuple[str, ...]:
    """Choose what to join: the smallest of the column with most blocks, into its others."""
    by_column: dict[int, list[str]] = defaultdict(list)
    for block in sorted(ends, key=lambda b: (weight.get(b, 0.0), b)):
        by_column[at[block]].append(block)
    choices = []
    for number, blocks in by_column.items():
        single = [block for block in blocks if block != _others(number)]
        take = tuple(single[: 1 if _others(number) in at else 2])
        if take and len(blocks) > 1:
            least = sum(weight.get(b, 0.0) for b in take)
            choices.append((-len(blocks), least, number, take))
    return min(choices)[-1] if choices else ()


def _others(column: int) -> str:
    return f"=others {column}"  # no id of a case holds an equals sign


def _flows(
    lanes: Sequence[LaneRow],
    heights: Mapping[str, float],
    stands: Mapping[str, str],
    column: Mapping[str, int],
) -> list[Flow]:
    """Put together what runs between the same blocks: by origin, unless that is too many bands."""
    at = {block: column[site] for site, block in stands.items()}
    bands = {(stands[k.tail], stands[k.head], k.group) for k in lanes}
    mixed = _crowded(bands, at) is not None
    together: dict[tuple[str, str, str], list[LaneRow]] = defaultdict(list)
    for lane in lanes:
        group = SITE if mixed else lane.group
        together[stands[lane.tail], stands[lane.head], group].append(lane)
    return [
        Flow(*key, size=sum(heights[lane.id] for lane in found), lanes=tuple(found))
        for key, found in sorted(together.items())
    ]


__all__ = ["MOST_BANDS", "Block", "Blocks", "Flow", "blocks_of", "columns_of", "heights_of"]
