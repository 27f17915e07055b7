"""What an evaluation says: every amount as quantity × factors, every check with its residual."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from data.phrase import said
from network.engine.terms import TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLERANCE = 1e-6
"""Largest violation that passes, as a share of the scale of what is compared."""

Sense = Literal["=", "<=", ">="]
Axis = Literal["term", "facility", "product", "origin", "territory", "lane", "layer"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """Hold one amount of money as a quantity and the factors that it is multiplied by.

    Parameters
    ----------
    term
        One of `TERMS`.
    factors
        Name and value; the product of the values is the rate, in the case's currency per unit.
    facility
        Where the cost falls: the site itself, or the end of the lane; blank where nowhere.
    lane
        Row number of the lane, from 0.
    layer
        Layer of duty.
    """

    term: str
    quantity: float
    factors: tuple[tuple[str, float], ...]
    facility: str = ""
    product: str = ""
    origin: str = ""
    territory: str = ""
    lane: int | None = None
    layer: str = ""

    @property
    def rate(self) -> float:
        """Give the amount per unit of the quantity, in the case's currency."""
        return math.prod(value for _, value in self.factors)

    @property
    def amount(self) -> float:
        """Give quantity × rate, in the case's currency."""
        return self.quantity * self.rate


@dataclass(frozen=True, kw_only=True)
class Check:
    """Hold one condition: what was found, what it is held against, and by how much it fails.

    Parameters
    ----------
    scale
        Size of the numbers around; the violation is held against it.
    said
        Whether it is something that holds or does not, told as 0 or 1, and no quantity.
    """

    name: str
    where: str
    amount: float
    limit: float
    sense: Sense = "="
    scale: float = 1.0
    said: bool = False

    @property
    def violation(self) -> float:
        """Give by how much the condition fails; 0 where it holds."""
        over = self.amount - self.limit
        if math.isnan(over):
            return math.inf
        return {"=": abs(over), "<=": max(0.0, over), ">=": max(0.0, -over)}[self.sense]

    @property
    def residual(self) -> float:
        """Give the violation relative to the scale of the numbers compared."""
        limit = abs(self.limit) if math.isfinite(self.limit) else 0.0
        return self.violation / max(1.0, abs(self.amount), limit, self.scale)

    @property
    def ok(self) -> bool:
        """Tell whether the condition holds."""
        return self.residual <= TOLERANCE

    def __str__(self) -> str:
        return str(self.words)

    @property
    def words(self) -> str:
        """Say of a condition that fails what it asks for and what was found."""
        if self.said:
            return said(
                "it does not hold that {condition}: {where}", condition=self.name, where=self.where
            )
        return said(
            "{condition} at {where}: {amount:.9g} is not {sense} {limit:.9g}",
            condition=self.name,
            where=self.where,
            amount=self.amount,
            sense=self.sense,
            limit=self.limit,
        )


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Hold what a plan costs and whether it can be done, found without a solver.

    Parameters
    ----------
    currency
        Money of all amounts.
    items
        Every amount that is not nil, by term in the order of `TERMS`.
    groups
        Every condition that was looked at, by what it is about.
    """

    currency: str
    items: tuple[Item, ...]
    groups: Mapping[str, tuple[Check, ...]]

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """List every condition that was looked at."""
        return tuple(check for group in self.groups.values() for check in group)

    @cached_property
    def terms(self) -> dict[str, float]:
        """Give the cost by term, every term named."""
        found = self.by("term")
        return {term: found.get(term, 0.0) for term in TERMS}

    @property
    def total(self) -> float:
        """Give the cost of the plan."""
        return math.fsum(item.amount for item in self.items)

    def by(self, *axes: Axis) -> dict[str, float]:
        """Give the cost by term, facility, lane, layer …; what has none is left out.

        Several axes make keys such as ``duty/M1``.
        """
        parts: dict[str, list[float]] = defaultdict(list)
        for item in self.items:
            key = [getattr(item, axis) for axis in axes]
            if all(part not in {"", None} for part in key):
                parts["/".join(map(str, key))].append(item.amount)
        return {key: math.fsum(amounts) for key, amounts in sorted(parts.items())}

    @property
    def worst(self) -> Check | None:
        """Give the check with the largest residual; None where nothing was checked."""
        return max(self.checks, key=lambda check: check.residual, default=None)

    @property
    def ok(self) -> bool:
        """Tell whether every check holds."""
        return all(check.ok for check in self.checks)

    @property
    def failures(self) -> tuple[str, ...]:
        """Say what does not hold, the worst first."""
        failed = [check for check in self.checks if not check.ok]
        return tuple(map(str, sorted(failed, key=lambda check: (-check.residual, str(check)))))


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Record that a result passed: what was compared, how closely, how many checks held."""

    objective: float
    total: float
    checks: int
    worst_residual: float
    terms: Mapping[str, float]

    @property
    def difference(self) -> float:
        """Give how far the two totals lie apart."""
        return self.total - self.objective
