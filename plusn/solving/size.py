"""How large a case is: whether questions that solve it many times wait until they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case

LARGE = 100_000
"""Sites × lanes × products from which one plan takes seconds and a question of many, minutes.

Measured: at 8,000 a plan takes under a second; at 200,000, the 5 s that it was given.
"""
MANY = frozenset({"breakeven", "decide", "insist", "survive", "swing", "tradeoff"})
"""Questions that solve a case again and again."""


def takes_long(kind: str, case: Case) -> bool:
    """Tell whether a question takes minutes, so that it is not begun unasked.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> takes_long("decide", shipped_case("electronics"))
    False
    """
    size = len(case.facilities) * len(case.lanes) * len(case.products)
    return kind in MANY and size >= LARGE
