"""The landed-cost ladder: what a unit has cost by the time it is delivered, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from network.engine.extract import DUST
from network.engine.terms import TERMS
from network.explain.trace import Trace

if TYPE_CHECKING:
    from network.engine.frame import Frame
    from network.engine.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Hold what a unit delivered over a lane has cost.

    Parameters
    ----------
    lane
        Row number of the last lane, from 0.
    quantity
        Units delivered over it in the period.
    steps
        Cost of a unit by term, case currency, in the order of `TERMS`; nil terms are left out.
        Yearly costs of sites are not in it: they do not belong to a unit.
    """

    lane: int
    from_: str
    market: str
    mode: str
    product: str
    origin: str
    quantity: float
    steps: tuple[tuple[str, float], ...]

    @property
    def landed(self) -> float:
        """Give the landed cost of a unit, case currency."""
        return sum(amount for _, amount in self.steps)


def ladders(frame: Frame, plan: Plan) -> tuple[Ladder, ...]:
    """Give the ladder of every lane into a market, product and origin.

    Σ quantity × landed is what the plan pays for supply, making, moving and duty. Goods that a
    market sends on are told where they stay, not where they pass.

    Parameters
    ----------
    frame
        The case.
    plan
        Flows of a solved or a recorded period.
    """
    trace = Trace(frame, plan)
    found: list[Ladder] = []
    for leg in trace.legs:
        flow = leg.flow
        if (flow.to, flow.product) not in frame.instance.demand:
            continue
        stays = trace.stays(leg.target)
        if stays <= DUST:
            continue
        vector = trace.at(leg.source) + leg.own
        steps = zip(TERMS, map(float, vector), strict=True)
        found.append(
            Ladder(
                lane=flow.lane,
                from_=flow.from_,
                market=flow.to,
                mode=flow.mode,
                product=flow.product,
                origin=flow.origin,
                quantity=flow.quantity * stays,
                steps=tuple((term, amount) for term, amount in steps if amount),
            )
        )
    return tuple(found)
