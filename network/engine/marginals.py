"""What one unit more would cost, read from the duals of the held plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.engine.result import Binding, Marginals

if TYPE_CHECKING:
    from network.engine.model import Model
    from network.engine.solve import Program
    from network.engine.solver import Answer

WORTHLESS = 1e-9
"""A price below this much money is the solver's dust."""
LIMITS = frozenset({"supply", "capacity", "overtime", "lane", "usual", "policy", "stock"})
"""Kinds of rows that are told as limits."""


def marginals_of(built: Program, answer: Answer) -> Marginals:
    """Read marginal costs and binding limits from a solved linear model."""
    operations = built.operations
    price = answer.price
    return Marginals(
        demand={key: float(price[row]) for key, row in operations.demand.items()},
        goods={key: float(price[row]) for key, row in operations.balance.items()},
        bindings=bindings_of(built.model, answer),
    )


def bindings_of(model: Model, answer: Answer) -> tuple[Binding, ...]:
    """List the limits that hold a plan back, the most worth first.

    Parameters
    ----------
    model
        What was solved; its rows have names.
    answer
        Its optimum, with duals.
    """
    found: list[Binding] = []
    for key, row in model.rows.items():
        if not isinstance(key, tuple) or abs(answer.price[row]) <= WORTHLESS:
            continue
        kind, *rest = key if key[0] == "policy" else key[1:]
        if kind not in LIMITS:
            continue
        used = used_of(model, answer, row)
        # Where decisions stand in the row, nothing used is a closed site, which limits nothing.
        if used or not _decided(model, row):
            place = "; ".join(str(part) for part in rest)
            worth = abs(float(answer.price[row]))
            found.append(Binding(kind=str(kind), place=place, amount=used, worth=worth))
    return tuple(sorted(found, key=lambda b: (-b.worth, b.kind, b.place)))


def _decided(model: Model, row: int) -> bool:
    """Tell whether decisions stand in a row beside flows."""
    return not all(model.scaled[column] for column, _ in model.entries(row))


def used_of(model: Model, answer: Answer, row: int) -> float:
    """Give what the flows use of a limit; decisions that stand in its row are no flow."""
    return sum(
        value * float(answer.x[column])
        for column, value in model.entries(row)
        if model.scaled[column]
    )
