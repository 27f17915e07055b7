"""An OR-Library warehouse problem as a case, so that the engine itself solves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.cases.orlib import read_orlib
from network.case import Case
from network.case.choices import Settings
from network.case.goods import Demand, Product, Supply
from network.case.places import Facility, Territory
from network.case.trade import Lane
from network.engine.instance import WEEKS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from data.cases.orlib import Warehouses

HERE = "here"
GOODS = "goods"
# What a customer without demand gets: it takes no capacity, but somebody has to bring it.
VISIT = "visit"


def load_orlib(path: str | Path, *, capacity: float | None = None) -> Case:
    """Read a capacitated-warehouse file as a case.

    Parameters
    ----------
    path
        The file.
    capacity
        Capacity of every warehouse for which the file has the word ``capacity``.

    Raises
    ------
    UnreadableFile, TooLarge, BadValue
        As `data.cases.orlib.read_orlib`.
    """
    return case_of(read_orlib(path, capacity=capacity))


def case_of(problem: Warehouses) -> Case:
    """Make the case of a warehouse problem.

    The period is a week, in which a warehouse costs its fixed cost whole. A lane costs, a unit,
    the cost of serving the customer divided by its demand. Every demand is mandatory.

    Examples
    --------
    >>> from data.cases.orlib import parse_orlib
    >>> from network.engine.solve import design
    >>> case = case_of(parse_orlib("2 2  9 5.  9 6.  4 8. 4.  0 1. 7."))
    >>> round(design(case).objective, 9)  # the first warehouse alone: 5 + 8 + 1
    14.0
    """
    wanted = {GOODS: any(problem.demand), VISIT: not all(problem.demand)}
    products = [product for product, needed in wanted.items() if needed]
    return Case(
        settings=(Settings(name=problem.name, weeks=1.0, provenance="published"),),
        territories=(Territory(id=HERE, name=HERE),),
        products=tuple(
            Product(id=product, capacity_use_per_unit=float(product == GOODS))
            for product in products
        ),
        facilities=(*_warehouses(problem), *_customers(problem)),
        supply=tuple(
            Supply(facility=warehouse, product=product)
            for warehouse in map(_warehouse, range(len(problem.capacity)))
            for product in products
        ),
        lanes=tuple(_lanes(problem)),
        demand=tuple(
            Demand(market=_customer(number), product=GOODS if units else VISIT,
                   per_week=units or 1.0)
            for number, units in enumerate(problem.demand)
        ),
        limited=False,
    )  # fmt: skip


def _warehouse(number: int) -> str:
    return f"W{number + 1}"


def _customer(number: int) -> str:
    return f"C{number + 1}"


def _warehouses(problem: Warehouses) -> Iterator[Facility]:
    for number, (units, fixed) in enumerate(zip(problem.capacity, problem.fixed_cost, strict=True)):
        # The file's cost is that of the period, a week.
        yield Facility(
            id=_warehouse(number),
            kind="depot",
            name=f"Warehouse {number + 1}",
            territory=HERE,
            status="optional",
            fixed_cost_per_year=fixed * WEEKS_IN_YEAR,
            module_per_week=units,
        )


def _customers(problem: Warehouses) -> Iterator[Facility]:
    for number in range(len(problem.demand)):
        yield Facility(
            id=_customer(number),
            kind="market",
            name=f"Customer {number + 1}",
            territory=HERE,
        )


def _lanes(problem: Warehouses) -> Iterator[Lane]:
    for number, (units, costs) in enumerate(zip(problem.demand, problem.cost, strict=True)):
        for place, cost in enumerate(costs):
            yield Lane(
                from_=_warehouse(place), to=_customer(number), cost_per_unit=cost / (units or 1.0)
            )
