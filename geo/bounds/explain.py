"""Why a unit has its interval: the sums and the premises that make it tight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.bounds.evidence import Interval, key_below
from geo.bounds.hierarchy import NO_PARENT
from geo.bounds.scaled import unscaled
from geo.bounds.statements import Kind, Statement
from geo.bounds.system import end_of, ends_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.codes import RegionKey
    from data.figure import Standing
    from geo.bounds.evidence import Evidence
    from geo.bounds.scaled import Number


class Basis(StrEnum):
    """What the certain upper end of a unit rests on."""

    PUBLISHED = "published"  # a source prints the count
    REST = "rest"  # the whole less what the other parts have at least
    PARTS = "parts"  # the sum of what the parts have at most
    RANGE = "range"  # the table states it
    JOINT = "joint"  # a sum of a group, or several statements together
    NONE = "none"  # nothing limits it


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Hold the pieces of a sentence that says why a unit has its interval.

    Parameters
    ----------
    key, standing, interval
        The unit, how it is known, and its two intervals (counts).
    scale
        Every number is in the unit of what is counted; a statement of `caps` holds `scale` times
        as much (`geo.bounds.scaled`).
    basis
        What the certain upper end rests on.
    parent
        The unit it is a part of; `None` for a root.
    whole_low, whole_high
        Certain interval of the parent; equal where its count is known, `whole_high` `None` where
        nothing limits it.
    listed, listed_sum
        The parts of the parent with a published count, and their sum.
    rest_high
        What is left of the whole for the others: `whole_high` − `listed_sum`.
    others
        How many parts of the parent have no published count, this one included.
    others_low, others_high
        Certain ends of the sum of those others without this one, each at its own least or most;
        `others_high` `None` where nothing limits it.
    caps
        A smallest set of premised statements that gives the premised interval; empty where the
        sums alone give it.
    premises
        Names of the premises that `caps` need, sorted.
    cap, cap_unit, cap_listed
        Of the first of `caps`: the limit, the unit whose count it is (`None`: a bare number of the
        user's table), the listed units of which that one is the smallest.
    sources
        Ids of the sources of every statement named.
    """

    key: RegionKey
    standing: Standing
    interval: Interval
    basis: Basis
    parent: RegionKey | None = None
    whole_low: Number = 0
    whole_high: Number | None = None
    listed: tuple[RegionKey, ...] = ()
    listed_sum: Number = 0
    others: int = 0
    others_low: Number = 0
    others_high: Number | None = None
    caps: tuple[Statement, ...] = ()
    sources: tuple[str, ...] = ()
    scale: int = 1

    @property
    def rest_high(self) -> Number | None:
        """Give what is left of the whole for the parts without a published count."""
        return None if self.whole_high is None else self.whole_high - self.listed_sum

    @property
    def premises(self) -> tuple[str, ...]:
        """Name the premises that the premised interval needs."""
        return tuple(sorted({name for row in self.caps for name in row.premises}))

    @property
    def cap(self) -> Number | None:
        """Give the limit of the first premised statement."""
        return self.limit(self.caps[0]) if self.caps else None

    def limit(self, row: Statement) -> Number:
        """Give the limit of one of `caps`."""
        return unscaled(row.high or 0, self.scale)

    @property
    def cap_unit(self) -> RegionKey | None:
        """Give the unit whose count is the limit."""
        return self.caps[0].cap_unit if self.caps else None

    @property
    def cap_listed(self) -> tuple[RegionKey, ...]:
        """Give the listed units of which `cap_unit` is the smallest."""
        return self.caps[0].listed if self.caps else ()


