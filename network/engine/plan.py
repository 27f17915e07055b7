"""A plan: what is open, what moves, what is made and what is sold in the period."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Site:
    """Say whether a facility is open, with how many modules, and whether it is expanded."""

    facility: str
    open: bool
    modules: int = 0
    expanded: bool = False


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Say how many units of a product of an origin move on a lane in the period.

    Parameters
    ----------
    lane
        Row number of the lane in the case, from 0.
    bound_for
        Territory that the goods are declared for while on the way, where the duty there depends
        on the freight (CIF) or on a bond; blank otherwise, and once they entered.
    bond
        Territory in whose bond the goods are: components that enter it under drawback, products
        made of them that must leave it and never come home; blank otherwise.
    """

    lane: int
    from_: str
    to: str
    mode: str
    product: str
    origin: str
    quantity: float
    bound_for: str = ""
    bond: str = ""


@dataclass(frozen=True, kw_only=True)
class Supplied:
    """Say how many units a facility brings into the network, by row of the supply table."""

    row: int
    facility: str
    product: str
    origin: str
    quantity: float
    bound_for: str = ""
    bond: str = ""


@dataclass(frozen=True, kw_only=True)
class Made:
    """Say how many units a plant makes by a recipe, overtime included."""

    facility: str
    product: str
    recipe: str
    origin: str
    quantity: float
    bond: str = ""
    bound_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Overtime:
    """Say how many of the units of a product a plant makes in overtime."""

    facility: str
    product: str
    quantity: float


@dataclass(frozen=True, kw_only=True)
class Used:
    """Say how many units of a component of an origin go into a product by a recipe."""

    facility: str
    product: str
    recipe: str
    bond: str
    component: str
    component_origin: str
    component_bond: str
    quantity: float


@dataclass(frozen=True, kw_only=True)
class Sold:
    """Say how many units a market wanted, got, and did not get."""

    market: str
    product: str
    wanted: float
    delivered: float
    lost: float


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Say how many units are drawn from a stock, by row of the stock table."""

    row: int
    facility: str
    product: str
    quantity: float
    cost_per_unit: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Hold the decisions of a period; quantities in units over the whole period."""

    weeks: float
    sites: tuple[Site, ...]
    flows: tuple[Flow, ...]
    supplied: tuple[Supplied, ...]
    made: tuple[Made, ...]
    overtime: tuple[Overtime, ...]
    used: tuple[Used, ...]
    sold: tuple[Sold, ...]
    drawn: tuple[Drawn, ...] = ()
