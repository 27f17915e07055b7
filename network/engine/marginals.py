"""What one unit more would cost, read from the duals of the held plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.engine.result import Binding, Marginals

if TYPE_CHECKING:
    from network.engine.solve import Program
    from network.engine.solver import Answer

WORTHLESS = 1e-9


def marginals_of(built: Program, answer: Answer) -> Marginals:
    """Read marginal costs and binding limits from a solved linear model."""
    operations = built.operations
    price = answer.price
    return Marginals(
        demand={key: float(price[row]) for key, row in operations.demand.items()},
        goods={key: -float(price[row]) for key, row in operations.balance.items()},
        bindings=_bindings(built, answer),
    )


def _bindings(built: Program, answer: Answer) -> tuple[Binding, ...]:
    kinds = {"supply", "capacity", "overtime", "lane", "policy"}
    found = [
        Binding(
            kind=str(kind),
            place="; ".join(str(part) for part in rest),
            amount=float(answer.activity[row]),
            worth=abs(float(answer.price[row])),
        )
        for key, row in built.model.rows.items()
        if isinstance(key, tuple)
        for kind, *rest in [key if key[0] == "policy" else key[1:]]
        if kind in kinds and answer.activity[row] and abs(answer.price[row]) > WORTHLESS
    ]
    return tuple(sorted(found, key=lambda b: (-b.worth, b.kind, b.place)))
