"""The survey's motives as a place to begin on a trade-off: never a weight in what is solved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from plusn.factbook import facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOPIC = "Southeast Asia motives"
INDICATOR = "main reason for expanding"
MOTIVES = {"diversify": "risk", "explore": "markets", "reduce": "cost"}
"""Motive by the first word of the study's own phrase."""
ABOUT = {
    "region_share_max": "risk",
    "outside_share_min": "risk",
    "lead_time_max_days": "markets",
}
"""Which motive stands beside cost on a trade-off; the study names none for carbon."""
MORE_IS_BETTER = frozenset({"outside_share_min"})


@dataclass(frozen=True, kw_only=True)
class Motive:
    """Hold one motive of the firms asked: the share that named it, and its weight of the three.

    Parameters
    ----------
    published
        Per cent of the firms, as published; a firm may name several.
    weight
        Share of the sum of the three, derived.
    """

    name: str
    fact: str
    published: float
    weight: float
    source: str


@cache
def lens() -> tuple[Motive, ...]:
    """Give the three motives with weights that add up to 1, derived from the published shares.

    Examples
    --------
    >>> [(one.name, one.published, round(100 * one.weight)) for one in lens()]
    [('risk', 67.3, 40), ('markets', 63.6, 38), ('cost', 36.4, 22)]
    """
    rows = facts(TOPIC)
    found = rows[rows["indicator"] == INDICATOR].to_dict("records")
    whole = sum(float(row["value"]) for row in found)
    return tuple(
        Motive(
            name=MOTIVES[str(row["segment"]).split()[0]],
            fact=str(row["fact_id"]),
            published=float(row["value"]),
            weight=float(row["value"]) / whole,
            source="; ".join(row["source_id"]),
        )
        for row in found
    )


def begins_at(points: Sequence[Mapping[str, object]], against: str) -> int | None:
    """Find the point of a trade-off at which the survey's lens begins.

    Of the points that are not dominated, the one with the least weighted way to the best of both:
    cost by the weight of cost, what it is set against by its motive's. It is a place to begin
    looking, not an optimum.

    Parameters
    ----------
    points
        Rows of the table ``tradeoff``: cost, attained, dominated, point.
    against
        Limit of the trade-off, such as ``region_share_max``.

    Returns
    -------
    int or None
        The row's own number `point`; None where the survey says nothing about the limit, or no
        point is left.
    """
    weights = {one.name: one.weight for one in lens()}
    left = [row for row in points if row["cost"] is not None and not row["dominated"]]
    if against not in ABOUT or not left:
        return None
    costs = [float(str(row["cost"])) for row in left]
    sign = -1.0 if against in MORE_IS_BETTER else 1.0
    others = [sign * float(str(row["attained"])) for row in left]
    way = [
        weights["cost"] * cost + weights[ABOUT[against]] * other
        for cost, other in zip(_scaled(costs), _scaled(others), strict=True)
    ]
    return int(str(left[way.index(min(way))]["point"]))


def _scaled(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    return [(value - low) / (high - low) if high > low else 0.0 for value in values]
