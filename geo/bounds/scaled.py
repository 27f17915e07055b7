"""Numbers with decimals in whole-number arithmetic: counted in units of their last digit."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TypeAlias

EXACT = Context(prec=1_000)  # longer than any double in decimals
Number: TypeAlias = int | Decimal


def unscaled(number: int, scale: int) -> Number:
    """Give a number in its own unit; `scale` is how many of the solver's units make one.

    Examples
    --------
    >>> unscaled(1416338, 10), unscaled(1416330, 10), unscaled(30971, 1)
    (Decimal('141633.8'), 141633, 30971)
    """
    whole, rest = divmod(number, scale)
    if not rest:
        return whole
    digits = len(str(scale)) - 1
    return Decimal(number).scaleb(-digits, EXACT)