def explain(evidence: Evidence, key: RegionKey) -> Explanation:
    """Say why a unit has its interval.

    Raises
    ------
    UnknownRegion
        There is no such unit.
    """
    hierarchy = evidence.hierarchy
    number = hierarchy.find(key)
    above = hierarchy.parent[number]
    scale = evidence.scale
    caps = _caps(evidence, number, evidence.interval_of(number))
    interval = evidence.interval(key)
    own = [row for row in evidence.active if row.kind is not Kind.CAP and key in row.keys]
    if above == NO_PARENT:
        return Explanation(
            key=key,
            standing=evidence.standing(key),
            interval=interval,
            basis=_basis(evidence, number),
            caps=caps,
            sources=_sources((*own, *caps)),
            scale=scale,
        )
    parts = hierarchy.children[above]
    listed = [part for part in parts if part in evidence.known]
    rivals = [part for part in parts if part not in evidence.known and part != number]
    lows, highs = evidence.certain.intervals
    whole = evidence.interval_of(above).unscaled(scale)
    most = end_of(sum(highs[part] for part in rivals))
    used = [evidence.known[part] for part in (above, *listed) if part in evidence.known]
    if number in evidence.known:
        used = [evidence.known[number]]
    parent = hierarchy.keys[above][0]
    return Explanation(
        key=key,
        standing=evidence.standing(key),
        interval=interval,
        basis=_basis(evidence, number),
        parent=parent,
        whole_low=whole.low_certain,
        whole_high=whole.high_certain,
        listed=tuple(key_below(hierarchy.keys[part], parent) for part in listed),
        listed_sum=unscaled(sum(evidence.known[part].low for part in listed), scale),
        others=len(parts) - len(listed),
        others_low=unscaled(int(sum(lows[part] for part in rivals)), scale),
        others_high=None if most is None else unscaled(most, scale),
        caps=caps,
        sources=_sources((*own, *used, *caps)),
        scale=scale,
    )


def _basis(evidence: Evidence, number: int) -> Basis:
    """Find which arithmetic gives the certain upper end."""
    if number in evidence.known:
        return Basis.PUBLISHED
    hierarchy = evidence.hierarchy
    lows, highs = evidence.certain.intervals
    high = highs[number]
    if high == math.inf:
        return Basis.NONE
    above, parts = hierarchy.parent[number], hierarchy.children[number]
    if above != NO_PARENT:
        siblings = (part for part in hierarchy.children[above] if part != number)
        if high == highs[above] - sum(lows[part] for part in siblings):
            return Basis.REST
    if high == evidence.certain.high[number]:
        return Basis.RANGE
    if parts and high == sum(highs[part] for part in parts):
        return Basis.PARTS
    return Basis.JOINT


def _caps(evidence: Evidence, number: int, interval: Interval) -> tuple[Statement, ...]:
    """Find a smallest set of premised statements that gives the premised interval.

    A deletion filter: candidates near the unit are tried first, then one after the other is left
    out where the interval stays the same.
    """
    wanted = (interval.low, interval.high)
    if wanted == (interval.low_certain, interval.high_certain):
        return ()
    premised = [row for row in evidence.active if row.premises]
    chosen = next(
        rows
        for rows in (*_near(evidence, number, premised), premised)
        if _ends(evidence, number, rows) == wanted
    )
    for row in chosen:
        fewer = [other for other in chosen if other is not row]
        if _ends(evidence, number, fewer) == wanted:
            chosen = fewer
    return tuple(chosen)


def _near(
    evidence: Evidence, number: int, premised: Sequence[Statement]
) -> tuple[list[Statement], ...]:
    """Give the premised statements on the unit itself, then on it and those it lies in."""
    line = set(evidence.hierarchy.line(number))
    own = [row for row in premised if number in evidence.nodes_of(row)]
    return own, [row for row in premised if not line.isdisjoint(evidence.nodes_of(row))]


def _ends(evidence: Evidence, number: int, premised: Sequence[Statement]) -> tuple[int, int | None]:
    """Give a unit's interval when only these premised statements are used."""
    return ends_of(evidence.solver_with(tuple(premised)), number)


def _sources(rows: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for row in rows for source in row.sources))
