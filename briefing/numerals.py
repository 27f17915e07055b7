"""Numbers as readers see them: the same digits in every language, with the language's spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

EN_DASH = "–"


def number(value: float | Decimal) -> str:
    """Write a count or a ratio with the digits it deserves.

    Whole numbers and anything from 100 up have no decimals; smaller ones keep three significant
    digits.

    Examples
    --------
    >>> number(30971), number(366.04), number(2.4321), number(0.12), number(0)
    ('30,971', '366', '2.43', '0.120', '0')
    """
    value = float(value)
    if value == round(value) or abs(value) >= 100:  # noqa: PLR2004 - three significant digits
        return f"{value:,.0f}"
    digits = 2 if abs(value) < 10 else 1  # noqa: PLR2004 - three significant digits
    if abs(value) < 1:
        return f"{value:#.3g}"
    return f"{value:,.{digits}f}"


def interval(low: float | Decimal, high: float | Decimal) -> str:
    """Write a range with an en dash.

    Examples
    --------
    >>> interval(0, 5300)
    '0–5,300'
    """
    return number(low) if low == high else f"{number(low)}{EN_DASH}{number(high)}"


def percent(share: float, *, digits: int = 1) -> str:
    """Write a fraction as a percentage.

    Examples
    --------
    >>> percent(0.4534), percent(1)
    ('45.3%', '100%')
    """
    return f"{share:.0%}" if share in {0, 1} else f"{100 * share:.{digits}f}%"
