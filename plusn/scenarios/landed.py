"""What a unit costs by the time it is delivered, by market and product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.explain.ladder import Ladder
    from plusn.scenarios.running import Run


@dataclass(frozen=True, kw_only=True)
class Landed:
    """Tell what units of a product at a market have cost, case currency a unit.

    Parameters
    ----------
    quantity
        Units delivered in the period.
    steps
        Average by term; yearly costs of sites do not belong to a unit and are not in it.
    marginal
        What one unit more would cost, the plan's sites held; None where it is not known.
    """

    market: str
    product: str
    quantity: float
    steps: dict[str, float]
    marginal: float | None

    @property
    def average(self) -> float:
        """Give the average landed cost of a unit."""
        return sum(self.steps.values())


def landed(answer: Run) -> tuple[Landed, ...]:
    """Average the ladders of an answer by market and product, in the order of what is sold."""
    ladders: dict[tuple[str, str], list[Ladder]] = {}
    for ladder in answer.ladders:
        ladders.setdefault((ladder.market, ladder.product), []).append(ladder)
    marginal = answer.result.marginals.demand
    return tuple(
        _average(sold.market, sold.product, ladders[key], marginal.get(key))
        for sold in answer.result.plan.sold
        if (key := (sold.market, sold.product)) in ladders
    )


def _average(market: str, product: str, ladders: list[Ladder], marginal: float | None) -> Landed:
    quantity = sum(ladder.quantity for ladder in ladders)
    steps: dict[str, float] = {}
    for ladder in ladders:
        for term, value in ladder.steps:
            steps[term] = steps.get(term, 0.0) + value * ladder.quantity / quantity
    return Landed(market=market, product=product, quantity=quantity, steps=steps, marginal=marginal)
